// The door to running rules: over one document, and over all documents of a portfolio.

import CEL
import DocumentModel

/// Runs rules.
public enum RuleRunner {
  /// Runs all rules of scope `document` over a business case.
  public static func run(_ book: RuleBook, on document: CaseDocument, context: RunContext) -> RuleOutcome {
    guard document.kind == .businessCase else { return RuleOutcome() }
    document.firstHandle = 0
    defer { document.endReading() }
    var outcome = RuleOutcome()
    outcome.packReference = context.policy ?? document.text(at: "policy_pack")
    outcome.pack = outcome.packReference.flatMap { book.packs.resolve($0) }
    var run = CaseRun(book: book, documents: [document], index: 0, context: context, pack: outcome.pack)
    run.run { $0.scope == .document }
    outcome.findings = run.findings + outOfRange(document)
    outcome.notInForce = run.pack?.notInForce ?? []
    return outcome
  }

  private static func outOfRange(_ document: CaseDocument) -> [RuleFinding] {
    document.outOfRange.map { node in
      RuleFinding(
        code: .numberOutOfRange, severity: .error,
        message: "This figure has more digits than exact arithmetic can hold, so no rule that reads it was run.",
        place: Place(node: node), related: [], fixes: [], rule: nil)
    }
  }

  /// Runs all rules of scope `portfolio`, for each live case with all others beside it. Illustrative cases are left out
  /// where there are real ones.
  ///
  /// - Parameters:
  ///   - documents: The cases and supplier profiles, in any order.
  ///   - outcomes: What ``run(_:on:context:)`` gave for each; findings there keep rules that need those codes silent.
  /// - Returns: The findings by the document they stand in, which is the case that is run or a profile. Places name
  ///   documents by their index.
  public static func runPortfolio(
    _ book: RuleBook, on documents: [CaseDocument], outcomes: [RuleOutcome], context: RunContext, only: Int? = nil
  ) -> [[RuleFinding]] {
    var result = [[RuleFinding]](repeating: [], count: documents.count)
    guard book.rules.contains(where: { $0.scope == .portfolio }), giveHandles(to: documents) else { return result }
    defer { for document in documents { document.endReading() } }
    let live = documents.indices.filter { documents[$0].kind == .businessCase && documents[$0].isLive }
    let real = live.filter { !documents[$0].isIllustrative }
    let cases = real.isEmpty ? live : real
    let suppliers = documents.indices.filter { documents[$0].kind == .supplierProfile }
    let values = cases.map { documents[$0].value }
    let profiles = Value(.list(suppliers.map { documents[$0].value }))
    for (place, index) in cases.enumerated() where only == nil || only == index {
      var others = values
      others.remove(at: place)
      let outcome = outcomes.indices.contains(index) ? outcomes[index] : RuleOutcome()
      var run = CaseRun(
        book: book, documents: documents, index: index, context: context, pack: outcome.pack,
        globals: [("cases", Value(.list(values))), ("others", Value(.list(others))), ("suppliers", profiles)])
      for finding in outcome.findings {
        run.fired.add(finding.code.code, at: finding.place.node, in: documents[index])
      }
      run.run { $0.scope == .portfolio }
      for finding in run.findings {
        let document = finding.place.document
        // What stands in a profile is found from every case that leaves the supplier, and said once.
        if document != index, result[document].contains(where: { $0.says(the: finding) }) { continue }
        result[document].append(finding)
      }
    }
    return result
  }

  /// Gives the documents handles that do not meet; false where there are not enough.
  private static func giveHandles(to documents: [CaseDocument]) -> Bool {
    var next: Int32 = 0
    for document in documents {
      document.firstHandle = next
      let (sum, overflow) = next.addingReportingOverflow(Int32(clamping: document.tree.nodes.count))
      if overflow { return false }
      next = sum
    }
    return true
  }

  /// All derived values of a business case: those that are stated and those that are not.
  public static func derivedValues(
    _ book: RuleBook, of document: CaseDocument, context: RunContext
  ) -> [DerivedValue] {
    guard document.kind == .businessCase else { return [] }
    document.firstHandle = 0
    defer { document.endReading() }
    let reference = context.policy ?? document.text(at: "policy_pack")
    var run = CaseRun(
      book: book, documents: [document], index: 0, context: context,
      pack: reference.flatMap { book.packs.resolve($0) })
    run.listsDerived = true
    run.run { $0.scope == .document }
    return run.derived
  }
}

extension RuleFinding {
  /// Whether another finding says the same of the same place.
  fileprivate func says(the other: RuleFinding) -> Bool {
    code.code == other.code.code && place == other.place && message == other.message
  }
}
