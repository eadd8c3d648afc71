// What the analysis of a case needs to run the rules on it, and what a case is to its portfolio.

import DocumentModel
import Rules

/// The rules to run, and what they may know beside the document.
public struct RuleSettings: Sendable {
  /// The rules and the policy packs.
  public var book: RuleBook
  /// The policy, the day, and where evidence is looked up.
  public var context: RunContext

  /// Settings.
  public init(book: RuleBook = .builtIn, context: RunContext) {
    self.book = book
    self.context = context
  }
}

/// A business case or a supplier profile with what its own rules found: a member of a portfolio.
public struct CaseAnalysis: Sendable {
  /// The document as rules see it.
  public let document: CaseDocument
  /// What the rules of scope `document` found.
  public let outcome: RuleOutcome
  /// The usable waivers of a case.
  let waivers: Waivers?
}
