// Finds keys that stand twice in one mapping; the first counts, the later ones are reported.

import SourceText

extension TreeBuilder {
  /// Marks the repeated keys of the innermost collection, the mapping at `index`, whose pairs are all added, and
  /// returns a diagnostic for each, or one for all where they are many, with the first one's place as related information.
  package mutating func markDuplicateKeys(of index: Int32) -> [Diagnostic] {
    guard openChildren > 2 else { return [] }
    let repeated = repeatedKeys(of: index)
    guard !repeated.isEmpty else { return [] }
    for pair in repeated { nodes[Int(pair.second)].flags.insert(.duplicate) }
    // Many at once have one cause: two entries have run into one.
    if repeated.count > 2, let pair = repeated.first {
      return [
        duplicate(
          pair,
          "`\(text(of: pair.second))` and \(repeated.count - 1) more keys already stand in this mapping. "
            + "Has the start of a new entry been lost above?")
      ]
    }
    return repeated.map { pair in
      duplicate(pair, "The key `\(text(of: pair.second))` already stands in this mapping; only the first one counts.")
    }
  }

  private func duplicate(_ pair: (first: Int32, second: Int32), _ message: String) -> Diagnostic {
    Diagnostic(
      .duplicateKey, message, at: nodes[Int(pair.second)].range,
      related: [
        RelatedInformation(range: nodes[Int(pair.first)].range, message: "`\(text(of: pair.first))` stands here first")
      ])
  }

  private func text(of index: Int32) -> String { String(decoding: textBytes(of: index), as: UTF8.self) }

  private func repeatedKeys(of index: Int32) -> [(first: Int32, second: Int32)] {
    // A few keys are compared pair by pair, which allocates nothing; many go through a dictionary.
    let count = openChildren / 2
    return count <= 16 ? repeatedAmongFew(of: index, count: count) : repeatedAmongMany(keys(of: index))
  }

  private func keys(of index: Int32) -> [Int32] {
    var keys: [Int32] = []
    keys.reserveCapacity(openChildren / 2)
    var child = index + 1
    while child < nodes.count {
      keys.append(child)
      let value = nodes[Int(child)].subtreeEnd
      guard value < nodes.count else { break }
      child = nodes[Int(value)].subtreeEnd
    }
    return keys
  }

  private func repeatedAmongFew(of index: Int32, count: Int) -> [(first: Int32, second: Int32)] {
    withUnsafeTemporaryAllocation(of: KeyPrint.self, capacity: count) { prints in
      withView { view in
        var result: [(first: Int32, second: Int32)] = []
        var filled = 0
        var child = index + 1
        while child < view.nodes.count, filled < count {
          let record = view.nodes[Int(child)]
          if isComparable(record) {
            let print = KeyPrint(node: child, text: view.text(at: child))
            let first = prints[..<filled].first { other in
              other.print == print.print && view.text(at: other.node).elementsEqual(view.text(at: child))
            }
            if let first { result.append((first.node, child)) }
            prints.initializeElement(at: filled, to: print)
            filled += 1
          }
          guard record.subtreeEnd < view.nodes.count else { break }
          child = view.nodes[Int(record.subtreeEnd)].subtreeEnd
        }
        return result
      }
    }
  }

  /// A key with a print of its text: the same texts have the same, and few others do.
  private struct KeyPrint {
    let node: Int32
    let print: UInt64

    @inline(__always)
    init(node: Int32, text: UnsafeBufferPointer<UInt8>) {
      self.node = node
      let bytes = UnsafeRawBufferPointer(text)
      var mix = UInt64(truncatingIfNeeded: bytes.count)
      if bytes.count >= 8 {
        mix ^= bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self)
        mix &*= 0x9E37_79B9_7F4A_7C15
        mix ^= bytes.loadUnaligned(fromByteOffset: bytes.count - 8, as: UInt64.self)
      } else {
        for byte in bytes { mix = mix << 8 ^ UInt64(byte) }
      }
      print = mix
    }
  }

  private func withView<Result>(_ body: (TreeView) -> Result) -> Result {
    nodes.withUnsafeBufferPointer { nodes in
      source.bytes.withUnsafeBufferPointer { source in
        sideText.withUnsafeBufferPointer { body(TreeView(nodes: nodes, source: source, side: $0)) }
      }
    }
  }

  private func repeatedAmongMany(_ keys: [Int32]) -> [(first: Int32, second: Int32)] {
    var result: [(first: Int32, second: Int32)] = []
    var seen: [ArraySlice<UInt8>: Int32] = [:]
    for key in keys where isComparable(nodes[Int(key)]) {
      let text = textBytes(of: key)
      if let first = seen[text] { result.append((first, key)) } else { seen[text] = key }
    }
    return result
  }

  /// Merge keys may stand more than once, and damaged keys are not compared.
  private func isComparable(_ record: NodeRecord) -> Bool {
    record.kind == .scalar && record.flags.isDisjoint(with: [.mergeKey, .damaged])
  }

  private func textBytes(of index: Int32) -> ArraySlice<UInt8> {
    let record = nodes[Int(index)]
    let length = Int(record.textLength)
    if record.textStart >= 0 { return source.bytes[Int(record.textStart)...].prefix(length) }
    return sideText[Int(-(record.textStart + 1))...].prefix(length)
  }
}
