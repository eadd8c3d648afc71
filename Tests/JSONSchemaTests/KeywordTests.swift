// Corners of single keywords, each an instance that is valid or not.

import JSONSchema
import Testing

@Suite struct KeywordTests {
  /// A schema with instances it accepts and instances it does not.
  struct Case: CustomTestStringConvertible {
    let schema: String
    let valid: [String]
    let invalid: [String]
    var testDescription: String { schema }
  }

  static let cases: [Case] = values + applicators + references + unevaluated

  static let values = [
    Case(schema: #"{"const": -2}"#, valid: ["-2", "-2.0", "-20e-1"], invalid: ["2", "-2.00001", "\"-2\""]),
    Case(schema: #"{"const": 9007199254740993}"#, valid: ["9007199254740993"], invalid: ["9007199254740992"]),
    Case(schema: #"{"const": 0}"#, valid: ["0", "-0", "0.0", "0e9"], invalid: ["false", "[]", "null"]),
    Case(
      schema: #"{"const": {"a": [1, {"b": false}]}}"#, valid: [#"{"a": [1.0, {"b": false}]}"#],
      invalid: [#"{"a": [1, {"b": 0}]}"#, #"{"a": [1]}"#, #"{"a": [1, {"b": false}], "c": 1}"#]),
    Case(schema: #"{"const": "hello\u0000there"}"#, valid: [#""hello\u0000there""#], invalid: [#""hellothere""#]),
    Case(
      schema: #"{"enum": [[false], {"x": null}, 1e400]}"#, valid: ["[false]", #"{"x": null}"#, "10e399"],
      invalid: ["[0]", "{}", "1e401", "false"]),
    Case(schema: #"{"enum": ["a", "b"], "const": "a"}"#, valid: ["\"a\""], invalid: ["\"b\"", "\"c\""]),
    Case(
      schema: #"{"uniqueItems": true}"#,
      valid: ["[1, true]", "[0, false]", #"["1", 1]"#, "[[1], [true]]", #"[{"a": 1}, {"a": true}]"#, "[]", "1"],
      invalid: ["[1, 1.0]", "[[1, [2]], [1, [2.0]]]", "[1,2,3,4,5,6,7,8,9,1e0]", "[null, null]"]),
    Case(
      schema: #"{"type": "integer"}"#, valid: ["1", "1.0", "1e2", "12345678910111213141516171819202122232425"],
      invalid: ["1.1", "\"1\"", "1e-1", "true"]),
    Case(
      schema: #"{"multipleOf": 0.01}"#, valid: ["19.99", "0", "4.35", "1e3", "123456789012345678.91", "\"x\""],
      invalid: ["19.995", "0.001", "123456789012345678.911"]),
    Case(schema: #"{"multipleOf": 1e-8}"#, valid: ["12391239123"], invalid: ["1e-9"]),
    Case(
      schema: #"{"maximum": 18446744073709551615}"#, valid: ["18446744073709551615"],
      invalid: ["18446744073709551615.5", "1e20"]),
    Case(
      schema: #"{"exclusiveMinimum": -972783798187987123879878123.188781371}"#,
      valid: ["-972783798187987123879878123.18878137"], invalid: ["-972783798187987123879878123.188781371"]),
    Case(
      schema: #"{"minLength": 2.0, "maxLength": 2}"#, valid: [#""\ud83d\udca9\ud83d\udca9""#, "\"é̀\"", "7"],
      invalid: ["\"💩\"", "\"👩‍👩‍👧\""]),
    Case(schema: #"{"minItems": 1, "maxItems": 1e400}"#, valid: ["[1]"], invalid: ["[]"]),
    Case(schema: #"{"pattern": "\\p{Letter}cole"}"#, valid: ["\"L'École\""], invalid: ["\"L'_cole\""]),
    Case(schema: #"{"pattern": "^🐲*$"}"#, valid: ["\"🐲🐲\"", "\"\""], invalid: ["\"🐉\""]),
    Case(
      schema: #"{"required": ["__proto__", "toString", "a\tb"]}"#,
      valid: [#"{"__proto__": 1, "toString": 1, "a\tb": 1}"#, "[]"], invalid: [#"{"__proto__": 1, "a\tb": 1}"#]),
    Case(schema: #"{"minContains": 0, "contains": {"const": 1}}"#, valid: ["[]", "[2]", "[1, 1]"], invalid: []),
    Case(
      schema: #"{"contains": {"const": 1}, "minContains": 2, "maxContains": 2}"#, valid: ["[1, 2, 1]"],
      invalid: ["[1]", "[1, 1, 1]", "[]"]),
    Case(schema: #"{"minContains": 2}"#, valid: ["[]", "[1]"], invalid: []),
    Case(schema: "true", valid: ["1", "{}"], invalid: []),
    Case(schema: "false", valid: [], invalid: ["1", "{}"]),
    Case(
      schema: #"{"contentMediaType": "application/json", "contentEncoding": "base64", "contentSchema": false}"#,
      valid: ["\"{:\"", "1"], invalid: []),
  ]

  static let applicators = [
    Case(
      schema: #"{"prefixItems": [{"type": "integer"}], "items": {"type": "string"}}"#,
      valid: ["[]", "[1]", #"[1, "a"]"#], invalid: [#"["a"]"#, "[1, 2]"]),
    Case(
      schema:
        #"{"properties": {"a": {"maxItems": 3}}, "patternProperties": {"^.$": {"minItems": 2}}, "additionalProperties": {"type": "integer"}}"#,
      valid: [#"{"a": [1, 2]}"#, #"{"bb": 1}"#, #"{"b": [1, 2]}"#],
      invalid: [#"{"a": [1]}"#, #"{"a": [1, 2, 3, 4]}"#, #"{"bb": []}"#]),
    Case(
      schema: #"{"patternProperties": {"[0-9]{2,}": {"type": "boolean"}, "X_": {"type": "string"}}}"#,
      valid: [#"{"a31b": true, "X_": "x"}"#], invalid: [#"{"a31b": 1}"#, #"{"aX_3": 3}"#, #"{"X_12": "x"}"#]),
    Case(schema: #"{"propertyNames": false}"#, valid: ["{}", "1"], invalid: [#"{"a": 1}"#]),
    Case(
      schema: #"{"if": {"const": "yes"}, "then": {"const": "yes"}, "else": {"const": "other"}}"#,
      valid: ["\"yes\"", "\"other\""], invalid: ["\"no\""]),
    Case(schema: #"{"then": false, "else": false}"#, valid: ["1"], invalid: []),
    Case(
      schema: #"{"allOf": [{"if": {"exclusiveMaximum": 0}}, {"then": {"minimum": -10}}]}"#, valid: ["-100"], invalid: []
    ),
    Case(schema: #"{"not": {"not": {"type": "integer"}}}"#, valid: ["1"], invalid: ["\"a\""]),
    Case(
      schema: #"{"oneOf": [{"required": ["a"]}, {"required": ["b"]}, false]}"#, valid: [#"{"a": 1}"#],
      invalid: ["{}", #"{"a": 1, "b": 1}"#]),
    Case(
      schema: #"{"dependentSchemas": {"a\tb": {"minProperties": 4}, "a'b": {"required": ["c\"d"]}}}"#,
      valid: [#"{"a\tb": 1, "x": 2, "y": 3, "z": 4}"#, #"{"a'b": 1, "c\"d": 2}"#, "[]"],
      invalid: [#"{"a\tb": 1}"#, #"{"a'b": 1}"#]),
    Case(
      schema: #"{"dependencies": {"a": ["b"], "c": {"maxProperties": 1}}}"#,
      valid: [#"{"a": 1, "b": 1}"#, #"{"c": 1}"#],
      invalid: [#"{"a": 1}"#, #"{"c": 1, "d": 1}"#]),
    Case(
      schema: #"{"additionalProperties": {"type": "boolean"}, "allOf": [{"properties": {"a": {}}}]}"#,
      valid: [#"{"a": true}"#], invalid: [#"{"a": 1}"#]),
  ]

  static let references = [
    Case(
      schema: ##"{"$ref": "#/$defs/", "$defs": {"": {"$defs": {"": {"type": "number"}}, "type": "string"}}}"##,
      valid: ["\"a\""], invalid: ["1"]),
    Case(
      schema: ##"{"$ref": "#/$defs//$defs/", "$defs": {"": {"$defs": {"": {"type": "number"}}}}}"##,
      valid: ["1"], invalid: ["\"a\""]),
    Case(
      schema: ##"{"properties": {"a": {"$ref": "#/$defs/r", "maxItems": 2}}, "$defs": {"r": {"type": "array"}}}"##,
      valid: [#"{"a": []}"#], invalid: [#"{"a": [1, 2, 3]}"#, #"{"a": "x"}"#]),
    Case(
      schema: ##"{"properties": {"child": {"$ref": "#"}}, "additionalProperties": false}"##,
      valid: [#"{"child": {"child": {}}}"#], invalid: [#"{"child": {"x": 1}}"#]),
    Case(
      schema:
        #"{"$id": "http://x.example/ref/if", "$ref": "http://x.example/inner", "if": {"$id": "http://x.example/inner", "type": "integer"}}"#,
      valid: ["12"], invalid: ["\"a\""]),
    Case(
      schema: ##"{"$id": "file:///c:/folder/file.json", "$ref": "#/$defs/x", "$defs": {"x": {"type": "number"}}}"##,
      valid: ["1"], invalid: ["\"a\""]),
    Case(
      schema:
        #"{"$id": "http://x.example/a/b.json", "$ref": "/abs/c.json", "$defs": {"a": {"$id": "http://x.example/abs/c.json", "type": "number"}}}"#,
      valid: ["1"], invalid: ["\"a\""]),
    Case(
      schema:
        ##"{"$id": "http://x.example/root", "$ref": "nested#foo", "$defs": {"A": {"$id": "nested", "$defs": {"B": {"$anchor": "foo", "type": "integer"}}}}}"##,
      valid: ["1"], invalid: ["\"a\""]),
    Case(
      schema:
        ##"{"$id": "http://x.example/ev", "$defs": {"big": {"$anchor": "bigint", "maximum": 10}, "small": {"$id": "int.json", "$anchor": "bigint", "maximum": 2}}, "$ref": "int.json#bigint"}"##,
      valid: ["1"], invalid: ["5"]),
    Case(
      schema: ##"{"$id": "urn:example:1/406/47452/2", "items": {"$ref": "#/$defs/x"}, "$defs": {"x": {"const": 1}}}"##,
      valid: ["[1]"], invalid: ["[2]"]),
    Case(
      schema: ##"{"$ref": "#/$defs/a/const", "$defs": {"a": {"const": {"type": "integer"}}}}"##, valid: ["1"],
      invalid: ["\"a\""]),
  ]

  static let unevaluated = [
    Case(
      schema: #"{"allOf": [{"properties": {"a": true}}], "unevaluatedProperties": false}"#, valid: [#"{"a": 1}"#],
      invalid: [#"{"b": 1}"#]),
    Case(
      schema: #"{"allOf": [{"properties": {"a": true}}, {"unevaluatedProperties": false}]}"#, valid: ["{}"],
      invalid: [#"{"a": 1}"#]),
    Case(
      schema:
        #"{"anyOf": [{"properties": {"a": {"const": 1}}, "required": ["a"]}, {"properties": {"b": {"const": 2}}, "required": ["b"]}], "unevaluatedProperties": false}"#,
      valid: [#"{"a": 1}"#, #"{"a": 1, "b": 2}"#], invalid: [#"{"a": 1, "b": 3}"#]),
    Case(
      schema: #"{"not": {"not": {"properties": {"a": true}, "required": ["a"]}}, "unevaluatedProperties": false}"#,
      valid: [], invalid: [#"{"a": 1}"#]),
    Case(
      schema:
        #"{"if": {"properties": {"a": {"const": 1}}, "required": ["a"]}, "then": {"properties": {"b": true}}, "else": {"properties": {"c": true}}, "unevaluatedProperties": false}"#,
      valid: [#"{"a": 1, "b": 1}"#, #"{"c": 1}"#, "{}"], invalid: [#"{"a": 1, "c": 1}"#, #"{"a": 2}"#, #"{"b": 1}"#]),
    Case(
      schema:
        #"{"dependentSchemas": {"a": {"properties": {"b": true}}}, "properties": {"a": true}, "unevaluatedProperties": false}"#,
      valid: [#"{"a": 1, "b": 2}"#], invalid: [#"{"b": 2}"#]),
    Case(
      schema:
        ##"{"$ref": "#/$defs/x", "unevaluatedProperties": false, "$defs": {"x": {"patternProperties": {"^x": true}}}}"##,
      valid: [#"{"xy": 1}"#], invalid: [#"{"y": 1}"#]),
    Case(
      schema:
        #"{"properties": {"a": {"unevaluatedProperties": false, "properties": {"b": true}}}, "unevaluatedProperties": false}"#,
      valid: [#"{"a": {"b": 1}}"#], invalid: [#"{"a": {"c": 1}}"#, #"{"b": 1}"#]),
    Case(
      schema: #"{"allOf": [{"unevaluatedProperties": true}], "unevaluatedProperties": false}"#, valid: [#"{"a": 1}"#],
      invalid: []),
    Case(
      schema: #"{"unevaluatedProperties": {"type": "integer"}, "allOf": [{"additionalProperties": {"minimum": 1}}]}"#,
      valid: [#"{"a": "x"}"#], invalid: [#"{"a": 0}"#]),
    Case(
      schema: #"{"prefixItems": [true], "contains": {"const": 7}, "unevaluatedItems": false}"#,
      valid: ["[1, 7, 7]", "[7]"],
      invalid: ["[1, 7, 8]", "[1]"]),
    Case(schema: #"{"allOf": [{"items": true}], "unevaluatedItems": false}"#, valid: ["[1, 2]"], invalid: []),
    Case(
      schema:
        #"{"allOf": [{"prefixItems": [true]}, {"prefixItems": [true, true]}], "unevaluatedItems": {"type": "null"}}"#,
      valid: ["[1, 2, null]"], invalid: ["[1, 2, 3]"]),
    Case(
      schema:
        #"{"if": {"contains": {"const": "a"}}, "then": {"if": {"contains": {"const": "b"}}}, "unevaluatedItems": false}"#,
      valid: [#"["a", "b"]"#, #"["a"]"#, "[]"], invalid: [#"["b"]"#, #"["a", "c"]"#]),
    Case(
      schema:
        #"{"oneOf": [{"prefixItems": [{"const": 1}]}, {"prefixItems": [{"const": 2}, true]}], "unevaluatedItems": false}"#,
      valid: ["[1]", "[2, 3]"], invalid: ["[1, 3]"]),
    Case(
      schema: #"{"unevaluatedItems": false, "unevaluatedProperties": false}"#, valid: ["1", "[]", "{}"],
      invalid: ["[1]", #"{"a": 1}"#]),
  ]

  @Test(arguments: cases) func holds(_ example: Case) throws {
    let schema = try compile(example.schema)
    for instance in example.valid { #expect(try accepts(schema, instance), "\(instance)") }
    for instance in example.invalid {
      #expect(try !accepts(schema, instance), "\(instance)")
      // What is collected beside the verdict must not change it.
      let options = EvaluationOptions(collectsMatches: true)
      #expect(try !evaluate(schema, instance, options).isValid, "\(instance)")
    }
  }
}
