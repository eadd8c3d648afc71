// The formats of pipelines: what each says of a finding and of what could not be checked, and its escapes.

import DocumentModel
import Foundation
import Reporters
import SourceText
import Testing

struct MachineFormatTests {
  private static let formats: [ReportFormat] = [.sarif, .github, .gitlab, .junit, .tap]
  private let source = SourceText("a: 1\nb: [2,\n  3]\n")

  private func report(
    _ severity: Severity = .error, _ message: String = "No.", token: String = "1", failsFrom: Severity? = .error,
    path: String = "a.case.yaml"
  ) -> Report {
    let diagnostic = Diagnostic(
      Rendering.totals, severity: severity, message, at: source.range(of: token), pointer: "/a")
    var report = Rendering.report(source, [diagnostic])
    report.documents[0].path = path
    report.documents[0].failsFrom = failsFrom
    return report
  }

  private func json(_ report: Report, _ format: ReportFormat) throws -> Any {
    try JSONSerialization.jsonObject(with: Data(Rendering.render(report, format).utf8))
  }

  private func run(_ report: Report) throws -> [String: Any] {
    let log = try #require(try json(report, .sarif) as? [String: Any])
    return try #require((log["runs"] as? [[String: Any]])?.first)
  }

  @Test(arguments: formats) func equalReportsGiveEqualBytes(_ format: ReportFormat) {
    var report = report()
    report.documents.append(ReportedDocument(path: "Z.case.yaml", source: source))
    report.failures = [Failure(path: "z", message: "No."), Failure(path: "", message: "No.")]
    let first = Rendering.render(report, format)
    report.documents.reverse()
    report.failures.reverse()
    #expect(Rendering.render(report, format) == first)
    #expect(first.hasSuffix("\n"))
  }

  // MARK: GitHub

  @Test func annotationsEscape() {
    let text = Rendering.render(report(.warning, "50%\r\nof, it: x", path: "./a,b: 5%\n.yaml"), .github)
    #expect(
      text == "::warning file=a%2Cb%3A 5%25%0A.yaml,line=1,endLine=1,col=4,endColumn=5,"
        + "title=FIN001 totals-do-not-add-up::50%25%0D%0Aof, it: x\n")
  }

  @Test func annotationsOverLinesHaveNoColumns() {
    let text = Rendering.render(report(.hint, token: "[2,\n  3]"), .github)
    #expect(text == "::notice file=a.case.yaml,line=2,endLine=3,title=FIN001 totals-do-not-add-up::No.\n")
  }

  @Test func whatCouldNotBeCheckedIsAnAnnotation() {
    let report = Report(
      toolVersion: "1", failures: [Failure(path: "", message: "Nothing."), Failure(path: "z", message: "Gone.")])
    #expect(
      Rendering.render(report, .github)
        == "::error title=could not be checked::Nothing.\n::error file=z,title=could not be checked::Gone.\n")
  }

  // MARK: GitLab

  @Test(arguments: [
    (Severity.error, "major"), (.warning, "minor"), (.information, "info"), (.hint, "info"),
  ])
  func codeQualitySeverities(_ severity: Severity, _ name: String) throws {
    let entry = try #require((try json(report(severity), .gitlab) as? [[String: Any]])?.first)
    #expect(entry["severity"] as? String == name)
  }

  @Test func codeQualityFingerprintsAreUnique() throws {
    var report = report()
    report.documents += report.documents
    report.failures = [Failure(path: "", message: "No."), Failure(path: "", message: "No.")]
    let entries = try #require(try json(report, .gitlab) as? [[String: Any]])
    #expect(Set(entries.compactMap { $0["fingerprint"] as? String }).count == 4)
    #expect(entries.compactMap { $0["severity"] as? String } == ["major", "major", "blocker", "blocker"])
    #expect(Rendering.render(Report(toolVersion: "1"), .gitlab) == "[]\n")
  }

  // MARK: JUnit

  @Test func aTestFailsWhereTheRunDoes() {
    for (severity, failsFrom, isFailure) in [
      (Severity.error, Severity.error, true), (.warning, .error, false), (.warning, .warning, true),
      (.error, nil, false), (.hint, .information, false),
    ] as [(Severity, Severity?, Bool)] {
      let junit = Rendering.render(report(severity, failsFrom: failsFrom), .junit)
      #expect(junit.contains("<failure ") == isFailure)
      #expect(junit.contains("<system-out>") == !isFailure)
      #expect(junit.contains("tests=\"1\" failures=\"\(isFailure ? 1 : 0)\" errors=\"0\""))
      #expect(Rendering.render(report(severity, failsFrom: failsFrom), .tap).contains("\nnot ok 1") == isFailure)
    }
  }

  @Test func xmlIsWellFormedWhateverIsSaid() throws {
    let message = String(
      String.UnicodeScalarView((0...0xA0).compactMap(Unicode.Scalar.init)) + "]]>\u{FFFE}\u{FFFF}🏥".unicodeScalars)
    let text = Rendering.render(report(.error, message, path: message), .junit)
    #expect(!text.contains("]]>"))
    for scalar in text.unicodeScalars {
      let isCharacter = scalar.value >= 0x20 && scalar.value != 0xFFFE && scalar.value != 0xFFFF
      #expect(isCharacter || scalar == "\n" || scalar == "\t")
    }
    #expect(text.contains("&#9;&#10;"))
    #expect(text.contains("&#13;"))
    #expect(text.contains("␀␁"))
    #expect(text.contains("&lt;U+0085&gt;"))
  }

  @Test func testsOfOneNameAreNumbered() {
    var report = report()
    report.documents[0].diagnostics += report.documents[0].diagnostics
    report.failures = [Failure(path: "", message: "Nothing.")]
    let text = Rendering.render(report, .junit)
    #expect(text.contains("name=\"FIN001 totals-do-not-add-up at /a\""))
    #expect(text.contains("name=\"FIN001 totals-do-not-add-up at /a (2)\""))
    #expect(text.contains("<error message=\"Nothing.\" type=\"not-checked\">Nothing.</error>"))
  }

  // MARK: TAP

  @Test func testPointsEscape() {
    let text = Rendering.render(report(.error, "a \"b\" \\ \n\u{7}\u{85}\u{2028}", path: "x # SKIP \\ y\n.yaml"), .tap)
    #expect(
      text == ##"""
        TAP version 14
        1..1
        not ok 1 - x \# SKIP \\ y .yaml: FIN001 totals-do-not-add-up at /a
          ---
          message: "a \"b\" \\ \n\u0007\u0085\u2028"
          severity: "error"
          code: "FIN001"
          pointer: "/a"
          file: "x # SKIP \\ y\n.yaml"
          line: 1
          column: 4
          endLine: 1
          endColumn: 5
          ...

        """##)
  }

  @Test func nothingCheckedIsNoTest() {
    #expect(
      Rendering.render(Report(toolVersion: "1"), .tap) == "TAP version 14\n1..0 # SKIP nothing was checked\n")
    let failed = Report(toolVersion: "1", failures: [Failure(path: "", message: "Nothing.")])
    #expect(Rendering.render(failed, .tap).hasPrefix("TAP version 14\n1..1\nnot ok 1 - could not be checked\n"))
  }

  // MARK: SARIF

  @Test(arguments: [
    ("a b/é%#?.yaml", "a%20b/%C3%A9%25%23%3F.yaml"), ("./c:d.yaml", "c%3Ad.yaml"), ("/x y", "file:///x%20y"),
    ("../up.yaml", "../up.yaml"),
  ])
  func pathsAreURIs(_ path: String, _ uri: String) throws {
    let result = try #require((try run(report(path: path))["results"] as? [[String: Any]])?.first)
    let location = try #require((result["locations"] as? [[String: Any]])?.first)
    let artifact = (location["physicalLocation"] as? [String: Any])?["artifactLocation"] as? [String: Any]
    #expect(artifact?["uri"] as? String == uri)
    #expect(artifact?["uriBaseId"] as? String == (path.hasPrefix("/") ? nil : "SRCROOT"))
  }

  @Test func columnsAreScalars() throws {
    let source = SourceText("🏥é: 1\n")
    let diagnostic = Diagnostic(Rendering.totals, "No.", at: source.range(of: "1"))
    let result = try #require((try run(Rendering.report(source, [diagnostic]))["results"] as? [[String: Any]])?.first)
    let location = try #require((result["locations"] as? [[String: Any]])?.first)
    let region = (location["physicalLocation"] as? [String: Any])?["region"] as? [String: Int]
    #expect(region == ["startLine": 1, "startColumn": 5, "endLine": 1, "endColumn": 6])
    #expect(location["logicalLocations"] == nil)
  }

  @Test func rulesAreThoseWithFindings() throws {
    let rule = RuleDescription(
      code: "FIN001", name: "totals", title: "Totals.", description: "What.", help: "Do *this*.", severity: .error,
      url: "https://example.org/FIN001")
    var report = report()
    report.documents[0].diagnostics.append(Diagnostic(Rendering.remark, "Well.", at: TextRange(0, 1)))
    let bytes = ReportFormat.sarif.render(
      report, options: ReportOptions(rules: [rule, RuleDescription(Rendering.unknownKey)]) { _ in "" })
    let log = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    let run = try #require((log["runs"] as? [[String: Any]])?.first)
    let driver = try #require((run["tool"] as? [String: Any])?["driver"] as? [String: Any])
    let rules = try #require(driver["rules"] as? [[String: Any]])
    #expect(rules.compactMap { $0["id"] as? String } == ["DOC020", "FIN001"])
    #expect(
      rules.last?["help"] as? [String: String] == [
        "text": "Do *this*.\nhttps://example.org/FIN001",
        "markdown": "Do *this*.\n\n[FIN001 totals](https://example.org/FIN001)",
      ])
    #expect(rules.first?["helpUri"] == nil)
    let results = try #require(run["results"] as? [[String: Any]])
    #expect(results.compactMap { $0["ruleIndex"] as? Int } == [0, 1])
    #expect(results.compactMap { $0["level"] as? String } == ["note", "error"])
  }

  @Test func fixesAndOtherPlacesStand() throws {
    var report = report()
    report.documents[0].diagnostics[0].related = [
      RelatedInformation(path: "o p.yaml", range: TextRange(0, 1), pointer: "/b", message: "there")
    ]
    report.documents[0].diagnostics[0].fixes = [
      Fix(title: "Mend", applicability: .safe, edits: [TextEdit(source.range(of: "1"), "2")]),
      Fix(title: "Nothing", applicability: .safe, edits: []),
    ]
    report.failures = [Failure(path: "z", message: "Gone.")]
    let run = try run(report)
    let result = try #require((run["results"] as? [[String: Any]])?.first)
    #expect((result["relatedLocations"] as? [[String: Any]])?.first?["id"] as? Int == 1)
    let fixes = try #require(result["fixes"] as? [[String: Any]])
    #expect(fixes.count == 1)
    #expect((fixes.first?["properties"] as? [String: String]) == ["applicability": "safe"])
    let invocation = try #require((run["invocations"] as? [[String: Any]])?.first)
    #expect(invocation["executionSuccessful"] as? Bool == false)
    #expect((invocation["toolExecutionNotifications"] as? [Any])?.count == 1)
  }
}
