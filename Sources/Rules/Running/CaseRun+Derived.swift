// Derived values: what follows from others, beside what is stated.

import CEL
import DocumentModel

extension CaseRun {
  mutating func run(
    _ derivation: CompiledDerivation, _ check: CompiledCheck, of rule: Rule, _ node: NodeID
  ) throws(MatchEnd) {
    guard let found = try find(derivation.at), found.place.document == index else { return }
    let isStated = found.missing.isEmpty
    guard isStated || listsDerived else { return }
    let exact = try evaluate(derivation.value)
    let declaration = derivation.declaration
    guard let value = declaration.written(exact) else {
      throw .failed(EvaluationError(.overflow, "The value cannot be rounded"))
    }
    guard let text = declaration.text(value) else {
      throw .failed(EvaluationError(.noOverload, "The value is of no type that can be written"))
    }
    let stated = isStated ? document.value(of: found.place.node) : nil
    let agreement = try stated.map { (stated) throws(MatchEnd) in
      try self.agreement(of: stated, with: exact, written: value, derivation)
    }
    scope.append(("computed", value))
    if let stated { scope.append(("stated", stated)) }
    if let difference = agreement?.difference { scope.append(("difference", Value(.decimal(difference)))) }
    if listsDerived {
      list(derivation, of: rule, found, stated: stated, value: value, text: text, agrees: agreement?.agrees)
      return
    }
    guard let agreement, !agreement.agrees, !document.hasReadRejected else { return }
    if context.asksNeeds, fired.speaks(check.needs, match: node, in: document) { return }
    let place = try check.at.flatMap { (at) throws(MatchEnd) in try find(at)?.place } ?? found.place
    let plan = FixPlan(
      title: "Write \(text)", isSafe: true, operations: [.set(at: found.place.node, steps: [], value: value)])
    try raise(check, of: rule, at: place, fixes: check.fixes.isEmpty ? [plan] : [])
  }

  private mutating func agreement(
    of stated: Value, with exact: Value, written: Value, _ derivation: CompiledDerivation
  ) throws(MatchEnd) -> (agrees: Bool, difference: FixedDecimal?) {
    guard let left = stated.number, let right = exact.number, let shown = written.number else {
      return (stated.plainText == written.plainText, nil)
    }
    guard let tolerance = derivation.tolerance else { return (left == shown, left.distance(to: shown)) }
    guard let allowed = try evaluate(tolerance).number, let distance = left.distance(to: right) else {
      throw .failed(EvaluationError(.overflow, "The difference is outside of what a decimal can hold"))
    }
    return (distance <= allowed, left.distance(to: shown))
  }

  private mutating func list(
    _ derivation: CompiledDerivation, of rule: Rule, _ found: FoundPlace, stated: Value?, value: Value, text: String,
    agrees: Bool?
  ) {
    let declaration = derivation.declaration
    derived.append(
      DerivedValue(
        rule: rule, title: declaration.title ?? rule.title, place: found.place, steps: found.missing,
        stated: stated.map { _ in document.tree.text(of: found.place.node) }, value: value, text: text, agrees: agrees,
        formula: declaration.formula, working: derivation.working.flatMap { try? fill($0) }))
  }
}

extension DerivedDeclaration {
  /// The value as it is written: a decimal is rounded, what has no decimals left is a whole number.
  func written(_ value: Value) -> Value? {
    switch value.content {
    case .decimal(let number): return number.rounded(to: decimals).map { Value(.decimal($0)) }
    case .financialYear(let year): return Value(.string(year.description))
    default: return Value(value.content)
    }
  }

  /// The value as a reader sees it; nil where it is of no type that is written.
  func text(_ value: Value) -> String? {
    guard let number = value.number else { return value.plainText }
    switch format {
    case .gbp: return number.pounds(decimals: decimals)
    case .percent: return "\(number)%"
    case .number, .text: return number.description
    }
  }
}

extension FixedDecimal {
  /// The absolute difference; nil where it cannot be held.
  func distance(to other: FixedDecimal) -> FixedDecimal? {
    self < other ? other.subtracting(self) : subtracting(other)
  }

  /// An amount such as £1,234 or -£0.50; nil where it cannot be written.
  func pounds(decimals: Int) -> String? {
    guard let program = Self.poundsProgram,
      let value = try? program.evaluate([
        "amount": Value(.decimal(self)), "decimals": Value(.int(Int64(clamping: decimals))),
      ]), case .string(let text) = value.content
    else { return nil }
    return text
  }

  private static let poundsProgram: Program? = (try? Parser.parse("gbp(amount, decimals)", dialect: .rules)).map {
    Program($0, environment: Environment(dialect: .rules))
  }
}

extension Value {
  /// The number that a decimal or an int is; nil for anything else.
  var number: FixedDecimal? {
    switch content {
    case .decimal(let value): value
    case .int(let value): FixedDecimal(value)
    default: nil
    }
  }

  /// A text, a bool, a number, a day or a year as it is written; nil for anything else.
  var plainText: String? {
    switch content {
    case .string(let text): text
    case .bool(let value): value ? "true" : "false"
    case .int(let value): "\(value)"
    case .decimal(let value): value.description
    case .date(let value): value.description
    case .financialYear(let value): value.description
    default: nil
    }
  }
}
