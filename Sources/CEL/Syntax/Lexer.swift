// The lexer: from UTF-8 bytes to tokens with ranges (langdef, Syntax). What is inside string and bytes literals is in its
// extension.

/// One token.
struct Token {
  enum Kind: Equatable {
    case identifier(String)
    /// A name in backticks, which may follow a dot only.
    case quotedIdentifier(String)
    case int(digits: String, isHexadecimal: Bool)
    case uint(digits: String, isHexadecimal: Bool)
    case real(String)
    case string(String)
    case bytes([UInt8])
    /// An operator or a bracket, as written.
    case symbol(Symbol)
    case end
  }

  enum Symbol: String {
    case equal = "=="
    case notEqual = "!="
    case lessOrEqual = "<="
    case less = "<"
    case greaterOrEqual = ">="
    case greater = ">"
    case and = "&&"
    case or = "||"
    case not = "!"
    case plus = "+"
    case minus = "-"
    case times = "*"
    case divide = "/"
    case remainder = "%"
    case question = "?"
    case colon = ":"
    case comma = ","
    case dot = "."
    case leftParenthesis = "("
    case rightParenthesis = ")"
    case leftBracket = "["
    case rightBracket = "]"
    case leftBrace = "{"
    case rightBrace = "}"
  }

  let kind: Kind
  let range: Range<Int>
}

/// Reads tokens one after the other.
struct Lexer {
  let bytes: [UInt8]
  var index = 0

  init(_ source: String) {
    bytes = Array(source.utf8)
  }

  /// The byte that many places ahead, nil past the end.
  func peek(_ ahead: Int = 0) -> UInt8? {
    let place = index + ahead
    return place < bytes.count ? bytes[place] : nil
  }

  /// The next token; `end` for ever after the last.
  mutating func next() throws(SyntaxError) -> Token {
    skipBlanks()
    let start = index
    guard let byte = peek() else { return Token(kind: .end, range: start..<start) }
    switch byte {
    case UInt8(ascii: "'"), UInt8(ascii: "\""):
      return try string(prefixLength: 0, isRaw: false, isBytes: false)
    case UInt8(ascii: "`"): return try quotedIdentifier()
    case UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    case UInt8(ascii: "."):
      if let next = peek(1), Self.isDigit(next) { return try number() }
      return symbol(.dot, length: 1)
    default:
      if Self.isLetter(byte) {
        if let literal = try prefixedString() { return literal }
        return identifier()
      }
      return try operatorToken(byte)
    }
  }

  private mutating func skipBlanks() {
    while let byte = peek() {
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0C, 0x0D: index += 1
      case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "/"):
        while let next = peek(), next != 0x0A { index += 1 }
      default: return
      }
    }
  }

  // MARK: Names

  static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  static func isLetter(_ byte: UInt8) -> Bool {
    (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A || byte == UInt8(ascii: "_")
  }

  private mutating func identifier() -> Token {
    let start = index
    while let byte = peek(), Self.isLetter(byte) || Self.isDigit(byte) { index += 1 }
    return Token(kind: .identifier(text(from: start)), range: start..<index)
  }

  private mutating func quotedIdentifier() throws(SyntaxError) -> Token {
    let start = index
    index += 1
    while let byte = peek(), byte != UInt8(ascii: "`") {
      guard Self.isLetter(byte) || Self.isDigit(byte) || [0x2E, 0x2D, 0x2F, 0x20].contains(byte) else {
        throw SyntaxError(
          "A name in backticks may hold letters, digits, '_', '.', '-', '/' and spaces only", at: scalarRange(at: index)
        )
      }
      index += 1
    }
    guard peek() != nil else { throw SyntaxError("The backtick is not closed", at: start..<index) }
    let name = text(from: start + 1)
    index += 1
    guard !name.isEmpty else { throw SyntaxError("There is no name between the backticks", at: start..<index) }
    return Token(kind: .quotedIdentifier(name), range: start..<index)
  }

  /// The source from a place to the current one.
  func text(from start: Int) -> String {
    String(decoding: bytes[min(start, index)..<index], as: UTF8.self)
  }

  /// The range of the scalar that begins at a place.
  func scalarRange(at place: Int) -> Range<Int> {
    var end = min(place + 1, bytes.count)
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    return min(place, end)..<end
  }

  // MARK: Numbers

  private mutating func number() throws(SyntaxError) -> Token {
    let start = index
    if peek() == 0x30, let mark = peek(1), mark | 0x20 == UInt8(ascii: "x") {
      index += 2
      let digits = index
      while let byte = peek(), Self.hexadecimalValue(byte) != nil { index += 1 }
      let text = text(from: digits)
      guard !text.isEmpty else { throw SyntaxError("'0x' must be followed by hexadecimal digits", at: start..<index) }
      return try finish(start, text: text, isHexadecimal: true)
    }
    var isReal = false
    skipDigits()
    if peek() == UInt8(ascii: "."), let next = peek(1), Self.isDigit(next) {
      isReal = true
      index += 1
      skipDigits()
    }
    if let mark = peek(), mark | 0x20 == UInt8(ascii: "e") {
      let hasSign = peek(1) == UInt8(ascii: "+") || peek(1) == UInt8(ascii: "-")
      if let digit = peek(hasSign ? 2 : 1), Self.isDigit(digit) {
        isReal = true
        index += hasSign ? 2 : 1
        skipDigits()
      }
    }
    if isReal {
      try refuseName(after: start)
      return Token(kind: .real(text(from: start)), range: start..<index)
    }
    return try finish(start, text: text(from: start), isHexadecimal: false)
  }

  private mutating func finish(_ start: Int, text: String, isHexadecimal: Bool) throws(SyntaxError) -> Token {
    var isUnsigned = false
    if let mark = peek(), mark | 0x20 == UInt8(ascii: "u") {
      index += 1
      isUnsigned = true
    }
    try refuseName(after: start)
    return Token(
      kind: isUnsigned
        ? .uint(digits: text, isHexadecimal: isHexadecimal) : .int(digits: text, isHexadecimal: isHexadecimal),
      range: start..<index)
  }

  private mutating func skipDigits() {
    while let byte = peek(), Self.isDigit(byte) { index += 1 }
  }

  /// A name directly behind a number is a mistyped number or a missing operator.
  private mutating func refuseName(after start: Int) throws(SyntaxError) {
    guard let byte = peek(), Self.isLetter(byte) || Self.isDigit(byte) else { return }
    while let byte = peek(), Self.isLetter(byte) || Self.isDigit(byte) { index += 1 }
    throw SyntaxError("'\(text(from: start))' is no number", at: start..<index)
  }

  static func hexadecimalValue(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x30...0x39: UInt32(byte) - 0x30
    case 0x41...0x46: UInt32(byte) - 0x37
    case 0x61...0x66: UInt32(byte) - 0x57
    default: nil
    }
  }

  // MARK: Operators

  private mutating func symbol(_ symbol: Token.Symbol, length: Int) -> Token {
    let start = index
    index += length
    return Token(kind: .symbol(symbol), range: start..<index)
  }

  private mutating func operatorToken(_ byte: UInt8) throws(SyntaxError) -> Token {
    if let next = peek(1), let double = Token.Symbol(rawValue: String(decoding: [byte, next], as: UTF8.self)) {
      return symbol(double, length: 2)
    }
    if let single = Token.Symbol(rawValue: String(decoding: [byte], as: UTF8.self)) {
      return symbol(single, length: 1)
    }
    let range = scalarRange(at: index)
    let found = String(decoding: bytes[range], as: UTF8.self)
    let hint =
      switch byte {
      case UInt8(ascii: "="): "; equality is '=='"
      case UInt8(ascii: "&"): "; the logical operator is '&&'"
      case UInt8(ascii: "|"): "; the logical operator is '||'"
      default: ""
      }
    throw SyntaxError("'\(found)' means nothing here\(hint)", at: range)
  }
}
