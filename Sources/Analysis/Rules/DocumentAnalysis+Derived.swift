// The values that follow from the figures of a case, by the rules it was checked against.

import Rules

extension DocumentAnalysis {
  /// The derived values of the business case; none where no rules ran on it.
  public var derivedValues: [DerivedValue] {
    guard let rules = check?.rules, let document = member?.document else { return [] }
    return RuleRunner.derivedValues(rules.book, of: document, context: rules.context)
  }
}
