// Order, divisibility and text of exact numbers.

extension ExactNumber: Comparable {
  /// Orders by value.
  public static func < (left: ExactNumber, right: ExactNumber) -> Bool {
    if left.isNegative != right.isNegative { return left.isNegative }
    return left.isNegative ? right.isSmallerInMagnitude(than: left) : left.isSmallerInMagnitude(than: right)
  }

  private func isSmallerInMagnitude(than other: ExactNumber) -> Bool {
    if isZero || other.isZero { return isZero && !other.isZero }
    if exponent == other.exponent, case .word(let left) = digits, case .word(let right) = other.digits {
      return left < right
    }
    let left = digitArray
    let right = other.digitArray
    // The place of the first digit decides before the digits do.
    let leftPlace = left.count + exponent
    let rightPlace = right.count + other.exponent
    if leftPlace != rightPlace { return leftPlace < rightPlace }
    return left.lexicographicallyPrecedes(right)
  }
}

extension ExactNumber {
  /// Whether the number is an integer times `divisor` (JSON Schema Validation §6.2.1), exactly.
  ///
  /// `nil` where both have so many digits that the division would take longer than a second; nothing divides by zero.
  public func isMultiple(of divisor: ExactNumber) -> Bool? {
    if divisor.isZero { return false }
    if isZero { return true }
    // The coefficients have no factor of ten, so a divisor with the larger power of ten divides nothing.
    let shift = exponent - divisor.exponent
    guard shift >= 0 else { return false }
    if case .word(let value) = digits, case .word(let by) = divisor.digits {
      return ExactNumber.isMultiple(value, shift: shift, of: by)
    }
    let value = digitArray
    let by = Magnitude(digits: divisor.digitArray)
    let (length, tooLong) = value.count.addingReportingOverflow(shift)
    let (work, tooMuch) = length.multipliedReportingOverflow(by: by.limbCount)
    guard !tooLong, !tooMuch, work <= 50_000_000 else { return nil }
    return Magnitude.remainder(of: value, zeros: shift, dividedBy: by).isZero
  }

  private static func isMultiple(_ value: UInt64, shift: Int, of by: UInt64) -> Bool {
    var rest = value % by
    var shift = shift
    var factor = 10 % by
    // 10^shift modulo `by`, by squaring, so that a large exponent costs no more than a small one.
    while shift > 0 {
      if shift & 1 == 1 { rest = product(rest, factor, modulo: by) }
      factor = product(factor, factor, modulo: by)
      shift >>= 1
    }
    return rest == 0
  }

  private static func product(_ left: UInt64, _ right: UInt64, modulo modulus: UInt64) -> UInt64 {
    let (high, low) = left.multipliedFullWidth(by: right)
    return modulus.dividingFullWidth((high % modulus, low)).remainder
  }
}

extension ExactNumber: CustomStringConvertible {
  /// The number in plain decimal notation where that is short, else with an exponent.
  public var description: String {
    if isZero { return "0" }
    let digits = digitArray.map { String($0) }.joined()
    let sign = isNegative ? "-" : ""
    if exponent >= 0, exponent <= 21 { return sign + digits + String(repeating: "0", count: exponent) }
    if exponent < 0, exponent >= -21 {
      let point = digits.count + exponent
      if point > 0 { return sign + digits.prefix(point) + "." + digits.dropFirst(point) }
      return sign + "0." + String(repeating: "0", count: -point) + digits
    }
    return sign + digits + "e" + String(exponent)
  }
}
