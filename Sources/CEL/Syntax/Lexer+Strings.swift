// The lexer's part for string and bytes literals and their escapes (langdef, String and Bytes Values).

extension Lexer {
  /// Reads a literal with a prefix of `r`, `b` or `br`, in either case. Nil, with nothing read, at a plain name.
  mutating func prefixedString() throws(SyntaxError) -> Token? {
    var length = 0
    let isBytes = peek().map { $0 | 0x20 == UInt8(ascii: "b") } ?? false
    if isBytes { length += 1 }
    let isRaw = peek(length).map { $0 | 0x20 == UInt8(ascii: "r") } ?? false
    if isRaw { length += 1 }
    guard length > 0, peek(length) == UInt8(ascii: "'") || peek(length) == UInt8(ascii: "\"") else { return nil }
    return try string(prefixLength: length, isRaw: isRaw, isBytes: isBytes)
  }

  /// Reads a literal; the next bytes are its prefix and its quote.
  mutating func string(prefixLength: Int, isRaw: Bool, isBytes: Bool) throws(SyntaxError) -> Token {
    let start = index
    index += prefixLength
    guard let quote = peek() else { throw SyntaxError("A string is missing", at: start..<index) }
    let isTriple = peek(1) == quote && peek(2) == quote
    index += isTriple ? 3 : 1
    var content: [UInt8] = []
    while true {
      guard let byte = peek() else { throw SyntaxError("The string is not closed", at: start..<index) }
      if byte == quote {
        if !isTriple {
          index += 1
          break
        }
        if peek(1) == quote, peek(2) == quote {
          index += 3
          break
        }
      }
      if !isTriple, byte == 0x0A || byte == 0x0D {
        throw SyntaxError(
          "The string is not closed on its line; one of several lines has three quotes", at: start..<index)
      }
      if byte == UInt8(ascii: "\\"), !isRaw {
        try escape(into: &content, isBytes: isBytes)
      } else {
        content.append(byte)
        index += 1
      }
    }
    let kind: Token.Kind = isBytes ? .bytes(content) : .string(String(decoding: content, as: UTF8.self))
    return Token(kind: kind, range: start..<index)
  }

  private mutating func escape(into content: inout [UInt8], isBytes: Bool) throws(SyntaxError) {
    let start = index
    index += 1
    guard let letter = peek() else { throw SyntaxError("The string is not closed", at: start..<index) }
    index += 1
    switch letter {
    case UInt8(ascii: "a"): content.append(0x07)
    case UInt8(ascii: "b"): content.append(0x08)
    case UInt8(ascii: "f"): content.append(0x0C)
    case UInt8(ascii: "n"): content.append(0x0A)
    case UInt8(ascii: "r"): content.append(0x0D)
    case UInt8(ascii: "t"): content.append(0x09)
    case UInt8(ascii: "v"): content.append(0x0B)
    case UInt8(ascii: "\\"), UInt8(ascii: "?"), UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"):
      content.append(letter)
    case UInt8(ascii: "x"), UInt8(ascii: "X"):
      try append(digits(2, radix: 16, from: start), to: &content, isByte: isBytes, from: start)
    case UInt8(ascii: "0")...UInt8(ascii: "3"):
      index -= 1
      try append(digits(3, radix: 8, from: start), to: &content, isByte: isBytes, from: start)
    case UInt8(ascii: "u"), UInt8(ascii: "U"):
      if isBytes { throw SyntaxError("A bytes literal has no Unicode escapes", at: start..<index) }
      let count = letter == UInt8(ascii: "u") ? 4 : 8
      try append(digits(count, radix: 16, from: start), to: &content, isByte: false, from: start)
    default:
      let range = start..<scalarRange(at: index - 1).upperBound
      throw SyntaxError("'\(String(decoding: bytes[range], as: UTF8.self))' is no escape", at: range)
    }
  }

  private mutating func digits(_ count: Int, radix: UInt32, from start: Int) throws(SyntaxError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<count {
      guard let byte = peek(), let digit = Self.hexadecimalValue(byte), digit < radix else {
        let what = radix == 8 ? "octal" : "hexadecimal"
        throw SyntaxError("The escape needs \(count) \(what) digits", at: start..<index)
      }
      value = value &* radix &+ digit
      index += 1
    }
    return value
  }

  private mutating func append(
    _ value: UInt32, to content: inout [UInt8], isByte: Bool, from start: Int
  ) throws(SyntaxError) {
    if isByte {
      content.append(UInt8(truncatingIfNeeded: value))
      return
    }
    guard let scalar = Unicode.Scalar(value) else {
      throw SyntaxError("The escape names no Unicode scalar", at: start..<index)
    }
    content.append(contentsOf: String(Character(scalar)).utf8)
  }
}
