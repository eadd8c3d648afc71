// What the tests of this folder share: small documents with a token to find, and their rendering.

import DocumentModel
import Reporters
import SourceText

enum Rendering {
  static let unknownKey = DiagnosticCode("SCH003", "unknown-key", .error, "A field that the schema does not know")
  static let totals = DiagnosticCode("FIN001", "totals-do-not-add-up", .error, "A total differs from its lines")
  static let remark = DiagnosticCode("DOC020", "a-remark", .information, "Worth knowing")

  /// A report of one document, `a.case.yaml`.
  static func report(_ source: SourceText, _ diagnostics: [Diagnostic]) -> Report {
    Report(
      toolVersion: "1.2.3",
      documents: [ReportedDocument(path: "a.case.yaml", source: source, diagnostics: diagnostics)])
  }

  /// The report in `format`, with no documentation unless it is JSON.
  static func render(_ report: Report, _ format: ReportFormat, useColor: Bool = false) -> String {
    let options = ReportOptions(useColor: useColor) { code in
      format == .json ? "https://example.org/rules/\(code.code)" : ""
    }
    return String(decoding: format.render(report, options: options), as: UTF8.self)
  }

  /// The `text` format of one finding, without the closing count.
  static func text(_ source: SourceText, _ diagnostic: Diagnostic) -> String {
    let whole = render(report(source, [diagnostic]), .text)
    return whole.components(separatedBy: "\n\n1 document checked").first ?? whole
  }
}

extension SourceText {
  /// The range of the first `token` after the first `anchor`; the text's end where there is none.
  func range(of token: String, after anchor: String = "") -> TextRange {
    let start = find(Array(anchor.utf8), from: 0).map { $0 + anchor.utf8.count } ?? length
    let found = find(Array(token.utf8), from: start) ?? length
    return TextRange(found, min(found + token.utf8.count, length))
  }

  private func find(_ token: [UInt8], from start: Int) -> Int? {
    guard start <= length - token.count else { return nil }
    return (start...length - token.count).first { bytes[$0..<$0 + token.count].elementsEqual(token) }
  }
}

extension String {
  /// The parts between occurrences of `separator`.
  func components(separatedBy separator: String) -> [String] {
    split(separator: separator, omittingEmptySubsequences: false).map(String.init)
  }
}
