// Instances as YAML and repairs make them: empty values, damage, lost content, aliases and merge keys.

import DocumentModel
import JSONSchema
import SourceText
import Testing

/// Builds trees node by node, as a reader does.
private struct Tree {
  var builder: TreeBuilder
  let source: SourceText
  private var position = 0

  init(_ text: String) {
    source = SourceText(text)
    builder = TreeBuilder(source: source)
    builder.beginDocument(start: 0)
  }

  /// Adds the next occurrence of `text` as a plain scalar.
  @discardableResult
  mutating func scalar(_ text: String, flags: NodeFlags = []) -> Int32 {
    let start = place(of: text)
    let type = CoreSchema.type(of: text)
    return builder.addScalar(
      range: TextRange(start, start + text.utf8.count), text: .inSource(start: start, length: text.utf8.count),
      style: .plain, type: type, flags: flags)
  }

  /// Adds a value that is not there.
  mutating func empty(flags: NodeFlags = []) {
    builder.addScalar(
      range: TextRange(position, position), text: .inSource(start: position, length: 0), style: .plain, type: .null,
      flags: flags)
  }

  @discardableResult
  mutating func begin(_ kind: NodeKind, flags: NodeFlags = []) -> Int32 {
    builder.beginCollection(kind, start: position, style: .block, flags: flags)
  }

  mutating func alias(_ text: String, to target: Int32) {
    let start = place(of: text)
    builder.addAlias(range: TextRange(start, start + text.utf8.count), target: target)
  }

  private mutating func place(of text: String) -> Int {
    let wanted = Array(text.utf8)
    var start = position
    while start + wanted.count <= source.length, Array(source.bytes[start..<start + wanted.count]) != wanted {
      start += 1
    }
    position = start + wanted.count
    return start
  }

  mutating func errors(_ schema: Schema) -> [String] {
    builder.endDocument(end: source.length)
    let tree = builder.finish()
    guard let root = tree.documents.first?.root else { return ["no root"] }
    return describe(schema.evaluate(tree, root: root), schema, tree)
  }
}

@Suite struct TreeTests {
  private func single(_ key: String, _ schema: String) throws -> [String] {
    var tree = Tree("\(key):")
    tree.begin(.mapping)
    tree.scalar(key)
    tree.empty()
    tree.builder.endCollection(end: nil)
    return tree.errors(try compile("{\"properties\": {\"\(key)\": \(schema)}}"))
  }

  @Test func anEmptyValueNeedsAValue() throws {
    #expect(try single("a", #"{"type": "string", "minLength": 1}"#) == ["/a: empty string"])
    #expect(try single("a", #"{"enum": ["x", "y"]}"#) == ["/a: empty x y"])
    #expect(try single("a", #"{"anyOf": [{"type": "string"}, {"type": "integer"}]}"#) == ["/a: empty string integer"])
    #expect(try single("a", #"{"anyOf": [{"const": "x"}, {"enum": ["y"]}]}"#) == ["/a: empty x y"])
    #expect(try single("a", #"{"allOf": [{"type": "string"}, {"enum": ["x"]}, {"not": {"type": "null"}}]}"#).count == 1)
    #expect(try single("a", #"{"type": ["string", "null"]}"#) == [])
  }

  @Test func nothingIsSaidOfDamage() throws {
    var tree = Tree("a: ??? b")
    tree.begin(.mapping, flags: .incomplete)
    tree.scalar("a")
    tree.scalar("???", flags: .damaged)
    tree.scalar("b", flags: .damaged)
    tree.empty(flags: .damaged)
    tree.builder.endCollection(end: nil)
    tree.builder.damage.append(TextRange(3, 8))
    let schema = try compile(
      """
      {"properties": {"a": {"type": "integer"}}, "required": ["c"], "minProperties": 9, "additionalProperties": false,
       "dependentRequired": {"a": ["d"]}, "if": {"required": ["z"]}, "then": {"required": ["y"]}, "const": {"a": 1}, "oneOf": [true, true],
       "not": {"required": ["a"]}}
      """)
    #expect(tree.errors(schema) == [])
  }

  @Test func nothingIsMissingFromASequenceThatLostContent() throws {
    var tree = Tree("1")
    tree.begin(.sequence, flags: .incomplete)
    tree.scalar("1")
    tree.builder.endCollection(end: nil)
    #expect(tree.errors(try compile(#"{"minItems": 2, "contains": {"const": 7}}"#)) == [])
  }

  @Test func emptyAndDamagedItemsAreNotAlsoEqual() throws {
    var tree = Tree("- - ! !")
    tree.begin(.sequence)
    for _ in 0..<2 { tree.empty() }
    for _ in 0..<2 { tree.scalar("!", flags: .damaged) }
    tree.builder.endCollection(end: nil)
    let schema = try compile(#"{"uniqueItems": true, "items": {"type": "string"}}"#)
    #expect(tree.errors(schema) == ["/0: empty string", "/1: empty string"])
  }

  @Test func anAliasIsWhatItStandsFor() throws {
    var tree = Tree("base x a *base")
    tree.begin(.mapping)
    tree.scalar("base")
    let target = tree.scalar("x")
    tree.scalar("a")
    tree.alias("*base", to: target)
    tree.builder.endCollection(end: nil)
    let schema = try compile(#"{"properties": {"a": {"type": "integer"}, "base": {"const": "x"}}}"#)
    #expect(tree.errors(schema) == ["/a: type integer"])
  }

  @Test func mergedMembersCount() throws {
    var tree = Tree("base k 1 own << *base j 2")
    tree.begin(.mapping)
    tree.scalar("base")
    let base = tree.begin(.mapping)
    tree.scalar("k")
    tree.scalar("1")
    tree.builder.endCollection(end: nil)
    tree.scalar("own")
    let own = tree.begin(.mapping)
    let key = tree.scalar("<<", flags: .mergeKey)
    tree.alias("*base", to: base)
    tree.scalar("j")
    tree.scalar("2")
    tree.builder.mark(own, .merges)
    tree.builder.mark(key, .mergeKey)
    tree.builder.endCollection(end: nil)
    tree.builder.endCollection(end: nil)
    let schema = try compile(
      #"{"properties": {"own": {"required": ["k", "j"], "maxProperties": 2, "properties": {"k": {"minimum": 2}}}}}"#)
    #expect(tree.errors(schema) == ["/base/k: below 2"])
  }

  @Test func repeatedKeysCountOnce() throws {
    let result = JSONReader.read(SourceText(#"{"a": 1, "b": 2, "a": "x"}"#))
    let root = try #require(result.tree.documents.first?.root)
    let schema = try compile(#"{"properties": {"a": {"type": "integer"}}, "maxProperties": 2}"#)
    #expect(schema.evaluate(result.tree, root: root).isValid)
  }

  @Test func keysAreStringsWhateverTheyLookLike() throws {
    var tree = Tree("1 x 2.5 y")
    tree.begin(.mapping)
    for text in ["1", "x", "2.5", "y"] { tree.scalar(text) }
    tree.builder.endCollection(end: nil)
    let schema = try compile(
      #"{"propertyNames": {"type": "string", "pattern": "^[0-9]$"}, "properties": {"1": {"const": "x"}}}"#)
    #expect(tree.errors(schema) == ["/2.5: pattern ^[0-9]$"])
  }

  @Test func numbersThatAreNotFiniteSatisfyNoBound() throws {
    for text in [".inf", "-.inf", ".nan"] {
      var tree = Tree(text)
      tree.scalar(text)
      #expect(tree.errors(try compile(#"{"type": "number"}"#)) == [])
      for schema in [#"{"minimum": 0}"#, #"{"maximum": 0}"#, #"{"multipleOf": 1}"#, #"{"type": "integer"}"#] {
        var tree = Tree(text)
        tree.scalar(text)
        #expect(tree.errors(try compile(schema)).count == 1, "\(schema) on \(text)")
      }
    }
  }
}
