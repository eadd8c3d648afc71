// Tests of derived values: what is stated and disagrees, the fix, and the list of all.

import DocumentModel
import Testing

@testable import Rules

@Suite struct DerivedValueTests {
  private func npsv(_ more: String = "tolerance: 1") throws -> RuleBook {
    book(
      try oneCheck(
        """
        for: $.economic_case.options[*].result
        derive:
          at: this.npsv_gbp
          value: this.pv_benefits_gbp - this.pv_costs_gbp
          format: gbp
          title: Net present social value
          formula: benefits − costs
          working: "{gbp(this.pv_benefits_gbp)} − {gbp(this.pv_costs_gbp)}"
          \(more)
        message: "{stated} is not {computed}: {difference} off."
        """))
  }

  private static func text(_ stated: String) -> String {
    "economic_case: {options: [{id: A, result: {pv_benefits_gbp: 10.50, pv_costs_gbp: 1010\(stated)}}]}"
  }

  @Test func whatIsStatedIsCompared() throws {
    #expect(try findings(npsv(), Self.text(", npsv_gbp: -1000")) == [])
    #expect(try findings(npsv(), Self.text(", npsv_gbp: -1000.5")) == [])
    #expect(
      try findings(npsv(), Self.text(", npsv_gbp: -1000.51")) == [
        "TST001 /economic_case/options/0/result/npsv_gbp error: -1000.51 is not -1000: 0.51 off."
      ])
    #expect(try findings(npsv(), Self.text("")) == [])
  }

  @Test func withoutAToleranceTheWrittenFigureMustAgree() throws {
    #expect(try findings(npsv("decimals: 1"), Self.text(", npsv_gbp: -999.5")) == [])
    #expect(try findings(npsv("decimals: 1"), Self.text(", npsv_gbp: -999.51")).count == 1)
    #expect(try findings(npsv("decimals: 0"), Self.text(", npsv_gbp: -1000")) == [])
  }

  @Test func theFixWritesTheFigure() throws {
    let document = try #require(try documents(Self.text(", npsv_gbp: 5")).first)
    let finding = try #require(RuleRunner.run(npsv(), on: document, context: testContext).findings.first)
    let fix = try #require(finding.fixes.first)
    #expect(fix.title == "Write -£1,000" && fix.isSafe)
    guard case .set(let node, [], let value)? = fix.operations.first else {
      Issue.record("the fix replaces the figure")
      return
    }
    #expect(document.tree.text(of: node) == "5" && value.plainText == "-1000")
  }

  @Test func allAreListed() throws {
    for (stated, agrees) in [("", nil), (", npsv_gbp: 5", false), (", npsv_gbp: -1000", true)] as [(String, Bool?)] {
      let document = try #require(try documents(Self.text(stated)).first)
      let value = try #require(RuleRunner.derivedValues(npsv(), of: document, context: testContext).first)
      #expect(value.title == "Net present social value" && value.text == "-£1,000" && value.agrees == agrees)
      #expect(value.working == "£11 − £1,010" && value.formula == "benefits − costs")
      #expect(value.steps == (stated.isEmpty ? [.member("npsv_gbp")] : []))
      #expect(document.tree.pointer(of: value.place.node).hasPrefix("/economic_case/options/0/result"))
    }
  }

  @Test func textsAndRanksAreCompared() throws {
    let rules = book(
      try oneCheck(
        """
        for: $.economic_case.options[*]
        derive:
          at: this.result.rank
          value: 1 + size(case.economic_case.options.filter(o, o.result.npsv_gbp > this.result.npsv_gbp))
          decimals: 0
        message: "{stated} {computed}"
        """),
      try oneCheck(
        "for: $.metadata\nderive: {at: this.version, value: this.case_id, format: text}\nmessage: '{stated} {computed}'",
        code: "TST002"))
    let text = """
      metadata: {version: "1", case_id: "2"}
      economic_case:
        options: [{id: A, result: {npsv_gbp: 1, rank: 1}}, {id: B, result: {npsv_gbp: 2, rank: 1}}]
      """
    #expect(
      try findings(rules, text) == [
        "TST001 /economic_case/options/0/result/rank error: 1 2", "TST002 /metadata/version error: 1 2",
      ])
  }
}
