// The `format` method of the strings extension.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension Library {
  static let format: [Function] = [
    Function(
      "format", [.method(.string, [.list(.dyn)], .string)],
      documentation: "The string with its clauses, such as '%s' or '%.2f', replaced by the elements of a list",
      implementation: pair { (pattern, list, context) throws(EvaluationError) in
        guard case .list(let elements) = list.content else { throw .noOverload }
        return .string(try format(try scalars(pattern, &context), elements, &context))
      })
  ]

  private static func format(
    _ pattern: [Unicode.Scalar], _ arguments: [Value], _ context: inout EvaluationContext
  ) throws(EvaluationError) -> String {
    var result = String.UnicodeScalarView()
    var rest = arguments[...]
    var index = 0
    while index < pattern.count {
      let scalar = pattern[index]
      index += 1
      guard scalar == "%" else {
        result.append(scalar)
        continue
      }
      if index < pattern.count, pattern[index] == "%" {
        result.append("%")
        index += 1
        continue
      }
      let precision = try precision(pattern, &index)
      guard index < pattern.count else {
        throw EvaluationError(.invalidArgument, "The format ends within a clause")
      }
      let clause = pattern[index]
      index += 1
      guard let argument = rest.popFirst() else {
        throw EvaluationError(.outOfRange, "The format has more clauses than the list has elements")
      }
      let text = try format(argument, as: clause, precision, &context)
      try context.spend(bytes: text.utf8.count)
      result.append(contentsOf: text.unicodeScalars)
    }
    return String(result)
  }

  private static func precision(_ pattern: [Unicode.Scalar], _ index: inout Int) throws(EvaluationError) -> Int? {
    guard index < pattern.count, pattern[index] == "." else { return nil }
    index += 1
    var digits: [UInt8] = []
    while index < pattern.count, ("0"..."9").contains(pattern[index]) {
      digits.append(UInt8(truncatingIfNeeded: pattern[index].value))
      index += 1
    }
    guard let value = number(digits[...]), value <= 100 else {
      throw EvaluationError(.invalidArgument, "The precision of a clause must be a number up to 100")
    }
    return value
  }

  private static func format(
    _ value: Value, as clause: Unicode.Scalar, _ precision: Int?, _ context: inout EvaluationContext
  ) throws(EvaluationError) -> String {
    switch clause {
    case "s": return try Wording.text(value, .bracketed, &context)
    case "d":
      switch value.content {
      case .int, .uint, .decimal: return try Wording.text(value, .bracketed, &context)
      case .double(let double) where !double.isFinite: return Wording.double(double)
      default: throw unfit(value, clause)
      }
    case "f", "e":
      if clause == "f", case .decimal(let decimal) = value.content {
        return try fixed(decimal, precision ?? 6)
      }
      return try real(value, clause, precision ?? 6)
    case "b":
      if case .bool(let bool) = value.content { return bool ? "1" : "0" }
      return try radix(value, 2, clause)
    case "o": return try radix(value, 8, clause)
    case "x", "X":
      let text: String
      switch value.content {
      case .string(let string): text = hexadecimal(Array(string.utf8))
      case .bytes(let bytes): text = hexadecimal(bytes)
      default: text = try radix(value, 16, clause)
      }
      return clause == "X" ? text.uppercased() : text
    default: throw EvaluationError(.invalidArgument, "'%\(clause)' is no clause of a format")
    }
  }

  private static func unfit(_ value: Value, _ clause: Unicode.Scalar) -> EvaluationError {
    EvaluationError(.invalidArgument, "'%\(clause)' does not take a value of type \(value.typeName)")
  }

  private static func radix(_ value: Value, _ radix: Int, _ clause: Unicode.Scalar) throws(EvaluationError) -> String {
    switch value.content {
    case .int(let int): return String(int, radix: radix)
    case .uint(let uint): return String(uint, radix: radix)
    default: throw unfit(value, clause)
    }
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    var text = ""
    for byte in bytes { text += (byte < 16 ? "0" : "") + String(byte, radix: 16) }
    return text
  }

  private static func real(
    _ value: Value, _ clause: Unicode.Scalar, _ precision: Int
  ) throws(EvaluationError) -> String {
    let number: Double
    switch value.content {
    case .double(let double): number = double
    case .int(let int): number = Double(int)
    case .uint(let uint): number = Double(uint)
    default: throw unfit(value, clause)
    }
    guard number.isFinite else { return Wording.double(number) }
    // The longest double has 309 digits before the point.
    var buffer = [CChar](repeating: 0, count: 512)
    let pattern = "%.\(precision)\(clause)"
    let length = withVaList([number]) { vsnprintf(&buffer, buffer.count, pattern, $0) }
    return String(decoding: buffer.prefix(max(0, Int(length))).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// A decimal with so many decimals, rounded half away from zero.
  static func fixed(_ decimal: FixedDecimal, _ decimals: Int) throws(EvaluationError) -> String {
    let shown = min(max(decimals, 0), FixedDecimal.maximumScale)
    guard let rounded = decimal.rounded(to: shown) else { throw .overflow("a decimal") }
    var text = rounded.text()
    let missing = decimals - rounded.scale
    if missing > 0 { text += (rounded.scale == 0 ? "." : "") + String(repeating: "0", count: missing) }
    return text
  }
}
