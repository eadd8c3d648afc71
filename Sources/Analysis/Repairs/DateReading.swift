// Reads the dates that people write: `1 April 2014`, `2014/4/1`, `31/03/2014`; and says why a date is none.

/// A day of the Gregorian calendar.
struct DateReading: Equatable {
  /// The day as RFC 3339 §5.6 writes it: `2014-04-01`.
  var text: String
  /// Whether it can mean nothing else.
  var isCertain: Bool

  /// Reads `text`; `nil` where it holds no date that exists, or one without a day.
  init?(_ text: String) {
    guard text.utf8.count <= 40 else { return nil }
    var certain = true
    var parts = DateReading.parts(text)
    if parts.count == 1, text.utf8.count == 8 {
      // A year, a month and a day without anything between them.
      parts = [parts[0].prefix(4), parts[0].dropFirst(4).prefix(2), parts[0].dropFirst(6)]
      certain = false
    }
    if parts.count > 3 {
      // A time of day follows: the date before it is meant if it is all digits and in order.
      guard DateReading.isISO(parts.prefix(3)) else { return nil }
      parts = Array(parts.prefix(3))
      certain = false
    }
    guard parts.count == 3 else { return nil }
    let named = parts.firstIndex { DateReading.month($0) != nil }
    let day: Int?
    let month: Int?
    let year: Substring
    switch named {
    case 1: (day, month, year) = (DateReading.day(parts[0]), DateReading.month(parts[1]), parts[2])
    case 0: (day, month, year) = (DateReading.day(parts[1]), DateReading.month(parts[0]), parts[2])
    default:
      if DateReading.isISO(parts[...]) {
        (day, month, year) = (Int(parts[2]), Int(parts[1]), parts[0])
      } else {
        guard parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }) else { return nil }
        let (first, second) = (Int(parts[0]), Int(parts[1]))
        // The day comes first in Britain; a second part above 12 cannot be the month.
        let isAmerican = second.map { $0 > 12 } ?? false
        (day, month, year) = (isAmerican ? second : first, isAmerican ? first : second, parts[2])
        certain = false
      }
    }
    guard let day, let month, var number = Int(year) else { return nil }
    if year.utf8.count == 2 {
      number += number < 70 ? 2_000 : 1_900
      certain = false
    } else if year.utf8.count != 4 {
      return nil
    }
    guard (1...12).contains(month), day >= 1, day <= DateReading.days(in: month, of: number) else { return nil }
    self.text = DateReading.padded(number, 4) + "-" + DateReading.padded(month, 2) + "-" + DateReading.padded(day, 2)
    isCertain = certain
  }

  /// Why `text`, which is written like a date, is none: "February 2014 has only 28 days"; `nil` for other texts.
  static func impossibility(_ text: String) -> String? {
    let parts = parts(text)
    guard parts.count == 3, isISO(parts[...]), let year = Int(parts[0]), let month = Int(parts[1]),
      let day = Int(parts[2])
    else { return nil }
    guard (1...12).contains(month) else { return "there is no month \(month)" }
    guard day >= 1 else { return "there is no day \(day)" }
    let days = days(in: month, of: year)
    guard day > days else { return nil }
    return "\(names[month - 1]) \(year) has only \(days) days"
  }

  private static let names = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]

  /// The parts of `text` between spaces, hyphens, dashes, slashes, points, commas and colons, and before a time.
  private static func parts(_ text: String) -> [Substring] {
    let beginsWithYear = text.utf8.prefix(4).allSatisfy { (0x30...0x39).contains($0) }
    return text.split { character in
      switch character {
      case "T": beginsWithYear
      case " ", "-", "/", ".", ",", ":", "\u{A0}", "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}", "\u{2014}":
        true
      default: false
      }
    }
  }

  /// Whether the first part is a year in four digits and the others begin with one or two digits.
  private static func isISO(_ parts: ArraySlice<Substring>) -> Bool {
    guard let year = parts.first, year.utf8.count == 4 else { return false }
    return parts.allSatisfy { $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
      && parts.dropFirst().allSatisfy { $0.utf8.count <= 2 }
  }

  private static func month(_ word: Substring) -> Int? {
    let word = word.lowercased()
    guard word.utf8.count >= 3 else { return nil }
    let index = names.firstIndex { name in
      let name = name.lowercased()
      return name == word || String(name.prefix(3)) == word || name == "september" && word == "sept"
    }
    return index.map { $0 + 1 }
  }

  /// A day of the month: `1`, `01`, `1st`.
  private static func day(_ word: Substring) -> Int? {
    let digits = word.prefix { $0.isASCII && $0.isNumber }
    switch word.dropFirst(digits.count).lowercased() {
    case "", "st", "nd", "rd", "th": return digits.utf8.count <= 2 ? Int(digits) : nil
    default: return nil
    }
  }

  private static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }
}
