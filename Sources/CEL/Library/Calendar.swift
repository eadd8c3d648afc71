// The rules' library for days and financial years. Their operators are with the others: `date ± int` counts days,
// `fy ± int` years.

extension Library {
  static let calendar: [Function] = [
    Function(
      "date",
      [
        .global([.string], .date), .global([.date], .date), .global([.timestamp], .date),
        .global([.int, .int, .int], .date),
      ],
      documentation: "A day: from YYYY-MM-DD, from a timestamp in UTC, or from year, month and day"
    ) { (arguments, _) throws(EvaluationError) in
      if arguments.count == 3 {
        let (year, month, day) = (try int(arguments[0]), try int(arguments[1]), try int(arguments[2]))
        guard let date = CalendarDate(year: year, month: month, day: day) else {
          throw EvaluationError(.invalidArgument, "There is no day \(year)-\(month)-\(day)")
        }
        return Value(.date(date))
      }
      guard arguments.count == 1 else { throw .noOverload }
      let origin = arguments[0].origin
      switch arguments[0].content {
      case .date: return arguments[0]
      case .timestamp(let timestamp): return Value(.date(timestamp.local(offset: 0).date), origin: origin)
      case .string(let text):
        guard let date = CalendarDate(text) else { throw unreadable(text, "a date (YYYY-MM-DD)") }
        return Value(.date(date), origin: origin)
      default: throw .noOverload
      }
    },
    part("year", "The year of a day") { $0.components.year },
    part("month", "The month of a day, 1 to 12") { $0.components.month },
    part("day", "The day of the month, 1 to 31") { $0.components.day },
    Function(
      "addMonths", [.method(.date, [.int], .date)],
      documentation: "The same day so many months later, or the last of a month that is too short",
      implementation: pair { (left, right, _) throws(EvaluationError) in
        guard case .date(let date) = left.content, case .int(let count) = right.content else { throw .noOverload }
        return try day(date.adding(months: count))
      }),
    Function(
      "fy",
      [
        .global([.string], .financialYear), .global([.date], .financialYear), .global([.int], .financialYear),
        .global([.financialYear], .financialYear),
      ],
      documentation: "A financial year, April to March: from 2013/14, from a day in it, or from the year it begins in"
    ) { (arguments, _) throws(EvaluationError) in
      guard arguments.count == 1 else { throw .noOverload }
      let origin = arguments[0].origin
      let year: FinancialYear?
      switch arguments[0].content {
      case .financialYear: return arguments[0]
      case .date(let date): year = FinancialYear(containing: date)
      case .int: year = FinancialYear(startYear: try int(arguments[0]))
      case .string(let text):
        guard let read = FinancialYear(text) else { throw unreadable(text, "a financial year (such as 2013/14)") }
        year = read
      default: throw .noOverload
      }
      guard let year else { throw .overflow("a financial year") }
      return Value(.financialYear(year), origin: origin)
    },
    edge("start", "The first day of a financial year, 1 April") { $0.start },
    edge("end", "The last day of a financial year, 31 March") { $0.end },
    Function(
      "contains", [.method(.financialYear, [.date], .bool)],
      implementation: pair { (left, right, _) throws(EvaluationError) in
        guard case .financialYear(let year) = left.content, case .date(let date) = right.content else {
          throw .noOverload
        }
        return .bool(FinancialYear(containing: date) == year)
      }),
  ]

  private static func part(
    _ name: String, _ documentation: String, _ body: @escaping @Sendable (CalendarDate) -> Int
  ) -> Function {
    Function(name, [.method(.date, [], .int)], documentation: documentation) {
      (arguments, _) throws(EvaluationError) in
      guard arguments.count == 1, case .date(let date) = arguments[0].content else { throw .noOverload }
      return .int(body(date))
    }
  }

  private static func edge(
    _ name: String, _ documentation: String, _ body: @escaping @Sendable (FinancialYear) -> CalendarDate?
  ) -> Function {
    Function(name, [.method(.financialYear, [], .date)], documentation: documentation) {
      (arguments, _) throws(EvaluationError) in
      guard arguments.count == 1, case .financialYear(let year) = arguments[0].content else { throw .noOverload }
      return try day(body(year))
    }
  }
}
