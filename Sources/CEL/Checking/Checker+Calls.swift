// The checker's part for calls: which overloads fit, what comes out, and what to say where none does.

import Patterns

extension Checker {
  mutating func call(
    _ node: Expression, function name: Expression.Name, target: Expression?, arguments: [Expression]
  ) -> ValueType {
    if name.text == "_[_]" || name.text == "_[?_]", arguments.count == 2 {
      return index(node, arguments[0], arguments[1], isOptional: name.text == "_[?_]")
    }
    var operands = arguments
    var found: Function?
    var isMethod = false
    if let target {
      let locals = locals
      found = environment.namespacedFunction(target: target, function: name) { local in
        locals.contains { $0.name == local }
      }
      if found == nil {
        isMethod = true
        operands.insert(target, at: 0)
        found = environment.functions[name.text].flatMap { $0.isMethod ? $0 : nil }
      }
    } else {
      found = environment.globalFunction(name.text)
    }
    var types: [ValueType] = []
    let before = facts
    for operand in operands { types.append(check(operand)) }
    facts = before
    guard let function = found else {
      reportUnknown(name, isMethod: isMethod)
      return .error
    }
    if name.text == "matches", operands.count == 2 { checkPattern(operands[1]) }
    guard let result = resolve(function, operands, types, isMethod: isMethod) else {
      reportMismatch(node, name, function, types, isMethod: isMethod)
      return .error
    }
    compareWithValues(name, operands, types)
    // What is decimal by its declaration may have been made of ints, such as the sum of none.
    if environment.dialect == .rules, !name.text.hasPrefix("_") {
      switch known(result) {
      case .decimal, .optional(.decimal): widened.insert(node.id)
      default: break
      }
    }
    return result
  }

  /// The result of the overloads that fit, `dyn` where they differ; nil where none does. In the rules' dialect an int
  /// widens to a decimal where no overload takes it as it is.
  private mutating func resolve(
    _ function: Function, _ operands: [Expression], _ types: [ValueType], isMethod: Bool
  ) -> ValueType? {
    let forms = function.overloads.filter { $0.isMethod == isMethod && $0.parameters.count == types.count }
    let wider = environment.dialect == .rules ? types.map { Self.wider(known($0)) } : types
    let widens = wider != types.map { known($0) }
    // Where a decimal stands beside an int it is decimals that are meant, even if there is a form that takes anything.
    if widens, types.contains(where: { Self.hasDecimal(known($0)) }),
      let result = resolve(forms, operands, types, wider: wider)
    {
      return result
    }
    var result: ValueType?
    for overload in forms {
      guard let outcome = fit(overload, types) else { continue }
      if let known = result {
        if known != outcome { result = .dyn }
      } else {
        result = outcome
      }
      // Where all is known there is nothing for another overload to add.
      if types.allSatisfy({ isKnown(known($0)) }) { break }
    }
    if let result { return result }
    return widens ? resolve(forms, operands, types, wider: wider) : nil
  }

  /// The result of the first overload that fits once ints are decimals.
  private mutating func resolve(
    _ forms: [Overload], _ operands: [Expression], _ types: [ValueType], wider: [ValueType]
  ) -> ValueType? {
    for overload in forms {
      // An int that is asked for stays one.
      let chosen = overload.parameters.indices.map { overload.parameters[$0] == .int ? types[$0] : wider[$0] }
      guard let outcome = fit(overload, chosen) else { continue }
      for index in chosen.indices where chosen[index] != known(types[index]) { widened.insert(operands[index].id) }
      return outcome
    }
    return nil
  }

  /// The result of an overload for arguments of these types; nil, with nothing learnt, where it does not take them.
  private mutating func fit(_ overload: Overload, _ types: [ValueType]) -> ValueType? {
    var trial = unifier
    var names: [String: ValueType] = [:]
    for (parameter, type) in zip(overload.parameters, types) {
      let wanted = trial.instantiate(parameter, &names)
      guard trial.isAssignable(wanted, from: type) else { return nil }
    }
    let outcome = trial.resolve(trial.instantiate(overload.result, &names))
    unifier = trial
    return outcome
  }

  private func isKnown(_ type: ValueType) -> Bool {
    switch type {
    case .dyn, .error, .variable: false
    default: type.children.allSatisfy { isKnown(known($0)) }
    }
  }

  private mutating func index(
    _ node: Expression, _ operand: Expression, _ key: Expression, isOptional: Bool
  ) -> ValueType {
    let type = known(check(operand))
    let keyType = check(key)
    if case .optional(let inner) = type {
      return .optional(element(of: known(inner), by: keyType, operand, key, node: nil))
    }
    let result = element(of: type, by: keyType, operand, key, node: isOptional ? nil : node)
    return isOptional ? .optional(result) : result
  }

  private mutating func element(
    of type: ValueType, by keyType: ValueType, _ operand: Expression, _ key: Expression, node: Expression?
  ) -> ValueType {
    let wanted: ValueType
    let result: ValueType
    switch type {
    case .dyn, .error, .variable: return .dyn
    case .nullable(let inner): return element(of: known(inner), by: keyType, operand, key, node: node)
    case .list(let element): (wanted, result) = (.int, element)
    case .map(let key, let value): (wanted, result) = (key, value)
    case .object(let name):
      if case .literal(.string(let text)) = key.kind {
        return field(Expression.Name(text: text, range: key.range), of: type, node: node)
      }
      (wanted, result) = (.string, environment.objectTypes[name]?.element ?? .dyn)
    default:
      report(.wrongType, "A value of type \(text(type)) cannot be indexed", at: operand.range)
      return .error
    }
    if !unifier.isAssignable(wanted, from: keyType) {
      report(
        .wrongType, "\(text(type)) is indexed by \(text(wanted)), this is of type \(text(keyType))", at: key.range)
    }
    return result
  }

  // MARK: Messages

  private mutating func reportUnknown(_ name: Expression.Name, isMethod: Bool) {
    let others = environment.functions.values.filter { isMethod ? $0.isMethod : $0.isGlobal }.map(\.name)
    let candidates = others.filter { $0.first.map { $0.isLetter } ?? false }
    let what: String
    if isMethod, environment.functions[name.text] != nil {
      what = "The function '\(name.text)' is no method: write '\(name.text)(…)'"
    } else if !isMethod, environment.functions[name.text] != nil {
      what = "The function '\(name.text)' is a method: write 'value.\(name.text)(…)'"
    } else {
      what = "There is no \(isMethod ? "method" : "function") '\(name.text)'"
    }
    report(
      .unknownFunction, what, at: name.range, suggestion: Suggestion.nearest(to: name.text, among: candidates))
  }

  private mutating func reportMismatch(
    _ node: Expression, _ name: Expression.Name, _ function: Function, _ types: [ValueType], isMethod: Bool
  ) {
    let what = Wording.function(function.name)
    let found = types.map { text($0) }
    let isOperator = Wording.isOperator(name.text)
    let forms = function.overloads.filter { $0.isMethod == isMethod }
    if !isOperator, !forms.contains(where: { $0.parameters.count == types.count }) {
      let shift = isMethod ? 1 : 0
      let counts = Set(forms.map { $0.parameters.count - shift }).sorted().map(String.init)
      report(
        .wrongType,
        "\(what) takes \(counts.joined(separator: " or ")) arguments, not \(types.count - shift)", at: node.range)
      return
    }
    let range = isOperator ? node.range : name.range
    let message =
      switch found.count {
      case 2 where isOperator: "\(what) does not go between \(found[0]) and \(found[1])"
      case 1 where isOperator: "\(what) does not go before \(found[0])"
      default: "\(what) does not take (\(found.joined(separator: ", ")))"
      }
    report(.wrongType, message, at: range)
  }

  // MARK: Constants

  private mutating func checkPattern(_ node: Expression) {
    guard case .literal(.string(let source)) = node.kind else { return }
    do throws(PatternError) {
      try Pattern.validate(source)
    } catch {
      report(.wrongPattern, "The pattern is wrong: \(error.message)", at: node.range)
    }
  }

  /// A constant that is compared with what is one of a few values must be one of them.
  private mutating func compareWithValues(_ name: Expression.Name, _ operands: [Expression], _ types: [ValueType]) {
    guard ["_==_", "_!=_", "@in"].contains(name.text), operands.count == 2 else { return }
    for (index, type) in types.enumerated() {
      guard case .enumeration(let values) = known(type) else { continue }
      let other = operands[1 - index]
      if case .list(let elements) = other.kind {
        for element in elements { compare(element.value, with: values) }
      } else {
        compare(other, with: values)
      }
    }
  }

  private mutating func compare(_ node: Expression, with values: [String]) {
    guard case .literal(.string(let text)) = node.kind, !values.contains(text) else { return }
    let list = values.count > 8 ? "" : ": " + values.map { "'\($0)'" }.joined(separator: ", ")
    report(
      .unknownValue, "'\(text)' is none of the \(values.count) values it can be\(list)", at: node.range,
      suggestion: Suggestion.nearest(to: text, among: values))
  }
}
