// The `junit` format: XML as Jenkins, GitLab and Azure read it, a suite a file and a test case a finding.

import DocumentModel

struct JUnitReporter: Reporter {
  let options: ReportOptions

  func write(_ report: Report, to output: inout [UInt8]) {
    let outcomes = TestOutcome.all(report)
    var xml = XMLWriter()
    xml.open("testsuites", [("name", "casecheck")] + Self.counts(outcomes[...]))
    var rest = outcomes[...]
    while let first = rest.first {
      let suite = rest.prefix { $0.path == first.path }
      rest = rest.dropFirst(suite.count)
      xml.open("testsuite", [("name", Self.suiteName(first))] + Self.counts(suite))
      for outcome in suite { write(outcome, to: &xml) }
      xml.close("testsuite")
    }
    xml.close("testsuites")
    output += xml.bytes
  }

  private static func suiteName(_ outcome: TestOutcome) -> String { outcome.path.isEmpty ? "casecheck" : outcome.path }

  private static func counts(_ outcomes: ArraySlice<TestOutcome>) -> [(String, String)] {
    let failed = outcomes.count { $0.kind == .failed }
    let notChecked = outcomes.count { $0.kind == .notChecked }
    return [("tests", String(outcomes.count)), ("failures", String(failed)), ("errors", String(notChecked))]
  }

  private func write(_ outcome: TestOutcome, to xml: inout XMLWriter) {
    var attributes = [("classname", Self.suiteName(outcome)), ("name", outcome.name)]
    if !outcome.path.isEmpty { attributes.append(("file", PathReference.plain(outcome.path))) }
    guard !outcome.message.isEmpty else {
      xml.empty("testcase", attributes)
      return
    }
    xml.open("testcase", attributes)
    switch outcome.kind {
    case .failed:
      let severity = outcome.diagnostic?.severity.rawValue ?? ""
      xml.text("failure", [("message", outcome.message), ("type", severity)], detail(outcome))
    case .notChecked: xml.text("error", [("message", outcome.message), ("type", "not-checked")], detail(outcome))
    case .passed: xml.text("system-out", [], detail(outcome))
    }
    xml.close("testcase")
  }

  /// The finding in the form of `concise`, with the page about it.
  private func detail(_ outcome: TestOutcome) -> String {
    guard let diagnostic = outcome.diagnostic, let start = outcome.place?.start else {
      return outcome.path.isEmpty ? outcome.message : "\(outcome.path): \(outcome.message)"
    }
    let code = diagnostic.code
    let line =
      "\(outcome.path):\(start.line):\(start.column): \(diagnostic.severity.rawValue)[\(code.code)] \(code.name): "
      + outcome.message
    let page = options.documentation(code)
    return page.isEmpty ? line : "\(line)\n\(page)"
  }
}
