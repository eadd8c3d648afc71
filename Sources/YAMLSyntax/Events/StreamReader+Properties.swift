// Anchors, aliases, tags, merge keys and collections as keys: what nodes have beside their content.

import DocumentModel
import SourceText

extension StreamReader {
  private static let coreTagPrefix = "tag:yaml.org,2002:"

  /// The offset after the anchor and tag that start at `start`, and after the space and comments behind them.
  func skipProperties(from start: Int) -> Int {
    let bytes = source.bytes
    var offset = start
    while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: "&"), UInt8(ascii: "!"):
        let isVerbatimTag = bytes[offset] == UInt8(ascii: "!") && source.byte(at: offset + 1) == UInt8(ascii: "<")
        while offset < bytes.count, bytes[offset] > 0x20 {
          if !isVerbatimTag, [UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}")].contains(bytes[offset]) {
            break
          }
          offset += 1
        }
      case 0x20, 0x09, 0x0A, 0x0D:
        offset += 1
      case UInt8(ascii: "#") where offset > 0 && bytes[offset - 1] <= 0x20:
        while offset < bytes.count, bytes[offset] != 0x0A, bytes[offset] != 0x0D { offset += 1 }
      default:
        return offset
      }
    }
    return offset
  }

  /// Records the anchor and tag of the node at `index`, and says where a tag does not fit a collection.
  mutating func setProperties(
    of index: Int32, anchor: UnsafeMutablePointer<UInt8>?, tag: UnsafeMutablePointer<UInt8>?, range: TextRange,
    isScalar: Bool
  ) {
    let tag = tag.map { String(cString: $0) }
    builder.setProperties(of: index, anchor: anchor.map { String(cString: $0) }, tag: tag)
    guard let tag, tag.hasPrefix(StreamReader.coreTagPrefix) else { return }
    let kind = builder.record(index).kind
    let wanted: NodeKind?
    switch tag.dropFirst(StreamReader.coreTagPrefix.count) {
    case "map", "set": wanted = .mapping
    case "seq", "omap", "pairs": wanted = .sequence
    case "str", "int", "float", "bool", "null", "binary", "timestamp": wanted = .scalar
    default: wanted = nil
    }
    if let wanted, wanted != kind {
      notes.append(Diagnostic(.badTag, "The tag `!!\(shortName(tag))` does not fit this node.", at: range))
    }
  }

  /// Gives the tagged scalar at `index` the type its tag says (YAML 1.2.2 §10.3.2).
  mutating func applyTag(to index: Int32, value: UnsafeBufferPointer<UInt8>, plainType: ScalarType) {
    guard let tag = builder.tag(of: index) else { return }
    guard tag.hasPrefix(StreamReader.coreTagPrefix) else {
      builder.setType(of: index, .string)
      return
    }
    let read = CoreSchema.type(of: String(decoding: value, as: UTF8.self))
    let type: ScalarType
    let fits: Bool
    switch tag.dropFirst(StreamReader.coreTagPrefix.count) {
    case "int": (type, fits) = (.integer, read == .integer)
    case "float": (type, fits) = (.number, read == .number || read == .integer)
    case "bool": (type, fits) = (.boolean, read == .boolean)
    case "null": (type, fits) = (.null, read == .null)
    default: (type, fits) = (.string, true)
    }
    builder.setType(of: index, fits ? type : .string)
    if !fits {
      let text = String(decoding: value, as: UTF8.self)
      notes.append(
        Diagnostic(
          .badTag, "The tag `!!\(shortName(tag))` does not fit the text `\(text)`.", at: builder.record(index).range))
    }
  }

  private func shortName(_ tag: String) -> Substring { tag.dropFirst(StreamReader.coreTagPrefix.count) }

  /// Adds the alias `*name`, and says where it cannot stand for a node.
  mutating func addAlias(_ name: String, range: TextRange, expanded: inout Int) {
    guard let target = builder.anchored(name) else {
      builder.addAlias(range: range, target: nil, flags: .damaged)
      let known = builder.anchorNames
      let list =
        known.isEmpty
        ? "No anchor is defined before it."
        : "Known here: \(known.prefix(8).map { "`&\($0)`" }.joined(separator: ", "))."
      notes.append(
        Diagnostic(.unknownAnchor, "The alias `*\(name)` has no anchor `&\(name)` before it. \(list)", at: range))
      return
    }
    if builder.isOpen(target) {
      builder.addAlias(range: range, target: nil, flags: .damaged)
      notes.append(
        Diagnostic(
          .recursiveAlias, "The alias `*\(name)` stands inside the node it names, which would have no end.", at: range,
          related: [RelatedInformation(range: anchorRange(of: target), message: "`&\(name)` starts here")]))
      return
    }
    let (sum, overflow) = expanded.addingReportingOverflow(builder.weight(of: target))
    expanded = overflow ? .max : sum
    guard expanded <= ReaderLimits.expandedNodes else {
      builder.addAlias(range: range, target: nil, flags: .damaged)
      if !notes.contains(where: { $0.code == .aliasExpansion }) {
        notes.append(
          Diagnostic(
            .aliasExpansion,
            "With this alias the aliases stand for more than \(ReaderLimits.expandedNodes) nodes; it is not followed.",
            at: range))
      }
      return
    }
    builder.addAlias(range: range, target: target)
  }

  private func anchorRange(of index: Int32) -> TextRange {
    let start = Int(builder.record(index).start)
    return TextRange(start, min(start + 1, source.length))
  }

  /// Says where the value of a merge key in the mapping at `index` is neither a mapping nor a list of mappings.
  mutating func checkMerges(of index: Int32) {
    for value in builder.mergeValues(of: index) where !builder.isMergeable(value) {
      notes.append(
        Diagnostic(
          .badMerge,
          "The merge key `<<` needs a mapping, or a list of mappings, most often an alias such as `*defaults`.",
          at: builder.record(value).range))
    }
  }

  /// Says that the collection `record` is a key.
  mutating func reportCollectionKey(_ record: NodeRecord) {
    let what = record.kind == .mapping ? "mapping" : "list"
    notes.append(
      Diagnostic(
        .collectionKey, "A \(what) is the key here. JSON has only text as keys, so this pair is not checked.",
        at: record.range))
  }
}
