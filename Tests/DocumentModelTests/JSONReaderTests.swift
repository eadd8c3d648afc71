// JSON texts as RFC 8259 has them: what is read, what is refused, and where.

import DocumentModel
import SourceText
import Testing

@Suite struct JSONReaderTests {
  @Test(arguments: [
    "{}", "[]", "1", "-0.5e-3", "\"a\"", "null", " [1, {\"a\": [true, false]}] ", "\"\\u00e9\\ud83d\\ude00\\n\"",
    "[1\n,2]",
  ]) func readsJSON(_ text: String) { #expect(JSONReader.read(SourceText(text)).diagnostics.isEmpty) }

  @Test(arguments: [
    ("", 0), ("{", 0), ("[1,]", 3), ("{\"a\" 1}", 5), ("{a: 1}", 1), ("[1 2]", 3), ("01", 0), ("1.", 0), ("+1", 0),
    ("nul", 0), ("\"a", 0), ("\"a\nb\"", 0), ("\"\\x\"", 1), ("\"\\u12\"", 1), ("1 2", 2), ("[1}", 2), ("'a'", 0),
  ]) func refusesOtherText(_ text: String, _ offset: Int) {
    let found = JSONReader.read(SourceText(text)).diagnostics
    #expect(found.map(\.code.code) == ["YML040"])
    #expect(found.first?.range.start == offset)
  }

  @Test func escapesBecomeText() throws {
    let result = JSONReader.read(SourceText("{\"a\\u0062\": \"\\ud83d\\ude00 \\ud83d\"}"))
    let root = try #require(result.tree.documents.first?.root)
    let value = try #require(result.tree.value(of: root, named: "ab"))
    #expect(result.tree.text(of: value) == "😀 \u{FFFD}")
  }

  @Test func keysTwiceAreReportedAndTheFirstCounts() throws {
    let result = JSONReader.read(SourceText("{\"a\": 1, \"a\": 2}"))
    #expect(result.diagnostics.map(\.code.code) == ["YML010"])
    let root = try #require(result.tree.documents.first?.root)
    #expect(result.tree.value(of: root, named: "a").map { result.tree.text(of: $0) } == "1")
  }

  @Test func depthIsBounded() {
    let deep = String(repeating: "[", count: 100_000)
    #expect(JSONReader.read(SourceText(deep)).diagnostics.map(\.code.code) == ["YML021"])
    let allowed = String(repeating: "[", count: 500) + String(repeating: "]", count: 500)
    #expect(JSONReader.read(SourceText(allowed)).diagnostics.isEmpty)
  }

  @Test func pointersNameNodesBothWays() throws {
    let result = JSONReader.read(SourceText("{\"a/b\": [10, {\"~\": 1}], \"\": 2}"))
    let root = try #require(result.tree.documents.first?.root)
    for pointer in ["", "/a~1b", "/a~1b/1/~0", "/", "/a~1b/0"] {
      let node = try #require(result.tree.node(at: pointer, from: root), "\(pointer)")
      #expect(result.tree.pointer(of: node) == pointer)
    }
    for pointer in ["a", "/a~2b", "/a~1b/01", "/a~1b/2", "/x"] {
      #expect(result.tree.node(at: pointer, from: root) == nil, "\(pointer)")
    }
  }
}
