// Where nodes stand: their ranges and texts, and keys that stand twice.

import DocumentModel
import SourceText
import Testing
import YAMLSyntax

@Suite struct PlaceTests {
  /// The scalars of `text` as they stand in the source, each with its text where that differs.
  private func scalars(_ text: String) -> [String] {
    let tree = YAMLReader.read(SourceText(text)).tree
    return tree.nodes.indices.map { NodeID(index: Int32($0)) }.filter { tree.kind(of: $0) == .scalar }.map { node in
      let written = tree.source.string(in: tree.range(of: node))
      return written == tree.text(of: node) ? written : "\(written) = \(tree.text(of: node))"
    }
  }

  @Test func aByteOrderMarkMovesNothing() {
    #expect(scalars("\u{FEFF}kind: rule\nname: x\n") == ["kind", "rule", "name", "x"])
  }

  @Test func escapesThatKeepTheLengthAreRead() {
    #expect(scalars("a: \"\\N\"\n") == ["a", "\"\\N\" = \u{85}"])
    #expect(scalars("a: 'it''s'\n") == ["a", "'it''s' = it's"])
  }

  @Test func textMendedOnTheWayIsReadAsItStands() {
    #expect(scalars("a: b\u{2028}c\nd: e\n") == ["a", "b\u{2028}c", "d", "e"])
  }

  @Test(arguments: [2, 3, 15, 16, 17, 40])
  func aRepeatedKeyIsFoundAmongFewAndMany(_ count: Int) {
    let names = (0..<count).map { "key_with_the_number_\($0)_in_it" }
    for (first, name) in names.enumerated() {
      let text = (names + [name]).map { "\($0): 1\n" }.joined()
      let result = YAMLReader.read(SourceText(text))
      #expect(result.diagnostics.map(\.code) == [.duplicateKey])
      let places = text.split(separator: "\n").map(\.startIndex).map {
        text.utf8.distance(from: text.startIndex, to: $0)
      }
      #expect(result.diagnostics.first?.related.first?.range.start == places[first])
    }
    let sound = names.map { "\($0): 1\n" }.joined()
    #expect(YAMLReader.read(SourceText(sound)).diagnostics.isEmpty)
  }

  @Test func keysThatDifferInTheMiddleAreNotTheSame() {
    let text = "beginning-1-the end: 1\nbeginning-2-the end: 2\n"
    #expect(YAMLReader.read(SourceText(text)).diagnostics.isEmpty)
    let short = "ab: 1\nba: 2\na: 3\nb: 4\n"
    #expect(YAMLReader.read(SourceText(short)).diagnostics.isEmpty)
  }

  @Test func aKeyRepeatedByItsEscapeIsFound() {
    #expect(YAMLReader.read(SourceText("{abc: 1, \"\\x61bc\": 2}\n")).diagnostics.map(\.code) == [.duplicateKey])
  }
}
