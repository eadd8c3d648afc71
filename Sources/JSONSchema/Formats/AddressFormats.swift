// The formats `ipv4` (RFC 2673 §3.2) and `ipv6` (RFC 4291 §2.2), which mail addresses and URIs use as well.

enum AddressFormats {
  /// Four numbers from 0 to 255 with points between them and no leading zeros.
  static func isIPv4(_ bytes: Bytes) -> Bool {
    var cursor = ByteCursor(bytes)
    for place in 0..<4 {
      if place > 0, !cursor.skip(".") { return false }
      let start = cursor.rest
      let length = cursor.skipWhile(\.isDigit)
      guard (1...3).contains(length) else { return false }
      let value = start.prefix(length).reduce(0) { $0 * 10 + Int($1 - 0x30) }
      guard value <= 255, length == 1 || start.first != UInt8(ascii: "0") else { return false }
    }
    return cursor.isAtEnd
  }

  /// Eight groups of up to four hexadecimal digits, the last two of which may be an IPv4 address; `::` stands, once,
  /// for one or more groups of zeros. No zone and no prefix length.
  static func isIPv6(_ bytes: Bytes) -> Bool {
    var cursor = ByteCursor(bytes)
    var groups = 0
    var isCompressed = false
    if cursor.skip(":") {
      guard cursor.skip(":") else { return false }
      isCompressed = true
      if cursor.isAtEnd { return true }
    }
    while true {
      let start = cursor.rest
      let length = cursor.skipWhile(\.isHexDigit)
      if cursor.peek == UInt8(ascii: ".") {
        guard isIPv4(start) else { return false }
        groups += 2
        break
      }
      guard (1...4).contains(length) else { return false }
      groups += 1
      if cursor.isAtEnd { break }
      guard groups < 8, cursor.skip(":") else { return false }
      if cursor.skip(":") {
        guard !isCompressed else { return false }
        isCompressed = true
        if cursor.isAtEnd { break }
      }
    }
    return isCompressed ? groups <= 7 : groups == 8
  }
}
