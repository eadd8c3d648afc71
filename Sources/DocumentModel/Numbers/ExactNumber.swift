// Numbers exactly as written: integers of any size and decimals, compared and divided without rounding.

/// A decimal number of any size: an integer coefficient times a power of ten.
///
/// The form is canonical (the coefficient has no trailing zero), so that numbers are equal exactly where their
/// values are: `1`, `1.0` and `10e-1` are the same number (JSON Schema Core §4.2.2).
public struct ExactNumber: Hashable, Sendable {
  /// Whether the number is below zero.
  public let isNegative: Bool
  /// The decimal digits of the coefficient (values 0 to 9), without leading or trailing zeros; empty for zero.
  let digits: Digits
  /// The power of ten the coefficient is multiplied by; 0 for zero.
  let exponent: Int

  /// A coefficient: as a machine word where it fits, for speed.
  enum Digits: Hashable, Sendable {
    case word(UInt64)
    case long([UInt8])
  }

  /// Exponents past this are held there: a number so large or small compares rightly with all that can be written.
  static let exponentLimit = 1 << 40

  init(isNegative: Bool, digits: Digits, exponent: Int) {
    self.isNegative = isNegative
    self.digits = digits
    self.exponent = exponent
  }

  /// Makes the number `value`.
  public init(_ value: Int) {
    self.init(isNegative: value < 0, coefficient: value.magnitude.description.utf8.map { $0 - 0x30 }, exponent: 0)
  }

  /// Reads the number in the text of a scalar: decimal as in JSON or YAML's core schema, or `0x…`, `0o…`; `nil` for
  /// any other text, `.inf` and `.nan` among them.
  public init?(_ text: String) {
    var text = text
    guard let number = text.withUTF8({ ExactNumber(scalar: $0) }) else { return nil }
    self = number
  }

  /// Reads the number in the bytes of a scalar; see ``init(_:)-String``.
  package init?(scalar bytes: UnsafeBufferPointer<UInt8>) {
    if bytes.count > 2, bytes[0] == UInt8(ascii: "0") {
      let digits = UnsafeBufferPointer(rebasing: bytes[2...])
      if bytes[1] == UInt8(ascii: "x") { self.init(digits: digits, radix: 16); return }
      if bytes[1] == UInt8(ascii: "o") { self.init(digits: digits, radix: 8); return }
    }
    self.init(decimal: bytes)
  }

  private init?(digits: UnsafeBufferPointer<UInt8>, radix: UInt32) {
    // The cost of a conversion grows with the square of the length.
    guard digits.count <= 10_000 else { return nil }
    var value = Magnitude()
    for byte in digits {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, digit < radix else { return nil }
      value.multiply(by: radix, adding: UInt32(digit))
    }
    self.init(isNegative: false, coefficient: value.digits, exponent: 0)
  }

  private init?(decimal bytes: UnsafeBufferPointer<UInt8>) {
    var index = 0
    var negative = false
    if let first = bytes.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
      negative = first == UInt8(ascii: "-")
      index = 1
    }
    var word: UInt64 = 0
    var fits = true
    var seen = 0
    var fractionDigits = 0
    var inFraction = false
    let start = index
    scan: while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case 0x30...0x39:
        seen += 1
        if inFraction { fractionDigits += 1 }
        let (product, tooLarge) = word.multipliedReportingOverflow(by: 10)
        let (sum, carried) = product.addingReportingOverflow(UInt64(byte - 0x30))
        if tooLarge || carried { fits = false } else if fits { word = sum }
      case UInt8(ascii: "."):
        if inFraction { return nil }
        inFraction = true
      case UInt8(ascii: "e"), UInt8(ascii: "E"):
        break scan
      default:
        return nil
      }
      index += 1
    }
    guard seen > 0 else { return nil }
    let mantissaEnd = index
    guard let written = ExactNumber.exponent(bytes, from: &index), index == bytes.count else { return nil }
    let exponent = written - fractionDigits
    if fits {
      self.init(isNegative: negative, word: word, exponent: exponent)
    } else {
      let mantissa = bytes[start..<mantissaEnd].lazy.filter { $0 != UInt8(ascii: ".") }.map { $0 - 0x30 }
      self.init(isNegative: negative, coefficient: Array(mantissa), exponent: exponent)
    }
  }

  /// Reads `e±digits` at `index`, or nothing, held within ``exponentLimit``.
  private static func exponent(_ bytes: UnsafeBufferPointer<UInt8>, from index: inout Int) -> Int? {
    guard index < bytes.count else { return 0 }
    index += 1
    var negative = false
    if index < bytes.count, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") {
      negative = bytes[index] == UInt8(ascii: "-")
      index += 1
    }
    var value = 0
    let start = index
    while index < bytes.count, bytes[index] &- 0x30 < 10 {
      value = min(value * 10 + Int(bytes[index] - 0x30), exponentLimit)
      index += 1
    }
    guard index > start else { return nil }
    return negative ? -value : value
  }

  private init(isNegative: Bool, word: UInt64, exponent: Int) {
    guard word != 0 else {
      self.init(isNegative: false, digits: .word(0), exponent: 0)
      return
    }
    var word = word
    var exponent = exponent
    while word.isMultiple(of: 10) {
      word /= 10
      exponent += 1
    }
    self.init(isNegative: isNegative, digits: .word(word), exponent: exponent)
  }

  private init(isNegative: Bool, coefficient: [UInt8], exponent: Int) {
    let trailing = coefficient.reversed().prefix { $0 == 0 }.count
    let significant = Array(coefficient.dropLast(trailing).drop { $0 == 0 })
    if significant.isEmpty {
      self.init(isNegative: false, digits: .word(0), exponent: 0)
    } else if significant.count <= 19 {
      let word = significant.reduce(UInt64(0)) { $0 * 10 + UInt64($1) }
      self.init(isNegative: isNegative, digits: .word(word), exponent: exponent + trailing)
    } else {
      self.init(isNegative: isNegative, digits: .long(significant), exponent: exponent + trailing)
    }
  }

  /// Whether the number is zero.
  public var isZero: Bool { digits == .word(0) }

  /// Whether the number has no fractional part: `1.0` and `1e3` are integers (JSON Schema Validation §6.1.1).
  public var isInteger: Bool { exponent >= 0 }

  /// The value as an `Int`, or `nil` where it is no integer or does not fit.
  public var integer: Int? {
    guard isInteger, exponent <= 19, case .word(var word) = digits else { return nil }
    for _ in 0..<exponent {
      let (product, overflow) = word.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      word = product
    }
    if isNegative { return word <= UInt64(Int.max) ? -Int(word) : nil }
    return Int(exactly: word)
  }

  var digitArray: [UInt8] {
    switch digits {
    case .word(0): []
    case .word(let word): word.description.utf8.map { $0 - 0x30 }
    case .long(let digits): digits
    }
  }
}
