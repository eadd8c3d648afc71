// What the formats say about a whole report: order, counts, colour, and the line formats.

import DocumentModel
import Reporters
import SourceText
import Testing

struct FormatTests {
  private let source = SourceText("a: 1\nb: 2\n")

  private func diagnostic(_ token: String, _ severity: Severity, fix: Applicability? = nil) -> Diagnostic {
    let range = source.range(of: token)
    let fixes = fix.map { [Fix(title: "Mend", applicability: $0, edits: [TextEdit(range, "x")])] } ?? []
    return Diagnostic(Rendering.totals, severity: severity, "No.", at: range, fixes: fixes)
  }

  private func closing(_ documents: Int, _ diagnostics: [Diagnostic], failures: [Failure] = []) -> String {
    let empty = ReportedDocument(path: "b.case.yaml", source: source)
    var report = Report(toolVersion: "1", failures: failures)
    report.documents = Array(repeating: empty, count: documents)
    if documents > 0 { report.documents[0].diagnostics = diagnostics }
    return Rendering.render(report, .text)
  }

  @Test func theClosingCountSpeaksEnglish() {
    #expect(closing(1, []) == "1 document checked: no findings\n")
    #expect(closing(3, []) == "3 documents checked: no findings\n")
    #expect(closing(1, [diagnostic("a", .warning)]).hasSuffix("\n\n1 document checked: 1 warning\n"))
    let all = [
      diagnostic("a", .error, fix: .safe), diagnostic("b", .error, fix: .safe), diagnostic("1", .warning),
      diagnostic("2", .information, fix: .unsafe), diagnostic(":", .hint), diagnostic("a: 1", .hint),
    ]
    #expect(
      closing(2, all).hasSuffix(
        """


        2 documents checked: 2 errors, 1 warning, 1 information, 2 hints; 2 can be fixed safely

        """))
  }

  @Test func whatCouldNotBeCheckedIsListed() {
    let failures = [Failure(path: "z.yaml", message: "No such file"), Failure(path: "", message: "Unknown policy")]
    #expect(
      closing(1, [], failures: failures) == """
        could not be checked:
          Unknown policy
          z.yaml: No such file

        1 document checked: no findings; 2 could not be checked

        """)
    #expect(closing(0, [], failures: failures).hasSuffix("\n\nnothing was checked; 2 could not be checked\n"))
    #expect(closing(0, []) == "nothing was checked\n")
  }

  @Test func conciseIsOneLineAFinding() {
    var report = Rendering.report(source, [diagnostic("2", .warning), diagnostic("a", .error)])
    report.documents[0].diagnostics[0].message = "one\ntwo"
    report.failures = [Failure(path: "z.yaml", message: "No such file"), Failure(path: "", message: "Unknown policy")]
    #expect(
      Rendering.render(report, .concise) == """
        a.case.yaml:1:1: error[FIN001] totals-do-not-add-up: No.
        a.case.yaml:2:4: warning[FIN001] totals-do-not-add-up: one two
        error: Unknown policy
        z.yaml: error: No such file

        """)
    #expect(Rendering.render(Report(toolVersion: "1"), .concise).isEmpty)
  }

  @Test func colourIsWrittenOnlyWhenAskedFor() {
    var finding = diagnostic("b", .error)
    finding.related = [RelatedInformation(range: source.range(of: "1"), message: "here")]
    finding.fixes = [Fix(title: "Mend", applicability: .safe, edits: [TextEdit(source.range(of: "b"), "c")])]
    let report = Rendering.report(source, [finding])
    let coloured = Rendering.render(report, .text, useColor: true)
    #expect(
      coloured.replacing(escape: "␛") == """
        ␛[1;31merror[FIN001 totals-do-not-add-up]␛[0m␛[1m: No.␛[0m
         ␛[34m--> ␛[0ma.case.yaml:2:1
          ␛[34m|␛[0m
        ␛[34m1␛[0m ␛[34m|␛[0m a: 1
          ␛[34m|␛[0m    ␛[34m-␛[0m ␛[34mhere␛[0m
        ␛[34m2␛[0m ␛[34m|␛[0m b: 2
          ␛[34m|␛[0m ␛[1;31m^␛[0m
          ␛[34m|␛[0m
        ␛[1;32mhelp␛[0m: Mend
          ␛[34m|␛[0m
        ␛[34m2␛[0m ␛[31m-␛[0m ␛[31mb: 2␛[0m
        ␛[34m2␛[0m ␛[32m+␛[0m ␛[32mc: 2␛[0m

        ␛[1m1 document checked: ␛[0m␛[1;31m1 error␛[0m; 1 can be fixed safely

        """)
    #expect(coloured.withoutEscapes == Rendering.render(report, .text))
    #expect(
      Rendering.render(report, .concise, useColor: true).withoutEscapes == Rendering.render(report, .concise))
    #expect(Rendering.render(report, .json, useColor: true) == Rendering.render(report, .json))
  }

  @Test(arguments: [
    (Severity.error, "1;31"), (.warning, "1;33"), (.information, "1;34"), (.hint, "1;36"),
  ])
  func eachSeverityHasItsColour(_ severity: Severity, _ parameters: String) {
    let report = Rendering.report(source, [diagnostic("a", severity)])
    let escape = "\u{1B}[\(parameters)m"
    let text = Rendering.render(report, .text, useColor: true)
    #expect(text.hasPrefix("\(escape)\(severity.rawValue)["))
    #expect(text.contains("\(escape)^\u{1B}[0m"))
  }

  @Test func theOrderOfWorkDoesNotShow() {
    let others = [
      Diagnostic(Rendering.unknownKey, "B.", at: source.range(of: "b")),
      Diagnostic(Rendering.unknownKey, "A.", at: source.range(of: "b")),
      Diagnostic(Rendering.totals, "C.", at: source.range(of: "b")),
      Diagnostic(Rendering.unknownKey, "A.", at: source.range(of: "b: 2")),
      Diagnostic(Rendering.unknownKey, "A.", at: source.range(of: "a")),
    ]
    let documents = ["b.yaml", "B.yaml", "a/z.yaml", "é.yaml"].map {
      ReportedDocument(path: $0, source: source, diagnostics: others)
    }
    let failures = [
      Failure(path: "q", message: "2"), Failure(path: "q", message: "1"), Failure(path: "p", message: "3"),
    ]
    let report = Report(toolVersion: "1", documents: documents, failures: failures)
    var reversed = Report(toolVersion: "1", documents: documents.reversed(), failures: failures.reversed())
    for index in reversed.documents.indices { reversed.documents[index].diagnostics.reverse() }
    for format in ReportFormat.allCases {
      #expect(Rendering.render(report, format) == Rendering.render(reversed, format))
    }
    let sorted = report.sorted()
    #expect(sorted.documents.map(\.path) == ["B.yaml", "a/z.yaml", "b.yaml", "é.yaml"])
    #expect(sorted.documents[0].diagnostics.map(\.message) == ["A.", "C.", "A.", "B.", "A."])
    #expect(sorted.failures.map(\.message) == ["3", "1", "2"])
  }

  @Test func documentsOfOneStreamKeepTheirOrder() {
    let kinds = ["rule", "business_case", "policy_pack"]
    let documents = kinds.map { ReportedDocument(path: "a.yaml", kind: $0, source: source) }
    #expect(Report(toolVersion: "1", documents: documents).sorted().documents.map(\.kind) == kinds)
  }
}

struct ColorChoiceTests {
  @Test func theChoiceOfThePersonWins() {
    #expect(ColorChoice.always.resolve(isTerminal: false, environment: ["NO_COLOR": "1", "TERM": "dumb"]))
    #expect(!ColorChoice.never.resolve(isTerminal: true, environment: ["CLICOLOR_FORCE": "1"]))
  }

  @Test(
    arguments: [
      ([:], true, true), ([:], false, false), (["NO_COLOR": "1"], true, false), (["NO_COLOR": ""], true, true),
      (["TERM": "dumb"], true, false), (["TERM": "xterm"], true, true), (["CLICOLOR_FORCE": "1"], false, true),
      (["CLICOLOR_FORCE": "0"], false, false), (["CLICOLOR_FORCE": "1", "NO_COLOR": "1"], true, false),
    ] as [([String: String], Bool, Bool)])
  func otherwiseTerminalAndEnvironmentDecide(_ environment: [String: String], _ isTerminal: Bool, _ expected: Bool) {
    #expect(ColorChoice.auto.resolve(isTerminal: isTerminal, environment: environment) == expected)
  }
}

extension String {
  /// The text with the character ESC written as `picture`, so that it can be read in a test.
  fileprivate func replacing(escape picture: Character) -> String {
    String(map { $0 == "\u{1B}" ? picture : $0 })
  }

  /// The text without escape sequences for colour.
  fileprivate var withoutEscapes: String {
    components(separatedBy: "\u{1B}").enumerated().map { index, part in
      index == 0 ? part : String(part.drop { $0 != "m" }.dropFirst())
    }.joined()
  }
}
