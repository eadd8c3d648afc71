// Waivers, the policy pack and severities: what becomes of the findings of rules once they are made.

import Analysis
import CEL
import DocumentModel
import JSONSchema
import Rules
import SourceText
import Testing
import YAMLSyntax

/// Two rules, of which the second needs the first, and one that no one may waive.
private let rules = """
  kind: rule
  code: TST001
  name: title-not-ok
  severity: error
  checks:
    - {for: $.metadata.title, check: this == 'OK', message: "The title is {this}."}
  ---
  kind: rule
  code: TST002
  name: item-too-large
  severity: warning
  needs: [TST001]
  checks:
    - {for: "$.delivery.risks[*].likelihood", check: this < 4, message: "{this} is too much."}
  ---
  kind: rule
  code: DOC004
  name: id-used-twice
  severity: error
  checks:
    - {for: $.metadata.status, check: this != 'draft', message: "A draft."}
  """

private func book() throws -> RuleBook {
  let read = YAMLReader.read(SourceText(rules))
  let files = try read.tree.documents.map { RuleFile(tree: read.tree, root: try #require($0.root), path: nil) }
  let book = RuleBook(adding: files, to: .withoutRules)
  #expect(book.problems.flatMap { $0 }.isEmpty)
  return book
}

private func analyze(
  _ text: String, choices: [String: SeverityChoice] = [:], policy: String? = nil, path: String = "x.case.yaml"
) throws -> FileAnalysis {
  let today = try #require(CalendarDate("2014-01-01"))
  let settings = RuleSettings(book: try book(), context: RunContext(policy: policy, today: today))
  return Analyzer().analyze(
    SourceFile(path: path, text: SourceText(text)),
    settings: AnalysisSettings(severities: SeveritySettings(choices)), rules: settings)
}

/// The findings of rules, each as `code severity pointer: message`.
private func findings(_ analysis: FileAnalysis) -> [String] {
  analysis.diagnostics.filter { !$0.code.code.hasPrefix("SCH") }
    .map { "\($0.code.code) \($0.severity.rawValue) \($0.pointer): \($0.message)" }
}

private let head = """
  kind: business_case
  schema_version: "1.0"
  policy_pack: ccg-2013-14@1

  """

/// A waiver that is usable, of a rule and perhaps under a target.
private func waiver(_ rule: String, target: String? = nil) -> String {
  "  - rule: \(rule)\n" + (target.map { "    target: \($0)\n" } ?? "")
    + """
        reason: Agreed with the area team in writing.
        approved_by_role: Chief finance officer
        expires: 2014-12-31

    """
}

@Suite struct WaiverTests {
  @Test func turnsFindingsIntoInformationThatQuotesTheReason() throws {
    let text = head + "metadata: {title: Bad}\nwaivers:\n" + waiver("TST001")
    let waived =
      "TST001 information /metadata/title: The title is Bad. Waived: Agreed with the area team in writing."
    #expect(try findings(analyze(text)) == [waived])
    // A rule may be named by its name too, and configuration makes no more of what is waived.
    let named = text.replacing("TST001", with: "title-not-ok")
    #expect(try findings(analyze(named, choices: ["TST": .severity(.error)])) == [waived])
    #expect(try findings(analyze(named, choices: ["TST001": .off])) == [])
  }

  @Test func coversWhatIsAtOrBelowItsTargetOnly() throws {
    let text =
      head + "metadata: {title: OK}\ndelivery:\n  risks:\n    - {likelihood: 4}\n    - {likelihood: 5}\nwaivers:\n"
    let first = "TST002 warning /delivery/risks/0/likelihood: 4 is too much."
    let second =
      "TST002 information /delivery/risks/1/likelihood: 5 is too much. Waived: Agreed with the area team in writing."
    #expect(try findings(analyze(text + waiver("TST002", target: "'delivery.risks[1]'"))) == [first, second])
    #expect(
      try findings(analyze(text + waiver("TST002", target: "'delivery.risks[1].likelihood'"))) == [first, second])
  }

  @Test func hasNoEffectWhereItIsNotUsable() throws {
    let text = head + "metadata: {title: Bad}\nwaivers:\n" + waiver("TST001")
    let found = ["TST001 error /metadata/title: The title is Bad."]
    for (old, new) in [
      ("2014-12-31", "2013-12-31"), ("Agreed with the area team in writing.", "Agreed."),
      ("    approved_by_role: Chief finance officer\n", ""), ("TST001", "TST009"),
    ] { #expect(try findings(analyze(text.replacing(old, with: new))) == found) }
    // The day of expiry is the last one.
    #expect(try findings(analyze(text.replacing("2014-12-31", with: "2014-01-01"))) != found)
  }

  @Test func isNotForRulesThatNobodyMayWaive() throws {
    let text = head + "metadata: {title: OK, status: draft}\nwaivers:\n" + waiver("DOC004")
    let analysis = try analyze(text)
    #expect(findings(analysis) == ["DOC004 error /metadata/status: A draft."])
    let finding = try #require(analysis.diagnostics.first { $0.code.code == "DOC004" })
    #expect(analysis.documents.first?.waiver(of: finding) == nil)
  }

  @Test func isReportedWhereItHidesNothing() throws {
    let text =
      head + "metadata: {title: OK}\ndelivery: {risks: []}\nwaivers:\n" + waiver("TST001")
      + waiver("TST002", target: "delivery.risks")
    #expect(
      try findings(analyze(text)) == [
        "DOC008 information /waivers/0: This waiver hides nothing: TST001 finds no fault. Delete it, so that it hides no "
          + "later fault.",
        "DOC008 information /waivers/1: This waiver hides nothing: TST002 finds no fault under its target. Delete it, so "
          + "that it hides no later fault.",
      ])
    // Where a prerequisite has spoken, nobody knows.
    let silent = text.replacing("title: OK", with: "title: Bad")
    #expect(try !findings(analyze(silent)).contains { $0.contains("TST002") })
  }

  @Test(arguments: ["", "waivers: []\n", "waivers:\n"]) func isOffered(_ end: String) throws {
    let text = head + "metadata: {title: OK}\ndelivery:\n  risks:\n    - likelihood: 5\n" + end
    let analysis = try analyze(text)
    let finding = try #require(analysis.diagnostics.first { $0.code.code == "TST002" })
    let fix = try #require(analysis.documents.first?.waiver(of: finding))
    #expect(fix.applicability == .unsafe)
    let after = analysis.file.text.applying(fix.edits).string
    #expect(
      after == head + """
        metadata: {title: OK}
        delivery:
          risks:
            - likelihood: 5
        waivers:
          - rule: TST002
            target: "delivery.risks[0].likelihood"
            reason: ""
            approved_by_role: ""
            expires: ""

        """)
    let filled = after.replacing("reason: \"\"", with: "reason: Agreed with the area team in writing.")
      .replacing("role: \"\"", with: "role: Chair").replacing("expires: \"\"", with: "expires: 2014-12-31")
    let again = try analyze(filled)
    let waived = try #require(again.diagnostics.first { $0.code.code == "TST002" })
    #expect(waived.severity == .information)
    #expect(again.documents.first?.waiver(of: waived) == nil)
  }

  @Test func isOfferedInJSONToo() throws {
    let text = #"{"kind": "business_case", "policy_pack": "ccg-2013-14@1", "metadata": {"title": "Bad"}}"#
    let analysis = try analyze(text, path: "x.case.json")
    let finding = try #require(analysis.diagnostics.first { $0.code.code == "TST001" })
    let fix = try #require(analysis.documents.first?.waiver(of: finding))
    #expect(
      analysis.file.text.applying(fix.edits).string
        == #"{"kind": "business_case", "policy_pack": "ccg-2013-14@1", "metadata": {"title": "Bad"}, "waivers": "#
        + #"[{"rule": "TST001", "target": "metadata.title", "reason": "", "approved_by_role": "", "expires": ""}]}"#)
  }

  @Test func findingsOfTheSchemaAreNotWaived() throws {
    let analysis = try analyze(head + "metadata: {title: 5}\n")
    for finding in analysis.diagnostics where finding.code.code.hasPrefix("SCH") {
      #expect(analysis.documents.first?.waiver(of: finding) == nil)
    }
  }
}

@Suite struct PolicyTests {
  @Test func anUnknownPackIsReportedWithThoseThatAreKnown() throws {
    let today = try #require(CalendarDate("2014-01-01"))
    let text = head.replacing("ccg-2013-14@1", with: "ccg-2013-15@1") + "metadata: {title: OK}\n"
    let analysis = Analyzer().analyze(
      SourceFile(path: "x.case.yaml", text: SourceText(text)),
      rules: RuleSettings(context: RunContext(today: today)))
    let finding = try #require(analysis.diagnostics.first { $0.code.code == "DOC001" })
    #expect(analysis.file.text.string(in: finding.range) == "ccg-2013-15@1")
    #expect(finding.severity == .error)
    #expect(
      finding.message
        == "Policy pack \"ccg-2013-15@1\" is not known. Known packs: ccg-2013-14@1, icb-2025-26@1.")
    #expect(finding.fixes.first?.title == "Write ccg-2013-14@1")
  }

  @Test func aParameterThatIsNotInForceIsSaidOnceWhereThePackIsNamed() throws {
    let today = try #require(CalendarDate("2014-01-01"))
    let text = """
      kind: rule
      code: TST001
      name: a-test
      severity: error
      checks:
        - {for: "$.delivery.risks[*].likelihood", check: "pack.tupe_eli_min_days > this", message: Too much.}
      """
    let tree = YAMLReader.read(SourceText(text)).tree
    let file = RuleFile(tree: tree, root: try #require(tree.documents.first?.root), path: nil)
    let book = RuleBook(adding: [file], to: .withoutRules)
    #expect(book.problems.flatMap { $0 }.isEmpty)
    let analysis = Analyzer().analyze(
      SourceFile(
        path: "x.case.yaml",
        text: SourceText(
          head
            + "workforce: {tupe: {transfer_date: 2005-01-01}}\ndelivery: {risks: [{likelihood: 1}, {likelihood: 2}]}\n")
      ),
      rules: RuleSettings(book: book, context: RunContext(today: today)))
    let found = analysis.diagnostics.filter { $0.code.code == "CFG010" }
    #expect(found.map { analysis.file.text.string(in: $0.range) } == ["ccg-2013-14@1"])
    #expect(
      found.first?.message
        == "The parameter `tupe_eli_min_days` is not in force on 2005-01-01, since its values begin on 2006-04-06, so "
        + "what rests on it is not checked there.")
    #expect(found.first?.severity == .information)
  }

  @Test func rulesDoNotRunUnderASchemaThatIsGiven() throws {
    let read = JSONReader.read(SourceText("true")).tree
    let schema = Schema.compile(read, root: try #require(read.documents.first?.root), uri: "https://example.org/s")
    let today = try #require(CalendarDate("2014-01-01"))
    let analysis = Analyzer().analyze(
      SourceFile(path: "x.case.yaml", text: SourceText(head + "metadata: {title: Bad}\n")), schema: .given(schema),
      rules: RuleSettings(book: try book(), context: RunContext(today: today)))
    #expect(analysis.diagnostics.isEmpty)
  }

  @Test func whatTheSchemaRejectedIsNotSpokenOfAgain() throws {
    let analysis = try analyze(head + "metadata: {title: [Bad]}\n")
    #expect(findings(analysis).isEmpty)
    #expect(analysis.diagnostics.contains { $0.pointer == "/metadata/title" })
  }
}
