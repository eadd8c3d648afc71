// Writes measurements as Markdown tables that are also readable in a terminal.

enum Table {
  private static let head = ["what", "measured", "target", "", "beside it"]

  /// The table of `section` under its heading.
  static func render(_ section: Section) -> String {
    let rows = section.measurements.map { measurement in
      [
        measurement.what, measurement.unit.show(measurement.value),
        measurement.target.map { "≤ " + measurement.unit.show($0) } ?? "", measurement.verdict, measurement.note,
      ]
    }
    let widths = head.indices.map { column in ([head] + rows).map { $0[column].count }.max() ?? 0 }
    func line(_ cells: [String]) -> String {
      let padded = zip(cells, widths).map { cell, width in cell + String(repeating: " ", count: width - cell.count) }
      return "| " + padded.joined(separator: " | ") + " |\n"
    }
    let rule = "|" + widths.map { String(repeating: "-", count: $0 + 2) }.joined(separator: "|") + "|\n"
    return "### \(section.title)\n\n" + line(head) + rule + rows.map(line).joined() + "\n"
  }

  /// What the report ends with: what falls short, or that nothing does.
  static func summary(_ sections: [Section]) -> String {
    let all = sections.flatMap(\.measurements).filter { $0.target != nil }
    let missed = all.filter { !$0.isMet }
    guard !missed.isEmpty else { return "All \(all.count) targets are met.\n" }
    let list = missed.map { "- \($0.what): \($0.unit.show($0.value)), \($0.verdict)\n" }
    return "\(all.count - missed.count) of \(all.count) targets are met. These fall short:\n\n" + list.joined()
  }
}
