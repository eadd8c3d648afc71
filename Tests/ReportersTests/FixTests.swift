// Fixes in the `text` format: the lines before and after, as a diff.

import DocumentModel
import Reporters
import SourceText
import Testing

struct FixTests {
  /// The rows from `help:` on.
  private func help(
    _ text: String, _ applicability: Applicability = .safe, _ edits: (SourceText) -> [TextEdit]
  ) -> String {
    let source = SourceText(text)
    let fix = Fix(title: "Mend it", applicability: applicability, edits: edits(source))
    let diagnostic = Diagnostic(Rendering.unknownKey, "No.", at: TextRange(0, 1), fixes: [fix])
    let rows = Rendering.text(source, diagnostic).components(separatedBy: "\n")
    return rows.drop { !$0.contains("help") }.joined(separator: "\n")
  }

  @Test func aReplacement() {
    #expect(
      help("a: 1\nsponser: 06N\n") { [TextEdit($0.range(of: "sponser"), "sponsor")] } == """
        help: Mend it
          |
        2 - sponser: 06N
        2 + sponsor: 06N
        """)
  }

  @Test func anInsertionShowsTheLineBefore() {
    #expect(
      help("a: 1\nb: 2\n", .unsafe) { source in
        let start = source.range(of: "b").start
        return [TextEdit(TextRange(start, start), "x:\n  - y\n")]
      } == """
        help: Mend it (unsafe fix)
          |
        1 | a: 1
        2 + x:
        3 +   - y
        """)
    #expect(
      help("a: 1") { [TextEdit(TextRange($0.length, $0.length), "\nb: 2")] } == """
        help: Mend it
          |
        1 | a: 1
        2 + b: 2
        """)
  }

  @Test func aDeletionShowsTheLineBefore() {
    #expect(
      help("a: 1\nb: 2\nc: 3\n") { [TextEdit($0.range(of: "b: 2\n"), "")] } == """
        help: Mend it
          |
        1 | a: 1
        2 - b: 2
        """)
  }

  @Test func severalEditsKeepTheNumbersOfBothTexts() {
    #expect(
      help("a: 1\nb: 2\nc: 3\nd: 4\ne: 5\n") { source in
        [
          TextEdit(source.range(of: "5"), "6"), TextEdit(source.range(of: "1"), "1\nx: y"),
          TextEdit(source.range(of: "e"), "f"),
        ]
      } == """
        help: Mend it
          |
        1 | a: 1
        2 + x: y
        ...
        5 - e: 5
        6 + f: 6
        """)
  }

  @Test func linesMayEndWithCarriageReturnAndLineFeed() {
    #expect(
      help("a: 1\r\nb: 2\r\n") { [TextEdit($0.range(of: "2"), "3\r\nc: 4")] } == """
        help: Mend it
          |
        2 - b: 2
        2 + b: 3
        3 + c: 4
        """)
  }

  @Test func aLongInsertionIsCut() {
    let lines = (1...30).map { "x\($0): 1\n" }.joined()
    let rows = help("a: 1\nb: 2\n") { source in
      let start = source.range(of: "b").start
      return [TextEdit(TextRange(start, start), lines)]
    }.components(separatedBy: "\n")
    #expect(rows.count == 2 + 1 + 12 + 1)
    #expect(rows.suffix(2) == ["13 + x12: 1", "..."])
  }

  @Test func aLongLineIsCutAroundTheChange() {
    let filler = String(repeating: "0123456789", count: 500)
    let rows = help("\(filler) bad \(filler)\n") { [TextEdit($0.range(of: "bad"), "good")] }
      .components(separatedBy: "\n")
    let before = filler.suffix(39)
    #expect(rows.suffix(2).first == "1 - …\(before) bad \(filler.prefix(94))…")
    #expect(rows.last == "1 + …\(before) good \(filler.prefix(93))…")
  }

  @Test func aFixWithoutVisibleChangeIsNamed() {
    #expect(help("a: 1\n") { _ in [] } == "  = help: Mend it")
  }
}
