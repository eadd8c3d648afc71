// The checker's part for lists, maps and macros.

extension Checker {
  /// The type that several have in common, the most general of them; nil where they do not fit each other. In the rules'
  /// dialect ints become decimals where that makes them fit.
  mutating func join(_ parts: [(type: ValueType, node: Expression)]) -> ValueType? {
    if let type = join(parts.map(\.type)) { return type }
    guard environment.dialect == .rules else { return nil }
    let wider = parts.map { Self.wider(known($0.type)) }
    guard let type = join(wider) else { return nil }
    for (part, type) in zip(parts, wider) where known(part.type) != type { widened.insert(part.node.id) }
    return type
  }

  private mutating func join(_ types: [ValueType]) -> ValueType? {
    guard var result = types.first else { return nil }
    var trial = unifier
    for type in types.dropFirst() {
      guard trial.isAssignable(result, from: type) else { return nil }
      result = Unifier.moreGeneral(result, type)
    }
    unifier = trial
    return result
  }

  static func hasDecimal(_ type: ValueType) -> Bool { type == .decimal || type.children.contains { hasDecimal($0) } }

  /// The type with decimals in the place of ints, down through lists and optionals.
  static func wider(_ type: ValueType) -> ValueType {
    switch type {
    case .int: .decimal
    case .list(let element): .list(wider(element))
    case .optional(let inner): .optional(wider(inner))
    default: type
    }
  }

  /// The type of an element or entry; what stands behind a `?` must be an optional.
  private mutating func part(_ node: Expression, isOptional: Bool) -> (type: ValueType, node: Expression) {
    let type = check(node)
    guard isOptional else { return (type, node) }
    let inner = unifier.fresh()
    if !unifier.isAssignable(.optional(inner), from: type) {
      report(.wrongType, "What follows '?' must be an optional, this is of type \(text(type))", at: node.range)
    }
    return (inner, node)
  }

  mutating func list(_ elements: [Expression.Element]) -> ValueType {
    let parts = elements.map { part($0.value, isOptional: $0.isOptional) }
    guard !parts.isEmpty else { return .list(unifier.fresh()) }
    return .list(join(parts) ?? .dyn)
  }

  mutating func map(_ entries: [Expression.Entry]) -> ValueType {
    var keys: [(ValueType, Expression)] = []
    var values: [(ValueType, Expression)] = []
    for entry in entries {
      let key = check(entry.key)
      switch known(key) {
      case .bool, .int, .uint, .string, .enumeration, .dyn, .error, .variable: break
      default: report(.wrongType, "A value of type \(text(key)) cannot be a key", at: entry.key.range)
      }
      keys.append((key, entry.key))
      values.append(part(entry.value, isOptional: entry.isOptional))
    }
    guard !entries.isEmpty else { return .map(unifier.fresh(), unifier.fresh()) }
    return .map(join(keys) ?? .dyn, join(values) ?? .dyn)
  }

  // MARK: Macros

  /// The types of the variables that run over a list or a map.
  private mutating func variables(over type: ValueType, of macro: Expression.Comprehension) -> [ValueType] {
    let isPair = macro.variables.count == 2
    switch known(type) {
    case .list(let element): return isPair ? [.int, element] : [element]
    case .map(let key, let value): return isPair ? [key, value] : [key]
    case .object(let name):
      return isPair ? [.string, environment.objectTypes[name]?.element ?? .dyn] : [.string]
    case .nullable(let inner): return variables(over: inner, of: macro)
    case .variable:
      // Something of which nothing is known, such as the element of an empty list, may be a list.
      return isPair ? [.dyn, .dyn] : [.dyn]
    case .dyn, .error: return isPair ? [.dyn, .dyn] : [.dyn]
    case let other:
      report(
        .wrongType, "'\(macro.name.text)' goes through a list or a map, this is of type \(text(other))",
        at: macro.range.range)
      return isPair ? [.error, .error] : [.error]
    }
  }

  mutating func comprehension(_ macro: Expression.Comprehension) -> ValueType {
    let source = check(macro.range)
    let variables = variables(over: source, of: macro)
    let about =
      macro.variables.count == 1 ? Facts.aboutElements(of: macro.range, as: macro.variables[0].text) : Facts()
    return scoped(macro.variables, variables, facts: about) { checker in
      if let condition = macro.condition {
        checker.expect(.bool, condition, "The condition of '\(macro.name.text)' must be a bool")
        checker.facts = checker.facts.union(Facts.implied(by: condition))
      }
      return checker.result(of: macro, over: source, variables: variables)
    }
  }

  private mutating func result(
    of macro: Expression.Comprehension, over source: ValueType, variables: [ValueType]
  ) -> ValueType {
    let first = variables.first ?? .dyn
    switch macro.kind {
    case .all, .exists, .existsOne:
      expect(.bool, macro.body, "The condition of '\(macro.name.text)' must be a bool")
      return .bool
    case .filter:
      expect(.bool, macro.body, "The condition of 'filter' must be a bool")
      return .list(first)
    case .map, .transformList: return .list(check(macro.body))
    case .transformMap: return .map(first, check(macro.body))
    case .transformMapEntry:
      let key = unifier.fresh()
      let value = unifier.fresh()
      expect(.map(key, value), macro.body, "'transformMapEntry' must make maps")
      return .map(key, value)
    case .sortBy:
      let key = check(macro.body)
      if !Self.isOrdered(known(key)) {
        report(.wrongType, "Values of type \(text(key)) have no order", at: macro.body.range)
      }
      return .list(first)
    }
  }

  static func isOrdered(_ type: ValueType) -> Bool {
    switch type {
    case .list, .map, .optional, .object, .abstract, .null, .type, .nullable: false
    default: true
    }
  }

  mutating func optionalMap(
    _ operand: Expression, _ name: Expression.Name, _ body: Expression, isFlat: Bool
  ) -> ValueType {
    let type = check(operand)
    let inner = unifier.fresh()
    let macro = isFlat ? "optFlatMap" : "optMap"
    if !unifier.isAssignable(.optional(inner), from: type) {
      report(.wrongType, "'\(macro)' needs an optional, this is of type \(text(type))", at: operand.range)
    }
    let result = scoped([name], [inner]) { $0.check(body) }
    guard isFlat else { return .optional(result) }
    let flat = unifier.fresh()
    if !unifier.isAssignable(.optional(flat), from: result) {
      report(.wrongType, "'optFlatMap' must make an optional, this is of type \(text(result))", at: body.range)
    }
    return .optional(flat)
  }
}
