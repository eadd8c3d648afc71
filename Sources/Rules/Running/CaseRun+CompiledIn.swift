// How a run gives compiled-in checks what they need, and makes findings of what they give.

import CEL
import DocumentModel

extension CaseRun {
  mutating func run(
    _ compiledIn: any SwiftCheck, _ check: CompiledCheck, of rule: Rule, _ node: NodeID
  ) throws(MatchEnd) {
    let purse = Purse(budget)
    let run = self
    let scope = CheckScope(
      document: document, index: index, match: node, context: context, pack: pack?.pack,
      portfolio: documents.count > 1 ? documents : [], book: book, lookUp: { run.lookUp($0) },
      evaluatePresence: { (scope, object, expression) throws(EvaluationError) in
        try run.isWanted(expression, of: object, purse)
      }, spendSteps: { (count) throws(EvaluationError) in try purse.budget.spend(steps: count) })
    var found: [SwiftFinding] = []
    do throws(EvaluationError) {
      found = try compiledIn.run(scope)
      budget = purse.budget
    } catch {
      budget = purse.budget
      throw end(for: error)
    }
    if isSilencedAfter(check, node) { return }
    let depth = self.scope.count
    for finding in found {
      for (name, _) in type(of: compiledIn).variables {
        self.scope.append((name, finding.variables[name] ?? .null))
      }
      defer { self.scope.removeLast(self.scope.count - depth) }
      // Each finding is judged by itself as to what it needs: those of one match may be in many items.
      if context.asksNeeds, fired.speaks(check.needs, match: finding.place.node, in: document) { continue }
      var place = finding.place
      if let at = check.at, let other = try find(at)?.place, other.document == index { place = other }
      try raise(
        check, of: rule, at: place, severity: finding.severity, related: finding.related, fixes: finding.fixes)
    }
  }

  private func isSilencedAfter(_ check: CompiledCheck, _ node: NodeID) -> Bool { document.hasReadRejected }

  private func isWanted(
    _ expression: String, of object: NodeID, _ purse: Purse
  ) throws(EvaluationError) -> Bool {
    guard let program = book.presenceProgram(expression, at: document.shape(of: object)) else { return false }
    do throws(EvaluationError) {
      return try document.readingAside { () throws(EvaluationError) in
        let this = document.value(of: object)
        let value = try program.evaluate(context: &purse.budget) { name in name == "this" ? this : lookUp(name) }
        if case .bool(true) = value.content { return true }
        return false
      }
    } catch {
      if error.kind == .budgetExceeded { throw error }
      return false
    }
  }
}

/// The budget where several closures draw on it.
private final class Purse {
  var budget: EvaluationContext

  init(_ budget: EvaluationContext) { self.budget = budget }
}
