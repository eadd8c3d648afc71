// The last lines of the `text` format: what could not be checked, and how much was found.

struct ClosingCount {
  private let report: Report

  init(_ report: Report) {
    self.report = report
  }

  func write(to canvas: inout Canvas) {
    if !report.failures.isEmpty {
      canvas.write("could not be checked", .error)
      canvas.write(":")
      canvas.endLine()
      for failure in report.failures {
        canvas.write(failure.path.isEmpty ? "  \(failure.message)" : "  \(failure.path): \(failure.message)")
        canvas.endLine()
      }
      canvas.endLine()
    }
    writeCounts(to: &canvas)
  }

  private func writeCounts(to canvas: inout Canvas) {
    let summary = report.summary
    let counts: [(text: String, style: Style)] = [
      (Self.counted(summary.errors, "error"), .error),
      (Self.counted(summary.warnings, "warning"), .warning),
      (summary.information == 0 ? "" : "\(summary.information) information", .information),
      (Self.counted(summary.hints, "hint"), .hint),
    ].filter { !$0.0.isEmpty }

    if summary.documents == 0 {
      canvas.write("nothing was checked", .emphasis)
    } else {
      canvas.write("\(Self.counted(summary.documents, "document")) checked: ", .emphasis)
      if counts.isEmpty { canvas.write("no findings", .help) }
      for (index, count) in counts.enumerated() {
        if index > 0 { canvas.write(", ") }
        canvas.write(count.text, count.style)
      }
    }
    if summary.safelyFixable > 0 { canvas.write("; \(summary.safelyFixable) can be fixed safely") }
    if !report.failures.isEmpty { canvas.write("; \(report.failures.count) could not be checked") }
    canvas.endLine()
  }

  /// `1 error`, `2 errors`, or nothing for none.
  private static func counted(_ count: Int, _ noun: String) -> String {
    count == 0 ? "" : "\(count) \(noun)\(count == 1 ? "" : "s")"
  }
}
