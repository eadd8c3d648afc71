// The format `uri-template`: RFC 6570 §2, up to level 4.

enum URITemplateFormat {
  static func isTemplate(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var cursor = ByteCursor(bytes)
    while !cursor.isAtEnd {
      guard cursor.skip("{") ? skipExpression(&cursor) : skipLiteral(&cursor) else { return false }
    }
    return true
  }

  /// One literal character (RFC 6570 §2.1 with erratum 6937, which allows the apostrophe).
  private static func skipLiteral(_ cursor: inout ByteCursor) -> Bool {
    guard let next = cursor.peek else { return false }
    if next == UInt8(ascii: "%") { return cursor.skipPercentEncoded() }
    if next >= 0x80 {
      guard let scalar = cursor.scalarBeyondASCII() else { return false }
      return ResourceIdentifierFormats.isUnreserved(scalar) || ResourceIdentifierFormats.isPrivate(scalar)
    }
    guard (0x21...0x7E).contains(next), !next.isOne(of: "\"%<>\\^`{|}") else { return false }
    return cursor.skip(Unicode.Scalar(next))
  }

  /// What follows an opening brace: an operator, which may be one reserved for later, and variables.
  private static func skipExpression(_ cursor: inout ByteCursor) -> Bool {
    if let next = cursor.peek, next.isOne(of: "+#./;?&=,!@|") { _ = cursor.skip(Unicode.Scalar(next)) }
    repeat {
      guard skipVariable(&cursor) else { return false }
    } while cursor.skip(",")
    return cursor.skip("}")
  }

  /// A name whose parts are joined by points, and a prefix length or the sign to explode it.
  private static func skipVariable(_ cursor: inout ByteCursor) -> Bool {
    repeat {
      var length = 0
      while true {
        let count = cursor.skipWhile { $0.isLetterOrDigit || $0 == UInt8(ascii: "_") }
        let isEncoded = cursor.skipPercentEncoded()
        if count == 0, !isEncoded { break }
        length += 1
      }
      if length == 0 { return false }
    } while cursor.skip(".")
    if cursor.skip("*") { return true }
    guard cursor.skip(":") else { return true }
    return cursor.peek != UInt8(ascii: "0") && (1...4).contains(cursor.skipWhile(\.isDigit))
  }
}
