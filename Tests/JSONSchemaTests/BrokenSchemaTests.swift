// Schemas that are wrong: each fault is one problem with its place, and the rest of the schema still works.

import JSONSchema
import SourceText
import Testing

@Suite struct BrokenSchemaTests {
  struct Fault: CustomTestStringConvertible {
    let schema: String
    let kind: SchemaProblem.Kind
    /// The text of the range reported.
    let token: String
    /// What the message has to say.
    let says: String
    var testDescription: String { schema }
  }

  static let faults: [Fault] = [
    Fault(schema: #"{"type": 1}"#, kind: .invalidKeyword, token: "1", says: "a string or a list of strings"),
    Fault(schema: #"{"type": "strnig"}"#, kind: .invalidKeyword, token: "\"strnig\"", says: "did you mean `string`?"),
    Fault(schema: #"{"type": ["null", "nul"]}"#, kind: .invalidKeyword, token: "\"nul\"", says: "not a type"),
    Fault(schema: #"{"type": []}"#, kind: .invalidKeyword, token: "[]", says: "at least one type"),
    Fault(schema: #"{"minimum": "1"}"#, kind: .invalidKeyword, token: "\"1\"", says: "has to be a number"),
    Fault(schema: #"{"multipleOf": 0}"#, kind: .invalidKeyword, token: "0", says: "above 0"),
    Fault(schema: #"{"minLength": -1}"#, kind: .invalidKeyword, token: "-1", says: "whole number"),
    Fault(schema: #"{"maxItems": 1.5}"#, kind: .invalidKeyword, token: "1.5", says: "whole number"),
    Fault(schema: #"{"uniqueItems": "yes"}"#, kind: .invalidKeyword, token: "\"yes\"", says: "true or false"),
    Fault(schema: #"{"required": "a"}"#, kind: .invalidKeyword, token: "\"a\"", says: "list of names"),
    Fault(schema: #"{"required": ["a", 1]}"#, kind: .invalidKeyword, token: "1", says: "list of strings"),
    Fault(schema: #"{"required": ["a", "a"]}"#, kind: .invalidKeyword, token: "\"a\"", says: "stands twice"),
    Fault(schema: #"{"enum": 1}"#, kind: .invalidKeyword, token: "1", says: "list of values"),
    Fault(schema: #"{"properties": []}"#, kind: .invalidKeyword, token: "[]", says: "mapping of names to schemas"),
    Fault(schema: #"{"properties": {"a": 1}}"#, kind: .invalidKeyword, token: "1", says: "A schema is a mapping"),
    Fault(schema: #"{"allOf": []}"#, kind: .invalidKeyword, token: "[]", says: "at least one schema"),
    Fault(schema: #"{"items": [{}]}"#, kind: .invalidKeyword, token: "[{}]", says: "`prefixItems`"),
    Fault(schema: #"{"pattern": "("}"#, kind: .invalidPattern, token: "\"(\"", says: "not a regular expression"),
    Fault(
      schema: #"{"patternProperties": {"[": {}}}"#, kind: .invalidPattern, token: "\"[\"", says: "regular expression"),
    Fault(schema: #"{"pattern": 1}"#, kind: .invalidKeyword, token: "1", says: "regular expression"),
    Fault(schema: #"{"format": 1}"#, kind: .invalidKeyword, token: "1", says: "string"),
    Fault(schema: #"{"title": 1}"#, kind: .invalidKeyword, token: "1", says: "`title` has to be a string"),
    Fault(schema: #"{"$anchor": "1a"}"#, kind: .invalidKeyword, token: "\"1a\"", says: "a name"),
    Fault(schema: ##"{"$id": "x#y"}"##, kind: .invalidKeyword, token: "\"x#y\"", says: "no fragment"),
    Fault(schema: #"{"$ref": 1}"#, kind: .invalidKeyword, token: "1", says: "URI reference"),
    Fault(
      schema: ##"{"$ref": "#/$defs/a"}"##, kind: .unresolvableReference, token: ##""#/$defs/a""##, says: "nothing at"),
    Fault(schema: ##"{"$ref": "#a"}"##, kind: .unresolvableReference, token: "\"#a\"", says: "no anchor `a`"),
    Fault(schema: #"{"$ref": "gone.json"}"#, kind: .unresolvableReference, token: "\"gone.json\"", says: "gone.json"),
    Fault(schema: ##"{"$ref": "#%zz"}"##, kind: .unresolvableReference, token: "\"#%zz\"", says: "percent-encoded"),
    Fault(
      schema: ##"{"$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}}"##, kind: .cycle,
      token: ##""#/$defs/a""##, says: "without going deeper"),
    Fault(schema: ##"{"anyOf": [{"type": "null"}, {"$ref": "#"}]}"##, kind: .cycle, token: "\"#\"", says: "leads back"),
    Fault(
      schema: #"{"$defs": {"a": {"$anchor": "x"}, "b": {"$anchor": "x"}}}"#, kind: .duplicateIdentifier, token: "\"x\"",
      says: "already stands"),
    Fault(
      schema: #"{"$schema": "http://json-schema.org/draft-04/schema#"}"#, kind: .unsupportedDialect,
      token: "\"http://json-schema.org/draft-04/schema#\"", says: "draft-07"),
    Fault(schema: "1", kind: .invalidKeyword, token: "1", says: "A schema is a mapping"),
  ]

  @Test(arguments: faults) func isOneProblemInItsPlace(_ fault: Fault) throws {
    let schema = try compile(fault.schema)
    #expect(schema.problems.map(\.kind) == [fault.kind])
    let problem = try #require(schema.problems.first)
    #expect(schema.documents[0].tree.source.string(in: problem.range) == fault.token)
    #expect(problem.message.contains(fault.says), "\(problem.message)")
    #expect(problem.uri == "https://test.example/schema")
    // Whatever is broken, evaluating goes on.
    _ = try evaluate(schema, #"{"a": [1, "x", null]}"#)
  }

  @Test func theRestOfABrokenSchemaWorks() throws {
    let schema = try compile(#"{"type": 1, "properties": {"a": {"minLength": "x", "maxLength": 2}}}"#)
    #expect(schema.problems.count == 2)
    #expect(try errors(schema, #"{"a": "abc"}"#) == ["/a: long 3 > 2"])
  }

  @Test func unknownKeywordsAreAnnotations() throws {
    let schema = try compile(#"{"tpye": 1, "x-unit": "GBP", "exclusive": {"a": 1}}"#)
    #expect(schema.problems.isEmpty)
    let unit = try #require(schema.subschema(schema.root).value(of: "x-unit"))
    #expect(schema.text(of: unit) == "GBP")
  }

  @Test func problemsInOtherFilesCarryTheirURI() throws {
    let schema = try compile(#"{"$ref": "b"}"#, files: ["https://test.example/b": #"{"type": "x"}"#])
    #expect(schema.problems.map(\.uri) == ["https://test.example/b"])
    #expect(schema.problems.map(\.pointer) == ["/type"])
  }
}
