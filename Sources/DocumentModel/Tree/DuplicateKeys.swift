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
    var keys: [Int32] = []
    keys.reserveCapacity(openChildren / 2)
    var child = index + 1
    while child < nodes.count {
      keys.append(child)
      let value = nodes[Int(child)].subtreeEnd
      guard value < nodes.count else { break }
      child = nodes[Int(value)].subtreeEnd
    }
    // A few keys are compared pair by pair, which allocates nothing; many go through a dictionary.
    return keys.count <= 12 ? repeatedAmongFew(keys) : repeatedAmongMany(keys)
  }

  private func repeatedAmongFew(_ keys: [Int32]) -> [(first: Int32, second: Int32)] {
    var result: [(first: Int32, second: Int32)] = []
    for second in keys.indices.dropFirst() {
      let record = nodes[Int(keys[second])]
      for first in 0..<second {
        let other = nodes[Int(keys[first])]
        guard record.textLength == other.textLength, isComparable(record), isComparable(other) else { continue }
        if textBytes(of: keys[second]) == textBytes(of: keys[first]) {
          result.append((keys[first], keys[second]))
          break
        }
      }
    }
    return result
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
