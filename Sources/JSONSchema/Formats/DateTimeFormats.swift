// The formats `date`, `time` and `date-time`: RFC 3339 §5.6 and §5.7.

enum DateTimeFormats {
  static func isDate(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var cursor = ByteCursor(bytes)
    return skipDate(&cursor) && cursor.isAtEnd
  }

  static func isTime(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var cursor = ByteCursor(bytes)
    return skipTime(&cursor) && cursor.isAtEnd
  }

  static func isDateTime(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var cursor = ByteCursor(bytes)
    return skipDate(&cursor) && cursor.skip(ignoringCase: "T") && skipTime(&cursor) && cursor.isAtEnd
  }

  private static func skipDate(_ cursor: inout ByteCursor) -> Bool {
    guard let year = cursor.digits(4), cursor.skip("-"), let month = cursor.digits(2), cursor.skip("-"),
      let day = cursor.digits(2), (1...12).contains(month)
    else { return false }
    return day >= 1 && day <= days(inMonth: month, of: year)
  }

  private static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// A time with its offset. Second 60 is a leap second, which there is at 23:59:60 UTC only (RFC 3339 §5.7).
  private static func skipTime(_ cursor: inout ByteCursor) -> Bool {
    guard let hour = cursor.digits(2), cursor.skip(":"), let minute = cursor.digits(2), cursor.skip(":"),
      let second = cursor.digits(2), hour <= 23, minute <= 59, second <= 60
    else { return false }
    if cursor.skip("."), cursor.skipWhile(\.isDigit) == 0 { return false }
    guard let offset = offsetMinutes(&cursor) else { return false }
    let minutesInUTC = (hour * 60 + minute - offset + 2 * 1440) % 1440
    return second < 60 || minutesInUTC == 1439
  }

  private static func offsetMinutes(_ cursor: inout ByteCursor) -> Int? {
    if cursor.skip(ignoringCase: "Z") { return 0 }
    let isAhead = cursor.skip("+")
    guard isAhead || cursor.skip("-"), let hour = cursor.digits(2), cursor.skip(":"), let minute = cursor.digits(2),
      hour <= 23, minute <= 59
    else { return nil }
    return (isAhead ? 1 : -1) * (hour * 60 + minute)
  }
}
