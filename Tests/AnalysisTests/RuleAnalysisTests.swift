// The built-in rules as an analysis runs them: beside the schema, and over several files at once.

import Analysis
import CEL
import DocumentModel
import Foundation
import Rules
import SourceText
import TestSupport
import Testing

@Suite struct RuleAnalysisTests {
  /// Files of evidence that must not be read: no document here states a digest.
  private struct Unread: EvidenceFiles {
    func lookUp(_ path: String, from documentPath: String, wantsDigest: Bool) -> EvidenceFact {
      #expect(!wantsDigest, "\(path) is read although no digest is stated")
      return .file(sha256: nil)
    }
  }

  private static func sample() throws -> String {
    let url = Conformance.packageRoot.appending(path: "samples/worked-example.case.yaml")
    return String(decoding: try Data(contentsOf: url), as: UTF8.self)
  }

  private func analyze(_ text: String, path: String = "x.case.yaml", book: RuleBook = .builtIn) throws -> FileAnalysis {
    let context = RunContext(today: try #require(CalendarDate("2014-01-01")), files: Unread())
    return Analyzer().analyze(
      SourceFile(path: path, text: SourceText(text)), rules: RuleSettings(book: book, context: context))
  }

  private func codes(_ analysis: FileAnalysis) -> [String] { analysis.diagnostics.map(\.code.code) }

  @Test func theSampleIsClean() throws {
    #expect(codes(try analyze(Self.sample())) == [])
  }

  /// A key that is misspelt is one mistake, whatever else would have asked for the field.
  @Test(arguments: [
    ("sourcing: make, uses_patient_data: false", "sourceing: make, uses_patient_data: false"),
    ("total_csu_spend_gbp", "total_csu_spend"), ("pv_costs_gbp: 5062818", "pv_cost_gbp: 5062818"),
    ("transfer_date", "transfer_dat"), ("\nquality:", "\nqualty:"),
  ])
  func aMisspeltKeyIsOneFinding(_ right: String, _ wrong: String) throws {
    let text = try Self.sample()
    let range = try #require(text.range(of: right))
    let findings = try analyze(text.replacingCharacters(in: range, with: wrong)).diagnostics
    #expect(findings.map(\.code.code) == ["SCH003"], "\(findings.map(\.message))")
  }

  private static let profile = """
    schema_version: "1.0"
    kind: supplier_profile
    organisation: 0CG
    stranded_costs: [{title: Lease, value_gbp: 100000}, {title: Everything else, value_gbp: 900000}]
    """

  @Test(arguments: [nil, 1]) func aProfileIsToldWhatTheCasesFindInIt(_ only: Int?) throws {
    let files = [try analyze(Self.sample()), try analyze(Self.profile, path: "0CG.supplier.yaml")]
    let found = Analyzer().portfolio(files, only: only)
    #expect(codes(found[1]) == ["PFL005"])
    #expect(found[1].diagnostics.first?.pointer == "/stranded_costs")
    #expect(codes(found[0]) == [])
  }

  @Test func eachCaseIsCheckedByTheRulesInForceForIt() throws {
    let rule = """
      kind: rule
      code: LOC001
      name: title-is-long
      severity: warning
      scope: portfolio
      checks:
        - {for: $.metadata.title, check: "size(cases) > 2", message: "There are {size(cases)} cases."}
      """
    let tree = try analyze(rule, path: "LOC001.rule.yaml").tree
    let root = try #require(tree.documents.first?.root)
    let book = RuleBook(adding: [RuleFile(tree: tree, root: root, path: nil)])
    #expect(book.problems.flatMap { $0 }.isEmpty)
    let other = try Self.sample().replacing("HVCCG-2013-001", with: "OTHER-2013-001")
    let found = Analyzer().portfolio([try analyze(Self.sample()), try analyze(other, book: book)])
    #expect(!codes(found[0]).contains("LOC001"))
    #expect(codes(found[1]).contains("LOC001"))
  }

  /// Each keystroke makes a document anew, so none may stay behind.
  @Test func aDocumentIsFreedWhenItsAnalysisIs() throws {
    weak var document: CaseDocument?
    do {
      let found = Analyzer().portfolio([try analyze(Self.sample()), try analyze(Self.profile, path: "a.supplier.yaml")])
      document = found[0].documents.first?.member?.document
      #expect(document != nil)
      #expect(found[0].documents.first?.derivedValues.isEmpty == false)
    }
    #expect(document == nil)
  }
}
