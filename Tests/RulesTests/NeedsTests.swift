// Tests of prerequisites: what a rule that fired keeps silent, and what it does not.

import Testing

@testable import Rules

@Suite struct NeedsTests {
  /// TST002 finds lines whose id is `BAD` at their id, TST001 options whose costs are dearer than 10.
  private func rules(_ needs: String, first: String = "this.id") throws -> RuleBook {
    book(
      try oneCheck(
        """
        for: $.economic_case.options[*]
        check: sum(this.costs.map(c, c.values_gbp[?'2013/14'].orValue(0))) <= 10
        message: "{this.id} is dear"
        """, code: "TST001", head: "severity: error\nneeds: [\(needs)]"),
      try oneCheck(
        """
        for: $.economic_case.options[*].costs[*]
        check: "this.id != 'BAD'"
        at: \(first)
        message: bad
        """, code: "TST002"))
  }

  private static let text = """
    economic_case:
      options:
        - {id: OPT01, costs: [{id: BAD, values_gbp: {2013/14: 20}}]}
        - {id: OPT02, costs: [{id: FINE, values_gbp: {2013/14: 20}}]}
    """

  private func codes(_ rules: RuleBook, _ text: String = text) throws -> [String] {
    try findings(rules, text).map { String($0.prefix { $0 != ":" }) }
  }

  private static let bad = "TST002 /economic_case/options/0/costs/0/id error"
  private static let first = "TST001 /economic_case/options/0 error"
  private static let second = "TST001 /economic_case/options/1 error"

  @Test func anotherItemIsNotSilenced() throws {
    // The id of the line is neither read nor in the item of the option.
    #expect(try codes(rules("TST002")) == [Self.bad, Self.first, Self.second])
  }

  @Test func whatIsReadIsSilenced() throws {
    let bad = "TST002 /economic_case/options/0/costs/0/values_gbp/2013~114 error"
    #expect(try codes(rules("TST002", first: "this.values_gbp['2013/14']")) == [bad, Self.second])
    let map = "TST002 /economic_case/options/0/costs/0/values_gbp error"
    #expect(try codes(rules("TST002", first: "this.values_gbp")) == [map, Self.second])
  }

  @Test func whoReadsAFieldReadsTheItem() throws {
    // The line stands for what it lacks.
    let line = "TST002 /economic_case/options/0/costs/0 error"
    #expect(try codes(rules("TST002", first: "this")) == [line, Self.second])
    let lacking = "TST002 /economic_case/options/0/costs/0? error"
    #expect(try codes(rules("TST002", first: "this.title")) == [lacking, Self.second])
  }

  @Test func whatIsWaivedKeepsNothingSilent() throws {
    var context = testContext
    context.isWaived = { code, _ in code == "TST002" }
    let found = try findings(rules("TST002", first: "this"), Self.text, context: context)
    #expect(found.map { String($0.prefix(7)) } == ["TST002 ", "TST001 ", "TST001 "])
  }

  @Test func theWholeCaseIsSilencedWhereThatIsSaid() throws {
    #expect(try codes(rules("{code: TST002, scope: case}")) == [Self.bad])
  }

  @Test func theSameItemIsSilenced() throws {
    let rules = book(
      try oneCheck(
        "for: $.economic_case.options[*].result.rank\ncheck: 'false'\nmessage: x",
        head: "severity: error\nneeds: [TST002]"),
      try oneCheck(
        "for: $.economic_case.options[*]\ncheck: this.title != 'bad'\nat: this.title\nmessage: y", code: "TST002"))
    #expect(
      try codes(
        rules,
        "economic_case: {options: [{id: A, title: bad, result: {rank: 1}}, {id: B, title: fine, result: {rank: 2}}]}")
        == ["TST002 /economic_case/options/0/title error", "TST001 /economic_case/options/1/result/rank error"])
  }

  @Test func withoutAnItemTheSectionCounts() throws {
    let rules = book(
      try oneCheck(
        "for: $.financial_case.total_cost_gbp.*\ncheck: 'false'\nmessage: x", head: "severity: error\nneeds: [TST002]"),
      try oneCheck("for: $.financial_case.option\ncheck: 'false'\nmessage: y", code: "TST002"))
    #expect(
      try codes(rules, "financial_case: {option: A, total_cost_gbp: {2013/14: 1}}") == [
        "TST002 /financial_case/option error"
      ])
    #expect(
      try codes(rules, "financial_case: {total_cost_gbp: {2013/14: 1}}") == [
        "TST001 /financial_case/total_cost_gbp/2013~114 error"
      ])
  }

  @Test func checksHaveNeedsOfTheirOwn() throws {
    let rules = book(
      try ruleFile(
        """
        kind: rule
        code: TST001
        name: a
        severity: error
        checks:
          - {for: $.metadata, check: 'false', message: one, needs: [TST002]}
          - {for: $.metadata, check: 'false', message: two}
        """),
      try oneCheck("for: $.metadata\ncheck: 'false'\nmessage: y", code: "TST002"))
    #expect(try findings(rules, "metadata: {}") == ["TST002 /metadata error: y", "TST001 /metadata error: two"])
  }

  @Test func aRuleRunsAloneInItsTests() throws {
    var context = testContext
    context.asksNeeds = false
    #expect(try findings(rules("{code: TST002, scope: case}"), Self.text, context: context).count == 3)
    context.only = ["TST001"]
    #expect(try findings(rules("{code: TST002, scope: case}"), Self.text, context: context).count == 2)
  }
}
