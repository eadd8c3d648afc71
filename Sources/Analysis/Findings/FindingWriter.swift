// Turns what the schema found wrong into findings for people: the entry point and what all of them share.

import DocumentModel
import JSONSchema
import SourceText

/// Writes the findings of one document. The parts beside this file phrase one group of errors each.
struct FindingWriter {
  let file: SourceFile
  let tree: SyntaxTree
  let root: NodeID
  let schema: Schema
  let matches: MatchIndex
  /// The kind of the document, where it is one of ours.
  let kind: DocumentKind?

  var places: Places { Places(tree: tree) }

  /// The finding for `error`.
  func finding(_ error: ValidationError) -> Diagnostic {
    switch error.kind {
    case .typeMismatch(let expected): return wrongType(error, expected)
    case .emptyValue(let expected, let allowed): return emptyValue(error, expected, allowed)
    case .enumMismatch(let allowed): return notListed(error, allowed)
    case .constMismatch(let constant): return wrongConstant(error, constant)
    case .missingProperty(let name, let property): return missingKey(error, name, property)
    case .missingOneOf(let sets): return missingOneOf(error, sets)
    case .unknownProperty(let name, let suggestion): return unknownKey(error, name, suggestion, isMissing: false)
    case .misspeltProperty(let name, let suggestion, _): return unknownKey(error, name, suggestion, isMissing: true)
    case .dependentRequired(let trigger, let missing, let property):
      return dependentKey(error, trigger: trigger, missing: missing, property)
    case .tooShort(let limit, let actual): return tooShort(error, limit, actual)
    case .tooLong(let limit, let actual): return tooLong(error, limit, actual)
    case .patternMismatch(let pattern): return wrongPattern(error, pattern)
    case .patternTooCostly(let pattern): return costlyPattern(error, pattern)
    case .formatMismatch(let format): return wrongFormat(error, format)
    case .notMultiple(let divisor): return notMultiple(error, divisor)
    case .belowMinimum(let limit, let exclusive):
      return outOfRange(error, limit, exclusive ? "more than" : "at least")
    case .aboveMaximum(let limit, let exclusive):
      return outOfRange(error, limit, exclusive ? "less than" : "at most")
    case .tooFewItems, .tooManyItems, .tooFewProperties, .tooManyProperties, .containsTooFew, .containsTooMany:
      return wrongCount(error)
    case .notUnique(let first): return notUnique(error, first)
    case .notAllowed: return notAllowed(error)
    case .matchesForbidden(let forbidden): return matchesForbidden(error, forbidden)
    case .matchesSeveral(let branches): return matchesSeveral(error, branches)
    }
  }

  /// A finding about the value at `error`'s node.
  func finding(
    _ code: DiagnosticCode, _ error: ValidationError, _ message: String, at range: TextRange? = nil,
    related: [RelatedInformation] = [], fixes: [Fix] = []
  ) -> Diagnostic {
    var message = message
    var fixes = fixes
    if fixes.isEmpty, let inner = ScalarText.insideTypographicQuotes(tree.text(of: error.node)) {
      var isText = true
      if case .typeMismatch = error.kind { isText = CoreSchema.type(of: inner) == .string }
      let text = isText ? ScalarText.quoted(inner) : inner
      if let fix = replacement(of: error.node, with: text, isCertain: true) {
        message += " Curly quotes are part of the text; write \(Wording.code(text))."
        fixes.append(fix)
      }
    }
    return Diagnostic(
      code, message, at: range ?? places.ofValue(error.node), pointer: tree.pointer(of: error.node), related: related,
      fixes: fixes)
  }

  /// The source that asks for what `subschemas` describe, where their description names one.
  func demand(of subschemas: some Sequence<SubschemaID>) -> SourceReference? {
    guard let source = SchemaNotes(schema, subschemas).description.source, !source.isEmpty else { return nil }
    return SourceReference(title: source.hasSuffix(".") ? String(source.dropLast()) : source)
  }

  // MARK: Names

  /// What a message calls `node`: its key with the title that the schema gives it, or its place in a list.
  func name(of node: NodeID) -> String {
    guard let parent = tree.parent(of: node) else { return "the document" }
    if tree[node].flags.contains(.key) { return "the key \(Wording.code(tree.text(of: node)))" }
    if let key = tree.key(of: node) {
      return name(key: tree.text(of: key), title: title(of: node))
    }
    var place = 1
    for item in tree.items(of: parent) {
      if item == node { break }
      place += 1
    }
    let list = tree.key(of: parent).map { " of " + Wording.code(tree.text(of: $0)) } ?? ""
    var name = "item \(place)\(list)"
    if let id = tree.value(of: tree.resolved(node), named: "id"), tree.kind(of: id) == .scalar {
      name += " (\(tree.text(of: id)))"
    }
    return name
  }

  /// `key`, with `title` behind it where the title says more than the key does.
  func name(key: String, title: String?) -> String {
    guard let title, FindingWriter.bare(title) != FindingWriter.bare(key) else { return Wording.code(key) }
    return "\(Wording.code(key)) (\(title))"
  }

  private static func bare(_ text: String) -> [UInt8] {
    text.lowercased().utf8.filter { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) }
  }

  /// The first title that a subschema of `node` has.
  func title(of node: NodeID) -> String? { first(of: node, \.title) }

  /// The first sentence of the first description that a subschema of `node` has.
  func explanation(of node: NodeID) -> String? {
    first(of: node, \.description).flatMap(Wording.firstSentence)
  }

  /// The first example of `node` that is a scalar.
  func example(of node: NodeID) -> String? {
    first(of: node) { subschema in
      subschema.examples.first { schema.tree(of: $0).kind(of: $0.node) == .scalar }.map { Wording.value(schema, $0) }
    }
  }

  /// The unit of the number at `node` (`x-unit`).
  func unit(of node: NodeID) -> String? { first(of: node) { $0.text(of: "x-unit") } }

  /// What `property` or a subschema it refers to says first by `read`.
  func first<Value>(of property: SubschemaID, _ read: (Subschema) -> Value?) -> Value? {
    for id in schema.effectiveSubschemas(property) {
      if let value = read(schema.subschema(id)) { return value }
    }
    return nil
  }

  private func first<Value>(of node: NodeID, _ read: (Subschema) -> Value?) -> Value? {
    for id in matches.subschemas(of: node) {
      if let value = read(schema.subschema(id)) { return value }
    }
    return nil
  }

  // MARK: Fixes

  /// Whether `node` is or lies in a node with an anchor.
  private func isAnchored(_ node: NodeID) -> Bool {
    var current: NodeID? = node
    while let ancestor = current {
      if tree.properties(of: ancestor)?.anchor != nil { return true }
      current = tree.parent(of: ancestor)
    }
    return false
  }

  /// A fix that writes `text` in the place of the scalar at `node`; `nil` where there is nothing to replace.
  func replacement(of node: NodeID, with text: String, isCertain: Bool, title: String? = nil) -> Fix? {
    let range = tree.range(of: node)
    guard tree.kind(of: node) == .scalar, !range.isEmpty else { return nil }
    // What an alias repeats may be right at the other place.
    let isCertain = isCertain && !isAnchored(node)
    return Fix(
      title: title ?? "Write \(Wording.code(text))", applicability: isCertain ? .safe : .unsafe,
      edits: [TextEdit(range, text)])
  }
}
