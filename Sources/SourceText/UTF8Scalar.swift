// Decodes one Unicode scalar of UTF-8 at a time, telling valid sequences from invalid bytes.

/// One scalar read from UTF-8 bytes, or one invalid byte.
public struct UTF8Scalar: Sendable {
  /// The scalar's value; U+FFFD where the byte is invalid.
  public let value: UInt32
  /// How many bytes it takes, at least 1.
  public let length: Int
  /// Whether the bytes are well formed (Unicode 15, table 3-7).
  public let isValid: Bool

  /// How many units of `encoding` the scalar takes; an invalid byte counts as U+FFFD does, in UTF-8 as one byte.
  public func width(in encoding: PositionEncoding) -> Int {
    switch encoding {
    case .utf8: length
    case .utf16: value > 0xFFFF ? 2 : 1
    case .utf32: 1
    }
  }

  /// Reads the scalar at `offset`; an offset outside `bytes` gives an invalid scalar of length 1.
  public static func decode(_ bytes: [UInt8], at offset: Int) -> UTF8Scalar {
    bytes.withUnsafeBufferPointer { decode($0, at: offset) }
  }

  /// Reads the scalar at `offset`; an offset outside `bytes` gives an invalid scalar of length 1.
  public static func decode(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> UTF8Scalar {
    let invalid = UTF8Scalar(value: 0xFFFD, length: 1, isValid: false)
    guard offset >= 0, offset < bytes.count else { return invalid }
    let first = bytes[offset]
    if first < 0x80 { return UTF8Scalar(value: UInt32(first), length: 1, isValid: true) }
    let length: Int
    let lowest: UInt32
    var value: UInt32
    switch first {
    case 0xC2...0xDF: (length, lowest, value) = (2, 0x80, UInt32(first & 0x1F))
    case 0xE0...0xEF: (length, lowest, value) = (3, 0x800, UInt32(first & 0x0F))
    case 0xF0...0xF4: (length, lowest, value) = (4, 0x10000, UInt32(first & 0x07))
    default: return invalid
    }
    guard bytes.count - offset >= length else { return invalid }
    for index in 1..<length {
      let byte = bytes[offset + index]
      guard byte & 0xC0 == 0x80 else { return invalid }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    guard value >= lowest, value <= 0x10FFFF, !(0xD800...0xDFFF).contains(value) else { return invalid }
    return UTF8Scalar(value: value, length: length, isValid: true)
  }
}
