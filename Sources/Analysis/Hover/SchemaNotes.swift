// What a schema says of a value, gathered from all subschemas that apply to it and set in Markdown.

import DocumentModel
import JSONSchema

/// The notes of a schema on one value; the first subschema to speak of something is heard.
struct SchemaNotes {
  let schema: Schema
  let subschemas: [Subschema]

  /// Gathers the notes of `ids`, the first to speak first.
  init(_ schema: Schema, _ ids: some Sequence<SubschemaID>) {
    self.schema = schema
    subschemas = ids.map { schema.subschema($0) }
  }

  private func first<Value>(_ read: (Subschema) -> Value?) -> Value? {
    for subschema in subschemas {
      if let value = read(subschema) { return value }
    }
    return nil
  }

  var title: String? { first(\.title) }
  var isDeprecated: Bool { subschemas.contains(where: \.isDeprecated) }
  var isReadOnly: Bool { subschemas.contains(where: \.isReadOnly) }
  var unit: String? { first { $0.text(of: "x-unit") } }
  var defaultValue: SchemaLocation? { first(\.defaultValue) }
  var constant: SchemaLocation? { first(\.constant) }
  var enumeration: [SchemaLocation] { first { $0.enumeration.isEmpty ? nil : $0.enumeration } ?? [] }
  var examples: [SchemaLocation] { first { $0.examples.isEmpty ? nil : $0.examples } ?? [] }

  /// The types that all subschemas allow, those of the branches of `anyOf` and `oneOf` taken together.
  var types: TypeSet {
    var budget = 1_000
    return SchemaNotes.types(schema, subschemas.map(\.id), depth: 0, &budget)
  }

  /// The types of `ids`; where `budget` subschemas have been looked at, the rest is taken to allow all.
  private static func types(
    _ schema: Schema, _ ids: [SubschemaID], depth: Int, _ budget: inout Int
  ) -> TypeSet {
    var result = TypeSet.all
    for id in ids {
      guard budget > 0 else { return result }
      budget -= 1
      let subschema = schema.subschema(id)
      result = common(result, subschema.types)
      guard depth < 4, subschema.types == .all, !subschema.branches.isEmpty else { continue }
      var union = TypeSet()
      for branch in subschema.branches {
        union.formUnion(types(schema, schema.effectiveSubschemas(branch), depth: depth + 1, &budget))
      }
      result = common(result, union)
    }
    return result
  }

  /// The types in both sets; an integer is a number.
  private static func common(_ left: TypeSet, _ right: TypeSet) -> TypeSet {
    var result = left.intersection(right)
    if left.contains(.integer) && right.contains(.number) || left.contains(.number) && right.contains(.integer) {
      result.insert(.integer)
    }
    return result
  }

  /// The description without the note of its source, and that note.
  var description: (text: String?, source: String?) {
    guard let whole = first(\.description) else { return (nil, nil) }
    guard let range = whole.utf8Range(of: "Source: ") else { return (whole, nil) }
    let text = String(whole[..<range.lowerBound])
    let source = String(whole[range.upperBound...])
    return (text.trimmingSpaces, source.trimmingSpaces)
  }

  /// When the field is asked for (`x-required`): "status" is as the document's status advances, else on a condition.
  var requirement: String? {
    first { subschema in
      guard let location = subschema.value(of: "x-required") else { return nil }
      let tree = schema.tree(of: location)
      if tree.kind(of: location.node) == .mapping {
        let words = tree.value(of: location.node, named: "when").map { tree.text(of: $0) }
        return words.map { "when \($0)" } ?? "on a condition"
      }
      return "as `metadata.status` advances"
    }
  }

  /// The type in words, with format, unit and limits: "a number from 0 to 100, in percent".
  var typePhrase: String? {
    let types = self.types
    var phrase: String
    if let format = first(\.format), let words = Wording.format(format), types == .string || types == .all {
      phrase = words.phrase
    } else {
      guard types != .all else { return nil }
      phrase = Wording.types(types)
    }
    if let limits { phrase += " \(limits)" }
    if let unit { phrase += ", in \(unit)" }
    return phrase
  }

  private var limits: String? {
    let low = first { $0.value(of: "minimum") }.map { Wording.value(schema, $0) }
    let high = first { $0.value(of: "maximum") }.map { Wording.value(schema, $0) }
    let above = first { $0.value(of: "exclusiveMinimum") }.map { Wording.value(schema, $0) }
    let below = first { $0.value(of: "exclusiveMaximum") }.map { Wording.value(schema, $0) }
    switch (low, high) {
    case (let low?, let high?): return "from \(low) to \(high)"
    case (let low?, nil): return below.map { "from \(low) to below \($0)" } ?? "of at least \(low)"
    case (nil, let high?): return above.map { "above \($0), at most \(high)" } ?? "of at most \(high)"
    case (nil, nil):
      if let above, let below { return "above \(above) and below \(below)" }
      return above.map { "above \($0)" } ?? below.map { "below \($0)" }
    }
  }

  /// Everything, in Markdown. `key` is the name the value goes by.
  func markdown(key: String?) -> String {
    var paragraphs: [String] = []
    let heading = title.map { "**\($0)**" }
    let name = key.map { "`\($0)`" }
    let parts = [heading, name].compactMap { $0 }
    if !parts.isEmpty { paragraphs.append(parts.joined(separator: " · ")) }
    if isDeprecated { paragraphs.append("*No longer to be used.*") }
    let (text, source) = description
    if let text, !text.isEmpty { paragraphs.append(text) }
    var facts: [String] = []
    if let phrase = typePhrase { facts.append("Type: \(phrase)") }
    if let constant {
      facts.append("Value: \(Wording.code(Wording.value(schema, constant)))")
    } else if !enumeration.isEmpty {
      facts.append("Values: " + enumeration.map { Wording.code(Wording.value(schema, $0)) }.joined(separator: ", "))
    } else if let example = examples.first(where: { schema.tree(of: $0).kind(of: $0.node) == .scalar }) {
      facts.append("Example: \(Wording.code(Wording.value(schema, example)))")
    }
    if let defaultValue { facts.append("Default: \(Wording.code(Wording.value(schema, defaultValue)))") }
    if let requirement { facts.append("Asked for \(requirement)") }
    if isReadOnly { facts.append("Read only") }
    if !facts.isEmpty { paragraphs.append(facts.map { "- \($0)" }.joined(separator: "\n")) }
    if let source, !source.isEmpty { paragraphs.append("*Source: \(source)*") }
    return paragraphs.joined(separator: "\n\n")
  }
}

extension String {
  /// The first place where the bytes of `text` stand.
  fileprivate func utf8Range(of text: String) -> Range<String.Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
      start = index(after: start)
    }
    return nil
  }

  /// The text without spaces at its ends.
  fileprivate var trimmingSpaces: String {
    let leading = drop { $0 == " " || $0 == "\n" }
    let trailing = leading.reversed().prefix { $0 == " " || $0 == "\n" }.count
    return String(leading.dropLast(trailing))
  }
}
