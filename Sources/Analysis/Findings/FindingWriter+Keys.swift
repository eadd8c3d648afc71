// Findings about keys: missing ones, unknown ones and misspelt ones.

import DocumentModel
import JSONSchema
import SourceText

extension FindingWriter {
  /// A mapping that lacks a key.
  func missingKey(_ error: ValidationError, _ key: String, _ property: SubschemaID?) -> Diagnostic {
    var message = "\(Wording.sentence(name(of: error.node))) needs the key \(phrase(key, property))"
    message += explanation(property).map { ". " + $0 } ?? "."
    var finding = finding(
      .missingKey, error, message, at: places.ofCollection(error.node),
      fixes: insertion(of: key, property, error).map { [$0] } ?? [])
    finding.source = property.flatMap { demand(of: schema.effectiveSubschemas($0)) }
    return finding
  }

  /// A mapping that needs the keys of one of several sets.
  func missingOneOf(_ error: ValidationError, _ sets: [[String]]) -> Diagnostic {
    let choices = sets.map { keys in
      Wording.list(
        keys.map { phrase($0, schema.effectiveProperty($0, of: error.subschema)) }, "and")
    }
    return finding(
      .missingKey, error, "\(Wording.sentence(name(of: error.node))) needs \(Wording.list(choices, "or")).",
      at: places.ofCollection(error.node))
  }

  /// A mapping that has one key and so needs another.
  func dependentKey(
    _ error: ValidationError, trigger: String, missing: String, _ property: SubschemaID?
  ) -> Diagnostic {
    var message =
      "\(Wording.sentence(name(of: error.node))) has \(Wording.code(trigger)) and so needs the key \(phrase(missing, property))"
    message += explanation(property).map { ". " + $0 } ?? "."
    let range = error.keyNode.map(places.ofKey) ?? places.ofCollection(error.node)
    return finding(
      .dependentKeyMissing, error, message, at: range, fixes: insertion(of: missing, property, error).map { [$0] } ?? []
    )
  }

  /// A key that the schema does not know. `suggestion` is the key it may be meant for, which `isMissing` or may be left
  /// out.
  func unknownKey(_ error: ValidationError, _ key: String, _ suggestion: String?, isMissing: Bool) -> Diagnostic {
    if let split = splitFigure(error) { return split }
    let node = error.keyNode ?? tree.key(of: error.node)
    let range = node.map(places.ofKey) ?? places.ofValue(error.node)
    let parent = tree.parent(of: error.node)
    let owner = parent.map { tree.parent(of: $0) == nil ? "the document" : name(of: $0) } ?? "the document"
    var message = "\(Wording.sentence(owner)) has no key \(Wording.code(key))."
    var fixes: [Fix] = []
    if let suggestion {
      message += " Did you mean \(phrase(suggestion, property(suggestion, error)))?"
      if isMissing { message += " It is missing." }
      let guess = Resemblance.distance(Array(key.utf8), Array(suggestion.utf8), limit: 2)
      let isCertain = guess.map { $0 <= (min(key.utf8.count, suggestion.utf8.count) >= 6 ? 2 : 1) } ?? false
      if let node, let fix = renaming(of: node, to: suggestion, isCertain: isCertain && key.utf8.count > 2) {
        fixes.append(fix)
      }
    } else if let parent, allowsOwnKeys(parent), tree.member(of: parent, named: "x_" + key) == nil {
      message += " A key of your own begins with `x_`."
      if let node, let fix = renaming(of: node, to: "x_" + key, isCertain: false) { fixes.append(fix) }
    }
    return finding(.unknownKey, error, message, at: range, fixes: fixes)
  }

  /// A figure with a comma in braces, `{a: 1,200}`, of which YAML makes a number and a key without a value; `nil` where
  /// `error` is not about such a key.
  func splitFigure(_ error: ValidationError) -> Diagnostic? {
    guard file.syntax == .yaml, let key = error.keyNode ?? tree.key(of: error.node), let parent = tree.parent(of: key),
      tree[parent].style == .flow, tree.range(of: error.node).isEmpty
    else { return nil }
    let rest = tree.text(of: key)
    var first: NodeID?
    for child in tree.children(of: parent) {
      if child == key { break }
      first = child
    }
    guard let first, tree.kind(of: first) == .scalar, tree[first].style == .plain,
      rest.utf8.first.map({ (0x30...0x39).contains($0) }) == true
    else { return nil }
    let range = TextRange(tree.range(of: first).start, tree.range(of: key).end)
    let written = tree.source.string(in: range)
    guard let reading = NumberReading(written, unit: unit(of: first)) else { return nil }
    let name = Wording.sentence(name(of: first))
    return finding(
      .wrongType, error,
      "\(name) needs a number without commas: a comma in braces ends the value. "
        + "Write `\(reading.text)`\(reading.isCertain ? "" : " if that is meant").",
      at: range,
      fixes: [
        Fix(
          title: "Write `\(reading.text)`", applicability: reading.isCertain ? .safe : .unsafe,
          edits: [TextEdit(range, reading.text)])
      ])
  }

  // MARK: Parts

  private func phrase(_ key: String, _ property: SubschemaID?) -> String {
    name(key: key, title: property.flatMap { first(of: $0, \.title) })
  }

  private func explanation(_ property: SubschemaID?) -> String? {
    property.flatMap { first(of: $0, \.description) }.flatMap(Wording.firstSentence)
  }

  private func property(_ key: String, _ error: ValidationError) -> SubschemaID? {
    schema.effectiveProperty(key, of: error.subschema)
  }

  /// Whether the mapping may have keys of the author's own, which begin with `x_`.
  private func allowsOwnKeys(_ mapping: NodeID) -> Bool {
    matches.subschemas(of: mapping).contains { id in
      schema.subschema(id).patternProperties.contains { $0.name == "^x_" }
    }
  }

  private func renaming(of key: NodeID, to name: String, isCertain: Bool) -> Fix? {
    replacement(
      of: key, with: ScalarText.written(name, file.syntax), isCertain: isCertain,
      title: "Rename it to \(Wording.code(name))")
  }

  private func insertion(of key: String, _ property: SubschemaID?, _ error: ValidationError) -> Fix? {
    let mapping = tree.resolved(error.node)
    guard tree.kind(of: error.node) == .mapping else { return nil }
    let order = schema.effectiveSubschemas(error.subschema).flatMap { schema.subschema($0).properties.map(\.name) }
    let constant = property.flatMap { first(of: $0, \.constant) }
    let isScalar = constant.map { schema.tree(of: $0).kind(of: $0.node) == .scalar } ?? false
    let value = constant.flatMap { isScalar ? written($0) : nil }
    guard
      let edit = KeyInsertion(tree: tree, syntax: file.syntax, order: order).edit(
        adding: ScalarText.written(key, file.syntax), named: key, value: value, to: mapping)
    else { return nil }
    return Fix(
      title: "Add \(Wording.code(key))", applicability: value != nil ? .safe : .unsafe, edits: [edit])
  }
}
