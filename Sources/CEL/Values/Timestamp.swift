// Instants and spans of time, within the bounds the specification sets, with their written forms (langdef, Timestamps and
// Durations; RFC 3339; the Go notation of durations).

/// A span of time, to the nanosecond; at most 315,576,000,000 seconds long, which is about 10,000 years.
public struct SignedDuration: Sendable, Hashable, Comparable {
  /// All of it in nanoseconds.
  public let nanoseconds: Int128

  static let limit: Int128 = 315_576_000_000 * 1_000_000_000

  /// A span of so many nanoseconds; nil where it is longer than any may be.
  public init?(nanoseconds: Int128) {
    guard nanoseconds >= -Self.limit, nanoseconds <= Self.limit else { return nil }
    self.nanoseconds = nanoseconds
  }

  /// A span of whole seconds and nanoseconds; nil where it is longer than any may be.
  public init?(seconds: Int64, nanoseconds: Int64 = 0) {
    self.init(nanoseconds: Int128(seconds) * 1_000_000_000 + Int128(nanoseconds))
  }

  /// Whole seconds, cut toward nought.
  var seconds: Int64 { Int64(clamping: nanoseconds / 1_000_000_000) }

  private static let units: [(String, Int128)] = [
    ("ns", 1), ("us", 1000), ("µs", 1000), ("μs", 1000), ("ms", 1_000_000), ("s", 1_000_000_000),
    ("m", 60_000_000_000), ("h", 3_600_000_000_000),
  ]

  /// Reads `1h30m`, `-1.5s`, `0`: a sign, then numbers with units `h`, `m`, `s`, `ms`, `us`, `ns`. Nil for anything else.
  public init?(_ text: String) {
    var rest = Substring(text)
    let isNegative = rest.hasPrefix("-")
    if isNegative || rest.hasPrefix("+") { rest.removeFirst() }
    if rest == "0" {
      self.init(nanoseconds: 0)
      return
    }
    guard !rest.isEmpty else { return nil }
    var total: Int128 = 0
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
      rest = rest.dropFirst(digits.count)
      let name = rest.prefix { !($0.isASCII && ($0.isNumber || $0 == ".")) }
      rest = rest.dropFirst(name.count)
      guard let value = FixedDecimal(digits), let unit = Self.units.first(where: { $0.0 == name })?.1 else {
        return nil
      }
      let scaled = value.coefficient.multipliedReportingOverflow(by: unit)
      guard !scaled.overflow else { return nil }
      let sum = total.addingReportingOverflow(
        scaled.partialValue / Int128(truncatingIfNeeded: FixedDecimal.powerOfTen(value.scale)))
      guard !sum.overflow else { return nil }
      total = sum.partialValue
    }
    self.init(nanoseconds: isNegative ? 0 - total : total)
  }

  /// Shorter spans are less, negative ones least.
  public static func < (left: SignedDuration, right: SignedDuration) -> Bool { left.nanoseconds < right.nanoseconds }
}

extension SignedDuration: CustomStringConvertible {
  /// The span in seconds, as `90s` or `1.5s`.
  public var description: String {
    (FixedDecimal(coefficient: nanoseconds, scale: 9) ?? .zero).description + "s"
  }
}

/// An instant, to the nanosecond, in the years 1 to 9999 of UTC.
public struct Timestamp: Sendable, Hashable, Comparable {
  /// Nanoseconds since 1970-01-01T00:00:00Z.
  public let nanoseconds: Int128

  static let secondsRange: ClosedRange<Int64> = -62_135_596_800...253_402_300_799

  /// The instant so many nanoseconds after 1970-01-01T00:00:00Z; nil outside of the years 1 to 9999.
  public init?(nanoseconds: Int128) {
    self.nanoseconds = nanoseconds
    guard Self.secondsRange.contains(seconds) else { return nil }
  }

  /// The instant so many seconds and nanoseconds after 1970-01-01T00:00:00Z; nil outside of the years 1 to 9999.
  public init?(seconds: Int64, nanoseconds: Int64 = 0) {
    self.init(nanoseconds: Int128(seconds) * 1_000_000_000 + Int128(nanoseconds))
  }

  /// Whole seconds since 1970-01-01T00:00:00Z, cut downward.
  var seconds: Int64 {
    let (quotient, remainder) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
    return Int64(clamping: remainder < 0 ? quotient - 1 : quotient)
  }

  /// Nanoseconds within the second; 0...999,999,999.
  var fraction: Int64 { Int64(truncatingIfNeeded: nanoseconds - Int128(seconds) * 1_000_000_000) }

  /// Reads a date-time of RFC 3339 §5.6; nil for anything else.
  public init?(_ text: String) {
    let bytes = Array(text.utf8.prefix(64))
    guard bytes.count >= 20, bytes[10] | 0x20 == UInt8(ascii: "t"), bytes[13] == 0x3A, bytes[16] == 0x3A,
      let date = CalendarDate(String(decoding: bytes[0..<10], as: UTF8.self)), let hour = number(bytes[11..<13]),
      let minute = number(bytes[14..<16]), let second = number(bytes[17..<19]), hour < 24, minute < 60, second < 60
    else { return nil }
    var index = 19
    var nanoseconds: Int64 = 0
    if bytes[index] == UInt8(ascii: ".") {
      let end = bytes[(index + 1)...].firstIndex { !Lexer.isDigit($0) } ?? bytes.count
      let digits = bytes[(index + 1)..<end]
      guard let value = number(digits) else { return nil }
      nanoseconds = Int64(value)
      for _ in digits.count..<9 { nanoseconds *= 10 }
      index = end
    }
    guard index < bytes.count else { return nil }
    let zone = String(decoding: bytes[index...], as: UTF8.self)
    guard let offset = zone == "Z" || zone == "z" ? 0 : Self.offset(zone, needsSign: true) else { return nil }
    let seconds = date.day * 86_400 + hour * 3600 + minute * 60 + second - offset
    self.init(seconds: Int64(seconds), nanoseconds: nanoseconds)
  }

  /// Reads `+hh:mm` as seconds east of UTC; nil for anything else.
  static func offset(_ text: String, needsSign: Bool) -> Int? {
    var bytes = Array(text.utf8.prefix(7))[...]
    let isNegative = bytes.first == UInt8(ascii: "-")
    if isNegative || bytes.first == UInt8(ascii: "+") {
      bytes = bytes.dropFirst()
    } else if needsSign {
      return nil
    }
    guard bytes.count == 5, bytes[bytes.startIndex + 2] == 0x3A, let hours = number(bytes.prefix(2)),
      let minutes = number(bytes.suffix(2)), hours < 24, minutes < 60
    else { return nil }
    return (hours * 3600 + minutes * 60) * (isNegative ? -1 : 1)
  }

  /// The day and the second of the day, in a place so many seconds east of UTC. Days beyond the calendar are its ends.
  func local(offset: Int) -> (date: CalendarDate, second: Int) {
    let shifted = Int(seconds) + offset
    let day = (shifted >= 0 ? shifted : shifted - 86_399) / 86_400
    let bounded = min(max(day, CalendarDate.days.lowerBound), CalendarDate.days.upperBound)
    return (CalendarDate(day: bounded) ?? .unixEpoch, shifted - day * 86_400)
  }

  /// Earlier instants are less.
  public static func < (left: Timestamp, right: Timestamp) -> Bool { left.nanoseconds < right.nanoseconds }
}

extension Timestamp: CustomStringConvertible {
  /// The instant in UTC as RFC 3339 has it, with as many decimals of the second as it needs.
  public var description: String {
    let (date, second) = local(offset: 0)
    var text = "\(date)T\(padded(second / 3600, 2)):\(padded(second / 60 % 60, 2)):\(padded(second % 60, 2))"
    if fraction != 0 {
      var digits = padded(Int(fraction), 9)
      while digits.hasSuffix("0") { digits.removeLast() }
      text += "." + digits
    }
    return text + "Z"
  }
}
