// Decimals of up to 18 digits as a machine word and a scale: the quick way for bounds and `multipleOf`.

/// The number `coefficient` × 10^-`scale`, with a scale from 0 to 18. Not canonical: `1.0` is 10 with scale 1.
struct ShortDecimal: Sendable {
  let coefficient: Int64
  let scale: Int

  /// Reads digits with at most one point and a minus sign; `nil` for anything else or longer.
  @inline(__always)
  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    var index = 0
    let negative = bytes.first == UInt8(ascii: "-")
    if negative { index = 1 }
    guard index < bytes.count, bytes.count - index <= 18 else { return nil }
    var value: Int64 = 0
    var scale = -1
    var digits = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte &- 0x30 < 10 {
        value = value &* 10 &+ Int64(byte &- 0x30)
        digits &+= 1
        if scale >= 0 { scale &+= 1 }
      } else if byte == UInt8(ascii: "."), scale < 0 {
        scale = 0
      } else {
        return nil
      }
      index &+= 1
    }
    guard digits > 0 else { return nil }
    coefficient = negative ? 0 &- value : value
    self.scale = max(scale, 0)
  }

  /// Whether the number has no fractional part.
  var isInteger: Bool {
    guard scale > 0, let power = ShortDecimal.power(scale) else { return true }
    return coefficient % power == 0
  }

  /// -1, 0 or 1 as the number is less than, equal to or greater than `other`; `nil` where that needs more digits.
  func compared(to other: ShortDecimal) -> Int? {
    guard let (left, right) = aligned(with: other) else { return nil }
    return left < right ? -1 : (left == right ? 0 : 1)
  }

  /// Whether the number is an integer times `divisor`; `nil` where that needs more digits.
  func isMultiple(of divisor: ShortDecimal) -> Bool? {
    guard let (left, right) = aligned(with: divisor), right > 0 else { return nil }
    return left % right == 0
  }

  private func aligned(with other: ShortDecimal) -> (Int64, Int64)? {
    if scale == other.scale { return (coefficient, other.coefficient) }
    if scale < other.scale {
      return widened(by: other.scale - scale).map { ($0, other.coefficient) }
    }
    return other.widened(by: scale - other.scale).map { (coefficient, $0) }
  }

  private func widened(by places: Int) -> Int64? {
    guard let power = ShortDecimal.power(places) else { return nil }
    let (product, overflow) = coefficient.multipliedReportingOverflow(by: power)
    return overflow ? nil : product
  }

  private static func power(_ places: Int) -> Int64? {
    guard places <= 18 else { return nil }
    var result: Int64 = 1
    for _ in 0..<max(0, places) { result &*= 10 }
    return result
  }
}
