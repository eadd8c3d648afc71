// What the schema says of a shape to people: why it is there, and an example of it.

import CEL
import DocumentModel
import JSONSchema

extension ShapeTable {
  /// The first sentence of the description, without its full stop, begun in lower case; the title where there is none.
  func description(of id: ShapeID) -> String {
    let parts = schema.effectiveSubschemas(self[id].subschema).map { schema.subschema($0) }
    let text = parts.lazy.compactMap { $0.text(of: "description") }.first ?? self[id].title ?? ""
    var sentence = text[...]
    var index = text.startIndex
    while index < text.endIndex {
      let next = text.index(after: index)
      if text[index] == ".", next == text.endIndex || text[next] == " " {
        sentence = text[..<index]
        break
      }
      index = next
    }
    guard let first = sentence.first, let second = sentence.dropFirst().first, second.isLowercase || second == " "
    else {
      return String(sentence)
    }
    return first.lowercased() + sentence.dropFirst()
  }

  /// A value with all that is always wanted there, of the schema's own examples; nil where the schema gives none.
  func example(of id: ShapeID) -> Value? { example(of: id, depth: 0) }

  private func example(of id: ShapeID, depth: Int) -> Value? {
    guard depth < ReaderLimits.depth else { return nil }
    let shape = self[id]
    if shape.reading == .object, !shape.fields.isEmpty {
      var map = MapValue()
      for field in shape.fields where field.presence.isTakenAsPresent {
        guard let value = example(of: field.shape, depth: depth + 1) else { continue }
        _ = map.insert(Value(.string(field.name)), value)
      }
      return Value(.map(map))
    }
    for part in schema.effectiveSubschemas(shape.subschema).map({ schema.subschema($0) }) {
      guard let examples = part.value(of: "examples")?.node, part.tree.kind(of: examples) == .sequence else { continue }
      for item in part.tree.items(of: examples) {
        if let value = Self.value(of: item, in: part.tree, depth: depth) { return value }
      }
    }
    if shape.reading == .list {
      if shape.mayBeEmpty { return Value(.list([])) }
      return shape.items.flatMap { example(of: $0, depth: depth + 1) }.map { Value(.list([$0])) }
    }
    return shape.enumeration.first.map { Value(.string($0)) }
  }

  private static func value(of node: NodeID, in tree: SyntaxTree, depth: Int) -> Value? {
    guard depth < ReaderLimits.depth else { return nil }
    switch tree.kind(of: node) {
    case .mapping:
      var map = MapValue()
      tree.forEachMember(of: node) { member in
        guard let value = value(of: member.value, in: tree, depth: depth + 1) else { return }
        _ = map.insert(Value(.string(tree.text(of: member.key))), value)
      }
      return Value(.map(map))
    case .sequence:
      return Value(.list(tree.items(of: node).compactMap { value(of: $0, in: tree, depth: depth + 1) }))
    case .alias: return nil
    case .scalar:
      switch tree[node].scalarType {
      case .null: return nil
      case .boolean: return tree.boolean(of: node).map { Value(.bool($0)) }
      case .integer: return Int64(tree.text(of: node)).map { Value(.int($0)) }
      case .number: return FixedDecimal(tree.text(of: node)).map { Value(.decimal($0)) }
      case .string: return Value(.string(tree.text(of: node)))
      }
    }
  }
}
