// The operators: arithmetic without traps, comparison, membership, negation (langdef, List of Standard Definitions).

/// The functions of the environment, one list a topic.
enum Library {
  static let a = ValueType.parameter("A")
  static let b = ValueType.parameter("B")

  static let operators: [Function] = [
    Function("!_", [.global([.bool], .bool)]) { (arguments, _) throws(EvaluationError) in
      guard case .bool(let value)? = arguments.first?.content else { throw .noOverload }
      return .bool(!value)
    },
    Function("-_", [.global([.int], .int), .global([.double], .double), .global([.decimal], .decimal)]) {
      (arguments, _) throws(EvaluationError) in
      guard let operand = arguments.first else { throw .noOverload }
      return try negate(operand)
    },
    Function(
      "_+_",
      arithmetic([.int, .uint, .double, .string, .bytes, .duration, .decimal])
        + [
          .global([.list(a), .list(a)], .list(a)), .global([.timestamp, .duration], .timestamp),
          .global([.duration, .timestamp], .timestamp), .global([.date, .int], .date),
          .global([.financialYear, .int], .financialYear),
        ],
      implementation: pair { (left, right, context) throws(EvaluationError) in try add(left, right, &context) }),
    Function(
      "_-_",
      arithmetic([.int, .uint, .double, .duration, .decimal])
        + [
          .global([.timestamp, .timestamp], .duration), .global([.timestamp, .duration], .timestamp),
          .global([.date, .date], .int), .global([.date, .int], .date),
          .global([.financialYear, .int], .financialYear),
          .global([.financialYear, .financialYear], .int),
        ],
      implementation: pair { (left, right, _) throws(EvaluationError) in try subtract(left, right) }),
    Function(
      "_*_", arithmetic([.int, .uint, .double, .decimal]),
      implementation: pair { (left, right, _) throws(EvaluationError) in try multiply(left, right) }),
    Function(
      "_/_", arithmetic([.int, .uint, .double, .decimal]),
      implementation: pair { (left, right, _) throws(EvaluationError) in try divide(left, right) }),
    Function(
      "_%_", arithmetic([.int, .uint]),
      implementation: pair { (left, right, _) throws(EvaluationError) in try remainder(left, right) }),
    Function(
      "_==_", [.global([a, a], .bool)],
      implementation: pair { (left, right, context) throws(EvaluationError) in
        .bool(try left.isEqual(to: right, &context))
      }),
    Function(
      "_!=_", [.global([a, a], .bool)],
      implementation: pair { (left, right, context) throws(EvaluationError) in
        .bool(!(try left.isEqual(to: right, &context)))
      }),
    comparison("_<_") { $0 == .less },
    comparison("_<=_") { $0 == .less || $0 == .equal },
    comparison("_>_") { $0 == .greater },
    comparison("_>=_") { $0 == .greater || $0 == .equal },
    Function(
      "@in", [.global([a, .list(a)], .bool), .global([a, .map(a, b)], .bool)],
      implementation: pair { (left, right, context) throws(EvaluationError) in
        .bool(try contains(right, left, &context))
      }),
  ]

  /// An operator on two operands of one type, with a result of the same.
  private static func arithmetic(_ types: [ValueType]) -> [Overload] {
    types.map { .global([$0, $0], $0) }
  }

  /// The implementation of what takes two values.
  static func pair(
    _ body:
      @escaping @Sendable (Value, Value, inout EvaluationContext) throws(EvaluationError) -> Value
  ) -> Function.Implementation {
    { (arguments, context) throws(EvaluationError) in
      guard arguments.count == 2 else { throw .noOverload }
      return try body(arguments[0], arguments[1], &context)
    }
  }

  private static func comparison(_ name: String, _ holds: @escaping @Sendable (Value.Order) -> Bool) -> Function {
    let types: [ValueType] = [
      .bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration, .decimal, .date, .financialYear,
    ]
    return Function(
      name, types.map { .global([$0, $0], .bool) },
      implementation: pair { (left, right, context) throws(EvaluationError) in
        try context.spend(steps: left.weight)
        guard let order = left.compare(right) else { throw .noOverload }
        return .bool(holds(order))
      })
  }

  private static func contains(
    _ container: Value, _ value: Value, _ context: inout EvaluationContext
  ) throws(EvaluationError) -> Bool {
    switch container.content {
    case .list(let elements):
      for element in elements {
        try context.spend()
        if try element.isEqual(to: value, &context) { return true }
      }
      return false
    case .map, .object:
      try context.spend(steps: value.weight)
      return container.entry(value) != nil
    default: throw .noOverload
    }
  }

  // MARK: Arithmetic

  private static func negate(_ operand: Value) throws(EvaluationError) -> Value {
    switch operand.content {
    case .int(let value):
      let (result, overflow) = Int64(0).subtractingReportingOverflow(value)
      return try checked(result, overflow)
    case .double(let value): return Value(.double(-value))
    case .decimal(let value): return try checked(value.negated)
    default: throw .noOverload
    }
  }

  private static func checked(_ value: Int64, _ overflow: Bool) throws(EvaluationError) -> Value {
    guard !overflow else { throw .overflow("an int") }
    return Value(.int(value))
  }

  private static func checked(_ value: UInt64, _ overflow: Bool) throws(EvaluationError) -> Value {
    guard !overflow else { throw .overflow("a uint") }
    return Value(.uint(value))
  }

  static func checked(_ value: FixedDecimal?) throws(EvaluationError) -> Value {
    guard let value else { throw .overflow("a decimal") }
    return Value(.decimal(value))
  }

  /// Two numbers of which one is a decimal and the other can become one; nil for all others.
  private static func decimals(_ left: Value, _ right: Value) -> (FixedDecimal, FixedDecimal)? {
    switch (left.content, right.content) {
    case (.decimal(let one), .decimal(let two)): (one, two)
    case (.decimal(let one), .int(let two)): (one, FixedDecimal(two))
    case (.int(let one), .decimal(let two)): (FixedDecimal(one), two)
    default: nil
    }
  }

  static func add(
    _ left: Value, _ right: Value, _ context: inout EvaluationContext
  ) throws(EvaluationError) -> Value {
    switch (left.content, right.content) {
    case (.int(let one), .int(let two)):
      let (sum, overflow) = one.addingReportingOverflow(two)
      return try checked(sum, overflow)
    case (.uint(let one), .uint(let two)):
      let (sum, overflow) = one.addingReportingOverflow(two)
      return try checked(sum, overflow)
    case (.double(let one), .double(let two)): return Value(.double(one + two))
    case (.string(let one), .string(let two)):
      try context.spend(bytes: one.utf8.count + two.utf8.count)
      return .string(one + two)
    case (.bytes(let one), .bytes(let two)):
      try context.spend(bytes: one.count + two.count)
      return Value(.bytes(one + two))
    case (.list(let one), .list(let two)):
      try context.spend(elements: one.count + two.count)
      return Value(.list(one + two))
    case (.duration(let one), .duration(let two)): return try span(one.nanoseconds + two.nanoseconds)
    case (.timestamp(let one), .duration(let two)): return try instant(one.nanoseconds + two.nanoseconds)
    case (.duration(let one), .timestamp(let two)): return try instant(one.nanoseconds + two.nanoseconds)
    case (.date(let date), .int(let days)): return try day(date.adding(days: days))
    case (.financialYear(let year), .int(let count)): return try financialYear(year, plus: count)
    default:
      guard let (one, two) = decimals(left, right) else { throw .noOverload }
      return try checked(one.adding(two))
    }
  }

  static func subtract(_ left: Value, _ right: Value) throws(EvaluationError) -> Value {
    switch (left.content, right.content) {
    case (.int(let one), .int(let two)):
      let (difference, overflow) = one.subtractingReportingOverflow(two)
      return try checked(difference, overflow)
    case (.uint(let one), .uint(let two)):
      let (difference, overflow) = one.subtractingReportingOverflow(two)
      return try checked(difference, overflow)
    case (.double(let one), .double(let two)): return Value(.double(one - two))
    case (.duration(let one), .duration(let two)): return try span(one.nanoseconds - two.nanoseconds)
    case (.timestamp(let one), .duration(let two)): return try instant(one.nanoseconds - two.nanoseconds)
    case (.timestamp(let one), .timestamp(let two)):
      let difference = one.nanoseconds - two.nanoseconds
      // The difference must fit 64 bits of nanoseconds, as the specification's data have it.
      guard Int64(exactly: difference) != nil else { throw .overflow("a duration") }
      return try span(difference)
    case (.date(let one), .date(let two)): return .int(one.day - two.day)
    case (.date(let date), .int(let days)):
      let (negated, overflow) = Int64(0).subtractingReportingOverflow(days)
      return try day(overflow ? nil : date.adding(days: negated))
    case (.financialYear(let one), .financialYear(let two)): return .int(one.startYear - two.startYear)
    case (.financialYear(let year), .int(let count)):
      let (negated, overflow) = Int64(0).subtractingReportingOverflow(count)
      return try financialYear(year, plus: overflow ? .max : negated)
    default:
      guard let (one, two) = decimals(left, right) else { throw .noOverload }
      return try checked(one.subtracting(two))
    }
  }

  private static func multiply(_ left: Value, _ right: Value) throws(EvaluationError) -> Value {
    switch (left.content, right.content) {
    case (.int(let one), .int(let two)):
      let (product, overflow) = one.multipliedReportingOverflow(by: two)
      return try checked(product, overflow)
    case (.uint(let one), .uint(let two)):
      let (product, overflow) = one.multipliedReportingOverflow(by: two)
      return try checked(product, overflow)
    case (.double(let one), .double(let two)): return Value(.double(one * two))
    default:
      guard let (one, two) = decimals(left, right) else { throw .noOverload }
      return try checked(one.multiplied(by: two))
    }
  }

  private static let division = EvaluationError(.divisionByZero, "The divisor is nought")

  static func divide(_ left: Value, _ right: Value) throws(EvaluationError) -> Value {
    switch (left.content, right.content) {
    case (.int(let one), .int(let two)):
      guard two != 0 else { throw division }
      let (quotient, overflow) = one.dividedReportingOverflow(by: two)
      return try checked(quotient, overflow)
    case (.uint(let one), .uint(let two)):
      guard two != 0 else { throw division }
      return Value(.uint(one / two))
    case (.double(let one), .double(let two)): return Value(.double(one / two))
    default:
      guard let (one, two) = decimals(left, right) else { throw .noOverload }
      guard two.coefficient != 0 else { throw division }
      return try checked(one.divided(by: two))
    }
  }

  private static func remainder(_ left: Value, _ right: Value) throws(EvaluationError) -> Value {
    switch (left.content, right.content) {
    case (.int(let one), .int(let two)):
      guard two != 0 else { throw division }
      let (remainder, overflow) = one.remainderReportingOverflow(dividingBy: two)
      return try checked(remainder, overflow)
    case (.uint(let one), .uint(let two)):
      guard two != 0 else { throw division }
      return Value(.uint(one % two))
    default: throw .noOverload
    }
  }

  // MARK: Time

  private static func span(_ nanoseconds: Int128) throws(EvaluationError) -> Value {
    guard let duration = SignedDuration(nanoseconds: nanoseconds) else { throw .overflow("a duration") }
    return Value(.duration(duration))
  }

  private static func instant(_ nanoseconds: Int128) throws(EvaluationError) -> Value {
    guard let timestamp = Timestamp(nanoseconds: nanoseconds) else { throw .overflow("a timestamp") }
    return Value(.timestamp(timestamp))
  }

  static func day(_ date: CalendarDate?) throws(EvaluationError) -> Value {
    guard let date else { throw .overflow("a date") }
    return Value(.date(date))
  }

  private static func financialYear(_ year: FinancialYear, plus count: Int64) throws(EvaluationError) -> Value {
    let (start, overflow) = Int64(year.startYear).addingReportingOverflow(count)
    guard !overflow, let int = Int(exactly: start), let result = FinancialYear(startYear: int) else {
      throw .overflow("a financial year")
    }
    return Value(.financialYear(result))
  }
}
