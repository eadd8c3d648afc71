// Schemas and instances made to hang: the work is bounded, and what was not checked is said.

import DocumentModel
import JSONSchema
import SourceText
import Testing

@Suite struct LimitTests {
  @Test func branchesThatMultiplyEndAtTheStepLimit() throws {
    var definitions = [#""d0": {"type": "null"}"#]
    for level in 1...40 {
      definitions.append(
        ##""d\##(level)": {"oneOf": [{"$ref": "#/$defs/d\##(level - 1)"}, {"$ref": "#/$defs/d\##(level - 1)"}]}"##)
    }
    let schema = try compile(##"{"$ref": "#/$defs/d40", "$defs": {\##(definitions.joined(separator: ","))}}"##)
    #expect(schema.problems.isEmpty)
    let evaluation = try evaluate(schema, "1", EvaluationOptions(stepLimit: 50_000))
    #expect(evaluation.limitExceeded)
    #expect(evaluation.steps <= 60_000)
  }

  @Test func aCircleThroughTheDynamicScopeEnds() throws {
    let schema = try compile(
      """
      {"$id": "https://test.example/a", "$dynamicAnchor": "x", "$ref": "b",
       "$defs": {"b": {"$id": "b", "$dynamicRef": "#x", "$defs": {"x": {"$dynamicAnchor": "x"}}}}}
      """)
    #expect(schema.problems.isEmpty)
    #expect(try evaluate(schema, "1").limitExceeded)
  }

  @Test func aPatternThatExplodesIsGivenUp() throws {
    let schema = try compile(#"{"pattern": "^(?=(a+)+$)\\1b"}"#)
    let text = String(repeating: "a", count: 5_000) + "!"
    let found = try errors(schema, "\"\(text)\"")
    #expect(found == [": pattern ^(?=(a+)+$)\\1b"] || found == [": costly ^(?=(a+)+$)\\1b"])
  }

  @Test func theDeepestInstanceIsCheckedToItsEnd() throws {
    let depth = 480
    let schema = try compile(##"{"items": {"$ref": "#"}, "not": {"const": 7}}"##)
    let text = String(repeating: "[", count: depth) + "7" + String(repeating: "]", count: depth)
    let evaluation = try evaluate(schema, text)
    #expect(evaluation.errors.count == 1 || evaluation.limitExceeded)
  }

  @Test func manyItemsAreComparedInOneSweep() throws {
    let schema = try compile(#"{"uniqueItems": true}"#)
    let items = (0..<20_000).map { "{\"a\": \($0)}" } + [#"{"a": 3.0}"#]
    #expect(try errors(schema, "[\(items.joined(separator: ","))]") == ["/20000: same as /3"])
  }

  @Test func stepsGrowWithTheInstanceAndNotFaster() throws {
    let schema = try compile(
      ##"{"items": {"$ref": "#/$defs/i"}, "$defs": {"i": {"properties": {"a": {"type": "integer"}}, "required": ["a"]}}}"##
    )
    func steps(_ count: Int) throws -> Int {
      try evaluate(schema, "[\(Array(repeating: #"{"a": 1}"#, count: count).joined(separator: ","))]").steps
    }
    #expect(try steps(1) == 4)
    #expect(try steps(100) == 301)
  }

  @Test func manyUnevaluatedMembersAreFound() throws {
    let members = (0..<2_000).map { "\"p\($0)\": \($0)" }.joined(separator: ",")
    let schema = try compile(#"{"patternProperties": {"^p1": true}, "unevaluatedProperties": false}"#)
    #expect(try evaluate(schema, "{\(members)}").errors.count == 889)
  }

  @Test func manyUnknownKeysAreReportedInOneSweep() throws {
    let members = (0..<15_000).map { "\"propertyNumber\($0)\": {}" }.joined(separator: ",")
    let schema = try compile(
      #"{"properties": {"propertyNumbre": {}}, "additionalProperties": false, "required": ["other"]}"#)
    #expect(try evaluate(schema, "{\(members)}").errors.count == 15_001)
    let inner = try compile(#"{"additionalProperties": {"required": ["a"]}}"#)
    #expect(try evaluate(inner, "{\(members)}").errors.count == 15_000)
  }

  @Test func errorsAreBounded() throws {
    let schema = try compile(#"{"items": {"type": "null"}}"#)
    let evaluation = try evaluate(schema, "[\(Array(repeating: "1", count: 30_000).joined(separator: ","))]")
    #expect(!evaluation.isValid)
    #expect(evaluation.errors.count == 20_000)
  }
}
