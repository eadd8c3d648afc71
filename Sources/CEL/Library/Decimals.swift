// The rules' library for exact numbers: reading, rounding, adding up, comparing with a tolerance, discounting.

extension Library {
  static let decimals: [Function] = [
    conversion("decimal", .decimal, from: [.decimal, .int, .uint, .string]) { (value) throws(EvaluationError) in
      if case .string(let text) = value.content {
        guard text.utf8.count <= 400, let decimal = FixedDecimal(text) else { throw unreadable(text, "a decimal") }
        return Value(.decimal(decimal))
      }
      return Value(.decimal(try decimal(value)))
    },
    Function(
      "round", [.global([.decimal], .decimal), .global([.decimal, .int], .decimal)],
      documentation: "A number rounded to so many decimals (0 if none are named), halves away from nought"
    ) { (arguments, _) throws(EvaluationError) in
      guard (1...2).contains(arguments.count) else { throw .noOverload }
      let decimals = arguments.count == 2 ? try int(arguments[1]) : 0
      return try checked(try decimal(arguments[0]).rounded(to: decimals))
    },
    Function(
      "sum",
      [
        .global([.list(.decimal)], .decimal), .global([.list(.int)], .int), .global([.list(.duration)], .duration),
      ],
      documentation: "The sum of a list; of an empty one, nought"
    ) { (arguments, context) throws(EvaluationError) in
      guard arguments.count == 1, case .list(let elements) = arguments[0].content else { throw .noOverload }
      try context.spend(steps: elements.count)
      guard var total = elements.first else { return .int(0) }
      guard isSummable(total) else { throw .noOverload }
      total.origin = .none
      for element in elements.dropFirst() { total = try add(total, element, &context) }
      return total
    },
    Function(
      "npv", [.global([.decimal, .list(.decimal)], .decimal), .global([.decimal, .list(.int)], .decimal)],
      documentation: "The net present value of yearly flows at a rate, such as 0.035; the first year is not discounted"
    ) { (arguments, context) throws(EvaluationError) in
      guard arguments.count == 2, case .list(let flows) = arguments[1].content else { throw .noOverload }
      try context.spend(steps: flows.count * 4)
      guard let factor = FixedDecimal(1).adding(try decimal(arguments[0])) else { throw .overflow("a decimal") }
      guard factor.coefficient != 0 else {
        throw EvaluationError(.divisionByZero, "Flows cannot be discounted at a rate of -1")
      }
      // From the last year to the first, so that each step divides once.
      var total: FixedDecimal? = .zero
      for flow in flows.reversed() {
        total = try total?.divided(by: factor)?.adding(decimal(flow))
      }
      return try checked(total)
    },
    Function(
      "within", [.global([.decimal, .decimal, .decimal], .bool)],
      documentation: "Whether two numbers differ by no more than a tolerance"
    ) { (arguments, _) throws(EvaluationError) in
      guard arguments.count == 3 else { throw .noOverload }
      let left = try decimal(arguments[0])
      let right = try decimal(arguments[1])
      guard let difference = left < right ? right.subtracting(left) : left.subtracting(right) else {
        throw .overflow("a decimal")
      }
      return .bool(difference <= (try decimal(arguments[2])))
    },
  ]

  /// A decimal, or an int as one.
  static func decimal(_ value: Value) throws(EvaluationError) -> FixedDecimal {
    guard let decimal = value.widened else { throw .noOverload }
    return decimal
  }

  private static func isSummable(_ value: Value) -> Bool {
    switch value.content {
    case .decimal, .int, .duration: true
    default: false
    }
  }
}
