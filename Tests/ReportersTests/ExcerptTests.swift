// Excerpts of the `text` format: whatever stands in a line, the carets stand under the token.

import DocumentModel
import Reporters
import SourceText
import Testing

struct ExcerptTests {
  /// The rows from the token's line on, without the header.
  private func excerpt(_ source: SourceText, _ range: TextRange) -> String {
    let rows = Rendering.text(source, Diagnostic(Rendering.unknownKey, "No.", at: range)).components(separatedBy: "\n")
    return rows.dropFirst(3).joined(separator: "\n")
  }

  @Test func aFindingHasHeaderPlaceAndUnderlinedToken() {
    let source = SourceText("kind: business_case\nmetadata:\n  profile: ccg\n  sponser: 06N\n")
    let diagnostic = Diagnostic(
      Rendering.unknownKey, "`sponser` is not a field of Metadata; did you mean `sponsor`?",
      at: source.range(of: "sponser"))
    #expect(
      Rendering.text(source, diagnostic) == """
        error[SCH003 unknown-key]: `sponser` is not a field of Metadata; did you mean `sponsor`?
         --> a.case.yaml:4:3
          |
        3 |   profile: ccg
        4 |   sponser: 06N
          |   ^^^^^^^
        """)
  }

  @Test func sourceAndDocumentationFollow() {
    let source = SourceText("a: 1\n")
    var diagnostic = Diagnostic(Rendering.unknownKey, "No.", at: source.range(of: "1"))
    diagnostic.source = SourceReference(title: "Green Book", section: "Annex A6", url: "https://www.gov.uk/")
    let options = ReportOptions { "https://example.org/#\($0.code.lowercased())" }
    let bytes = ReportFormat.text.render(Rendering.report(source, [diagnostic]), options: options)
    #expect(
      String(decoding: bytes, as: UTF8.self) == """
        error[SCH003 unknown-key]: No.
         --> a.case.yaml:1:4
          |
        1 | a: 1
          |    ^
          |
          = source: Green Book, Annex A6, https://www.gov.uk/
          = docs: https://example.org/#sch003

        1 document checked: 1 error

        """)
  }

  @Test func tabsReachTheNextMultipleOfFour() {
    let source = SourceText("\tabc:\tbad\n")
    #expect(
      excerpt(source, source.range(of: "bad")) == """
        1 |     abc:    bad
          |             ^^^
        """)
  }

  @Test func aTabInTheTokenIsUnderlinedWhole() {
    let source = SourceText("a:\tb\n")
    #expect(
      excerpt(source, source.range(of: "\t")) == """
        1 | a:  b
          |   ^^
        """)
  }

  @Test func wideCharactersTakeTwoColumns() {
    let source = SourceText("名前: 日本語 bad\n")
    #expect(
      excerpt(source, source.range(of: "日本語")) == """
        1 | 名前: 日本語 bad
          |       ^^^^^^
        """)
    #expect(
      excerpt(source, source.range(of: "bad")) == """
        1 | 名前: 日本語 bad
          |              ^^^
        """)
  }

  @Test func joinedEmojiTakeTheColumnsOfOne() {
    let source = SourceText("who: 👩‍👩‍👧 bad\n")
    #expect(
      excerpt(source, source.range(of: "👩‍👩‍👧")) == """
        1 | who: 👩‍👩‍👧 bad
          |      ^^
        """)
    #expect(
      excerpt(source, source.range(of: "bad")) == """
        1 | who: 👩‍👩‍👧 bad
          |         ^^^
        """)
  }

  @Test func combiningMarksTakeNoColumn() {
    let source = SourceText("who: Jose\u{301} bad\n")
    #expect(
      excerpt(source, source.range(of: "bad")) == """
        1 | who: Jose\u{301} bad
          |           ^^^
        """)
    #expect(
      excerpt(source, source.range(of: "\u{301}")) == """
        1 | who: Jose\u{301} bad
          |          ^
        """)
  }

  @Test func linesMayEndWithCarriageReturnAndLineFeed() {
    let source = SourceText("a: 1\r\nb: bad\r\nc: 3\r\n")
    #expect(
      excerpt(source, source.range(of: "bad")) == """
        1 | a: 1
        2 | b: bad
          |    ^^^
        """)
    #expect(
      excerpt(source, source.range(of: "\r\n", after: "bad")) == """
        1 | a: 1
        2 | b: bad
          |       ^
        """)
  }

  @Test func theEndOfTheTextCanBePointedAt() {
    let source = SourceText("a: 1\n")
    #expect(
      excerpt(source, TextRange(5, 5)) == """
        1 | a: 1
        2 |
          | ^
        """)
  }

  @Test func anEmptyDocumentHasALine() {
    let source = SourceText("")
    #expect(
      Rendering.text(source, Diagnostic(Rendering.unknownKey, "Nothing here.", at: TextRange(0, 0))) == """
        error[SCH003 unknown-key]: Nothing here.
         --> a.case.yaml:1:1
          |
        1 |
          | ^
        """)
  }

  @Test(arguments: [TextRange(90, 95), TextRange(2, 900), TextRange(-5, -2), TextRange(.min, .max)])
  func rangesOutsideTheTextAreClamped(_ range: TextRange) {
    let source = SourceText("a: 1")
    for format in ReportFormat.allCases {
      let related = [RelatedInformation(range: range, message: "here")]
      let fixes = [Fix(title: "Mend", applicability: .safe, edits: [TextEdit(range, "x")])]
      let diagnostic = Diagnostic(Rendering.unknownKey, "No.", at: range, related: related, fixes: fixes)
      #expect(Rendering.render(Rendering.report(source, [diagnostic]), format).contains("No."))
    }
  }

  @Test func controlCharactersAreShownAsPictures() {
    let source = SourceText("a: \u{1B}[31m\u{0}\u{7F}\u{9B} bad\n")
    let text = excerpt(source, source.range(of: "bad"))
    #expect(
      text == """
        1 | a: ␛[31m␀␡<U+009B> bad
          |                    ^^^
        """)
  }

  @Test func whatIsHiddenIsNamed() {
    let source = SourceText("a: \u{202E}x\u{200B} bad\n")
    #expect(
      excerpt(source, source.range(of: "bad")) == """
        1 | a: <U+202E>x<U+200B> bad
          |                      ^^^
        """)
    #expect(
      excerpt(source, source.range(of: "\u{200B}")) == """
        1 | a: <U+202E>x<U+200B> bad
          |             ^^^^^^^^
        """)
  }

  @Test func messagesAndPathsCannotReachTheTerminalEither() {
    let source = SourceText("a: 1\n")
    var report = Rendering.report(
      source, [Diagnostic(Rendering.unknownKey, "one\r\ntwo \u{1B}]0;x\u{7}", at: source.range(of: "a"))])
    report.documents[0].path = "\u{1B}[2J.yaml"
    report.failures = [Failure(path: "b\n.yaml", message: "\u{1B}")]
    for format in [ReportFormat.text, .concise] {
      let text = Rendering.render(report, format)
      #expect(!text.utf8.contains(0x1B))
      #expect(text.contains("one two ␛]0;x␇"))
      #expect(text.contains("␛[2J.yaml:1:1"))
      #expect(text.contains("b .yaml: "))
    }
  }

  @Test func invalidBytesAreReplacementCharacters() {
    let source = SourceText(bytes: Array("a: ".utf8) + [0xFF, 0xC3] + Array(" bad\n".utf8))
    #expect(
      excerpt(source, source.range(of: "bad")) == """
        1 | a: \u{FFFD}\u{FFFD} bad
          |       ^^^
        """)
  }

  @Test func aByteOrderMarkIsNotShown() {
    let source = SourceText("\u{FEFF}a: bad\n")
    #expect(
      excerpt(source, source.range(of: "bad")) == """
        1 | a: bad
          |    ^^^
        """)
  }

  @Test func longLinesAreCutAroundTheToken() {
    let filler = String(repeating: "0123456789", count: 30)
    let source = SourceText("a: \(filler) bad \(filler)\n")
    let rows = excerpt(source, source.range(of: "bad")).components(separatedBy: "\n")
    let before = String(filler.suffix(39))
    #expect(rows.first == "1 | …\(before) bad \(filler.prefix(94))…")
    #expect(rows.last == "  | \(String(repeating: " ", count: 41))^^^")
  }

  @Test func longLinesAreCutToTheTerminal() {
    let filler = String(repeating: "0123456789", count: 30)
    let source = SourceText("a: \(filler) bad \(filler)\n")
    let fix = Fix(title: "Mend", applicability: .safe, edits: [TextEdit(source.range(of: "bad"), "good")])
    let diagnostic = Diagnostic(Rendering.unknownKey, "No.", at: source.range(of: "bad"), fixes: [fix])
    for (columns, expected) in [(80, 78), (1, 44), (.min, 44), (1000, 144), (.max, 144)] {
      let options = ReportOptions(terminalColumns: columns) { _ in "" }
      let bytes = ReportFormat.text.render(Rendering.report(source, [diagnostic]), options: options)
      let rows = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\n")
      let cut = rows.filter { $0.hasSuffix("…") }
      #expect(cut.count == 3)
      #expect(cut.allSatisfy { $0.unicodeScalars.count == expected }, "\(columns): \(rows)")
      #expect(cut.allSatisfy { $0.contains("9 bad 0") || $0.contains("9 good 0") })
    }
  }

  @Test func longLinesKeepTheirBeginningWhereTheTokenIsThere() {
    let filler = String(repeating: "名", count: 100)
    let source = SourceText("key: \(filler)\n")
    #expect(
      excerpt(source, source.range(of: "key")) == """
        1 | key: \(String(repeating: "名", count: 67))…
          | ^^^
        """)
    #expect(
      excerpt(source, source.range(of: filler)) == """
        1 | key: \(String(repeating: "名", count: 67))…
          |      \(String(repeating: "^", count: 135))
        """)
  }

  @Test func columnsOfAHugeLineCountScalars() {
    let filler = String(repeating: "é,", count: 10_000)
    for source in [SourceText("\(filler)bad"), SourceText("x\n\(filler)bad\n")] {
      let range = source.range(of: "bad")
      let text = Rendering.render(
        Rendering.report(source, [Diagnostic(Rendering.unknownKey, "No.", at: range)]), .concise)
      #expect(text.hasPrefix("a.case.yaml:\(source.line(at: range.start) + 1):20001: "))
    }
  }

  @Test func aRangeOfLinesIsBracketed() {
    let source = SourceText("costs:\n  - a\n  - b\nend: 1\n")
    #expect(
      excerpt(source, TextRange(source.range(of: "- a").start, source.range(of: "end").start)) == """
        1 |   costs:
        2 | /   - a
        3 | |   - b
          | |_____^
        """)
  }

  @Test func aRangeOfManyLinesIsElided() {
    let source = SourceText("a: 1\nnotes: \"never\n  closed\n  at\n  all\n\n  end\n")
    let text = excerpt(source, TextRange(source.range(of: "\"").start, source.range(of: "end").end))
    #expect(
      text == """
        1 |   a: 1
        2 |   notes: "never
          |  ________^
        3 | |   closed
        ... |
        7 | |   end
          | |_____^
        """)
  }
}
