// The functions of optional values (the optional extension); its macros and selections are syntax.

extension Library {
  static let optionals: [Function] = [
    Function("optional.of", [.global([a], .optional(a))]) { (arguments, _) throws(EvaluationError) in
      guard arguments.count == 1 else { throw .noOverload }
      return .optional(arguments[0])
    },
    Function("optional.ofNonZeroValue", [.global([a], .optional(a))]) { (arguments, _) throws(EvaluationError) in
      guard arguments.count == 1 else { throw .noOverload }
      return .optional(isZero(arguments[0]) ? nil : arguments[0])
    },
    Function("optional.none", [.global([], .optional(a))]) { (arguments, _) throws(EvaluationError) in
      guard arguments.isEmpty else { throw .noOverload }
      return .optional(nil)
    },
    method("hasValue", [], .bool) { (optional, _) throws(EvaluationError) in .bool(optional.value != nil) },
    method("value", [], a) { (optional, _) throws(EvaluationError) in
      guard let value = optional.value else { throw EvaluationError(.noSuchKey, "The optional has no value") }
      return value
    },
    method("or", [.optional(a)], .optional(a)) { (optional, arguments) throws(EvaluationError) in
      guard case .optional(let other)? = arguments.first?.content else { throw .noOverload }
      return Value(.optional(optional.value == nil ? other : optional))
    },
    method("orValue", [a], a) { (optional, arguments) throws(EvaluationError) in
      optional.value ?? arguments.first ?? .null
    },
    Function("optional.unwrap", [.global([.list(.optional(a))], .list(a))]) { (arguments, _) throws(EvaluationError) in
      guard arguments.count == 1 else { throw .noOverload }
      return try unwrap(arguments[0])
    },
    Function("unwrapOpt", [.method(.list(.optional(a)), [], .list(a))]) { (arguments, _) throws(EvaluationError) in
      guard arguments.count == 1 else { throw .noOverload }
      return try unwrap(arguments[0])
    },
  ]

  private static func method(
    _ name: String, _ parameters: [ValueType], _ result: ValueType,
    _ body: @escaping @Sendable (OptionalValue, [Value]) throws(EvaluationError) -> Value
  ) -> Function {
    Function(name, [.method(.optional(a), parameters, result)]) { (arguments, _) throws(EvaluationError) in
      guard arguments.count == parameters.count + 1, case .optional(let optional) = arguments[0].content else {
        throw .noOverload
      }
      return try body(optional, Array(arguments.dropFirst()))
    }
  }

  private static func unwrap(_ list: Value) throws(EvaluationError) -> Value {
    guard case .list(let elements) = list.content else { throw .noOverload }
    var values: [Value] = []
    for element in elements {
      guard case .optional(let optional) = element.content else { throw .noOverload }
      if let value = optional.value { values.append(value) }
    }
    return Value(.list(values))
  }

  /// Whether a value is the least that its type has: nought, nothing, empty.
  private static func isZero(_ value: Value) -> Bool {
    switch value.content {
    case .null: true
    case .bool(let bool): !bool
    case .int(let int): int == 0
    case .uint(let uint): uint == 0
    case .double(let double): double == 0
    case .decimal(let decimal): decimal.coefficient == 0
    case .string(let string): string.isEmpty
    case .bytes(let bytes): bytes.isEmpty
    case .list(let elements): elements.isEmpty
    case .duration(let duration): duration.nanoseconds == 0
    case .timestamp(let timestamp): timestamp.nanoseconds == 0
    case .optional(let optional): optional.value == nil
    case .map, .object: value.entryCount == 0
    case .type, .date, .financialYear: false
    }
  }
}
