// Where URIs lead, and when schemas are read again.

import Testing

@testable import Workspace

@Suite struct SchemaTests {
  @Test func mappingsAreRead() throws {
    let mapping = try #require(SchemaMapping("https://example.com/s/?v=1=dir/x"))
    #expect(mapping.uri == "https://example.com/s/?v=1")
    #expect(mapping.folder == "dir/x")
    #expect(SchemaMapping("https://example.com/s///=d")?.uri == "https://example.com/s")
    for text in ["", "=", "a=b", "https://example.com=", "=dir", "https://example.com"] {
      #expect(SchemaMapping(text) == nil)
    }
  }

  @Test(arguments: [
    ("https://e.com/s/a/b.json", SchemaMapping.Place.path("/d/a/b.json")),
    ("https://e.com/s", .path("/d")),
    ("https://e.com/s/a%20b.json?v=1", .path("/d/a b.json")),
    ("https://e.com/sx/a.json", .elsewhere),
    ("https://e.com/s/../a.json", .refused),
    ("https://e.com/s/%2e%2E/a.json", .refused),
    ("https://e.com/s/a%2F..%2F..%2Fb.json", .refused),
    ("https://e.com/s/a%00.json", .refused),
    ("https://e.com/s/../\u{301}", .refused),
    ("https://e.com/s/a/\u{301}", .path("/d/a/\u{301}")),
    ("https://e.com/s/a%2", .refused),
  ])
  func places(_ uri: String, _ place: SchemaMapping.Place) throws {
    let mapping = try #require(SchemaMapping("https://e.com/s=/d"))
    #expect(mapping.place(of: uri) == place)
  }

  @Test func aSchemaIsReadAgainWhenAFileOfItChanges() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try folder.write(#"{"$ref": "b.json"}"#, to: "a.json")
    try folder.write("true", to: "b.json")
    let store = SchemaStore()
    let first = store.schema(at: "a.json", in: folder.path)
    #expect(first.failures.isEmpty)
    #expect(first.documents.map(\.path) == [folder["a.json"], folder["b.json"]])
    #expect(store.schema(at: "a.json", in: folder.path).schema === first.schema)
    try folder.write(#"{"type": "object"}"#, to: "b.json")
    let second = store.schema(named: FileURI.uri(of: folder["a.json"]), in: "/")
    #expect(second.schema !== first.schema)
    try folder.write("{", to: "b.json")
    #expect(!store.schema(at: "a.json", in: folder.path).failures.isEmpty)
    try folder.write("{}", to: "b.json")
    #expect(store.schema(at: "a.json", in: folder.path).failures.isEmpty)
  }

  @Test func aPartOfASchemaIsNotTakenForTheWhole() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try folder.write(#"{"$defs": {"a": {}}}"#, to: "a.json")
    let store = SchemaStore()
    for name in ["a.json", FileURI.uri(of: folder["a.json"]), "https://json-schema.org/draft/2020-12/schema"] {
      #expect(store.schema(named: name + "#", in: folder.path).failures.isEmpty)
      let part = store.schema(named: name + "#/$defs/a", in: folder.path)
      #expect(part.schema == nil)
      #expect(part.failures.map(\.path) == [name + "#/$defs/a"])
    }
  }

  @Test func nothingIsFetched() {
    let store = SchemaStore()
    for name in ["https://example.com/a.json", "ftp://example.com/a.json", "urn:a"] {
      let loaded = store.schema(named: name, in: "/")
      #expect(loaded.schema == nil)
      #expect(loaded.failures.count == 1)
    }
    #expect(store.schema(named: "https://json-schema.org/draft/2020-12/schema", in: "/").failures.isEmpty)
  }
}
