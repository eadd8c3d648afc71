// Short ways to compile a schema and evaluate an instance, both JSON texts; holds no tests.

import DocumentModel
import JSONSchema
import SourceText
import Testing

/// The tree of a JSON text and its root.
func json(_ text: String) throws -> (tree: SyntaxTree, root: NodeID) {
  let result = JSONReader.read(SourceText(text))
  try #require(result.diagnostics.isEmpty, "\(result.diagnostics.map(\.message))")
  return (result.tree, try #require(result.tree.documents.first?.root))
}

/// The schema in a JSON text, with others to be loaded by URI.
func compile(_ text: String, uri: String = "https://test.example/schema", files: [String: String] = [:]) throws
  -> Schema
{
  let (tree, root) = try json(text)
  return Schema.compile(tree, root: root, uri: uri) { uri in
    files[uri].flatMap { try? json($0) } ?? OfficialSuite.loader(uri)
  }
}

/// One evaluation of a JSON text.
func evaluate(_ schema: Schema, _ instance: String, _ options: EvaluationOptions = EvaluationOptions()) throws
  -> Evaluation
{
  let (tree, root) = try json(instance)
  return schema.evaluate(tree, root: root, options: options)
}

/// Whether a sound schema accepts an instance.
func accepts(_ schema: Schema, _ instance: String) throws -> Bool {
  #expect(schema.problems.isEmpty, "\(schema.problems.map(\.message))")
  return try evaluate(schema, instance).isValid
}

/// The errors of an instance as `pointer: what`.
func errors(_ schema: Schema, _ instance: String, _ options: EvaluationOptions = EvaluationOptions()) throws -> [String]
{
  let (tree, root) = try json(instance)
  return describe(schema.evaluate(tree, root: root, options: options), schema, tree)
}

/// The errors of an evaluation as `pointer: what`.
func describe(_ evaluation: Evaluation, _ schema: Schema, _ tree: SyntaxTree) -> [String] {
  evaluation.errors.map { "\(tree.pointer(of: $0.node)): \(describe($0.kind, schema, tree))" }
}

private func describe(_ kind: ValidationError.Kind, _ schema: Schema, _ tree: SyntaxTree) -> String {
  func list(_ locations: [SchemaLocation]) -> String { locations.map { schema.text(of: $0) }.joined(separator: " ") }
  switch kind {
  case .typeMismatch(let expected): return "type \(expected.names.joined(separator: " "))"
  case .emptyValue(let expected, let allowed):
    return "empty \(allowed.isEmpty ? expected.names.joined(separator: " ") : list(allowed))"
  case .enumMismatch(let allowed): return "enum \(list(allowed))"
  case .constMismatch(let value): return "const \(schema.text(of: value))"
  case .missingProperty(let name, let property):
    return "missing \(name)" + (property.flatMap { schema.subschema($0).title }.map { " (\($0))" } ?? "")
  case .missingOneOf(let sets): return "missing one of \(sets.map { $0.joined(separator: "+") }.joined(separator: " "))"
  case .unknownProperty(let name, let suggestion): return "unknown \(name)" + (suggestion.map { " -> \($0)" } ?? "")
  case .misspeltProperty(let name, let suggestion, _): return "misspelt \(name) -> \(suggestion)"
  case .tooShort(let limit, let actual): return "short \(actual) < \(limit)"
  case .tooLong(let limit, let actual): return "long \(actual) > \(limit)"
  case .patternMismatch(let pattern): return "pattern \(pattern)"
  case .patternTooCostly(let pattern): return "costly \(pattern)"
  case .formatMismatch(let format): return "format \(format)"
  case .notMultiple(let number): return "multiple \(schema.text(of: number))"
  case .belowMinimum(let limit, let exclusive): return "below \(schema.text(of: limit))\(exclusive ? " exclusive" : "")"
  case .aboveMaximum(let limit, let exclusive): return "above \(schema.text(of: limit))\(exclusive ? " exclusive" : "")"
  case .tooFewItems(let limit, let actual): return "items \(actual) < \(limit)"
  case .tooManyItems(let limit, let actual): return "items \(actual) > \(limit)"
  case .tooFewProperties(let limit, let actual): return "properties \(actual) < \(limit)"
  case .tooManyProperties(let limit, let actual): return "properties \(actual) > \(limit)"
  case .containsTooFew(let limit, let actual, _): return "contains \(actual) < \(limit)"
  case .containsTooMany(let limit, let actual, _): return "contains \(actual) > \(limit)"
  case .notUnique(let first): return "same as \(tree.pointer(of: first))"
  case .dependentRequired(let trigger, let missing, _): return "\(trigger) needs \(missing)"
  case .notAllowed: return "not allowed"
  case .matchesForbidden: return "forbidden"
  case .matchesSeveral(let branches): return "several \(branches.count)"
  }
}
