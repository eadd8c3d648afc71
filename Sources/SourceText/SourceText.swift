// A text as bytes with its line index; all arithmetic between offsets, lines and characters is done here.

/// An immutable text: UTF-8 bytes as they stand in the file (a byte order mark included), with the start of each line.
///
/// The bytes need not be valid UTF-8. Where they are not, each invalid byte counts as one Unicode scalar, as
/// replacing it by U+FFFD would.
public final class SourceText: Sendable {
  /// The bytes of the text.
  public let bytes: [UInt8]
  /// The byte offset of the start of each line; the first is 0. Lines end as LSP 3.17 says: `\n`, `\r\n` or `\r`.
  public let lineStarts: [Int]
  /// Whether every byte is below 0x80, so that bytes, scalars and UTF-16 units count alike.
  public let isASCII: Bool

  /// Makes a text of `bytes`.
  public init(bytes: [UInt8]) {
    self.bytes = bytes
    (lineStarts, isASCII) = LineScanner.scan(bytes)
  }

  /// Makes a text of the UTF-8 form of `string`.
  public convenience init(_ string: String) {
    self.init(bytes: Array(string.utf8))
  }

  /// The number of bytes.
  public var length: Int { bytes.count }

  /// The number of lines; a text that ends in a line break has an empty last line.
  public var lineCount: Int { lineStarts.count }

  /// The text as a `String`, with invalid bytes replaced by U+FFFD.
  public var string: String { String(decoding: bytes, as: UTF8.self) }

  /// The part of the text that `range` covers, clamped to the text.
  public func string(in range: TextRange) -> String {
    String(decoding: self[range], as: UTF8.self)
  }

  /// The bytes that `range` covers, clamped to the text.
  public subscript(range: TextRange) -> ArraySlice<UInt8> {
    let start = min(max(range.start, 0), bytes.count)
    let end = min(max(range.end, start), bytes.count)
    return bytes[start..<end]
  }

  /// The byte at `offset`, or `nil` outside the text.
  public func byte(at offset: Int) -> UInt8? {
    bytes.indices.contains(offset) ? bytes[offset] : nil
  }

  /// The offset of the first `byte` at or after `offset`, or `nil` where there is none.
  public func offset(ofByte byte: UInt8, from offset: Int) -> Int? {
    LineScanner.find(byte, in: bytes, from: offset)
  }

  // MARK: Lines

  /// The line (from 0) on which `offset` stands; offsets outside the text are clamped.
  public func line(at offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// The bytes of `line` (from 0) without its line break; an empty range at the end for a line that does not exist.
  public func lineRange(_ line: Int) -> TextRange {
    let whole = lineRangeWithBreak(line)
    var end = whole.end
    if end > whole.start, bytes[end - 1] == 0x0A { end -= 1 }
    if end > whole.start, bytes[end - 1] == 0x0D { end -= 1 }
    return TextRange(whole.start, end)
  }

  /// The bytes of `line` (from 0) with its line break; an empty range at the end for a line that does not exist.
  public func lineRangeWithBreak(_ line: Int) -> TextRange {
    guard line >= 0 else { return TextRange(0, 0) }
    guard line < lineStarts.count else { return TextRange(bytes.count, bytes.count) }
    let end = line + 1 < lineStarts.count ? lineStarts[line + 1] : bytes.count
    return TextRange(lineStarts[line], end)
  }

  /// The number of spaces with which `line` (from 0) begins.
  public func indent(ofLine line: Int) -> Int {
    let range = lineRange(line)
    var offset = range.start
    while offset < range.end, bytes[offset] == 0x20 { offset += 1 }
    return offset - range.start
  }

  // MARK: Positions

  /// The position of the byte at `offset` (clamped to the text) in units of `encoding`.
  ///
  /// An offset inside a scalar is taken as the start of that scalar.
  public func position(at offset: Int, encoding: PositionEncoding) -> TextPosition {
    let offset = min(max(offset, 0), bytes.count)
    let line = line(at: offset)
    let start = lineStarts[line]
    if isASCII { return TextPosition(line: line, character: offset - start) }
    var character = 0
    var index = start
    while index < offset {
      let scalar = UTF8Scalar.decode(bytes, at: index)
      if index + scalar.length > offset { break }
      index += scalar.length
      character += scalar.width(in: encoding)
    }
    return TextPosition(line: line, character: character)
  }

  /// The byte offset of `position`, whose `character` is in units of `encoding`.
  ///
  /// A line past the end is the end of the text, and a character past the end of its line is the end of that line,
  /// before its line break (LSP 3.17, Position). A character inside a scalar is taken as that scalar's start.
  public func offset(of position: TextPosition, encoding: PositionEncoding) -> Int {
    guard position.line >= 0 else { return 0 }
    guard position.line < lineStarts.count else { return bytes.count }
    let range = lineRange(position.line)
    guard position.character > 0 else { return range.start }
    if isASCII { return range.start + min(position.character, range.length) }
    var character = 0
    var index = range.start
    while index < range.end {
      let scalar = UTF8Scalar.decode(bytes, at: index)
      character += scalar.width(in: encoding)
      if character > position.character { return index }
      index += scalar.length
      if character == position.character { return index }
    }
    return range.end
  }

  // MARK: Edits

  /// The text after `edits`, which are in offsets of this text; overlapping or outlying edits are left out.
  public func applying(_ edits: [TextEdit]) -> SourceText {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var done = 0
    let ordered = edits.enumerated().sorted { ($0.element.range, $0.offset) < ($1.element.range, $1.offset) }
    for (_, edit) in ordered where edit.range.start >= done && edit.range.end <= bytes.count {
      result.append(contentsOf: bytes[done..<edit.range.start])
      result.append(contentsOf: edit.newText.utf8)
      done = edit.range.end
    }
    result.append(contentsOf: bytes[done...])
    return SourceText(bytes: result)
  }
}
