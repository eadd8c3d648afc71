// The format `duration`: ISO 8601 durations in the grammar of RFC 3339 appendix A.

enum DurationFormat {
  /// Weeks stand alone; of the other units each may be followed only by the next smaller one. The designators are
  /// upper case, as ISO 8601 writes them.
  static func isDuration(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var cursor = ByteCursor(bytes)
    guard cursor.skip("P") else { return false }
    if cursor.peek != UInt8(ascii: "T") {
      guard let first = component(&cursor) else { return false }
      if first == UInt8(ascii: "W") { return cursor.isAtEnd }
      guard skipComponents(startingWith: first, of: "YMD", &cursor) else { return false }
    }
    guard cursor.skip("T") else { return cursor.isAtEnd }
    guard let first = component(&cursor) else { return false }
    return skipComponents(startingWith: first, of: "HMS", &cursor) && cursor.isAtEnd
  }

  /// Reads digits and the designator after them.
  private static func component(_ cursor: inout ByteCursor) -> UInt8? {
    guard cursor.skipWhile(\.isDigit) > 0, let designator = cursor.peek,
      cursor.skip(Unicode.Scalar(designator))
    else { return nil }
    return designator
  }

  /// Reads the components that may follow the first, up to the `T` or the end.
  private static func skipComponents(
    startingWith first: UInt8, of units: StaticString, _ cursor: inout ByteCursor
  ) -> Bool {
    let order = units.withUTF8Buffer(Array.init)
    guard var place = order.firstIndex(of: first) else { return false }
    while let next = cursor.peek, next != UInt8(ascii: "T") {
      place += 1
      guard place < order.count, component(&cursor) == order[place] else { return false }
    }
    return true
  }
}
