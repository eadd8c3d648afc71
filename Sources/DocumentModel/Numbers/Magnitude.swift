// Whole numbers of any size, with the few operations that exact numbers need beyond a machine word.

/// A whole number as limbs of nine decimal digits, the least significant first, without leading zero limbs.
///
/// A big-integer package would bring all of Foundation with it, and with that most of the program's start-up time.
struct Magnitude {
  private static let base: UInt64 = 1_000_000_000
  private var limbs: [UInt32] = []

  /// Makes zero.
  init() {}

  /// Makes the number with these decimal digits (values 0 to 9), the most significant first.
  init(digits: [UInt8]) {
    limbs.reserveCapacity(digits.count / 9 + 1)
    var end = digits.count
    while end > 0 {
      let start = max(0, end - 9)
      limbs.append(digits[start..<end].reduce(UInt32(0)) { $0 &* 10 &+ UInt32($1) })
      end = start
    }
    trim()
  }

  /// Whether the number is zero.
  var isZero: Bool { limbs.isEmpty }

  /// How many limbs the number has.
  var limbCount: Int { limbs.count }

  /// The decimal digits (values 0 to 9), the most significant first; none for zero.
  var digits: [UInt8] {
    var result: [UInt8] = []
    for limb in limbs {
      var rest = limb
      for _ in 0..<9 {
        result.append(UInt8(truncatingIfNeeded: rest % 10))
        rest /= 10
      }
    }
    while result.last == 0 { result.removeLast() }
    return result.reversed()
  }

  /// Multiplies by `factor` and adds `addend`, each below 2^32.
  mutating func multiply(by factor: UInt32, adding addend: UInt32) {
    var carry = UInt64(addend)
    for index in limbs.indices {
      let value = UInt64(limbs[index]) * UInt64(factor) + carry
      limbs[index] = UInt32(truncatingIfNeeded: value % Magnitude.base)
      carry = value / Magnitude.base
    }
    while carry > 0 {
      limbs.append(UInt32(truncatingIfNeeded: carry % Magnitude.base))
      carry /= Magnitude.base
    }
  }

  /// The remainder of this number, followed by `zeros` decimal zeros, divided by `divisor`, which is not zero.
  ///
  /// Digit by digit: the cost is the number of digits times the number of limbs of the divisor.
  static func remainder(of digits: [UInt8], zeros: Int, dividedBy divisor: Magnitude) -> Magnitude {
    var rest = Magnitude()
    for index in 0..<(digits.count + zeros) {
      rest.multiply(by: 10, adding: index < digits.count ? UInt32(digits[index]) : 0)
      rest.trim()
      while !rest.isSmaller(than: divisor) { rest.subtract(divisor) }
    }
    return rest
  }

  private func isSmaller(than other: Magnitude) -> Bool {
    if limbs.count != other.limbs.count { return limbs.count < other.limbs.count }
    for index in limbs.indices.reversed() where limbs[index] != other.limbs[index] {
      return limbs[index] < other.limbs[index]
    }
    return false
  }

  /// Subtracts `other`, which is not larger.
  private mutating func subtract(_ other: Magnitude) {
    var borrow: Int64 = 0
    for index in limbs.indices {
      var value = Int64(limbs[index]) - borrow
      if index < other.limbs.count { value -= Int64(other.limbs[index]) }
      borrow = value < 0 ? 1 : 0
      limbs[index] = UInt32(truncatingIfNeeded: value < 0 ? value + Int64(Magnitude.base) : value)
    }
    trim()
  }

  private mutating func trim() {
    while limbs.last == 0 { limbs.removeLast() }
  }
}
