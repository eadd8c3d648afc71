// Tests of rules over several documents, and of compiled-in checks.

import CEL
import DocumentModel
import Testing

@testable import Rules

/// Finds items of the list at `$.evidence` whose title is that of the parameter.
private struct TitleCheck: SwiftCheck {
  static let name = "same-title"
  static let variables: [String: ValueType] = ["title": .string]
  let title: String

  init(_ parameters: CheckParameters) throws(CheckParameterFault) { title = try parameters.required("title") }

  func run(_ scope: CheckScope) throws(EvaluationError) -> [SwiftFinding] {
    var found: [SwiftFinding] = []
    for item in scope.tree.items(of: scope.match) {
      try scope.spend(steps: 1)
      guard let node = scope.tree.value(of: item, named: "title"), scope.tree.text(of: node) == title else { continue }
      found.append(SwiftFinding(at: scope.place(node), ["title": Value(.string(title))], severity: .hint))
    }
    return found
  }
}

@Suite struct PortfolioTests {
  private func rule() throws -> RuleBook {
    book(
      try oneCheck(
        """
        for: $.metadata.case_id
        let:
          same: others.filter(c, c.metadata.case_id == this)
        check: size(same) == 0
        message: "{this} in {size(cases)} cases, with {suppliers.map(s, s.organisation)}"
        related: [{for: same, at: it.metadata.case_id, message: "in {file(it)}"}]
        """, head: "severity: error\nscope: portfolio"))
  }

  private func run(_ rules: RuleBook, _ text: String) throws -> [[RuleFinding]] {
    let documents = try documents(text)
    let outcomes = documents.map { RuleRunner.run(rules, on: $0, context: testContext) }
    #expect(outcomes.allSatisfy { $0.findings.isEmpty })
    return RuleRunner.runPortfolio(rules, on: documents, outcomes: outcomes, context: testContext)
  }

  @Test func casesSeeEachOther() throws {
    let found = try run(
      rule(),
      """
      metadata: {case_id: AAAAAA}
      ---
      kind: supplier_profile
      organisation: 0CG
      ---
      metadata: {case_id: AAAAAA}
      ---
      metadata: {case_id: AAAAAA, status: withdrawn}
      ---
      metadata: {case_id: BBBBBB}
      """)
    #expect(found.map(\.count) == [1, 0, 1, 0, 0])
    #expect(found[0][0].message == "AAAAAA in 3 cases, with 0CG")
    #expect(found[0][0].place.document == 0 && found[0][0].related.map(\.place.document) == [2])
    #expect(found[2][0].related.map(\.place.document) == [0])
  }

  @Test func whatStandsInAProfileIsSaidOnce() throws {
    let rules = book(
      try oneCheck(
        """
        for: $.metadata
        check: size(suppliers) == 0
        at: suppliers[0].staff
        message: "{size(cases)} cases"
        """, head: "severity: error\nscope: portfolio"))
    let found = try run(
      rules,
      """
      metadata: {case_id: AAAAAA}
      ---
      metadata: {case_id: BBBBBB}
      ---
      kind: supplier_profile
      organisation: 0CG
      staff: []
      """)
    #expect(found.map(\.count) == [0, 0, 1])
    #expect(found[2][0].place.document == 2 && found[2][0].message == "2 cases")
  }

  @Test func illustrativeCasesGiveWayToRealOnes() throws {
    let pair = "metadata: {case_id: A, illustrative: true}\n---\nmetadata: {case_id: A, illustrative: true}"
    #expect(try run(rule(), pair).map(\.count) == [1, 1])
    #expect(try run(rule(), pair + "\n---\nmetadata: {case_id: A}").map(\.count) == [0, 0, 0])
  }

  @Test func compiledInChecksGiveFindings() throws {
    let file = try oneCheck(
      "for: $.evidence\nswift: same-title\nparams: {title: x}\nmessage: \"The title {title}.\"")
    let rules = RuleBook(adding: [file], to: .withoutRules, compiledIn: [TitleCheck.self])
    #expect(rules.problems == [[]])
    #expect(
      try findings(rules, "evidence: [{title: x}, {title: y}, {title: x}]") == [
        "TST001 /evidence/0/title hint: The title x.", "TST001 /evidence/2/title hint: The title x.",
      ])
    let broken = try oneCheck("for: $.evidence\nswift: same-titel\nmessage: x")
    let problems = RuleBook(adding: [broken], to: .withoutRules, compiledIn: [TitleCheck.self]).problems
    #expect(problems.flatMap { $0 }.map(\.suggestion) == ["same-title"])
    let lacking = try oneCheck("for: $.evidence\nswift: same-title\nmessage: x")
    #expect(
      RuleBook(adding: [lacking], to: .withoutRules, compiledIn: [TitleCheck.self]).problems.flatMap { $0 }.map(
        \.code.code)
        == ["RUL003"])
  }

  @Test func functionsOfRules() throws {
    let rules = book(
      try oneCheck(
        """
        for: $.organisations
        let:
          org: this.byId('06N')
          local: this.byId('L1')
          none: this.byId('X')
        check: "!org.hasValue()"
        at: org
        message: "{org.?name.orValue('')} {local.?name.orValue('')} {none.hasValue()} {commas(this.map(o, o.name))} {commas([])} {keys(case.financial_case.total_cost_gbp)} {values(case.financial_case.total_cost_gbp)} {file(case)}"
        """))
    #expect(
      try findings(
        rules,
        """
        organisations: [{ods_code: 06N, name: One}, {local_id: L1, name: Two}, {ods_code: 1, name: Three}]
        financial_case: {total_cost_gbp: {2013/14: 1, 2014/15: 2.50}}
        """) == [
          "TST001 /organisations error: One Two false One, Two and Three  2013/14, 2014/15 1, 2.5 case.yaml"
        ])
  }
}
