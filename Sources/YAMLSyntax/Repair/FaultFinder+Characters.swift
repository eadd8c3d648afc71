// The small questions the walk asks of the bytes: where lines end, what looks like a key, a dash, a comment.

import SourceText

extension FaultFinder {
  /// The line around `offset`, without its line break.
  static func lineRange(_ bytes: [UInt8], around offset: Int) -> TextRange {
    let offset = min(max(offset, 0), bytes.count)
    var start = offset
    while start > 0, bytes[start - 1] != 0x0A, bytes[start - 1] != 0x0D { start -= 1 }
    var end = offset
    while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
    return TextRange(start, end)
  }

  /// The start of the line after the one that ends at `end`.
  static func nextLineStart(_ bytes: [UInt8], after end: Int) -> Int {
    guard end < bytes.count else { return bytes.count + 1 }
    if bytes[end] == 0x0D, end + 1 < bytes.count, bytes[end + 1] == 0x0A { return end + 2 }
    return end + 1
  }

  /// The line after `line`, without its line break, or `nil` after the last.
  func line(after line: TextRange) -> TextRange? {
    let next = FaultFinder.nextLineStart(bytes, after: line.end)
    return next <= bytes.count ? FaultFinder.lineRange(bytes, around: next) : nil
  }

  /// Whether a document marker, `---` or `...`, stands at `offset`, the start of a line.
  static func isMarker(_ bytes: [UInt8], at offset: Int) -> Bool {
    guard bytes.count - offset >= 3 else { return false }
    let first = bytes[offset]
    guard first == UInt8(ascii: "-") || first == UInt8(ascii: ".") else { return false }
    guard bytes[offset + 1] == first, bytes[offset + 2] == first else { return false }
    return bytes.count - offset == 3 || bytes[offset + 3] <= 0x20
  }

  /// Whether a key in plain words may start with `byte`.
  static func isWordStart(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte == UInt8(ascii: "_") || byte >= 0x80
  }

  /// Whether a key in plain words may have `byte` after its start.
  static func isWordByte(_ byte: UInt8) -> Bool {
    isWordStart(byte) || byte &- 0x30 < 10 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
      || byte == UInt8(ascii: "/")
  }

  /// The number of spaces that `line` begins with.
  func indent(of line: TextRange) -> Int {
    bytes[line.start..<line.end].prefix { $0 == 0x20 }.count
  }

  /// The first byte of `line` that is neither a space nor a tab.
  func contentStart(_ line: TextRange) -> Int {
    var offset = line.start
    while offset < line.end, bytes[offset] == 0x20 || bytes[offset] == 0x09 { offset += 1 }
    return offset
  }

  /// The first offset from `offset` that is neither a space nor a tab, up to `end`.
  func skipSpaces(_ offset: Int, _ end: Int) -> Int {
    var offset = min(offset, end)
    while offset < end, bytes[offset] == 0x20 || bytes[offset] == 0x09 { offset += 1 }
    return offset
  }

  /// The end of the text between `start` and `end` without the space at its end.
  func trimmed(_ start: Int, _ end: Int) -> Int {
    var end = end
    while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
    return end
  }

  /// The length in bytes of the character at `offset` if it is a space of Unicode that YAML takes for text, else 0.
  func spaceLookalike(at offset: Int) -> Int {
    let scalar = UTF8Scalar.decode(bytes, at: offset)
    guard scalar.isValid, scalar.length > 1, let value = Unicode.Scalar(scalar.value) else { return 0 }
    return value.properties.generalCategory == .spaceSeparator ? scalar.length : 0
  }

  /// Whether a comment starts at `offset`.
  func isComment(at offset: Int, lineStart: Int) -> Bool {
    guard offset < bytes.count, bytes[offset] == UInt8(ascii: "#") else { return false }
    return offset == lineStart || offset == 0 || bytes[offset - 1] == 0x20 || bytes[offset - 1] == 0x09
  }

  /// Whether the dash of a list item stands at `offset`.
  func isDash(at offset: Int, _ lineEnd: Int) -> Bool {
    guard offset < lineEnd, bytes[offset] == UInt8(ascii: "-") else { return false }
    return offset + 1 == lineEnd || bytes[offset + 1] == 0x20 || bytes[offset + 1] == 0x09
  }

  /// Whether what stands at `offset` begins with a bracket or a quote.
  func startsCollectionOrQuote(_ offset: Int) -> Bool {
    switch bytes[offset] {
    case UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "\""), UInt8(ascii: "'"): true
    default: false
    }
  }

  /// Whether a line whose text starts at `offset` is a key with a colon, or a list item.
  func looksLikeEntry(at offset: Int, _ lineEnd: Int) -> Bool {
    isDash(at: offset, lineEnd) || looksLikeKey(at: offset, lineEnd)
  }

  /// Whether a key with its colon starts at `offset`.
  func looksLikeKey(at offset: Int, _ lineEnd: Int) -> Bool {
    key(at: offset, lineEnd: lineEnd) != nil
  }

  /// The key at `offset` and its colon, where there is one on the line.
  func key(at offset: Int, lineEnd: Int) -> (range: TextRange, colon: Int)? {
    let start = skipNodeProperties(offset, lineEnd)
    guard start < lineEnd else { return nil }
    let first = bytes[start]
    if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
      guard let close = closingQuote(from: start, end: lineEnd) else { return nil }
      let colon = skipSpaces(close + 1, lineEnd)
      guard colon < lineEnd, bytes[colon] == UInt8(ascii: ":"), endsKey(colon, lineEnd) else { return nil }
      return (TextRange(start, close + 1), colon)
    }
    guard !startsCollectionOrQuote(start), first != UInt8(ascii: "#") else { return nil }
    if FaultFinder.reserved.contains(first) { return nil }
    var index = start
    while index < lineEnd {
      if bytes[index] == UInt8(ascii: ":"), endsKey(index, lineEnd) {
        let end = trimmed(start, index)
        return (TextRange(start, max(end, start)), index)
      }
      if bytes[index] == UInt8(ascii: "#"), index > start, bytes[index - 1] <= 0x20 { return nil }
      index += 1
    }
    return nil
  }

  /// Characters that no plain scalar may start with (YAML 1.2.2 §5.3), besides those with a reading of their own.
  static let reserved: Set<UInt8> = [
    UInt8(ascii: "@"), UInt8(ascii: "`"), UInt8(ascii: "%"), UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"),
    UInt8(ascii: "|"), UInt8(ascii: ">"),
  ]

  /// Whether the colon at `offset` ends a key: a space or the end of the line follows.
  func endsKey(_ offset: Int, _ lineEnd: Int) -> Bool {
    offset + 1 >= lineEnd || bytes[offset + 1] == 0x20 || bytes[offset + 1] == 0x09
  }

  /// The offset after the anchor and tag at `offset`, if there are any on the line.
  func skipNodeProperties(_ offset: Int, _ lineEnd: Int) -> Int {
    var offset = offset
    while offset < lineEnd, bytes[offset] == UInt8(ascii: "&") || bytes[offset] == UInt8(ascii: "!") {
      var end = offset
      while end < lineEnd, bytes[end] > 0x20 { end += 1 }
      // `& Co` is no anchor.
      guard bytes[offset] == UInt8(ascii: "!") || end > offset + 1 else { return offset }
      offset = skipSpaces(end, lineEnd)
    }
    return offset
  }

  /// The quote that closes the one at `offset`, before `end`.
  func closingQuote(from offset: Int, end: Int) -> Int? {
    let quote = bytes[offset]
    var index = offset + 1
    while index < end {
      if bytes[index] == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        index += 2
        continue
      }
      if bytes[index] == quote {
        guard quote == UInt8(ascii: "'"), index + 1 < end, bytes[index + 1] == quote else { return index }
        index += 1
      }
      index += 1
    }
    return nil
  }

  /// The text between `start` and `end`, for a message: one line, and not too long.
  func shown(_ start: Int, _ end: Int) -> String {
    let text = placeholders.restored(Array(bytes[min(start, end)..<min(end, bytes.count)]))
    let limit = 40
    return text.unicodeScalars.count <= limit ? text : String(text.unicodeScalars.prefix(limit)) + "…"
  }
}

extension Placeholders {
  /// `bytes` as text, with each placeholder replaced by what it stands for.
  func restored(_ bytes: [UInt8]) -> String {
    String(decoding: bytes.withUnsafeBufferPointer { restore($0) } ?? bytes, as: UTF8.self)
  }
}
