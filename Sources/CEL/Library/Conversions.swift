// The functions that turn a value of one type into one of another (langdef, List of Standard Definitions).

extension Library {
  static let conversions: [Function] = [
    conversion("bool", .bool, from: [.bool, .string]) { (value) throws(EvaluationError) in
      switch value.content {
      case .bool: return value
      case .string(let text):
        if ["1", "t", "true", "TRUE", "True"].contains(text) { return .bool(true) }
        if ["0", "f", "false", "FALSE", "False"].contains(text) { return .bool(false) }
        throw unreadable(text, "a bool")
      default: throw .noOverload
      }
    },
    conversion("int", .int, from: [.int, .uint, .double, .string, .timestamp, .duration, .decimal, .financialYear]) {
      (value) throws(EvaluationError) in Value(.int(try int(value)))
    },
    conversion("uint", .uint, from: [.uint, .int, .double, .string]) { (value) throws(EvaluationError) in
      Value(.uint(try uint(value)))
    },
    conversion("double", .double, from: [.double, .int, .uint, .string, .decimal]) { (value) throws(EvaluationError) in
      Value(.double(try double(value)))
    },
    Function(
      "string",
      [
        ValueType.string, .bool, .int, .uint, .double, .bytes, .timestamp, .duration, .decimal, .date, .financialYear,
      ].map { .global([$0], .string) }, documentation: "The value as a string"
    ) { (arguments, context) throws(EvaluationError) in
      guard arguments.count == 1 else { throw .noOverload }
      switch arguments[0].content {
      case .string: return arguments[0]
      case .bytes(let bytes):
        guard let text = String(validating: bytes, as: UTF8.self) else {
          throw EvaluationError(.invalidArgument, "The bytes are no UTF-8")
        }
        try context.spend(bytes: bytes.count)
        return .string(text)
      case .bool, .int, .uint, .double, .timestamp, .duration, .decimal, .date, .financialYear:
        return .string(try Wording.text(arguments[0], .plain, &context))
      default: throw .noOverload
      }
    },
    conversion("bytes", .bytes, from: [.bytes, .string]) { (value) throws(EvaluationError) in
      switch value.content {
      case .bytes: return value
      case .string(let text): return Value(.bytes(Array(text.utf8)))
      default: throw .noOverload
      }
    },
    conversion("timestamp", .timestamp, from: [.timestamp, .string, .int]) { (value) throws(EvaluationError) in
      switch value.content {
      case .timestamp: return value
      case .int(let seconds):
        guard let timestamp = Timestamp(seconds: seconds) else { throw .overflow("a timestamp") }
        return Value(.timestamp(timestamp))
      case .string(let text):
        guard let timestamp = Timestamp(text) else { throw unreadable(text, "a timestamp") }
        return Value(.timestamp(timestamp))
      default: throw .noOverload
      }
    },
    conversion("duration", .duration, from: [.duration, .string]) { (value) throws(EvaluationError) in
      switch value.content {
      case .duration: return value
      case .string(let text):
        guard let duration = SignedDuration(text) else { throw unreadable(text, "a duration") }
        return Value(.duration(duration))
      default: throw .noOverload
      }
    },
  ]

  static func conversion(
    _ name: String, _ result: ValueType, from types: [ValueType],
    _ convert: @escaping @Sendable (Value) throws(EvaluationError) -> Value
  ) -> Function {
    Function(name, types.map { .global([$0], result) }, documentation: "The value as \(result)") {
      (arguments, context) throws(EvaluationError) in
      guard arguments.count == 1 else { throw .noOverload }
      if case .string(let text) = arguments[0].content { try context.spend(bytes: text.utf8.count) }
      var result = try convert(arguments[0])
      // The same quantity in another type is still what the document says.
      result.origin = arguments[0].origin
      return result
    }
  }

  static func unreadable(_ text: String, _ what: String) -> EvaluationError {
    EvaluationError(.invalidArgument, "\(Wording.quoted(.string(text))) cannot be read as \(what)")
  }

  private static func int(_ value: Value) throws(EvaluationError) -> Int64 {
    switch value.content {
    case .int(let int): return int
    case .uint(let uint):
      guard let int = Int64(exactly: uint) else { throw .overflow("an int") }
      return int
    case .double(let double):
      // The bounds themselves are left out: as doubles they may be rounded values from beyond.
      guard double > -9223372036854775808.0, double < 9223372036854775808.0 else { throw .overflow("an int") }
      return Int64(double)
    case .decimal(let decimal):
      guard let whole = decimal.rounded(to: 0, .towardZero)?.exactInt else { throw .overflow("an int") }
      return whole
    case .string(let text):
      guard let int = Int64(text) else { throw unreadable(text, "an int") }
      return int
    case .timestamp(let timestamp): return timestamp.seconds
    case .duration(let duration): return duration.seconds
    case .financialYear(let year): return Int64(year.startYear)
    default: throw .noOverload
    }
  }

  private static func uint(_ value: Value) throws(EvaluationError) -> UInt64 {
    switch value.content {
    case .uint(let uint): return uint
    case .int(let int):
      guard let uint = UInt64(exactly: int) else { throw .overflow("a uint") }
      return uint
    case .double(let double):
      guard double > -1, double < 18446744073709551616.0 else { throw .overflow("a uint") }
      return UInt64(double)
    case .string(let text):
      guard let uint = UInt64(text) else { throw unreadable(text, "a uint") }
      return uint
    default: throw .noOverload
    }
  }

  private static func double(_ value: Value) throws(EvaluationError) -> Double {
    switch value.content {
    case .double(let double): return double
    case .int(let int): return Double(int)
    case .uint(let uint): return Double(uint)
    case .decimal(let decimal): return decimal.double
    case .string(let text):
      // What Swift reads beyond this, such as hexadecimal, is no number of the language.
      guard text.utf8.count <= 400, let double = Double(text),
        !text.utf8.contains(where: { $0 | 0x20 == UInt8(ascii: "x") || $0 | 0x20 == UInt8(ascii: "p") })
      else { throw unreadable(text, "a double") }
      return double
    default: throw .noOverload
    }
  }
}
