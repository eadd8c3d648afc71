// Strings of a JSON text: escapes, surrogate pairs and bytes that are not UTF-8 (RFC 8259 §7 and §8).

import SourceText

extension JSONReader {
  /// Reads the string that starts at the quote at `position` and adds it to the tree.
  mutating func readString() throws(Stop) {
    let start = position
    position += 1
    let contentStart = position
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        builder.addScalar(
          range: TextRange(start, position + 1),
          text: .inSource(start: contentStart, length: position - contentStart), style: .doubleQuoted, type: .string)
        position += 1
        return
      case UInt8(ascii: "\\"), 0x80...:
        try readStringWithEscapes(start: start)
        return
      case 0..<0x20:
        throw controlCharacter(in: start)
      default:
        position += 1
      }
    }
    throw unclosed(start)
  }

  private mutating func readStringWithEscapes(start: Int) throws(Stop) {
    var text = Array(bytes[(start + 1)..<position])
    while position < bytes.count {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        text.withUnsafeBufferPointer { text in
          _ = builder.addScalar(
            range: TextRange(start, position), text: .bytes(text), style: .doubleQuoted, type: .string)
        }
        return
      case UInt8(ascii: "\\"):
        text.append(contentsOf: String(try readEscape()).utf8)
      case 0..<0x20:
        throw controlCharacter(in: start)
      case 0..<0x80:
        text.append(byte)
        position += 1
      default:
        let scalar = UTF8Scalar.decode(bytes, at: position)
        if scalar.isValid {
          text.append(contentsOf: bytes[position..<(position + scalar.length)])
        } else {
          reportInvalidByte()
          text.append(contentsOf: [0xEF, 0xBF, 0xBD])
        }
        position += scalar.length
      }
    }
    throw unclosed(start)
  }

  private mutating func readEscape() throws(Stop) -> Unicode.Scalar {
    let start = position
    position += 1
    guard position < bytes.count else { throw unclosed(start) }
    let letter = bytes[position]
    position += 1
    switch letter {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{c}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      let first = try readHexDigits(escapeStart: start)
      return try scalar(from: first, escapeStart: start)
    default:
      throw Stop(code: .invalidJSON, range: TextRange(start, position), message: "JSON has no such escape.")
    }
  }

  /// The scalar of a `\u` escape with the value `first`; a surrogate takes its other half from the escape that follows.
  /// A surrogate on its own is kept as U+FFFD, since no text can hold it.
  private mutating func scalar(from first: UInt32, escapeStart: Int) throws(Stop) -> Unicode.Scalar {
    guard (0xD800...0xDFFF).contains(first) else { return Unicode.Scalar(first) ?? "\u{FFFD}" }
    let isHigh = first < 0xDC00
    if isHigh, position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
      bytes[position + 1] == UInt8(ascii: "u")
    {
      let before = position
      position += 2
      let second = try readHexDigits(escapeStart: before)
      if (0xDC00...0xDFFF).contains(second) {
        return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
      }
      position = before
    }
    return "\u{FFFD}"
  }

  private mutating func readHexDigits(escapeStart: Int) throws(Stop) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard position < bytes.count, let digit = JSONReader.hexValue(bytes[position]) else {
        throw Stop(
          code: .invalidJSON, range: TextRange(escapeStart, min(position, bytes.count)),
          message: "Four hexadecimal digits are needed after \\u.")
      }
      value = value << 4 | digit
      position += 1
    }
    return value
  }

  private static func hexValue(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x30...0x39: UInt32(byte - 0x30)
    case 0x41...0x46: UInt32(byte - 0x41 + 10)
    case 0x61...0x66: UInt32(byte - 0x61 + 10)
    default: nil
    }
  }

  private mutating func reportInvalidByte() {
    guard diagnostics.count < ReaderLimits.syntaxDiagnostics else { return }
    let digits = String(bytes[position], radix: 16, uppercase: true)
    diagnostics.append(
      Diagnostic(
        .invalidUTF8, "The byte 0x\(digits) is not UTF-8 here; save the file as UTF-8.",
        at: TextRange(position, position + 1)))
  }

  private func controlCharacter(in start: Int) -> Stop {
    let isBreak = bytes[position] == 0x0A || bytes[position] == 0x0D
    return Stop(
      code: .invalidJSON, range: isBreak ? TextRange(start, position) : TextRange(position, position + 1),
      message: isBreak
        ? "The string is not closed on its line." : "A control character has to be written as an escape in JSON.")
  }

  private func unclosed(_ start: Int) -> Stop {
    Stop(code: .invalidJSON, range: TextRange(start, bytes.count), message: "The string is not closed.")
  }
}
