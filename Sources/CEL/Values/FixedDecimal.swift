// Exact decimal numbers of fixed point: what money and rates are made of. How they are written for readers is in Wording.

/// A decimal number: an Int128 coefficient and up to 18 decimals. No operation rounds silently but where it says so, and
/// none traps: what does not fit is nil.
public struct FixedDecimal: Sendable {
  /// The most decimals a number can have.
  public static let maximumScale = 18

  /// The number without its point.
  public let coefficient: Int128
  /// How many of the coefficient's digits stand behind the point; 0...18.
  public let scale: Int

  /// Nought.
  public static let zero = FixedDecimal(0)

  /// A whole number.
  public init(_ value: Int64) {
    coefficient = Int128(value)
    scale = 0
  }

  /// A whole number without a sign.
  public init(unsigned value: UInt64) {
    coefficient = Int128(value)
    scale = 0
  }

  /// `coefficient` ÷ 10^`scale`; nil where the scale is not within 0...18.
  public init?(coefficient: Int128, scale: Int) {
    guard (0...Self.maximumScale).contains(scale) else { return nil }
    self.coefficient = coefficient
    self.scale = scale
  }

  /// Reads a number as JSON and YAML write them: a sign, digits, a point, digits, an exponent. Nil for anything else, for
  /// more than 18 decimals that are not nought, and for more than an Int128 holds.
  public init?(_ text: some StringProtocol) {
    var digits: [UInt8] = []
    var decimals = 0
    var exponent = 0
    var isNegative = false
    var hasPoint = false
    var bytes = text.utf8.makeIterator()
    var next = bytes.next()
    if next == UInt8(ascii: "-") || next == UInt8(ascii: "+") {
      isNegative = next == UInt8(ascii: "-")
      next = bytes.next()
    }
    while let byte = next {
      if Lexer.isDigit(byte) {
        digits.append(byte - 0x30)
        if hasPoint { decimals += 1 }
      } else if byte == UInt8(ascii: "."), !hasPoint {
        hasPoint = true
      } else {
        break
      }
      next = bytes.next()
    }
    guard !digits.isEmpty else { return nil }
    if let mark = next {
      guard mark | 0x20 == UInt8(ascii: "e") else { return nil }
      var written = ""
      while let byte = bytes.next() { written.unicodeScalars.append(Unicode.Scalar(byte)) }
      guard let value = Int(written), abs(value) <= 1_000_000 else { return nil }
      exponent = value
    }
    var scale = decimals - exponent
    while digits.last == 0, scale > 0 {
      digits.removeLast()
      scale -= 1
    }
    var value: Int128 = 0
    for digit in digits {
      let shifted = value.multipliedReportingOverflow(by: 10)
      let sum = shifted.partialValue.subtractingReportingOverflow(Int128(digit))
      guard !shifted.overflow, !sum.overflow else { return nil }
      value = sum.partialValue
    }
    if value == 0 { scale = 0 }
    while scale < 0 {
      let shifted = value.multipliedReportingOverflow(by: 10)
      guard !shifted.overflow else { return nil }
      value = shifted.partialValue
      scale += 1
    }
    guard scale <= Self.maximumScale else { return nil }
    // Read as a negative number, of which there is one more.
    if !isNegative {
      let positive = Int128(0).subtractingReportingOverflow(value)
      guard !positive.overflow else { return nil }
      value = positive.partialValue
    }
    coefficient = value
    self.scale = scale
  }

  static func powerOfTen(_ exponent: Int) -> UInt128 {
    var power: UInt128 = 1
    for _ in 0..<min(max(exponent, 0), 38) { power = power &* 10 }
    return power
  }

  private init?(isNegative: Bool, magnitude: UInt128, scale: Int) {
    if isNegative {
      guard magnitude <= Int128.min.magnitude else { return nil }
      coefficient = magnitude == Int128.min.magnitude ? .min : 0 &- Int128(truncatingIfNeeded: magnitude)
    } else {
      guard let value = Int128(exactly: magnitude) else { return nil }
      coefficient = value
    }
    self.scale = scale
  }

  private var isNegative: Bool { coefficient < 0 }

  // MARK: Arithmetic

  private func rescaled(to target: Int) -> Int128? {
    guard target > scale else { return coefficient }
    let (value, overflow) = coefficient.multipliedReportingOverflow(
      by: Int128(truncatingIfNeeded: Self.powerOfTen(target - scale)))
    return overflow ? nil : value
  }

  /// The exact sum; nil where it does not fit.
  public func adding(_ other: FixedDecimal) -> FixedDecimal? {
    let scale = max(scale, other.scale)
    guard let left = rescaled(to: scale), let right = other.rescaled(to: scale) else { return nil }
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow ? nil : FixedDecimal(coefficient: sum, scale: scale)
  }

  /// The exact difference; nil where it does not fit.
  public func subtracting(_ other: FixedDecimal) -> FixedDecimal? {
    let scale = max(scale, other.scale)
    guard let left = rescaled(to: scale), let right = other.rescaled(to: scale) else { return nil }
    let (difference, overflow) = left.subtractingReportingOverflow(right)
    return overflow ? nil : FixedDecimal(coefficient: difference, scale: scale)
  }

  /// The product, rounded to 18 decimals half away from zero; nil where it does not fit.
  public func multiplied(by other: FixedDecimal) -> FixedDecimal? {
    let product = coefficient.magnitude.multipliedFullWidth(by: other.coefficient.magnitude)
    let excess = max(0, scale + other.scale - Self.maximumScale)
    guard let magnitude = Self.divide(product, by: Self.powerOfTen(excess)) else { return nil }
    return FixedDecimal(
      isNegative: isNegative != other.isNegative, magnitude: magnitude, scale: scale + other.scale - excess)
  }

  /// The quotient, rounded to 18 decimals half away from zero; nil where it does not fit or the divisor is nought.
  public func divided(by other: FixedDecimal) -> FixedDecimal? {
    guard other.coefficient != 0 else { return nil }
    let numerator = coefficient.magnitude.multipliedFullWidth(
      by: Self.powerOfTen(Self.maximumScale - scale + other.scale))
    guard let magnitude = Self.divide(numerator, by: other.coefficient.magnitude) else { return nil }
    return FixedDecimal(
      isNegative: isNegative != other.isNegative, magnitude: magnitude, scale: Self.maximumScale)?.trimmed
  }

  /// The negation; nil for the one number that has none.
  public var negated: FixedDecimal? { FixedDecimal.zero.subtracting(self) }

  /// Divides a number of 256 bits, rounding halves up; nil where the quotient has more than 128.
  private static func divide(_ number: (high: UInt128, low: UInt128), by divisor: UInt128) -> UInt128? {
    guard number.high < divisor else { return nil }
    let (quotient, remainder) =
      number.high == 0
      ? number.low.quotientAndRemainder(dividingBy: divisor) : divisor.dividingFullWidth((number.high, number.low))
    // remainder ≥ divisor / 2, without doubling, which could overflow.
    guard remainder >= divisor &- remainder else { return quotient }
    let (rounded, overflow) = quotient.addingReportingOverflow(1)
    return overflow ? nil : rounded
  }

  // MARK: Rounding

  /// How digits are dropped.
  public enum Rounding: Sendable {
    /// To the nearest, halves away from zero.
    case halfAwayFromZero
    case towardZero
    case down
    case up
  }

  /// The number with at most so many decimals. A negative count rounds before the point: -3 to thousands. Nil where the
  /// result does not fit.
  public func rounded(to decimals: Int = 0, _ rounding: Rounding = .halfAwayFromZero) -> FixedDecimal? {
    guard decimals < scale else { return self }
    guard decimals >= -38, scale - decimals <= 38 else { return rounding == .halfAwayFromZero ? .zero : nil }
    let unit = Self.powerOfTen(scale - decimals)
    let (whole, remainder) = coefficient.magnitude.quotientAndRemainder(dividingBy: unit)
    let goesUp =
      switch rounding {
      case .halfAwayFromZero: remainder != 0 && remainder >= unit &- remainder
      case .towardZero: false
      case .down: isNegative && remainder != 0
      case .up: !isNegative && remainder != 0
      }
    var quotient = goesUp ? whole &+ 1 : whole
    if decimals < 0 {
      let (value, overflow) = quotient.multipliedReportingOverflow(by: Self.powerOfTen(0 - decimals))
      guard !overflow else { return nil }
      quotient = value
    }
    return FixedDecimal(isNegative: isNegative, magnitude: quotient, scale: max(0, decimals))
  }

  /// The same number without noughts at the end of its decimals.
  var trimmed: FixedDecimal {
    var (coefficient, scale) = (coefficient, scale)
    while scale > 0, coefficient % 10 == 0 {
      coefficient /= 10
      scale -= 1
    }
    return FixedDecimal(coefficient: coefficient, scale: scale) ?? self
  }

  /// The whole part, where it is the whole number and fits an Int64.
  var exactInt: Int64? {
    let plain = trimmed
    return plain.scale == 0 ? Int64(exactly: plain.coefficient) : nil
  }

  /// The nearest double.
  var double: Double { Double(description) ?? .nan }
}

extension FixedDecimal: Comparable, Hashable {
  /// Equal in value: 1.50 is 1.5.
  public static func == (left: FixedDecimal, right: FixedDecimal) -> Bool {
    if left.scale == right.scale { return left.coefficient == right.coefficient }
    return !(left < right) && !(right < left)
  }

  /// Compares values exactly, whatever the scales.
  public static func < (left: FixedDecimal, right: FixedDecimal) -> Bool {
    if left.scale == right.scale { return left.coefficient < right.coefficient }
    if left.isNegative != right.isNegative { return left.isNegative }
    let scale = max(left.scale, right.scale)
    let one = left.coefficient.magnitude.multipliedFullWidth(by: powerOfTen(scale - left.scale))
    let two = right.coefficient.magnitude.multipliedFullWidth(by: powerOfTen(scale - right.scale))
    return left.isNegative ? two < one : one < two
  }

  /// Hashes the value, so that equal numbers of different scale agree.
  public func hash(into hasher: inout Hasher) {
    let plain = trimmed
    hasher.combine(plain.coefficient)
    hasher.combine(plain.scale)
  }
}

extension FixedDecimal: CustomStringConvertible {
  /// The number in plain digits, without an exponent and without noughts at the end of its decimals.
  public var description: String { trimmed.text() }

  /// The number in plain digits with all the decimals it has; with a mark between thousands if one is given.
  func text(grouping: String = "") -> String {
    var digits = String(coefficient.magnitude)
    if digits.utf8.count <= scale { digits = String(repeating: "0", count: scale + 1 - digits.utf8.count) + digits }
    let fraction = String(digits.suffix(scale))
    var whole = ""
    for (position, digit) in digits.dropLast(scale).reversed().enumerated() {
      if position > 0, position % 3 == 0 { whole = grouping + whole }
      whole = String(digit) + whole
    }
    return (isNegative ? "-" : "") + whole + (scale > 0 ? "." + fraction : "")
  }
}
