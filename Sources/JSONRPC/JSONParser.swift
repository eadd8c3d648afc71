// Reading JSON text (RFC 8259) into `JSONValue`: strict in grammar, lenient only where text is not well-formed Unicode.

/// Why a text is not JSON, and where.
package struct JSONParsingError: Error, Sendable, Equatable {
  /// The byte, counted from 0, at which reading could not go on.
  package let offset: Int
  /// What was wrong, as a clause: "expected ':' after a name".
  package let reason: String
}

extension JSONValue {
  /// How deep arrays and objects may nest; deeper text is refused, so that recursion is bounded (RFC 8259 §9).
  package static let depthLimit = 500

  /// Reads one JSON text with nothing but whitespace around it.
  ///
  /// Bytes that are not UTF-8 and `\u` escapes of lone surrogates become U+FFFD: an editor may send half of a
  /// surrogate pair while a character is being typed, and refusing the message would leave its document out of step.
  /// Integers beyond `Int` become `number`; beyond `Double` they become infinite, as in JavaScript.
  ///
  /// - Throws: `JSONParsingError` at the first byte that does not fit the grammar or a limit.
  package static func parse(_ bytes: [UInt8]) throws(JSONParsingError) -> JSONValue {
    // `withUnsafeBufferPointer` does not forward typed errors together with a result in all toolchains we build with.
    let outcome: Result<JSONValue, JSONParsingError> = bytes.withUnsafeBufferPointer { buffer in
      var parser = JSONParser(bytes: buffer)
      do throws(JSONParsingError) {
        return .success(try parser.parseText())
      } catch {
        return .failure(error)
      }
    }
    return try outcome.get()
  }
}

/// A recursive-descent reader over bytes that outlive it.
private struct JSONParser {
  let bytes: UnsafeBufferPointer<UInt8>
  var position = 0

  init(bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  mutating func parseText() throws(JSONParsingError) -> JSONValue {
    let value = try parseValue(depth: 0)
    skipWhitespace()
    guard position == bytes.count else { throw failure("unexpected text after the value") }
    return value
  }

  private func failure(_ reason: String) -> JSONParsingError {
    JSONParsingError(offset: position, reason: reason)
  }

  /// The byte at the position, or nil at the end.
  private var current: UInt8? {
    position < bytes.count ? bytes[position] : nil
  }

  private mutating func skipWhitespace() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      default: return
      }
    }
  }

  private mutating func parseValue(depth: Int) throws(JSONParsingError) -> JSONValue {
    skipWhitespace()
    guard let byte = current else { throw failure("unexpected end of text") }
    switch byte {
    case UInt8(ascii: "{"): return .object(try parseObject(depth: depth))
    case UInt8(ascii: "["): return .array(try parseArray(depth: depth))
    case UInt8(ascii: "\""): return .string(try parseString())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try parseNumber()
    case UInt8(ascii: "t"): return try parseLiteral("true", .bool(true))
    case UInt8(ascii: "f"): return try parseLiteral("false", .bool(false))
    case UInt8(ascii: "n"): return try parseLiteral("null", .null)
    default: throw failure("expected a value")
    }
  }

  private mutating func parseLiteral(_ name: StaticString, _ value: JSONValue) throws(JSONParsingError) -> JSONValue {
    let length = name.utf8CodeUnitCount
    guard bytes.count - position >= length else { throw failure("expected '\(name)'") }
    for index in 0..<length where bytes[position + index] != name.utf8Start[index] {
      throw failure("expected '\(name)'")
    }
    position += length
    return value
  }

  /// Steps over the opening bracket at the position, holding the depth limit.
  private mutating func enter(depth: Int) throws(JSONParsingError) {
    guard depth < JSONValue.depthLimit else { throw failure("nested more than \(JSONValue.depthLimit) deep") }
    position += 1
    skipWhitespace()
  }

  private mutating func parseObject(depth: Int) throws(JSONParsingError) -> JSONObject {
    try enter(depth: depth)
    var members: [JSONObject.Member] = []
    if current == UInt8(ascii: "}") {
      position += 1
      return JSONObject()
    }
    while true {
      skipWhitespace()
      guard current == UInt8(ascii: "\"") else { throw failure("expected a name in double quotes") }
      let name = try parseString()
      skipWhitespace()
      guard current == UInt8(ascii: ":") else { throw failure("expected ':' after a name") }
      position += 1
      members.append(JSONObject.Member(name, try parseValue(depth: depth + 1)))
      skipWhitespace()
      switch current {
      case UInt8(ascii: ","): position += 1
      case UInt8(ascii: "}"):
        position += 1
        return JSONObject(members)
      default: throw failure("expected ',' or '}'")
      }
    }
  }

  private mutating func parseArray(depth: Int) throws(JSONParsingError) -> [JSONValue] {
    try enter(depth: depth)
    var elements: [JSONValue] = []
    if current == UInt8(ascii: "]") {
      position += 1
      return elements
    }
    while true {
      elements.append(try parseValue(depth: depth + 1))
      skipWhitespace()
      switch current {
      case UInt8(ascii: ","): position += 1
      case UInt8(ascii: "]"):
        position += 1
        return elements
      default: throw failure("expected ',' or ']'")
      }
    }
  }

  /// The text of bytes `start..<end`, with U+FFFD for what is not UTF-8.
  private func text(_ start: Int, _ end: Int) -> String {
    String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self)
  }

  private mutating func parseString() throws(JSONParsingError) -> String {
    position += 1
    let start = position
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        position += 1
        return text(start, position - 1)
      case UInt8(ascii: "\\"): return try parseEscapedString(from: start)
      case 0..<0x20: throw failure("a control character in a string must be escaped")
      default: position += 1
      }
    }
    throw failure("the string does not end")
  }

  /// Goes on with a string whose first escape is at the position; bytes from `start` to there are plain.
  private mutating func parseEscapedString(from start: Int) throws(JSONParsingError) -> String {
    var units: [UInt8] = []
    var runStart = start
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        units.append(contentsOf: bytes[runStart..<position])
        position += 1
        return String(decoding: units, as: UTF8.self)
      case UInt8(ascii: "\\"):
        units.append(contentsOf: bytes[runStart..<position])
        position += 1
        try parseEscape(into: &units)
        runStart = position
      case 0..<0x20: throw failure("a control character in a string must be escaped")
      default: position += 1
      }
    }
    throw failure("the string does not end")
  }

  /// Reads what follows a backslash.
  private mutating func parseEscape(into units: inout [UInt8]) throws(JSONParsingError) {
    guard let byte = current else { throw failure("the string does not end") }
    let plain: UInt8
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): plain = byte
    case UInt8(ascii: "b"): plain = 0x08
    case UInt8(ascii: "f"): plain = 0x0C
    case UInt8(ascii: "n"): plain = 0x0A
    case UInt8(ascii: "r"): plain = 0x0D
    case UInt8(ascii: "t"): plain = 0x09
    case UInt8(ascii: "u"):
      position += 1
      units.append(contentsOf: Character(try parseUnicodeEscape()).utf8)
      return
    default: throw failure("unknown escape in a string")
    }
    units.append(plain)
    position += 1
  }

  /// Reads the four digits after `\u`, and the low half of the pair where they are a high surrogate.
  private mutating func parseUnicodeEscape() throws(JSONParsingError) -> Unicode.Scalar {
    let first = try parseFourHexDigits()
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard first < 0xDC00, position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
      bytes[position + 1] == UInt8(ascii: "u")
    else { return "\u{FFFD}" }
    let afterFirst = position
    position += 2
    let second = try parseFourHexDigits()
    guard (0xDC00...0xDFFF).contains(second),
      let scalar = Unicode.Scalar(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00))
    else {
      // What follows is a character of its own and is read again as such.
      position = afterFirst
      return "\u{FFFD}"
    }
    return scalar
  }

  private mutating func parseFourHexDigits() throws(JSONParsingError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = current, let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
        throw failure("expected four hexadecimal digits after '\\u'")
      }
      value = value << 4 | UInt32(digit)
      position += 1
    }
    return value
  }

  /// Steps over digits and says how many there were.
  private mutating func skipDigits() -> Int {
    let start = position
    while position < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position]) { position += 1 }
    return position - start
  }

  private mutating func parseNumber() throws(JSONParsingError) -> JSONValue {
    let start = position
    if current == UInt8(ascii: "-") { position += 1 }
    let leadingZero = current == UInt8(ascii: "0")
    let digits = skipDigits()
    guard digits > 0 else { throw failure("expected a digit") }
    guard !leadingZero || digits == 1 else { throw failure("a number may not begin with 0") }
    var isWhole = true
    if current == UInt8(ascii: ".") {
      isWhole = false
      position += 1
      guard skipDigits() > 0 else { throw failure("expected a digit after the decimal point") }
    }
    if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
      isWhole = false
      position += 1
      if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
      guard skipDigits() > 0 else { throw failure("expected a digit in the exponent") }
    }
    let written = text(start, position)
    if isWhole, let value = Int(written) { return .integer(value) }
    // The grammar above is a part of what `Double` reads; overflow gives infinity, underflow zero.
    guard let value = Double(written) else { throw failure("not a number") }
    return .number(value)
  }
}
