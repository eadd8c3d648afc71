// The `text` format: each finding with the author's own lines, what is wrong underlined, and how to mend it.

import DocumentModel
import SourceText

struct TextReporter: Reporter {
  /// The most related places that are shown for one finding.
  private static let relatedLimit = 8

  let options: ReportOptions

  func write(_ report: Report, to output: inout [UInt8]) {
    var canvas = Canvas(useColor: options.useColor)
    for document in report.documents where !document.diagnostics.isEmpty {
      let positions = Positions(document.source)
      let textWidth = textWidth(in: document.source)
      for diagnostic in document.diagnostics {
        let finding = Finding(
          diagnostic, in: document, of: report, textWidth: textWidth, relatedLimit: Self.relatedLimit)
        write(finding, at: positions.position(at: diagnostic.range.start), to: &canvas)
      }
    }
    ClosingCount(report).write(to: &canvas)
    output.append(contentsOf: canvas.bytes)
  }

  /// The columns that the gutter and a bracket leave for the text.
  private func textWidth(in source: SourceText) -> Int {
    guard let columns = options.terminalColumns else { return DisplayLine.widest }
    let gutter = String(source.lineCount).utf8.count + 5
    return min(max(columns, DisplayLine.narrowest + gutter), DisplayLine.widest + gutter) - gutter
  }

  // MARK: Finding

  private func write(_ finding: Finding, at place: ReportedPosition, to canvas: inout Canvas) {
    let diagnostic = finding.diagnostic
    let style = Style(diagnostic.severity)
    let numberWidth = String(finding.lastNumber).utf8.count
    let rows = ExcerptWriter(numberWidth: numberWidth, textWidth: finding.textWidth, primary: style)

    canvas.write("\(diagnostic.severity.rawValue)[\(diagnostic.code.code) \(diagnostic.code.name)]", style)
    canvas.write(": \(diagnostic.message)", .emphasis)
    canvas.endLine()
    write("-->", finding.path, place, rows, to: &canvas)
    rows.writeEmptyRow(to: &canvas)
    rows.write(finding.excerpt, to: &canvas)
    for other in finding.others {
      write(other, rows, to: &canvas)
    }
    if let fix = finding.fix, let diff = finding.diff, !diff.rows.isEmpty {
      write(fix, diff, rows, to: &canvas)
    }
    writeNotes(finding, rows, to: &canvas)
    canvas.endLine()
  }

  private func write(
    _ arrow: String, _ path: String, _ place: ReportedPosition, _ rows: ExcerptWriter, to canvas: inout Canvas
  ) {
    canvas.write(spaces: rows.numberWidth)
    canvas.write("\(arrow) ", .gutter)
    canvas.write("\(path):\(place.line):\(place.column)")
    canvas.endLine()
  }

  private func write(_ other: Finding.OtherFile, _ rows: ExcerptWriter, to canvas: inout Canvas) {
    rows.writeEmptyRow(to: &canvas)
    write(":::", other.path, Positions(other.excerpt.source).position(at: other.start), rows, to: &canvas)
    rows.writeEmptyRow(to: &canvas)
    rows.write(other.excerpt, to: &canvas)
  }

  private func write(_ fix: Fix, _ diff: FixDiff, _ rows: ExcerptWriter, to canvas: inout Canvas) {
    rows.writeEmptyRow(to: &canvas)
    canvas.write("help", .help)
    canvas.write(": \(fix.title)\(fix.applicability == .unsafe ? " (unsafe fix)" : "")")
    canvas.endLine()
    rows.writeEmptyRow(to: &canvas)
    for row in diff.rows {
      switch row.kind {
      case .context: rows.writeGutter(number: row.number, to: &canvas)
      case .removed: rows.writeGutter(number: row.number, sign: "-", style: .removed, to: &canvas)
      case .added: rows.writeGutter(number: row.number, sign: "+", style: .added, to: &canvas)
      case .elision: canvas.write("...", .gutter)
      }
      if !row.text.text.isEmpty {
        canvas.write(" ")
        canvas.write(display: row.text.text, row.kind == .removed ? .removed : row.kind == .added ? .added : .plain)
      }
      canvas.endLine()
    }
  }

  // MARK: Notes

  private func writeNotes(_ finding: Finding, _ rows: ExcerptWriter, to canvas: inout Canvas) {
    var notes: [(name: String, text: String)] = []
    for place in finding.unseen {
      notes.append(("see", "\(place.path): \(place.message)"))
    }
    if finding.relatedLeftOut > 0 {
      notes.append(("see", "\(finding.relatedLeftOut) more \(finding.relatedLeftOut == 1 ? "place" : "places")"))
    }
    if let fix = finding.fix, finding.diff?.rows.isEmpty ?? true {
      notes.append(("help", fix.title))
    }
    if let source = finding.diagnostic.source {
      notes.append(("source", [source.title, source.section, source.url].compactMap(\.self).joined(separator: ", ")))
    }
    let documentation = options.documentation(finding.diagnostic.code)
    if !documentation.isEmpty { notes.append(("docs", documentation)) }

    guard !notes.isEmpty else { return }
    rows.writeEmptyRow(to: &canvas)
    for note in notes {
      rows.writeGutter(number: nil, sign: "=", to: &canvas)
      canvas.write(" ")
      canvas.write("\(note.name):", .emphasis)
      canvas.write(" \(note.text)")
      canvas.endLine()
    }
  }
}
