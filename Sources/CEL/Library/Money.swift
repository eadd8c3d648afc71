// The rules' library for writing amounts in messages.

extension Library {
  static let money: [Function] = [
    Function(
      "gbp", [.global([.decimal], .string), .global([.decimal, .int], .string)],
      documentation: "An amount in pounds, such as £1,234; rounded to pounds, or to so many decimals"
    ) { (arguments, _) throws(EvaluationError) in
      guard (1...2).contains(arguments.count) else { throw .noOverload }
      let amount = try decimal(arguments[0])
      let decimals = arguments.count == 2 ? try decimalCount(arguments[1]) : 0
      let text = try fixed(amount, decimals)
      guard let rounded = FixedDecimal(text) else { throw .overflow("a decimal") }
      let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
      let whole = digits.prefix { $0 != "." }
      let grouped = (FixedDecimal(whole) ?? .zero).text(grouping: ",")
      // What rounds to nought has no sign.
      return .string((rounded.coefficient < 0 ? "-£" : "£") + grouped + digits.dropFirst(whole.count))
    },
    Function(
      "percent", [.global([.decimal], .string), .global([.decimal, .int], .string)],
      documentation: "A share, such as 0.125, in per cent: 12.5%; rounded to one decimal, or to so many"
    ) { (arguments, _) throws(EvaluationError) in
      guard (1...2).contains(arguments.count) else { throw .noOverload }
      let hundred = FixedDecimal(100)
      guard let share = try decimal(arguments[0]).multiplied(by: hundred) else { throw .overflow("a decimal") }
      let decimals = arguments.count == 2 ? try decimalCount(arguments[1]) : 1
      return .string(try fixed(share, decimals) + "%")
    },
  ]

  private static func decimalCount(_ value: Value) throws(EvaluationError) -> Int {
    let count = try int(value)
    guard (0...FixedDecimal.maximumScale).contains(count) else {
      throw EvaluationError(.outOfRange, "A number is written with 0 to 18 decimals, not \(count)")
    }
    return count
  }
}
