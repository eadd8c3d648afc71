// What is reported: the likely branch, one error for one cause, misspellings as one finding.

import DocumentModel
import JSONSchema
import SourceText
import Testing

@Suite struct ErrorTests {
  @Test func everyAssertionSaysWhatItWantsAndWhatIsThere() throws {
    let cases: [(String, String, String)] = [
      (#"{"type": ["integer", "null"]}"#, "1.5", ": type integer null"),
      (#"{"type": "number"}"#, "\"1\"", ": type number"),
      (#"{"enum": ["a", 1, null]}"#, "\"b\"", ": enum a 1 null"),
      (#"{"const": 1}"#, "2", ": const 1"),
      (#"{"minLength": 3}"#, "\"ab\"", ": short 2 < 3"),
      (#"{"maxLength": 1}"#, "\"💩é\"", ": long 2 > 1"),
      (#"{"pattern": "^a+$"}"#, "\"b\"", ": pattern ^a+$"),
      (#"{"minimum": 1.50}"#, "1.4", ": below 1.50"),
      (#"{"exclusiveMinimum": 1}"#, "1.0", ": below 1 exclusive"),
      (#"{"maximum": 1e2}"#, "100.01", ": above 1e2"),
      (#"{"exclusiveMaximum": 1}"#, "1", ": above 1 exclusive"),
      (#"{"multipleOf": 0.01}"#, "0.075", ": multiple 0.01"),
      (#"{"minItems": 1}"#, "[]", ": items 0 < 1"),
      (#"{"maxItems": 1}"#, "[1, 2]", ": items 2 > 1"),
      (#"{"minProperties": 1}"#, "{}", ": properties 0 < 1"),
      (#"{"maxProperties": 1}"#, #"{"a": 1, "b": 2}"#, ": properties 2 > 1"),
      (#"{"contains": {"type": "null"}}"#, "[1]", ": contains 0 < 1"),
      (#"{"contains": {}, "maxContains": 1}"#, "[1, 2]", ": contains 2 > 1"),
      (#"{"uniqueItems": true}"#, #"[{"a": 1, "b": 2}, {"b": 2.0, "a": 1}]"#, "/1: same as /0"),
      (#"{"required": ["a"], "properties": {"a": {"title": "Amount"}}}"#, "{}", ": missing a (Amount)"),
      (#"{"dependentRequired": {"a": ["b"]}}"#, #"{"a": 1}"#, ": a needs b"),
      (#"{"additionalProperties": false}"#, #"{"a": 1}"#, "/a: unknown a"),
      (#"{"properties": {"a": false}}"#, #"{"a": 1}"#, "/a: not allowed"),
      (#"{"prefixItems": [true], "items": false}"#, "[1, 2]", "/1: not allowed"),
      (#"{"propertyNames": {"maxLength": 1}}"#, #"{"ab": 1}"#, "/ab: long 2 > 1"),
      (#"{"not": {"type": "null"}}"#, "null", ": forbidden"),
      (#"{"oneOf": [{"type": "integer"}, {"minimum": 2}]}"#, "3", ": several 2"),
      (#"{"unevaluatedProperties": false}"#, #"{"a": 1}"#, "/a: unknown a"),
      (#"{"unevaluatedItems": false}"#, "[1]", "/0: not allowed"),
      (#"{"if": {"type": "integer"}, "then": {"minimum": 1}}"#, "0", ": below 1"),
      (#"{"if": {"type": "integer"}, "else": {"minLength": 1}}"#, "\"\"", ": short 0 < 1"),
      (#"{"dependentSchemas": {"a": {"required": ["b"]}}}"#, #"{"a": 1}"#, ": missing b"),
    ]
    for (schema, instance, expected) in cases {
      #expect(try errors(try compile(schema), instance) == [expected], "\(schema) on \(instance)")
    }
  }

  @Test func formatsAreAssertedOnlyWhenAsked() throws {
    let schema = try compile(#"{"format": "date"}"#)
    #expect(try errors(schema, "\"2013-13-01\"") == [])
    #expect(try errors(schema, "\"2013-13-01\"", EvaluationOptions(assertsFormat: true)) == [": format date"])
    #expect(try errors(try compile(#"{"format": "postcode"}"#), "\"x\"", EvaluationOptions(assertsFormat: true)) == [])
  }

  // MARK: One cause, one error

  @Test func aMisspeltKeyIsOneFinding() throws {
    let schema = try compile(
      #"{"properties": {"sponsor": {}, "status": {}}, "required": ["sponsor"], "additionalProperties": false}"#)
    #expect(try errors(schema, #"{"sponser": 1}"#) == ["/sponser: misspelt sponser -> sponsor"])
    #expect(try errors(schema, #"{"Sponsor": 1}"#) == ["/Sponsor: misspelt Sponsor -> sponsor"])
    #expect(try errors(schema, #"{"sponsor": 1, "statsu": 2}"#) == ["/statsu: unknown statsu -> status"])
    #expect(try errors(schema, #"{"sponsor": 1, "status": 2, "statsu": 2}"#) == ["/statsu: unknown statsu"])
    #expect(try errors(schema, #"{"colour": 1}"#) == [": missing sponsor", "/colour: unknown colour"])
  }

  @Test func aMisspellingIsPairedAcrossSubschemas() throws {
    let schema = try compile(
      """
      {"allOf": [{"required": ["amount"]}, {"$ref": "#/$defs/line"}], "unevaluatedProperties": false,
       "$defs": {"line": {"anyOf": [{"properties": {"amount": {}, "currency": {}}}]}}}
      """)
    #expect(try errors(schema, #"{"amuont": 1}"#) == ["/amuont: misspelt amuont -> amount"])
    #expect(try errors(schema, #"{"amount": 1, "curency": 1}"#) == ["/curency: unknown curency -> currency"])
  }

  @Test func theSameErrorByTwoPathsIsReportedOnce() throws {
    let schema = try compile(
      ##"{"allOf": [{"$ref": "#/$defs/a"}, {"$ref": "#/$defs/a"}], "$defs": {"a": {"required": ["x"], "type": "object"}}}"##
    )
    #expect(try errors(schema, "{}") == [": missing x"])
    #expect(try errors(schema, "1") == [": type object"])
  }

  @Test func aWrongTypeIsNotAlsoAListOfUnknownKeys() throws {
    let schema = try compile(#"{"allOf": [{"type": "array"}], "unevaluatedProperties": false}"#)
    #expect(try errors(schema, #"{"a": 1, "b": 2}"#) == [": type array"])
  }

  @Test func aWrongValueIsNotAlsoAWrongPattern() throws {
    let schema = try compile(#"{"allOf": [{"enum": ["ab"]}, {"pattern": "^a"}, {"minLength": 2}]}"#)
    #expect(try errors(schema, "\"b\"") == [": enum ab"])
  }

  @Test func theKeyIsPointedAtAndNotTheWholeCollection() throws {
    let schema = try compile(
      """
      {"properties": {"m": {"required": ["x"]}, "l": {"minItems": 1}, "n": {"not": {"minProperties": 0}},
        "s": {"type": "integer"}}, "additionalProperties": false}
      """)
    let (tree, root) = try json(#"{"m": {}, "l": [], "n": {}, "s": "t", "u": 1}"#)
    let keys = schema.evaluate(tree, root: root).errors.map { $0.keyNode.map { tree.text(of: $0) } }
    #expect(keys == ["m", "l", "n", nil, "u"])
  }

  // MARK: Branches

  @Test func aDiscriminatorDecidesWhichBranchWasMeant() throws {
    let schema = try compile(
      """
      {"oneOf": [
        {"properties": {"kind": {"const": "rent"}, "months": {"type": "integer"}}, "required": ["kind", "months"]},
        {"properties": {"kind": {"const": "buy"}, "price": {"type": "number"}, "vat": {"type": "boolean"}},
         "required": ["kind", "price", "vat"]}]}
      """)
    #expect(try errors(schema, #"{"kind": "buy", "price": "x"}"#) == [": missing vat", "/price: type number"])
    #expect(try errors(schema, #"{"kind": "rent"}"#) == [": missing months"])
    let (tree, root) = try json(#"{"kind": "rent"}"#)
    let error = try #require(schema.evaluate(tree, root: root).errors.first)
    #expect(error.alternatives.count == 2)
  }

  @Test func aBranchOfAnotherTypeIsNotMeant() throws {
    let schema = try compile(
      """
      {"anyOf": [{"type": "string"}, {"type": "object", "properties": {"a": {}, "b": {}}, "required": ["a", "b"],
        "additionalProperties": false}]}
      """)
    #expect(try errors(schema, #"{"a": 1, "c": 2}"#) == [": missing b", "/c: unknown c"])
    #expect(try errors(schema, "1") == [": type string object"])
  }

  @Test func theBranchThatMatchedMostIsMeant() throws {
    let schema = try compile(
      """
      {"anyOf": [{"required": ["x"]},
        {"properties": {"a": {"type": "integer"}, "b": {"type": "integer"}, "c": {"type": "integer"}},
         "required": ["a", "b", "c"]}]}
      """)
    #expect(try errors(schema, #"{"a": 1, "b": 2, "c": "x"}"#) == ["/c: type integer"])
  }

  @Test func branchesThatOnlyListValuesAreOneList() throws {
    let schema = try compile(#"{"oneOf": [{"const": "a"}, {"enum": ["b", "c"]}, {"type": "integer"}]}"#)
    #expect(try errors(schema, "\"x\"") == [": enum a b c"])
  }

  @Test func branchesThatOnlyLackKeysAreOneError() throws {
    let schema = try compile(#"{"anyOf": [{"required": ["ods_code"]}, {"required": ["local_id", "name"]}]}"#)
    #expect(try errors(schema, "{}") == [": missing one of ods_code local_id+name"])
  }

  @Test func failedBranchesLeaveNothingBehindWhereOneMatches() throws {
    let schema = try compile(
      #"{"anyOf": [{"title": "A", "type": "integer"}, {"title": "B", "minLength": 9}, {"title": "C"}], "maxLength": 1}"#
    )
    let (tree, root) = try json("\"abc\"")
    let evaluation = schema.evaluate(tree, root: root, options: EvaluationOptions(collectsMatches: true))
    #expect(describe(evaluation, schema, tree) == [": long 3 > 1"])
    #expect(evaluation.subschemas(of: root).compactMap { schema.subschema($0).title } == ["C"])
  }

  // MARK: Pairs

  @Test func pairsNameEverySubschemaThatApplies() throws {
    let schema = try compile(
      """
      {"title": "Root", "properties": {"a": {"title": "A", "$ref": "#/$defs/b", "not": {"title": "N", "type": "null"}}},
       "if": {"required": ["a"]}, "then": {"properties": {"a": {"title": "Then"}}},
       "$defs": {"b": {"title": "B", "oneOf": [{"title": "One", "type": "null"}, {"title": "Two", "type": "integer"}]}}}
      """)
    let (tree, root) = try json(#"{"a": 1}"#)
    let evaluation = schema.evaluate(tree, root: root, options: EvaluationOptions(collectsMatches: true))
    let a = try #require(tree.value(of: root, named: "a"))
    #expect(evaluation.subschemas(of: a).compactMap { schema.subschema($0).title } == ["A", "B", "Two", "Then"])
    #expect(schema.evaluate(tree, root: root).matches.isEmpty)
  }

  @Test func theLikelyBranchKeepsItsPairs() throws {
    let schema = try compile(
      """
      {"oneOf": [{"title": "R", "properties": {"kind": {"const": "r"}, "v": {"title": "RV", "type": "integer"}}},
        {"title": "B", "properties": {"kind": {"const": "b"}, "v": {"title": "BV", "type": "integer"}}}]}
      """)
    let (tree, root) = try json(#"{"kind": "b", "v": "x"}"#)
    let evaluation = schema.evaluate(tree, root: root, options: EvaluationOptions(collectsMatches: true))
    let value = try #require(tree.value(of: root, named: "v"))
    #expect(evaluation.subschemas(of: value).compactMap { schema.subschema($0).title } == ["BV"])
    #expect(describe(evaluation, schema, tree) == ["/v: type integer"])
  }

  @Test func aSubschemaSpeaksForItself() throws {
    let schema = try compile(
      """
      {"$id": "https://test.example/s", "properties": {"b": {}, "a": {"$ref": "#/$defs/n", "description": "D",
        "examples": [1, 2], "deprecated": true, "x-required": "status"}}, "required": ["a"],
       "patternProperties": {"^x_": true}, "$defs": {"n": {"allOf": [{"title": "T", "enum": [1, 2]}]}}}
      """)
    let root = schema.subschema(schema.root)
    #expect(root.properties.map(\.name) == ["b", "a"])
    #expect(root.required == ["a"])
    #expect(root.patternProperties.map(\.name) == ["^x_"])
    let id = try #require(schema.effectiveProperty("a", of: schema.root))
    let a = schema.subschema(id)
    #expect(a.description == "D" && a.isDeprecated && a.examples.count == 2 && a.title == nil)
    #expect(a.text(of: "x-required") == "status")
    #expect(a.pointer == "/properties/a" && a.uri == "https://test.example/s#/properties/a")
    let effective = schema.effectiveSubschemas(id).map { schema.subschema($0) }
    #expect(effective.compactMap(\.title) == ["T"])
    #expect(effective.flatMap(\.enumeration).map { schema.text(of: $0) } == ["1", "2"])
  }
}
