// All arithmetic between the protocol's positions and byte offsets, in the encoding negotiated.
import LanguageServerProtocol
import SourceText

extension PositionEncoding {
  /// The encoding the protocol calls `kind`.
  init(_ kind: PositionEncodingKind) {
    switch kind {
    case .utf8: self = .utf8
    case .utf16: self = .utf16
    case .utf32: self = .utf32
    }
  }
}

extension SourceText {
  /// The byte offset of `position`, moved into the text where it is outside.
  func offset(of position: Position, encoding: PositionEncoding) -> Int {
    offset(of: TextPosition(line: position.line, character: position.character), encoding: encoding)
  }
}

extension TextRange {
  /// The bytes of `range` in `text`; a range with its ends the wrong way round is turned.
  init(_ range: LanguageServerProtocol.Range, in text: SourceText, encoding: PositionEncoding) {
    let start = text.offset(of: range.start, encoding: encoding)
    let end = text.offset(of: range.end, encoding: encoding)
    self.init(min(start, end), max(start, end))
  }

  /// This range, or where it is empty the character after it, or else the one before: some editors do not show a
  /// diagnostic without a width.
  func withWidth(in text: SourceText) -> TextRange {
    guard isEmpty else { return self }
    let line = text.lineRangeWithBreak(text.line(at: start))
    if start < text.lineRange(text.line(at: start)).end {
      return TextRange(start, start + UTF8Scalar.decode(text.bytes, at: start).length)
    }
    guard start > line.start else { return TextRange(start, line.end) }
    var before = start - 1
    while before > line.start, let byte = text.byte(at: before), byte & 0xC0 == 0x80 { before -= 1 }
    return TextRange(before, start)
  }
}

extension LanguageServerProtocol.Range {
  /// The protocol's form of `range` in `text`.
  init(_ range: TextRange, in text: SourceText, encoding: PositionEncoding) {
    let start = text.position(at: range.start, encoding: encoding)
    let end = text.position(at: range.end, encoding: encoding)
    self.init(
      start: Position(line: start.line, character: start.character),
      end: Position(line: end.line, character: end.character))
  }
}
