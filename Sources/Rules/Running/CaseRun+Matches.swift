// One match of a check: its condition, and the finding where it does not hold.

import CEL
import DocumentModel

extension CaseRun {
  /// Runs a check at all its matches; false where the budget ran out.
  mutating func run(_ check: CompiledCheck, of rule: Rule) -> Bool {
    var hasFailed = false
    var goesOn = true
    do throws(MatchEnd) {
      try forEachMatch(check.places) { run, node, key in
        let depth = run.scope.count
        defer { run.scope.removeLast(run.scope.count - depth) }
        do throws(MatchEnd) {
          try run.match(check, of: rule, node, key)
        } catch {
          switch error {
          case .skipped: break
          case .ranOut:
            run.report(
              .ruleRanOut, "The rule \(rule.code.text) takes more work on this document than it is allowed.", node)
            goesOn = false
          case .failed(let error):
            // One finding tells of it; the other matches would say the same.
            if !hasFailed, !run.isSilenced(check, node) {
              run.report(.ruleFailed, "The rule \(rule.code.text) could not be evaluated here: \(error.message).", node)
            }
            hasFailed = true
          }
        }
        return goesOn
      }
    } catch {
      // A path that cannot be followed has no matches.
    }
    return goesOn
  }

  private mutating func report(_ code: DiagnosticCode, _ message: String, _ node: NodeID) {
    findings.append(
      RuleFinding(
        code: code, severity: code.severity, message: message, place: Place(document: index, node: node), related: [],
        fixes: [], rule: nil))
  }

  private func isSilenced(_ check: CompiledCheck, _ node: NodeID) -> Bool {
    document.hasReadRejected || context.asksNeeds && fired.speaks(check.needs, match: node, in: document)
  }

  private mutating func match(
    _ check: CompiledCheck, of rule: Rule, _ node: NodeID, _ key: Value?
  ) throws(MatchEnd) {
    document.startReading(noting: context.asksNeeds && fired.hasAny(of: check.needs))
    guard let this = document.value(of: node) else { throw .skipped }
    scope.append(("this", this))
    if let key { scope.append(("key", key)) }
    if let when = check.when, !(try holds(when)) { return }
    for (name, expression) in check.lets { scope.append((name, try evaluate(expression))) }
    switch check.condition {
    case .expression(let expression):
      guard !(try holds(expression)), !isSilenced(check, node) else { return }
      try raise(check, of: rule, at: try place(of: check, node))
    case .derived(let derivation): try run(derivation, check, of: rule, node)
    case .compiledIn(let compiledIn): try run(compiledIn, check, of: rule, node)
    }
  }

  /// The place that is marked: that of `at`, else the match.
  private mutating func place(of check: CompiledCheck, _ node: NodeID) throws(MatchEnd) -> Place {
    let own = Place(document: index, node: node)
    guard let at = check.at else { return own }
    // A finding stands in the case that is checked, or in the profile of a supplier that the case is held against.
    guard let found = try find(at)?.place else { return own }
    return found.document == index || documents[found.document].kind == .supplierProfile ? found : own
  }

  /// Makes the finding. What cannot be said of related places and fixes is left out; the message must be said.
  mutating func raise(
    _ check: CompiledCheck, of rule: Rule, at place: Place, severity: Severity? = nil,
    related: [RuleFinding.Related] = [], fixes: [FixPlan] = []
  ) throws(MatchEnd) {
    let message = try fill(check.message)
    var finding = RuleFinding(
      code: rule.diagnosticCode, severity: severity ?? check.severity.severity(for: document.status),
      message: message, place: place, related: related, fixes: fixes, rule: rule)
    for declaration in check.related { finding.related += (try? self.related(declaration)) ?? [] }
    for declaration in check.fixes {
      if let plan = try? plan(declaration) { finding.fixes.append(plan) }
    }
    if document.hasReadRejected { return }
    if place.document == index, !(context.isWaived?(rule.code.text, place.node) ?? false) {
      fired.add(rule.code.text, at: place.node, in: document)
    }
    findings.append(finding)
  }

  // MARK: Related places and fixes

  private mutating func related(_ declaration: CompiledRelated) throws(MatchEnd) -> [RuleFinding.Related] {
    guard let places = declaration.places else {
      return try relatedPlace(declaration).map { [$0] } ?? []
    }
    var result: [RuleFinding.Related] = []
    for element in try elements(of: places) {
      scope.append(("it", element))
      defer { scope.removeLast() }
      if let found = try? relatedPlace(declaration) { result.append(found) }
    }
    return result
  }

  private mutating func relatedPlace(_ declaration: CompiledRelated) throws(MatchEnd) -> RuleFinding.Related? {
    if let when = declaration.when, !(try holds(when)) { return nil }
    guard let found = try find(declaration.at) else { return nil }
    return RuleFinding.Related(place: found.place, message: try fill(declaration.message))
  }

  private mutating func plan(_ fix: CompiledFix) throws(MatchEnd) -> FixPlan? {
    if let when = fix.when, !(try holds(when)) { return nil }
    var operations: [FixPlan.Operation] = []
    if let places = fix.places {
      for element in try elements(of: places) {
        scope.append(("it", element))
        defer { scope.removeLast() }
        if let operation = try operation(fix) { operations.append(operation) }
      }
    } else if let operation = try operation(fix) {
      operations.append(operation)
    }
    guard !operations.isEmpty else { return nil }
    return FixPlan(title: try fill(fix.title), isSafe: fix.isSafe, operations: operations)
  }

  private mutating func operation(_ fix: CompiledFix) throws(MatchEnd) -> FixPlan.Operation? {
    guard let found = try find(fix.path), found.place.document == index else { return nil }
    if fix.action == .remove { return found.missing.isEmpty ? .remove(found.place.node) : nil }
    guard let value = fix.value else { return nil }
    let written = try evaluate(value)
    return fix.action == .append
      ? .append(to: found.place.node, steps: found.missing, value: written)
      : .set(at: found.place.node, steps: found.missing, value: written)
  }
}
