// References, identifiers, anchors, dynamic scope and vocabularies (JSON Schema Core §8 and §9).

import JSONSchema
import Testing

@Suite struct CoreTests {
  @Test func referencesResolveAgainstTheNearestIdentifier() throws {
    let schema = try compile(
      """
      {"$id": "http://a.example/dir/root.json", "$ref": "item.json#/$defs/deep",
       "$defs": {"x": {"$id": "item.json", "$defs": {"deep": {"$ref": "sub/leaf.json"},
         "leaf": {"$id": "/dir/sub/leaf.json", "type": "integer"}}}}}
      """)
    #expect(try accepts(schema, "1"))
    #expect(try !accepts(schema, "\"a\""))
  }

  @Test func aURNCanBeTheBaseOfFragments() throws {
    let schema = try compile(
      """
      {"$id": "urn:uuid:deadbeef-1234-0000-0000-4321feebdaed", "properties": {"a": {"$ref": "#/$defs/n"},
       "b": {"$ref": "urn:uuid:deadbeef-1234-0000-0000-4321feebdaed#name"}},
       "$defs": {"n": {"type": "string"}, "m": {"$anchor": "name", "type": "integer"}}}
      """)
    #expect(try accepts(schema, #"{"a": "x", "b": 1}"#))
    #expect(try !accepts(schema, #"{"a": 1}"#))
    #expect(try !accepts(schema, #"{"b": "x"}"#))
  }

  @Test func fragmentsArePercentDecodedAndPointersUnescaped() throws {
    let schema = try compile(
      """
      {"properties": {"a": {"$ref": "#/$defs/tilde~0x"}, "b": {"$ref": "#/$defs/slash~1x"},
        "c": {"$ref": "#/$defs/percent%25x"}, "d": {"$ref": "#/$defs/%22quoted%22"}},
       "$defs": {"tilde~x": {"type": "integer"}, "slash/x": {"type": "integer"}, "percent%x": {"type": "integer"},
        "\\"quoted\\"": {"type": "integer"}}}
      """)
    for key in ["a", "b", "c", "d"] {
      #expect(try accepts(schema, "{\"\(key)\": 1}"))
      #expect(try !accepts(schema, "{\"\(key)\": \"x\"}"))
    }
  }

  @Test func referencesReachIntoSequencesAndUnknownKeywords() throws {
    let schema = try compile(
      ##"{"items": {"$ref": "#/x-kinds/1"}, "x-kinds": [{"type": "string"}, {"$ref": "#/x-kinds/0"}]}"##)
    #expect(try accepts(schema, #"["a"]"#))
    #expect(try !accepts(schema, "[1]"))
  }

  @Test func otherFilesAreLoadedByURIAndAnchorsFoundInThem() throws {
    let files = [
      "https://test.example/other.json": #"{"$defs": {"a": {"$anchor": "count", "type": "integer", "minimum": 0}}}"#
    ]
    let schema = try compile(#"{"items": {"$ref": "other.json#count"}}"#, files: files)
    #expect(try accepts(schema, "[0, 1]"))
    #expect(try !accepts(schema, "[-1]"))
    #expect(schema.documents.map(\.uri) == ["https://test.example/schema", "https://test.example/other.json"])
  }

  @Test func theOutermostDynamicAnchorWins() throws {
    let schema = try compile(
      """
      {"$id": "https://test.example/strict", "$dynamicAnchor": "node", "$ref": "tree", "unevaluatedProperties": false,
       "$defs": {"tree": {"$id": "tree", "$dynamicAnchor": "node", "type": "object",
         "properties": {"data": true, "children": {"type": "array", "items": {"$dynamicRef": "#node"}}}}}}
      """)
    #expect(try accepts(schema, #"{"children": [{"data": 1}]}"#))
    #expect(try !accepts(schema, #"{"children": [{"daat": 1}]}"#))
  }

  @Test func aDynamicReferenceWithoutDynamicAnchorIsPlain() throws {
    let schema = try compile(
      """
      {"$id": "https://test.example/root", "$ref": "list",
       "$defs": {"foo": {"$dynamicAnchor": "items", "type": "string"},
        "list": {"$id": "list", "type": "array", "items": {"$dynamicRef": "#items"},
          "$defs": {"items": {"$anchor": "items"}}}}}
      """)
    #expect(try accepts(schema, #"["a", 1]"#))
  }

  @Test func aDynamicScopeIsLeftWithItsReference() throws {
    let schema = try compile(
      """
      {"$id": "https://test.example/main",
       "if": {"$id": "first_scope", "$defs": {"thingy": {"$dynamicAnchor": "thingy", "type": "number"}}},
       "then": {"$id": "second_scope", "$ref": "start",
        "$defs": {"thingy": {"$dynamicAnchor": "thingy", "type": "null"}}},
       "$defs": {"start": {"$id": "start", "$dynamicRef": "inner_scope#thingy"},
        "thingy": {"$id": "inner_scope", "$dynamicAnchor": "thingy", "type": "string"}}}
      """)
    #expect(try accepts(schema, "null"))
    #expect(try !accepts(schema, "1"))
    #expect(try !accepts(schema, "\"a\""))
  }

  @Test func theMetaSchemaDescribesItself() throws {
    let uri = "https://json-schema.org/draft/2020-12/schema"
    let meta = try #require(OfficialSuite.loader(uri))
    let schema = Schema.compile(meta.tree, root: meta.root, uri: uri, loader: OfficialSuite.loader)
    #expect(schema.problems.isEmpty, "\(schema.problems.map(\.message))")
    #expect(schema.evaluate(meta.tree, root: meta.root).isValid)
    #expect(try errors(schema, #"{"properties": {"a": {"type": "strin"}}}"#).count == 1)
    #expect(try errors(schema, #"{"minLength": -1}"#) == ["/minLength: below 0"])
  }

  @Test func vocabulariesSwitchKeywordsOff() throws {
    let meta = """
      {"$id": "https://test.example/meta", "$schema": "https://json-schema.org/draft/2020-12/schema",
       "$vocabulary": {"https://json-schema.org/draft/2020-12/vocab/core": true,
        "https://json-schema.org/draft/2020-12/vocab/applicator": true, "https://x.example/unknown": false}}
      """
    let schema = try compile(
      #"{"$schema": "https://test.example/meta", "properties": {"a": {"type": "integer", "not": {}}, "b": {"minimum": 3}}}"#,
      files: ["https://test.example/meta": meta])
    #expect(try accepts(schema, #"{"b": 1}"#))
    #expect(try !accepts(schema, #"{"a": 1}"#))
  }

  @Test func aMetaSchemaMayDescribeItself() throws {
    let schema = try compile(
      """
      {"$id": "https://test.example/self", "$schema": "https://test.example/self", "type": "null",
       "$vocabulary": {"https://json-schema.org/draft/2020-12/vocab/core": true}}
      """)
    #expect(try accepts(schema, "1"))
  }

  @Test func aRequiredVocabularyThatIsNotKnownIsAProblem() throws {
    let meta = #"{"$vocabulary": {"https://x.example/units": true}}"#
    let schema = try compile(
      #"{"$schema": "https://test.example/meta"}"#, files: ["https://test.example/meta": meta])
    #expect(schema.problems.map(\.kind) == [.unsupportedDialect])
    #expect(schema.problems.first?.pointer == "/$schema")
  }

  @Test func olderDraftsAreReadAsTheySay() throws {
    let draft7 = try compile(
      """
      {"$schema": "http://json-schema.org/draft-07/schema#", "items": [{"type": "string"}], "additionalItems": false,
       "properties": {"a": {"$ref": "#/definitions/n", "maximum": 1}, "b": {"$ref": "#name"}},
       "dependencies": {"a": ["b"]},
       "definitions": {"n": {"type": "integer"}, "m": {"$id": "#name", "type": "string"}}}
      """)
    #expect(try accepts(draft7, #"["a"]"#))
    #expect(try !accepts(draft7, #"["a", "b"]"#))
    #expect(try accepts(draft7, #"{"a": 5, "b": "x"}"#))
    #expect(try !accepts(draft7, #"{"a": 5}"#))
    #expect(try !accepts(draft7, #"{"b": 5}"#))
    let draft2019 = try compile(
      """
      {"$schema": "https://json-schema.org/draft/2019-09/schema", "$recursiveAnchor": true, "$ref": "tree",
       "unevaluatedProperties": false,
       "$defs": {"t": {"$id": "tree", "$recursiveAnchor": true, "properties": {"child": {"$recursiveRef": "#"}}}}}
      """)
    #expect(try accepts(draft2019, #"{"child": {"child": {}}}"#))
    #expect(try !accepts(draft2019, #"{"child": {"other": {}}}"#))
  }

  @Test func identifiersInValuesAreNotIdentifiers() throws {
    let schema = try compile(
      """
      {"$defs": {"a": {"enum": [{"$id": "https://test.example/x", "type": "null"}]},
        "b": {"const": {"$anchor": "x"}}, "c": {"$id": "https://test.example/x", "$anchor": "x", "type": "string"}},
       "$ref": "https://test.example/x#x"}
      """)
    #expect(try accepts(schema, "\"s\""))
    #expect(try !accepts(schema, "null"))
  }

  @Test func anIdentifierMayBeAPropertyName() throws {
    let schema = try compile(
      #"{"properties": {"$ref": {"type": "string"}, "$id": {"type": "integer"}}, "required": ["$ref"]}"#)
    #expect(try accepts(schema, ##"{"$ref": "#/x", "$id": 1}"##))
    #expect(try !accepts(schema, #"{"$ref": 1}"#))
    #expect(try !accepts(schema, "{}"))
  }
}
