// How values and functions are written for readers.

/// Texts for messages and for `format`.
enum Wording {
  /// A function or an operator as a message names it.
  static func function(_ name: String) -> String {
    isOperator(name) ? "'\(name.filter { $0 != "_" && $0 != "@" })'" : "'\(name)'"
  }

  /// Whether a function's name is an operator's.
  static func isOperator(_ name: String) -> Bool {
    name.hasPrefix("_") || name == "@in" || name == "!_" || name == "-_"
  }

  /// A key as a message quotes it; long ones are cut.
  static func quoted(_ key: Value) -> String {
    switch key.content {
    case .string(let text): "'\(text.count > 80 ? text.prefix(80) + "…" : text)'"
    case .int(let value): "\(value)"
    case .uint(let value): "\(value)u"
    case .bool(let value): "\(value)"
    case .double(let value): double(value)
    case .decimal(let value): "\(value)"
    default: "of type \(key.typeName)"
    }
  }

  /// A double in the fewest digits that mean it, without a `.0`.
  static func double(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-Infinity" : "Infinity" }
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// Where lists are for people they are joined by commas; `format` writes them as they are in the language.
  enum Style {
    case plain, bracketed
  }

  /// Any value as a text; keys of maps are sorted. Every part is taken off the budget.
  static func text(
    _ value: Value, _ style: Style, depth: Int = 64, _ context: inout EvaluationContext
  ) throws(EvaluationError) -> String {
    guard depth > 0 else { throw EvaluationError(.invalidArgument, "The value nests too deep to be written") }
    try context.spend()
    switch value.content {
    case .null: return "null"
    case .bool(let value): return "\(value)"
    case .int(let value): return "\(value)"
    case .uint(let value): return "\(value)"
    case .double(let value): return double(value)
    case .string(let value):
      try context.spend(bytes: value.utf8.count)
      return value
    case .bytes(let value):
      try context.spend(bytes: value.count)
      return String(decoding: value, as: UTF8.self)
    case .timestamp(let value): return value.description
    case .duration(let value): return value.description
    case .type(let name): return name
    case .decimal(let value): return value.description
    case .date(let value): return value.description
    case .financialYear(let value): return value.description
    case .optional(let optional):
      guard let inner = optional.value else { return "none" }
      return try text(inner, style, depth: depth - 1, &context)
    case .list(let elements):
      var parts: [String] = []
      for element in elements { parts.append(try text(element, style, depth: depth - 1, &context)) }
      let joined = parts.joined(separator: ", ")
      return style == .plain ? joined : "[\(joined)]"
    case .map, .object:
      var parts: [(key: String, value: String)] = []
      for key in value.entryKeys {
        parts.append(
          (
            try text(key, style, depth: depth - 1, &context),
            try text(value.entry(key) ?? .null, style, depth: depth - 1, &context)
          ))
      }
      let sorted = parts.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      return "{\(sorted.map { "\($0.key): \($0.value)" }.joined(separator: ", "))}"
    }
  }
}

extension Value {
  /// The value as a message shows it: decimals plainly, lists joined by commas.
  ///
  /// - Throws: `EvaluationError` where the text would be longer than the limits allow, or the value nests too deep.
  public func displayText(limits: EvaluationLimits = EvaluationLimits()) throws(EvaluationError) -> String {
    var context = EvaluationContext(limits: limits) { _ in nil }
    return try Wording.text(self, .plain, &context)
  }
}
