// The evaluator: one case a kind of node (langdef, Evaluation). Macros are in its extension.

import Patterns

/// Walks a plan. The recursion is as deep as the expression's tree, which the parser bounds.
struct Evaluator {
  let variables: (String) -> Value?
  var locals: [Value]
  var context: EvaluationContext

  init(variables: @escaping (String) -> Value?, slotCount: Int, context: EvaluationContext) {
    self.variables = variables
    locals = [Value](repeating: .null, count: slotCount)
    self.context = context
  }

  mutating func evaluate(_ plan: Plan) throws(EvaluationError) -> Value {
    try context.spend()
    switch plan {
    case .constant(let value): return value
    case .local(let slot): return slot < locals.count ? locals[slot] : .null
    case .global(let candidates, let name, let range): return try global(candidates, name, range)
    case .select(let operand, let field, let isOptional, let range):
      let value = try evaluate(operand)
      try context.spend(steps: field.utf8.count / 64)
      return try located(range) { () throws(EvaluationError) in
        try Self.select(field, of: value, isOptional: isOptional)
      }
    case .presence(let operand, let field, let range):
      let value = try evaluate(operand)
      return try located(range) { () throws(EvaluationError) in .bool(try Self.has(field, in: value)) }
    case .index(let operand, let index, let isOptional, let range):
      let value = try evaluate(operand)
      let key = try evaluate(index)
      try context.spend(steps: key.weight)
      return try located(range) { () throws(EvaluationError) in
        try Self.element(key, of: value, isOptional: isOptional)
      }
    case .call(let function, let arguments, let range): return try call(function, arguments, range)
    case .matches(let operand, let pattern, let range):
      let value = try evaluate(operand)
      return try call(range) { (context) throws(EvaluationError) in
        guard case .string(let text) = value.content else { throw .noOverload }
        return .bool(try pattern.matches(text, &context))
      }
    case .logical(let operands, let isOr, let range): return try logical(operands, isOr: isOr, range)
    case .conditional(let condition, let then, let otherwise, let range):
      guard case .bool(let holds) = try evaluate(condition).content else {
        throw Self.error(.noOverload, "The condition of '?' is no bool", range)
      }
      return try evaluate(holds ? then : otherwise)
    case .list(let elements, let range): return try list(elements, range)
    case .map(let entries, let range): return try map(entries, range)
    case .comprehension(let comprehension): return try run(comprehension)
    case .binding(let slot, let value, let body):
      set(slot, try evaluate(value))
      return try evaluate(body)
    case .optionalMap(let operand, let slot, let body, let isFlat, let range):
      return try optionalMap(operand, slot, body, isFlat: isFlat, range)
    case .widen(let operand):
      let value = try evaluate(operand)
      if case .list(let elements) = value.content { try context.spend(elements: elements.count) }
      return Self.widen(value)
    case .failure(let error): throw error
    }
  }

  mutating func set(_ slot: Int, _ value: Value) {
    if slot < locals.count { locals[slot] = value }
  }

  static func error(_ kind: EvaluationError.Kind, _ message: String, _ range: Range<Int>) -> EvaluationError {
    var error = EvaluationError(kind, message)
    error.range = range
    return error
  }

  /// Gives an error the range of the node that caused it.
  func located(
    _ range: Range<Int>, _ body: () throws(EvaluationError) -> Value
  ) throws(EvaluationError) -> Value {
    do throws(EvaluationError) {
      return try body()
    } catch {
      var error = error
      if error.range == nil { error.range = range }
      throw error
    }
  }

  /// Runs a function's code, and gives an error the range of the node that caused it.
  mutating func call(
    _ range: Range<Int>, _ body: (inout EvaluationContext) throws(EvaluationError) -> Value
  ) throws(EvaluationError) -> Value {
    do throws(EvaluationError) {
      return try body(&context)
    } catch {
      var error = error
      if error.range == nil { error.range = range }
      throw error
    }
  }

  // MARK: Names

  private func global(
    _ candidates: [Plan.Candidate], _ name: String, _ range: Range<Int>
  ) throws(EvaluationError) -> Value {
    for candidate in candidates {
      if var value = variables(candidate.name) {
        for field in candidate.fields {
          value = try located(range) { () throws(EvaluationError) in
            try Self.select(field, of: value, isOptional: false)
          }
        }
        return value
      }
      if candidate.isType { return Value(.type(candidate.name)) }
    }
    throw Self.error(.undeclared, "There is no variable '\(name)'", range)
  }

  // MARK: Fields and elements

  static func select(_ field: String, of value: Value, isOptional: Bool) throws(EvaluationError) -> Value {
    let found: Value?
    switch value.content {
    case .optional(let optional):
      guard let inner = optional.value else { return value }
      return try select(field, of: inner, isOptional: true)
    case .object(let object): found = object.host.field(field, of: object.handle)
    case .map(let map): found = map[.string(field)]
    default: throw EvaluationError(.noSuchField, "A value of type \(value.typeName) has no field '\(field)'")
    }
    if isOptional { return .optional(found) }
    guard let found else { throw EvaluationError(.noSuchKey, "There is no field '\(field)'") }
    return found
  }

  static func has(_ field: String, in value: Value) throws(EvaluationError) -> Bool {
    guard case .optional(let optional) = try select(field, of: value, isOptional: true).content else { return false }
    return optional.value != nil
  }

  static func element(_ key: Value, of value: Value, isOptional: Bool) throws(EvaluationError) -> Value {
    switch value.content {
    case .optional(let optional):
      guard let inner = optional.value else { return value }
      return try element(key, of: inner, isOptional: true)
    case .list(let elements):
      guard case .int(let index)? = MapValue.Key(key), !key.isBool else {
        throw EvaluationError(.invalidArgument, "The index of a list must be a whole number")
      }
      guard index >= 0, index < elements.count else {
        if isOptional { return .optional(nil) }
        throw EvaluationError(.outOfRange, "There is no element \(index) in a list of \(elements.count)")
      }
      let element = elements[Int(index)]
      return isOptional ? .optional(element) : element
    case .map, .object:
      let found = value.entry(key)
      if isOptional { return .optional(found) }
      guard let found else { throw EvaluationError(.noSuchKey, "There is no key \(Wording.quoted(key))") }
      return found
    default: throw EvaluationError(.noOverload, "A value of type \(value.typeName) cannot be indexed")
    }
  }

  // MARK: Operators

  private mutating func call(
    _ function: Function, _ arguments: [Plan], _ range: Range<Int>
  ) throws(EvaluationError) -> Value {
    var values: [Value] = []
    values.reserveCapacity(arguments.count)
    for argument in arguments { values.append(try evaluate(argument)) }
    let found = values
    return try call(range) { (context) throws(EvaluationError) in
      do throws(EvaluationError) {
        return try function.implementation(found, &context)
      } catch {
        guard error == .noOverload else { throw error }
        let types = found.map(\.typeName).joined(separator: ", ")
        throw EvaluationError(.noOverload, "\(Wording.function(function.name)) does not take (\(types))")
      }
    }
  }

  /// Both operators take an operand that decides from either side, whatever the others do (langdef, Logical Operators).
  private mutating func logical(
    _ operands: [Plan], isOr: Bool, _ range: Range<Int>
  ) throws(EvaluationError) -> Value {
    var failure: EvaluationError?
    for operand in operands {
      do throws(EvaluationError) {
        guard case .bool(let value) = try evaluate(operand).content else {
          throw Self.error(.noOverload, "An operand of '\(isOr ? "||" : "&&")' is no bool", range)
        }
        if value == isOr { return .bool(isOr) }
      } catch {
        if error.kind == .budgetExceeded { throw error }
        failure = failure ?? error
      }
    }
    if let failure { throw failure }
    return .bool(!isOr)
  }

  private mutating func list(
    _ elements: [(value: Plan, isOptional: Bool)], _ range: Range<Int>
  ) throws(EvaluationError) -> Value {
    try context.spend(elements: elements.count)
    var values: [Value] = []
    values.reserveCapacity(elements.count)
    for element in elements {
      let value = try evaluate(element.value)
      guard element.isOptional else {
        values.append(value)
        continue
      }
      guard case .optional(let optional) = value.content else {
        throw Self.error(.noOverload, "What follows '?' in a list must be an optional", range)
      }
      if let inner = optional.value { values.append(inner) }
    }
    return Value(.list(values))
  }

  private mutating func map(
    _ entries: [(key: Plan, value: Plan, isOptional: Bool)], _ range: Range<Int>
  ) throws(EvaluationError) -> Value {
    try context.spend(elements: entries.count)
    var map = MapValue()
    for entry in entries {
      let key = try evaluate(entry.key)
      var value = try evaluate(entry.value)
      if entry.isOptional {
        guard case .optional(let optional) = value.content else {
          throw Self.error(.noOverload, "The value of an optional entry must be an optional", range)
        }
        guard let inner = optional.value else { continue }
        value = inner
      }
      try insert(key, value, into: &map, range)
    }
    return Value(.map(map))
  }

  /// Adds an entry to a map that is being made.
  mutating func insert(
    _ key: Value, _ value: Value, into map: inout MapValue, _ range: Range<Int>
  ) throws(EvaluationError) {
    try context.spend(steps: key.weight)
    guard !map.insert(key, value) else { return }
    switch key.content {
    case .bool, .int, .uint, .string:
      throw Self.error(.invalidArgument, "The key \(Wording.quoted(key)) is there twice", range)
    default: throw Self.error(.noOverload, "A value of type \(key.typeName) cannot be a key", range)
    }
  }

  /// An int as the decimal it is meant to be; elements of lists and the content of optionals too.
  static func widen(_ value: Value) -> Value {
    switch value.content {
    case .int(let int): Value(.decimal(FixedDecimal(int)), origin: value.origin)
    case .optional(let optional):
      Value(.optional(OptionalValue(optional.value.map { widen($0) })), origin: value.origin)
    case .list(let elements): Value(.list(elements.map { widen($0) }), origin: value.origin)
    default: value
    }
  }
}

extension Value {
  /// Whether it is a bool, which is no index though `MapValue.Key` can be made of it.
  var isBool: Bool {
    if case .bool = content { return true }
    return false
  }
}

extension Pattern {
  /// Whether the pattern is found anywhere in the text.
  ///
  /// How many steps a search took is not told, so each is charged by the sizes of pattern and text, and may take so many
  /// more than that as no sensible pattern needs.
  func matches(_ text: String, _ context: inout EvaluationContext) throws(EvaluationError) -> Bool {
    let (area, overflow) = text.utf8.count.multipliedReportingOverflow(by: source.utf8.count)
    let cost = 16 + (overflow ? Int.max / 1024 : area / 64)
    try context.spend(steps: cost)
    switch firstMatch(in: text, stepLimit: 4096 + 256 * cost) {
    case .match: return true
    case .noMatch: return false
    case .stepLimitExceeded:
      throw EvaluationError(.budgetExceeded, "The pattern took more steps than it is allowed")
    }
  }
}
