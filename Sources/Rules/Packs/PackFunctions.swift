// The functions that choose the value of a parameter: by day, by financial year, by number.

import CEL

enum PackFunctions {
  private static let element = ValueType.parameter("T")
  private static let series = ValueType.abstract("series", [element])
  private static let byYear = ValueType.abstract("by_year", [element])
  private static let bands = ValueType.abstract("bands", [element])

  static let all: [Function] = [
    Function(
      "on", [.method(series, [.date], element)], documentation: "The value of a parameter on a day"
    ) { (arguments, _) throws(EvaluationError) in
      let (host, parameter) = try parameter(arguments, count: 2)
      guard case .date(let date) = arguments[1].content else { throw .noOverload }
      return try found(host.value(parameter, parameter.value(on: date)), parameter, "on \(date)")
    },
    Function(
      "year", [.method(byYear, [.string], element), .method(byYear, [.financialYear], element)],
      documentation: "The value of a parameter for a financial year"
    ) { (arguments, _) throws(EvaluationError) in
      let (host, parameter) = try parameter(arguments, count: 2)
      let year: FinancialYear
      switch arguments[1].content {
      case .financialYear(let value): year = value
      case .string(let text):
        // That a year is malformed is for another rule to say.
        guard let read = FinancialYear(text) else {
          throw EvaluationError(.noSuchKey, "'\(text)' is no financial year")
        }
        year = read
      default: throw .noOverload
      }
      return try found(host.value(parameter, parameter.value(in: year)), parameter, "for \(year)")
    },
    Function(
      "years", [.method(byYear, [], .list(.string))],
      documentation: "The financial years that a parameter has figures for, the earliest first"
    ) { (arguments, context) throws(EvaluationError) in
      let (_, parameter) = try parameter(arguments, count: 1)
      let years = parameter.years
      try context.spend(elements: years.count)
      return Value(.list(years.map { Value(.string($0.description)) }))
    },
    Function(
      "band", [.method(bands, [.int], element)],
      documentation: "The value of a parameter for a number: that of the first band that reaches to it"
    ) { (arguments, _) throws(EvaluationError) in
      let (host, parameter) = try parameter(arguments, count: 2)
      guard case .int(let number) = arguments[1].content else { throw .noOverload }
      return try found(host.value(parameter, parameter.value(inBandOf: number)), parameter, "for \(number)")
    },
    Function(
      "discountFactors", [.global([.abstract("bands", [.decimal]), .int], .list(.decimal))],
      documentation:
        "The factors of so many years, that of the base year (1) first; each divides the one before by 1 + the rate of its offset"
    ) { (arguments, context) throws(EvaluationError) in
      let (host, parameter) = try parameter(arguments, count: 2)
      guard case .int(let count) = arguments[1].content else { throw .noOverload }
      guard count > 0 else { return Value(.list([])) }
      try context.spend(elements: Int(exactly: count) ?? .max)
      var factors = [Value(.decimal(FixedDecimal(1)))]
      var factor = FixedDecimal(1)
      for offset in 1..<max(1, count) {
        try context.spend()
        let value = try found(
          host.value(parameter, parameter.value(inBandOf: offset)), parameter, "for \(offset)")
        guard case .decimal(let rate) = value.content,
          let growth = rate.divided(by: FixedDecimal(100))?.adding(FixedDecimal(1))
        else { throw .noOverload }
        guard growth != .zero else {
          throw EvaluationError(.divisionByZero, "A discount rate of -100% divides by zero")
        }
        guard let next = factor.divided(by: growth) else {
          throw EvaluationError(.overflow, "A discount factor is outside of what a decimal can hold")
        }
        factor = next
        factors.append(Value(.decimal(factor)))
      }
      return Value(.list(factors))
    },
  ]

  /// The parameter that a function is called on.
  private static func parameter(
    _ arguments: [Value], count: Int
  ) throws(EvaluationError) -> (host: PackHost, parameter: PackParameter) {
    guard arguments.count == count, case .object(let object) = arguments[0].content,
      let host = object.host as? PackHost, let parameter = host.parameter(of: object.handle)
    else { throw .noOverload }
    return (host, parameter)
  }

  /// A value that is there. That it is not reads as a field that is absent, so that what rests on it is left unchecked.
  private static func found(
    _ value: Value?, _ parameter: PackParameter, _ place: String
  ) throws(EvaluationError) -> Value {
    guard let value else {
      throw EvaluationError(.noSuchKey, "The parameter '\(parameter.name)' has no value \(place)")
    }
    return value
  }
}
