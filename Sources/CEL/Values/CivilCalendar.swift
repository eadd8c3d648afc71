// Days, dates and financial years of the proleptic Gregorian calendar. Instants are in Timestamp.

/// A day of the calendar, from 0001-01-01 to 9999-12-31.
public struct CalendarDate: Sendable, Hashable, Comparable {
  /// Days since 1970-01-01.
  public let day: Int

  static let days = -719_162...2_932_896

  /// 1970-01-01.
  public static let unixEpoch = CalendarDate(unchecked: 0)

  private init(unchecked day: Int) {
    self.day = day
  }

  /// The day so many days after 1970-01-01; nil outside of the years 1 to 9999.
  public init?(day: Int) {
    guard Self.days.contains(day) else { return nil }
    self.day = day
  }

  /// The day of a year, a month (1...12) and a day of the month; nil where there is none.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Self.length(ofMonth: month, year: year)
    else { return nil }
    // Days from the civil date, with years that begin in March.
    let shifted = month > 2 ? year : year - 1
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    self.day = era * 146_097 + dayOfEra - 719_468
  }

  /// Reads `YYYY-MM-DD` (RFC 3339 §5.6, full-date); nil for anything else.
  public init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8.prefix(11))
    guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D, let year = number(bytes[0..<4]),
      let month = number(bytes[5..<7]), let day = number(bytes[8..<10])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// The year, the month (1...12) and the day of the month.
  public var components: (year: Int, month: Int, day: Int) {
    let shifted = day + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    )
  }

  /// The day of the week, 0 for Sunday.
  var weekday: Int { ((day + 4) % 7 + 7) % 7 }

  /// The day of the year, from 0.
  var dayOfYear: Int {
    CalendarDate(year: components.year, month: 1, day: 1).map { day - $0.day } ?? 0
  }

  /// The day so many days later; nil outside of the years 1 to 9999.
  func adding(days count: Int64) -> CalendarDate? {
    let (sum, overflow) = Int64(day).addingReportingOverflow(count)
    return overflow ? nil : Int(exactly: sum).flatMap { CalendarDate(day: $0) }
  }

  /// The same day of the month so many months later, or the last of a month that is too short.
  func adding(months count: Int64) -> CalendarDate? {
    guard count.magnitude <= 120_000 else { return nil }
    let (year, month, day) = components
    let index = year * 12 + month - 1 + Int(count)
    guard index >= 12 else { return nil }
    return CalendarDate(
      year: index / 12, month: index % 12 + 1,
      day: min(day, Self.length(ofMonth: index % 12 + 1, year: index / 12)))
  }

  /// Earlier days are less.
  public static func < (left: CalendarDate, right: CalendarDate) -> Bool { left.day < right.day }
}

extension CalendarDate: CustomStringConvertible {
  /// The day as `YYYY-MM-DD`.
  public var description: String {
    let (year, month, day) = components
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }
}

/// A financial year of the public sector: 1 April to 31 March.
public struct FinancialYear: Sendable, Hashable, Comparable {
  /// The year in which it begins, 1...9998.
  public let startYear: Int

  /// The financial year that begins in a year; nil outside of 1...9998.
  public init?(startYear: Int) {
    guard (1...9998).contains(startYear) else { return nil }
    self.startYear = startYear
  }

  /// The financial year in which a day falls; nil at the ends of the calendar.
  public init?(containing date: CalendarDate) {
    let (year, month, _) = date.components
    self.init(startYear: month >= 4 ? year : year - 1)
  }

  /// Reads `2013/14`, where the second part must be the next year; nil for anything else.
  public init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8.prefix(8))
    guard bytes.count == 7, bytes[4] == UInt8(ascii: "/"), let start = number(bytes[0..<4]),
      let end = number(bytes[5..<7]), (start + 1) % 100 == end
    else { return nil }
    self.init(startYear: start)
  }

  /// The first day, 1 April.
  public var start: CalendarDate? { CalendarDate(year: startYear, month: 4, day: 1) }
  /// The last day, 31 March.
  public var end: CalendarDate? { CalendarDate(year: startYear + 1, month: 3, day: 31) }

  /// Earlier years are less.
  public static func < (left: FinancialYear, right: FinancialYear) -> Bool { left.startYear < right.startYear }
}

extension FinancialYear: CustomStringConvertible {
  /// The year as `2013/14`.
  public var description: String { "\(padded(startYear, 4))/\(padded((startYear + 1) % 100, 2))" }
}

/// A number with noughts before it.
func padded(_ number: Int, _ width: Int) -> String {
  let digits = String(number.magnitude)
  return (number < 0 ? "-" : "") + String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}

/// Up to nine ASCII digits as a number; nil where there is anything else.
func number(_ bytes: ArraySlice<UInt8>) -> Int? {
  guard !bytes.isEmpty, bytes.count <= 9 else { return nil }
  var value = 0
  for byte in bytes {
    guard Lexer.isDigit(byte) else { return nil }
    value = value * 10 + Int(byte - 0x30)
  }
  return value
}
