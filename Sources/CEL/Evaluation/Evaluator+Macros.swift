// The evaluator's part for the macros that run over lists and maps, and for `optMap` (langdef, Macros).

extension Evaluator {
  mutating func run(_ macro: Plan.Comprehension) throws(EvaluationError) -> Value {
    let source = try evaluate(macro.range)
    let items: [(first: Value, second: Value)]
    switch source.content {
    case .list(let elements):
      if macro.hasTwoVariables {
        items = elements.enumerated().map { (.int($0.offset), $0.element) }
      } else {
        items = elements.map { ($0, .null) }
      }
    case .map(let map): items = Array(zip(map.keys, map.values))
    case .object(let object):
      let keys = source.entryKeys
      items =
        macro.hasTwoVariables
        ? keys.map { key in
          guard case .string(let name) = key.content else { return (key, .null) }
          return (key, object.host.field(name, of: object.handle) ?? .null)
        } : keys.map { ($0, .null) }
    default:
      throw Self.error(
        .noOverload, "A value of type \(source.typeName) has no elements to go through", macro.sourceRange)
    }
    try context.spend(elements: items.count)
    switch macro.kind {
    case .all: return try decide(macro, items, on: false)
    case .exists: return try decide(macro, items, on: true)
    case .existsOne: return try existsOne(macro, items)
    case .filter: return try filter(macro, items)
    case .map, .transformList: return try transformList(macro, items)
    case .transformMap, .transformMapEntry: return try transformMap(macro, items)
    case .sortBy: return try sort(macro, items)
    }
  }

  private mutating func bind(_ macro: Plan.Comprehension, _ item: (first: Value, second: Value)) {
    set(macro.slot, item.first)
    if macro.hasTwoVariables { set(macro.slot + 1, item.second) }
  }

  private mutating func test(
    _ plan: Plan, _ macro: Plan.Comprehension
  ) throws(EvaluationError) -> Bool {
    guard case .bool(let value) = try evaluate(plan).content else {
      throw Self.error(.noOverload, "The condition of a macro is no bool", macro.sourceRange)
    }
    return value
  }

  /// `all` and `exists`: an element that decides is enough, whatever the others do.
  private mutating func decide(
    _ macro: Plan.Comprehension, _ items: [(first: Value, second: Value)], on deciding: Bool
  ) throws(EvaluationError) -> Value {
    var failure: EvaluationError?
    for item in items {
      bind(macro, item)
      do throws(EvaluationError) {
        if try test(macro.body, macro) == deciding { return .bool(deciding) }
      } catch {
        if error.kind == .budgetExceeded { throw error }
        failure = failure ?? error
      }
    }
    if let failure { throw failure }
    return .bool(!deciding)
  }

  private mutating func existsOne(
    _ macro: Plan.Comprehension, _ items: [(first: Value, second: Value)]
  ) throws(EvaluationError) -> Value {
    var count = 0
    for item in items {
      bind(macro, item)
      if try test(macro.body, macro) { count += 1 }
    }
    return .bool(count == 1)
  }

  private mutating func filter(
    _ macro: Plan.Comprehension, _ items: [(first: Value, second: Value)]
  ) throws(EvaluationError) -> Value {
    var kept: [Value] = []
    for item in items {
      bind(macro, item)
      if try test(macro.body, macro) { kept.append(item.first) }
    }
    return Value(.list(kept))
  }

  private mutating func transformList(
    _ macro: Plan.Comprehension, _ items: [(first: Value, second: Value)]
  ) throws(EvaluationError) -> Value {
    var results: [Value] = []
    for item in items {
      bind(macro, item)
      if let condition = macro.condition, !(try test(condition, macro)) { continue }
      results.append(try evaluate(macro.body))
    }
    return Value(.list(results))
  }

  private mutating func transformMap(
    _ macro: Plan.Comprehension, _ items: [(first: Value, second: Value)]
  ) throws(EvaluationError) -> Value {
    var result = MapValue()
    for item in items {
      bind(macro, item)
      if let condition = macro.condition, !(try test(condition, macro)) { continue }
      let made = try evaluate(macro.body)
      if macro.kind == .transformMap {
        try insert(item.first, made, into: &result, macro.sourceRange)
      } else {
        guard made.entryCount != nil else {
          throw Self.error(.noOverload, "'transformMapEntry' must make maps", macro.sourceRange)
        }
        for key in made.entryKeys {
          try insert(key, made.entry(key) ?? .null, into: &result, macro.sourceRange)
        }
      }
    }
    return Value(.map(result))
  }

  /// Sorts the elements by the keys that the body makes of them; equal keys stay in order.
  private mutating func sort(
    _ macro: Plan.Comprehension, _ items: [(first: Value, second: Value)]
  ) throws(EvaluationError) -> Value {
    var keys: [Value] = []
    for item in items {
      bind(macro, item)
      keys.append(try evaluate(macro.body))
    }
    let found = keys
    return try call(macro.sourceRange) { (context) throws(EvaluationError) in
      Value(.list(try Library.sorted(items.map(\.first), by: found, &context)))
    }
  }

  mutating func optionalMap(
    _ operand: Plan, _ slot: Int, _ body: Plan, isFlat: Bool, _ range: Range<Int>
  ) throws(EvaluationError) -> Value {
    let source = try evaluate(operand)
    guard case .optional(let optional) = source.content else {
      throw Self.error(.noOverload, "'\(isFlat ? "optFlatMap" : "optMap")' needs an optional", range)
    }
    guard let inner = optional.value else { return source }
    set(slot, inner)
    let result = try evaluate(body)
    guard isFlat else { return .optional(result) }
    guard case .optional = result.content else {
      throw Self.error(.noOverload, "'optFlatMap' must make an optional", range)
    }
    return result
  }
}
