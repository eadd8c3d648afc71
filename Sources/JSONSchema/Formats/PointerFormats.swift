// The formats `json-pointer` (RFC 6901) and `relative-json-pointer` (draft-bhutton-relative-json-pointer-00).

enum PointerFormats {
  /// Nothing, or reference tokens each after a slash, in which a tilde is followed by 0 or 1.
  static func isPointer(_ bytes: Bytes) -> Bool {
    if bytes.isEmpty { return true }
    guard bytes.first == UInt8(ascii: "/") else { return false }
    var cursor = ByteCursor(bytes)
    while true {
      cursor.skipWhile { $0 != UInt8(ascii: "~") }
      guard cursor.skip("~") else { return true }
      guard cursor.skip("0") || cursor.skip("1") else { return false }
    }
  }

  /// A number of levels to go up, how far to move within an array, and `#` or a JSON Pointer.
  static func isRelativePointer(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var cursor = ByteCursor(bytes)
    guard skipNumber(&cursor) else { return false }
    if cursor.skip("+") || cursor.skip("-"), !skipNumber(&cursor) { return false }
    if cursor.skip("#") { return cursor.isAtEnd }
    return isPointer(cursor.rest)
  }

  /// Digits without a leading zero, or a single zero.
  private static func skipNumber(_ cursor: inout ByteCursor) -> Bool {
    if cursor.skip("0") { return cursor.peek?.isDigit != true }
    return cursor.skipWhile(\.isDigit) > 0
  }
}
