// Lines, positions in three encodings, and edits of a text.

import SourceText
import Testing

@Suite struct SourceTextTests {
  @Test(arguments: [
    ("", [0]), ("a", [0]), ("a\n", [0, 2]), ("a\r\nb", [0, 3]), ("a\rb\n", [0, 2, 4]), ("\n\n", [0, 1, 2]),
    ("a\u{2028}b", [0]), ("a\r", [0, 2]),
  ]) func linesStartAfterTheirBreaks(_ text: String, _ starts: [Int]) {
    #expect(SourceText(text).lineStarts == starts)
  }

  @Test func lineRangesLeaveOutTheBreak() {
    let text = SourceText("ab\r\ncd\n\nef")
    #expect((0..<4).map { text.string(in: text.lineRange($0)) } == ["ab", "cd", "", "ef"])
    #expect(text.lineRange(9) == TextRange(10, 10))
    #expect(text.lineRange(-1) == TextRange(0, 0))
  }

  /// `e` with an accent takes 2 bytes, the euro sign 3, the face 4 bytes and two units of UTF-16.
  static let wide = SourceText("é€😀x\ny")

  @Test(arguments: [
    (PositionEncoding.utf8, [0, 2, 5, 9, 10]), (.utf16, [0, 1, 2, 4, 5]), (.utf32, [0, 1, 2, 3, 4]),
  ]) func positionsCountInTheEncoding(_ encoding: PositionEncoding, _ characters: [Int]) {
    let offsets = [0, 2, 5, 9, 10]
    for (offset, character) in zip(offsets, characters) {
      let position = TextPosition(line: 0, character: character)
      #expect(Self.wide.position(at: offset, encoding: encoding) == position)
      #expect(Self.wide.offset(of: position, encoding: encoding) == offset)
    }
    #expect(Self.wide.position(at: 11, encoding: encoding) == TextPosition(line: 1, character: 0))
  }

  @Test func positionsOutsideAreClamped() {
    let text = Self.wide
    #expect(text.offset(of: TextPosition(line: 0, character: 99), encoding: .utf16) == 10)
    #expect(text.offset(of: TextPosition(line: 9, character: 0), encoding: .utf16) == 12)
    #expect(text.offset(of: TextPosition(line: -1, character: 0), encoding: .utf16) == 0)
    #expect(text.offset(of: TextPosition(line: 0, character: -3), encoding: .utf16) == 0)
    #expect(text.offset(of: TextPosition(line: 0, character: 3), encoding: .utf16) == 5, "inside a surrogate pair")
    #expect(text.position(at: -4, encoding: .utf8) == TextPosition(line: 0, character: 0))
    #expect(text.position(at: 999, encoding: .utf8) == TextPosition(line: 1, character: 1))
    #expect(text.position(at: 3, encoding: .utf16) == TextPosition(line: 0, character: 1), "inside a scalar")
  }

  @Test func invalidBytesCountOneEach() {
    let text = SourceText(bytes: [0x61, 0xFF, 0xE2, 0x82, 0x62])
    #expect(text.position(at: 4, encoding: .utf32) == TextPosition(line: 0, character: 4))
    #expect(text.string == "a\u{FFFD}\u{FFFD}b")
  }

  @Test func editsApplyInAnyOrder() {
    let text = SourceText("one two three")
    let edits = [TextEdit(TextRange(8, 13), "3"), TextEdit(TextRange(0, 3), "1"), TextEdit(TextRange(4, 4), "and ")]
    #expect(text.applying(edits).string == "1 and two 3")
  }

  @Test func overlappingAndOutlyingEditsAreLeftOut() {
    let text = SourceText("abcdef")
    let edits = [TextEdit(TextRange(0, 3), "x"), TextEdit(TextRange(2, 4), "y"), TextEdit(TextRange(5, 9), "z")]
    #expect(text.applying(edits).string == "xdef")
  }

  @Test func scalarsAreToldFromInvalidBytes() {
    // Overlong forms, surrogates, values past the last, and a sequence cut short (Unicode 15, table 3-7).
    let invalid: [[UInt8]] = [
      [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80],
      [0xE2, 0x82], [0x80],
    ]
    for bytes in invalid { #expect(!UTF8Scalar.decode(bytes, at: 0).isValid, "\(bytes)") }
    #expect(UTF8Scalar.decode([0xF4, 0x8F, 0xBF, 0xBF], at: 0).value == 0x10FFFF)
    #expect(!UTF8Scalar.decode([0x61], at: 1).isValid)
  }
}
