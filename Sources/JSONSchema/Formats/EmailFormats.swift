// The formats `email` (RFC 5321 §4.1.2, Mailbox) and `idn-email` (RFC 6531 §3.3).

enum EmailFormats {
  static func isEmail(_ bytes: UnsafeBufferPointer<UInt8>, isInternationalized: Bool) -> Bool {
    var cursor = ByteCursor(bytes)
    let isLocalPart =
      cursor.peek == UInt8(ascii: "\"")
      ? skipQuotedString(&cursor, isInternationalized) : skipDotString(&cursor, isInternationalized)
    // 64 octets is the limit of RFC 5321 §4.5.3.1.1.
    guard isLocalPart, bytes.count - cursor.rest.count <= 64, cursor.skip("@") else { return false }
    if cursor.skip("[") { return isAddressLiteral(cursor.rest) }
    return isDomain(cursor.rest, isInternationalized)
  }

  private static func skipDotString(_ cursor: inout ByteCursor, _ isInternationalized: Bool) -> Bool {
    repeat {
      let length = cursor.skipWhile {
        $0.isLetterOrDigit || $0.isOne(of: "!#$%&'*+-/=?^_`{|}~") || ($0 >= 0x80 && isInternationalized)
      }
      if length == 0 { return false }
    } while cursor.skip(".")
    return true
  }

  private static func skipQuotedString(_ cursor: inout ByteCursor, _ isInternationalized: Bool) -> Bool {
    guard cursor.skip("\"") else { return false }
    while true {
      cursor.skipWhile {
        (0x20...0x7E).contains($0) && !$0.isOne(of: "\"\\") || ($0 >= 0x80 && isInternationalized)
      }
      if cursor.skip("\"") { return true }
      guard cursor.skip("\\"), let next = cursor.peek, (0x20...0x7E).contains(next) else { return false }
      _ = cursor.skip(Unicode.Scalar(next))
    }
  }

  /// Labels of letters, digits and inner hyphens. A U-label is any run of further characters: whether IDNA allows them
  /// is for the format `idn-hostname` to say.
  private static func isDomain(_ bytes: Bytes, _ isInternationalized: Bool) -> Bool {
    guard bytes.count <= 255 else { return false }
    return bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { label in
      if !isInternationalized || label.allSatisfy({ $0 < 0x80 }) { return HostnameFormats.isLDHLabel(label) }
      return label.allSatisfy { $0 >= 0x80 || $0.isLetterOrDigit || $0 == UInt8(ascii: "-") }
        && label.first != UInt8(ascii: "-") && label.last != UInt8(ascii: "-")
    }
  }

  /// What follows the bracket of an address literal. Of the tags that may stand before a colon only `IPv6` has been
  /// registered (RFC 5321 §4.1.3).
  private static func isAddressLiteral(_ bytes: Bytes) -> Bool {
    guard bytes.last == UInt8(ascii: "]") else { return false }
    var cursor = ByteCursor(bytes.dropLast())
    guard cursor.skip(ignoringCase: "I") else { return AddressFormats.isIPv4(cursor.rest) }
    return cursor.skip(ignoringCase: "P") && cursor.skip(ignoringCase: "v") && cursor.skip("6") && cursor.skip(":")
      && AddressFormats.isIPv6(cursor.rest)
  }
}
