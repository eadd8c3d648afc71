// Building blocks of the tables: names, hash tables of keys, lists of schemas, numbers and patterns.

import DocumentModel
import Patterns

/// A key with what belongs to it, on its way into a ``KeyTable``.
struct KeyEntry {
  var schema: Int32 = -1
  var required: Int32 = -1
  var patterns: UInt64 = 0
}

extension SchemaCompiler {
  /// Stores the bytes of `name`.
  mutating func store(_ name: String) -> NameReference {
    let start = Int32(truncatingIfNeeded: tables.keyBytes.count)
    tables.keyBytes.append(contentsOf: name.utf8)
    return NameReference(start: start, length: Int32(truncatingIfNeeded: name.utf8.count))
  }

  /// Makes a table of `entries`, whose names are distinct.
  mutating func makeKeyTable(_ entries: [(name: String, entry: KeyEntry)]) -> KeyTable {
    guard !entries.isEmpty else { return KeyTable() }
    var size = 4
    while size < entries.count * 2 { size *= 2 }
    let start = tables.slots.count
    let free = KeySlot(hash: 0, keyStart: -1, keyLength: 0, schema: -1, required: -1, patterns: 0)
    tables.slots.append(contentsOf: repeatElement(free, count: size))
    let mask = Int32(truncatingIfNeeded: size - 1)
    for (name, entry) in entries {
      let stored = store(name)
      let hash = tables.keyBytes[stored.range].withUnsafeBufferPointer { KeyHash.of($0) }
      var index = Int32(bitPattern: hash) & mask
      while tables.slots[start + Int(index)].keyStart >= 0 { index = (index + 1) & mask }
      tables.slots[start + Int(index)] = KeySlot(
        hash: hash, keyStart: stored.start, keyLength: stored.length, schema: entry.schema, required: entry.required,
        patterns: entry.patterns)
    }
    return KeyTable(start: Int32(truncatingIfNeeded: start), mask: mask)
  }

  /// Adds a list of schemas.
  mutating func makeList(_ nodes: [NodeID], of source: SchemaSource) -> Span {
    // The schemas' ids first: compiling one must not come between the entries of the list.
    let ids = nodes.map { subschema(at: source.location($0)) }
    let start = Int32(truncatingIfNeeded: tables.lists.count)
    tables.lists += ids
    return Span(start: start, count: Int32(truncatingIfNeeded: ids.count))
  }

  /// The exact number at `node`, or `nil` where there is none.
  mutating func makeNumber(_ node: NodeID, of source: SchemaSource) -> Int32? {
    guard let value = source.tree.number(of: node) else { return nil }
    let short = source.tree.withText(of: node) { ShortDecimal($0) }
    tables.numbers.append(NumberLimit(value: value, short: short, node: node.index))
    return Int32(truncatingIfNeeded: tables.numbers.count - 1)
  }

  /// The regular expression `source`, compiled once however often it stands in the schema.
  mutating func makePattern(_ source: String) throws(PatternError) -> Int32 {
    if let known = patternIndices[source] { return known }
    let pattern = try Pattern(source)
    let prefix = SchemaCompiler.literalPrefix(of: source).map { store($0) }
    let index = Int32(truncatingIfNeeded: tables.patterns.count)
    tables.patterns.append(CompiledPattern(source: source, pattern: pattern, prefix: prefix))
    patternIndices[source] = index
    return index
  }

  /// The text after `^` where nothing in it has a special meaning.
  private static func literalPrefix(of source: String) -> String? {
    guard source.utf8.first == UInt8(ascii: "^") else { return nil }
    let rest = source.dropFirst()
    let isLiteral = rest.utf8.allSatisfy {
      (0x61...0x7A).contains($0 | 0x20) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "_")
        || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: " ")
    }
    return isLiteral ? String(rest) : nil
  }
}
