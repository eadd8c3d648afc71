// The core schema: which type a plain scalar has, by its text (YAML 1.2.2 §10.3.2).

/// Tag resolution by the core schema of YAML 1.2.
public enum CoreSchema {
  /// The type of the plain scalar with the text `bytes`.
  @inline(__always)
  package static func type(of bytes: UnsafeBufferPointer<UInt8>) -> ScalarType {
    guard let first = bytes.first else { return .null }
    switch first {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
      return numberType(of: bytes) ?? .string
    case UInt8(ascii: "~"):
      return bytes.count == 1 ? .null : .string
    case UInt8(ascii: "n"), UInt8(ascii: "N"):
      return isWord(bytes, "null") ? .null : .string
    case UInt8(ascii: "t"), UInt8(ascii: "T"):
      return isWord(bytes, "true") ? .boolean : .string
    case UInt8(ascii: "f"), UInt8(ascii: "F"):
      return isWord(bytes, "false") ? .boolean : .string
    default:
      return .string
    }
  }

  /// The type of the plain scalar `text`.
  public static func type(of text: String) -> ScalarType {
    var text = text
    return text.withUTF8 { type(of: $0) }
  }

  /// Whether `bytes` is `word` in lower case, in upper case or with a capital letter, as the core schema allows.
  private static func isWord(_ bytes: UnsafeBufferPointer<UInt8>, _ word: StaticString) -> Bool {
    guard bytes.count == word.utf8CodeUnitCount else { return false }
    var lower = 0
    for index in 0..<bytes.count {
      let expected = word.utf8Start[index]
      guard bytes[index] | 0x20 == expected else { return false }
      if bytes[index] == expected, index > 0 { lower += 1 }
    }
    let firstIsLower = bytes[0] & 0x20 != 0
    return lower == bytes.count - 1 || (lower == 0 && !firstIsLower)
  }

  private static func numberType(of bytes: UnsafeBufferPointer<UInt8>) -> ScalarType? {
    var index = 0
    let signed = bytes[0] == UInt8(ascii: "+") || bytes[0] == UInt8(ascii: "-")
    if signed { index = 1 }
    guard index < bytes.count else { return nil }
    if !signed, bytes[0] == UInt8(ascii: "0"), bytes.count > 2 {
      if bytes[1] == UInt8(ascii: "x") { return allDigits(bytes, from: 2, isHexDigit) ? .integer : nil }
      if bytes[1] == UInt8(ascii: "o") { return allDigits(bytes, from: 2, isOctalDigit) ? .integer : nil }
    }
    let whole = skipDigits(bytes, &index)
    if index == bytes.count { return whole > 0 ? .integer : nil }
    var fraction = 0
    if bytes[index] == UInt8(ascii: ".") {
      index += 1
      fraction = skipDigits(bytes, &index)
      if whole == 0, fraction == 0 { return isSpecial(bytes, from: index, signed: signed) ? .number : nil }
      if index == bytes.count { return .number }
    }
    guard whole + fraction > 0, bytes[index] | 0x20 == UInt8(ascii: "e") else { return nil }
    index += 1
    if index < bytes.count, bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-") { index += 1 }
    let exponent = skipDigits(bytes, &index)
    return exponent > 0 && index == bytes.count ? .number : nil
  }

  /// Whether the text from `index`, after a point, is that of `.inf` or (unsigned) `.nan`.
  private static func isSpecial(_ bytes: UnsafeBufferPointer<UInt8>, from index: Int, signed: Bool) -> Bool {
    guard bytes.count - index == 3, bytes[index - 1] == UInt8(ascii: ".") else { return false }
    let word = String(decoding: UnsafeBufferPointer(rebasing: bytes[index...]), as: UTF8.self)
    switch word {
    case "inf", "Inf", "INF": return true
    case "nan", "NaN", "NAN": return !signed
    default: return false
    }
  }

  private static func skipDigits(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> Int {
    let start = index
    while index < bytes.count, bytes[index] &- 0x30 < 10 { index += 1 }
    return index - start
  }

  private static func allDigits(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, _ isDigit: (UInt8) -> Bool
  ) -> Bool {
    bytes.count > start && bytes[start...].allSatisfy(isDigit)
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 6 }

  private static func isOctalDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 8 }
}
