// Tests of running rules: matches, conditions, messages, places, and what is silent.

import CEL
import DocumentModel
import Testing

@testable import Rules

@Suite struct RuleRunnerTests {
  static let totals = """
    for: $.financial_case.total_cost_gbp.*
    when: has(case.financial_case.costs)
    let: {computed: "sum(case.financial_case.costs.map(c, c.values_gbp[?key].orValue(0)))"}
    check: within(this, computed, pack.tolerances.sum_gbp)
    at: this
    message: "{key}: the lines add to {gbp(computed)}, not {gbp(this)}."
    related: [{for: case.financial_case.costs, at: "it.values_gbp[key]", message: "{gbp(it.values_gbp[key])} here."}]
    fix: {title: "Write {gbp(computed)}", replace: this, with: computed, applicability: safe}
    """

  @Test func aRuleRunsAtEachMatch() throws {
    let rules = book(try oneCheck(Self.totals))
    let text = """
      financial_case:
        total_cost_gbp: {2013/14: 10, 2014/15: 20.50, 2015/16: 3}
        costs:
          - {id: FC1, values_gbp: {2013/14: 9, 2014/15: 10}}
          - {id: FC2, values_gbp: {2014/15: 4}}
      """
    #expect(
      try findings(rules, text) == [
        "TST001 /financial_case/total_cost_gbp/2014~115 error: 2014/15: the lines add to £14, not £21.",
        "TST001 /financial_case/total_cost_gbp/2015~116 error: 2015/16: the lines add to £0, not £3.",
      ])
    let document = try #require(try documents(text).first)
    let finding = try #require(RuleRunner.run(rules, on: document, context: testContext).findings.first)
    #expect(
      finding.related.map { document.tree.pointer(of: $0.place.node) + " " + $0.message } == [
        "/financial_case/costs/0/values_gbp/2014~115 £10 here.",
        "/financial_case/costs/1/values_gbp/2014~115 £4 here.",
      ])
    let fix = try #require(finding.fixes.first)
    #expect(fix.title == "Write £14")
    guard case .set(let node, let steps, let value)? = fix.operations.first else {
      Issue.record("the fix sets a value")
      return
    }
    #expect(document.tree.pointer(of: node) == "/financial_case/total_cost_gbp/2014~115" && steps.isEmpty)
    #expect(value.number == FixedDecimal(14))
  }

  @Test func stepsBindNames() throws {
    let rules = book(
      try oneCheck(
        """
        for: $.economic_case.options[*] as option .costs[*] as line .values_gbp.* as figure
        check: "!(option.id == 'OPT02' && line.id == 'B' && figure > 1)"
        message: "{option.id} {line.id} {key} {figure}"
        """))
    let text = """
      economic_case:
        options:
          - {id: OPT01, costs: [{id: B, values_gbp: {2013/14: 2}}]}
          - {id: OPT02, costs: [{id: A, values_gbp: {2013/14: 2}}, {id: B, values_gbp: {2013/14: 1, 2014/15: 2}}]}
      """
    #expect(
      try findings(rules, text) == [
        "TST001 /economic_case/options/1/costs/1/values_gbp/2014~115 error: OPT02 B 2014/15 2"
      ])
  }

  @Test func whatIsAbsentIsSilent() throws {
    let rules = book(
      try oneCheck(
        """
        for: $.services_in_scope[*]
        check: this.annual_value_gbp > 10
        message: small
        """))
    #expect(try findings(rules, "services_in_scope: [{id: S01}, {id: S02, annual_value_gbp: 5}]").count == 1)
    #expect(try findings(rules, "services_in_scope: [{id: S02, annual_value_gbp: abc}]") == [])
    #expect(
      try findings(
        rules, "services_in_scope: [{id: S02, annual_value_gbp: 5}]",
        rejecting: ["/services_in_scope/0/annual_value_gbp"]) == [])
    #expect(try findings(rules, "services_in_scope: {a: 1}") == [])
    #expect(try findings(rules, "services_in_scope: 3") == [])
    #expect(try findings(rules, "- 3") == [])
  }

  @Test func theRejectedIsNotTakenForAbsent() throws {
    let rules = book(
      try oneCheck(
        """
        for: $.services_in_scope[*]
        check: has(this.contract_end_date)
        message: none
        """))
    #expect(try findings(rules, "services_in_scope: [{id: S01, contract_end_date: soon}]") == [])
    #expect(try findings(rules, "services_in_scope: [{id: S01}]").count == 1)
  }

  @Test func placesOfWhatIsAbsentAreTheNearest() throws {
    let rules = book(
      try oneCheck(
        """
        for: $.economic_case.options[*]
        check: has(this.result) && has(this.result.bcr)
        at: this.result.bcr
        message: none
        fix: {title: Write 1, replace: this.result.bcr, with: "1.0"}
        """))
    let text = "economic_case: {options: [{id: OPT01}, {id: OPT02, result: {rank: 1}}]}"
    #expect(
      try findings(rules, text) == [
        "TST001 /economic_case/options/0? error: none", "TST001 /economic_case/options/1/result? error: none",
      ])
    let document = try #require(try documents(text).first)
    let found = RuleRunner.run(rules, on: document, context: testContext).findings
    let steps = found.map { finding -> [FixPlan.Step] in
      guard case .set(_, let steps, _)? = finding.fixes.first?.operations.first else { return [] }
      return steps
    }
    #expect(steps == [[.member("result"), .member("bcr")], [.member("bcr")]])
  }

  @Test func severityFollowsTheStatus() throws {
    let rules = book(
      try oneCheck(
        "for: $.metadata\ncheck: 'false'\nmessage: no",
        head: "severity: {draft: hint, submitted: warning, agreed: information, otherwise: error}"))
    let expected = [
      "draft": "hint", "submitted": "warning", "agreed": "information", "approved": "error", "rejected": "warning",
      "withdrawn": "warning", "unheard_of": "warning",
    ]
    for (status, severity) in expected {
      #expect(try findings(rules, "metadata: {status: \(status)}") == ["TST001 /metadata \(severity): no"])
    }
    #expect(try findings(rules, "metadata: {title: x}") == ["TST001 /metadata warning: no"])
  }

  @Test func severalPathsAreCheckedEach() throws {
    let rules = book(
      try oneCheck(
        """
        for: ["$.benefits[*]", "$.strategic_case.objectives[*]"]
        check: size(this.id) == 3
        message: "{this.id}"
        """))
    #expect(
      try findings(rules, "benefits: [{id: B01}, {id: B002}]\nstrategic_case: {objectives: [{id: OB01}]}") == [
        "TST001 /benefits/1 error: B002", "TST001 /strategic_case/objectives/0 error: OB01",
      ])
  }

  @Test func computedListsKeepTheirPlaces() throws {
    let rules = book(
      try oneCheck(
        """
        for: $.economic_case
        let:
          shortlisted: this.options.filter(o, o.shortlisted)
          last: shortlisted.sortBy(o, o.id)
        check: size(shortlisted) < 2
        at: last[0].id
        message: "{shortlisted.map(o, o.id)}"
        related: [{for: shortlisted, at: it, message: "{it.id}"}]
        """))
    let text =
      "economic_case: {options: [{id: B, shortlisted: true}, {id: C, shortlisted: false}, {id: A, shortlisted: true}]}"
    #expect(try findings(rules, text) == ["TST001 /economic_case/options/2/id error: B, A"])
    let document = try #require(try documents(text).first)
    let finding = try #require(RuleRunner.run(rules, on: document, context: testContext).findings.first)
    #expect(finding.related.map(\.message) == ["B", "A"])
  }

  @Test func failuresAreToldOnce() throws {
    let rules = book(
      try oneCheck("for: $.services_in_scope[*]\ncheck: 1 / (size(this.id) - 2) > 5\nmessage: no"))
    let found = try findings(rules, "services_in_scope: [{id: S1}, {id: S2}, {id: S03}]")
    #expect(found.count == 2)
    #expect(
      found.first?.hasPrefix("RUL016 /services_in_scope/0 error: The rule TST001 could not be evaluated here") == true)
  }

  @Test func theBudgetEndsARule() throws {
    let rules = book(
      try oneCheck(
        """
        for: $.services_in_scope[*]
        check: lists.range(3000).all(a, lists.range(3000).all(b, a + b >= 0))
        message: no
        """),
      try oneCheck("for: $.services_in_scope[*]\ncheck: 'false'\nmessage: still", code: "TST002"))
    let found = try findings(rules, "services_in_scope: [{id: S1}, {id: S2}]")
    #expect(found.count == 3)
    #expect(found.first?.hasPrefix("RUL017 /services_in_scope/0") == true)
  }

  @Test func figuresBeyondExactArithmeticAreTold() throws {
    let rules = book(
      try oneCheck("for: $.services_in_scope[*]\ncheck: this.annual_value_gbp > 10\nmessage: small"))
    let digits = String(repeating: "9", count: 60)
    #expect(
      try findings(rules, "services_in_scope: [{id: S1, annual_value_gbp: \(digits)}]").map { $0.prefix(48) } == [
        "RUL018 /services_in_scope/0/annual_value_gbp err"
      ])
  }

  @Test func withoutAPackRulesThatNeedItAreSilent() throws {
    let rules = book(
      try oneCheck(Self.totals), try oneCheck("for: $.metadata\ncheck: 'false'\nmessage: x", code: "TST002"))
    let text = "metadata: {}\nfinancial_case: {total_cost_gbp: {2013/14: 10}, costs: []}"
    var context = testContext
    context.policy = "none@1"
    #expect(try findings(rules, text, context: context) == ["TST002 /metadata error: x"])
    #expect(try findings(rules, text).count == 2)
  }

  @Test func intsWidenWithoutBeingCheckedFirst() throws {
    let file = try oneCheck(
      "for: $.services_in_scope[*]\ncheck: this.notice_months * 0.5 <= 1\nmessage: '{this.notice_months / 2.0}'")
    #expect(
      try findings(book(file), "services_in_scope: [{notice_months: 3}]") == ["TST001 /services_in_scope/0 error: 1.5"])
  }
}
