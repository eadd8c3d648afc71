// A text in UTF-8 as the matchers read it: scalars forward and backward, and word boundaries.

/// The bytes of a text. What is not well-formed UTF-8 reads as U+FFFD, a byte at a time, so that no input can harm.
struct UTF8Text {
  let bytes: UnsafeBufferPointer<UInt8>

  var count: Int { bytes.count }

  /// The scalar that begins at the position, which must be within the text, and its length in bytes.
  @inline(__always)
  func scalar(at position: Int) -> (value: UInt32, length: Int) {
    let byte = bytes[position]
    return byte < 0x80 ? (UInt32(byte), 1) : longScalar(at: position)
  }

  private func longScalar(at position: Int) -> (value: UInt32, length: Int) {
    let lead = bytes[position]
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
    guard lead >= 0xC2, lead <= 0xF4, length <= count - position else { return (0xFFFD, 1) }
    var value = UInt32(lead) & (0x7F >> UInt32(length))
    for place in 1..<length {
      let byte = bytes[position + place]
      guard byte & 0xC0 == 0x80 else { return (0xFFFD, 1) }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    return (value, length)
  }

  /// The scalar that ends at the position, which must be above 0, and its length in bytes.
  func scalar(before position: Int) -> (value: UInt32, length: Int) {
    let byte = bytes[position - 1]
    guard byte >= 0x80 else { return (UInt32(byte), 1) }
    for length in 2...4 where length <= position {
      let scalar = longScalar(at: position - length)
      if scalar.length == length { return scalar }
    }
    return (0xFFFD, 1)
  }

  /// Whether exactly one of the bytes around the position is of a word (ECMA-262 §22.2.2.4, IsWordChar).
  func isWordBoundary(at position: Int) -> Bool {
    let before = position > 0 && Self.isWord(bytes[position - 1])
    let after = position < count && Self.isWord(bytes[position])
    return before != after
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A: true
    default: false
    }
  }
}
