// The part of a document's check that the rules do: their run, the policy pack it needs, severities and waivers.

import DocumentModel
import Rules
import SourceText

extension DocumentCheck {
  /// Runs the rules of scope `document` on a business case, and makes a supplier profile known to the portfolio.
  mutating func runRules(on root: NodeID, kind: DocumentKind, rejected: Set<NodeID>) {
    guard let rules, tree.kind(of: tree.resolved(root)) == .mapping else { return }
    let caseKind: CaseKind
    switch kind {
    case .businessCase: caseKind = .businessCase
    case .supplierProfile: caseKind = .supplierProfile
    case .rule: return checkRule(at: root, rules.book)
    case .policyPack: return checkPack(at: root, rules.book)
    case .casecheckConfig: return
    }
    let document = CaseDocument(tree: tree, root: root, path: file.path, kind: caseKind, rejected: rejected)
    let waivers = caseKind == .businessCase ? Waivers(of: document, rules: rules) : nil
    var context = rules.context
    context.isWaived = waivers?.test
    let outcome = RuleRunner.run(rules.book, on: document, context: context)
    ruleRun = CaseAnalysis(document: document, outcome: outcome, waivers: waivers)
    guard caseKind == .businessCase else { return }
    let writer = RuleFindingWriter(documents: [document], index: 0, syntax: file.syntax)
    findings += graded(outcome.findings, outcome.pack).map(writer.diagnostic)
    reportPack(outcome, document, rules)
  }

  /// Checks a rule as one that is added to the others, and runs its tests.
  private mutating func checkRule(at root: NodeID, _ book: RuleBook) {
    let file = RuleFile(tree: tree, root: root, path: file.path)
    let added = RuleBook(adding: [file], to: book, replaces: true)
    let problems = added.problems.flatMap { $0 }
    findings += problems.map { Diagnostic($0, in: tree) }
    // Tests of a broken rule would only repeat that.
    guard problems.isEmpty, findings.allSatisfy({ $0.severity != .error }) else { return }
    findings += RuleTests.run(file, in: added).diagnostics
  }

  /// Checks a policy pack as one that is added to the others.
  private mutating func checkPack(at root: NodeID, _ book: RuleBook) {
    let added = book.packs.adding(
      [PackFile(tree: tree, root: root, path: file.path)], codes: Set(book.rules.map(\.code.text)))
    findings += added.problems.flatMap { $0 }.map { Diagnostic($0, in: tree) }
  }

  /// `found` with the severities that the pack gives in place of the rules' own.
  func graded(_ found: [RuleFinding], _ pack: PolicyPack?) -> [RuleFinding] {
    guard let pack, !pack.severity.isEmpty else { return found }
    return found.map { finding in
      guard finding.rule != nil, let severity = pack.severity[finding.code.code] else { return finding }
      var finding = finding
      finding.severity = severity
      return finding
    }
  }

  /// Says which parameters of the pack are not in force.
  private mutating func reportPack(_ outcome: RuleOutcome, _ document: CaseDocument, _ rules: RuleSettings) {
    guard let node = tree.value(of: document.root, named: "policy_pack").map(tree.resolved),
      tree.kind(of: node) == .scalar, !document.isRejected(node)
    else { return }
    let place = Places(tree: tree).ofValue(node)
    let pointer = tree.pointer(of: node)
    for note in NotInForce.messages(for: outcome.notInForce) {
      findings.append(Diagnostic(.parameterNotInForce, note.message, at: place, pointer: pointer))
    }
  }

  /// All that was found, with the severities of configuration and with the waivers of the case applied.
  func graded() -> [Diagnostic] {
    let all = findings + (portfolio ?? [])
    if let waivers = ruleRun?.waivers {
      return waivers.applied(to: all, settings.severities, portfolioHasRun: portfolio != nil)
    }
    return all.compactMap { finding in
      guard let severity = settings.severities.severity(of: finding.code, otherwise: finding.severity) else {
        return nil
      }
      var finding = finding
      finding.severity = severity
      return finding
    }
  }
}

extension DiagnosticCode {
  /// A parameter of the pack says nothing for the date or year that a rule asks for.
  public static let parameterNotInForce = DiagnosticCode(
    "CFG010", "parameter-not-in-force", .information, "A parameter of the policy pack is not in force.")
}
