// A cursor over the bytes of a string, and the classes of ASCII bytes that the formats' grammars share.

/// Part of a string's UTF-8 bytes.
typealias Bytes = Slice<UnsafeBufferPointer<UInt8>>

/// Reads bytes from the front. Every read is checked against the end.
struct ByteCursor {
  private(set) var rest: Bytes

  init(_ bytes: UnsafeBufferPointer<UInt8>) { rest = bytes[...] }

  init(_ bytes: Bytes) { rest = bytes }

  var isAtEnd: Bool { rest.isEmpty }

  var peek: UInt8? { rest.first }

  /// Reads the byte where it is the next one.
  mutating func skip(_ byte: Unicode.Scalar) -> Bool {
    guard let next = rest.first, UInt32(next) == byte.value else { return false }
    rest = rest.dropFirst()
    return true
  }

  /// Reads the ASCII letter in either case.
  mutating func skip(ignoringCase letter: Unicode.Scalar) -> Bool {
    guard let next = rest.first, UInt32(next | 0x20) == letter.value | 0x20 else { return false }
    rest = rest.dropFirst()
    return true
  }

  /// Reads the bytes up to the first that is not accepted.
  @discardableResult
  mutating func skipWhile(_ accepts: (UInt8) -> Bool) -> Int {
    let end = rest.firstIndex { !accepts($0) } ?? rest.endIndex
    let count = end - rest.startIndex
    rest = rest[end...]
    return count
  }

  /// Reads exactly that many digits and returns their number. Nil where there are fewer.
  mutating func digits(_ count: Int) -> Int? {
    var value = 0
    for _ in 0..<count {
      guard let next = rest.first, next.isDigit else { return nil }
      value = value * 10 + Int(next - 0x30)
      rest = rest.dropFirst()
    }
    return value
  }

  /// Reads `%` and two hexadecimal digits (RFC 3986 §2.1).
  mutating func skipPercentEncoded() -> Bool {
    let start = rest
    if skip("%"), let first = peek, first.isHexDigit, let second = rest.dropFirst().first, second.isHexDigit {
      rest = rest.dropFirst(2)
      return true
    }
    rest = start
    return false
  }

  /// Reads a scalar above ASCII. Nil where the next byte is ASCII or does not begin a well-formed scalar.
  mutating func scalarBeyondASCII() -> Unicode.Scalar? {
    guard let lead = rest.first, lead >= 0xC2, lead <= 0xF4 else { return nil }
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
    var value = UInt32(lead) & (0x7F >> UInt32(length))
    for byte in rest.dropFirst().prefix(length - 1) { value = value << 6 | UInt32(byte & 0x3F) }
    guard rest.count >= length, let scalar = Unicode.Scalar(value) else { return nil }
    rest = rest.dropFirst(length)
    return scalar
  }
}

extension UInt8 {
  var isDigit: Bool { (0x30...0x39).contains(self) }
  var isLetter: Bool { (0x61...0x7A).contains(self | 0x20) }
  var isLetterOrDigit: Bool { isDigit || isLetter }
  var isHexDigit: Bool { isDigit || (0x61...0x66).contains(self | 0x20) }

  /// Whether the byte is one of the ASCII characters of the string.
  func isOne(of characters: StaticString) -> Bool {
    characters.withUTF8Buffer { $0.contains(self) }
  }
}
