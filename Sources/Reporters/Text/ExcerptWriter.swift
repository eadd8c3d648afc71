// Draws excerpts: the gutter with line numbers, the lines, and under them carets, bars and labels.

import SourceText

/// Writes the rows of one finding, which share the width of their gutter.
struct ExcerptWriter {
  /// The columns that line numbers take.
  let numberWidth: Int
  /// The most columns that a line of text may take.
  let textWidth: Int
  /// The style of what the finding is about.
  let primary: Style

  // MARK: Gutter

  /// Writes the gutter of a line with `sign`, such as `|`, after its number (from 1).
  func writeGutter(number: Int?, sign: String = "|", style: Style = .gutter, to canvas: inout Canvas) {
    guard let number else {
      canvas.write(spaces: numberWidth + 1)
      canvas.write(sign, style)
      return
    }
    let digits = String(number)
    canvas.write(spaces: numberWidth - digits.utf8.count)
    canvas.write(digits, .gutter)
    canvas.write(" ")
    canvas.write(sign, style)
  }

  /// Writes a row with nothing but a gutter.
  func writeEmptyRow(to canvas: inout Canvas) {
    writeGutter(number: nil, to: &canvas)
    canvas.endLine()
  }

  // MARK: Excerpt

  func write(_ excerpt: Excerpt, to canvas: inout Canvas) {
    var previous: Int?
    for line in excerpt.lines() {
      if let previous, line > previous + 1 {
        writeElision(between: previous, and: line, bracket: excerpt.bracket, to: &canvas)
      }
      write(line, of: excerpt, to: &canvas)
      previous = line
    }
  }

  private func writeElision(between first: Int, and last: Int, bracket: Bracket?, to canvas: inout Canvas) {
    canvas.write("...", .gutter)
    if let bracket, bracket.lines.contains(first), bracket.lines.contains(last) {
      canvas.write(spaces: numberWidth)
      canvas.write("|", primary)
    }
    canvas.endLine()
  }

  private func write(_ line: Int, of excerpt: Excerpt, to canvas: inout Canvas) {
    let source = excerpt.source
    let range = source.lineRange(line)
    let marks = excerpt.marks.filter { $0.line == line }.sorted { $0.range < $1.range }
    let bracket = excerpt.bracket
    var focus = (marks.first { $0.isPrimary } ?? marks.first)?.range
    if let bracket, focus == nil {
      if line == bracket.lines.lowerBound { focus = TextRange(bracket.range.start, bracket.range.start) }
      if line == bracket.lines.upperBound { focus = TextRange(bracket.range.end, bracket.range.end) }
    }
    let shown = DisplayLine(source.bytes, range, limit: textWidth, focus: focus)
    writeGutter(number: line + 1, to: &canvas)
    writeMargin(of: line, bracket, source, text: shown.text, to: &canvas)
    canvas.endLine()
    if let bracket { writeBracketEnds(bracket, line, source, shown, to: &canvas) }
    write(marks.map { Placed(mark: $0, columns: shown.columns(of: $0.range)) }, bracket, line, to: &canvas)
  }

  // MARK: Bracket

  private func writeMargin(
    of line: Int, _ bracket: Bracket?, _ source: SourceText, text: [UInt8], to canvas: inout Canvas
  ) {
    guard let bracket else {
      if !text.isEmpty { canvas.write(" ") }
      canvas.write(display: text)
      return
    }
    var sign = " "
    if line == bracket.lines.lowerBound, startsLine(bracket, source) { sign = "/" }
    if line > bracket.lines.lowerBound, line <= bracket.lines.upperBound { sign = "|" }
    if sign == " ", text.isEmpty { return }
    canvas.write(" ")
    canvas.write(sign, sign == " " ? .plain : primary)
    if !text.isEmpty { canvas.write(" ") }
    canvas.write(display: text)
  }

  private func writeBracketEnds(
    _ bracket: Bracket, _ line: Int, _ source: SourceText, _ shown: DisplayLine, to canvas: inout Canvas
  ) {
    var row = AnnotationRow()
    if line == bracket.lines.lowerBound, !startsLine(bracket, source) {
      let column = shown.columns(of: TextRange(bracket.range.start, bracket.range.start)).lowerBound
      row.draw("_", 1..<column + 2, primary)
      row.draw("^", column + 2..<column + 3, primary)
    } else if line == bracket.lines.upperBound {
      let column = shown.columns(of: TextRange(bracket.range.end, bracket.range.end)).lowerBound
      row.draw("|", 0..<1, primary)
      row.draw("_", 1..<max(column + 1, 2), primary)
      row.draw("^", max(column + 1, 2)..<max(column + 2, 3), primary)
    } else {
      return
    }
    write(row, to: &canvas)
  }

  private func startsLine(_ bracket: Bracket, _ source: SourceText) -> Bool {
    let line = source.lineRange(bracket.lines.lowerBound)
    return source[TextRange(line.start, bracket.range.start)].allSatisfy { $0 == 0x20 || $0 == 0x09 }
  }

  // MARK: Marks

  private struct Placed {
    let mark: Mark
    let columns: Range<Int>
  }

  /// Underlines the marks of one line. The label of the last stands beside it; those of the others hang below.
  private func write(_ marks: [Placed], _ bracket: Bracket?, _ line: Int, to canvas: inout Canvas) {
    guard !marks.isEmpty else { return }
    let margin = bracket == nil ? 0 : 2
    let isInside = bracket.map { line >= $0.lines.lowerBound && line < $0.lines.upperBound } ?? false
    var blank = AnnotationRow()
    if isInside { blank.draw("|", 0..<1, primary) }

    var row = blank
    for placed in marks.filter({ !$0.mark.isPrimary }) + marks.filter(\.mark.isPrimary) {
      let columns = placed.columns.lowerBound + margin..<placed.columns.upperBound + margin
      row.draw(placed.mark.isPrimary ? "^" : "-", columns, placed.mark.isPrimary ? primary : .related)
    }
    let end = marks.map(\.columns.upperBound).max() ?? 0
    var hanging = marks.filter { !($0.mark.label ?? "").isEmpty }
    if let last = hanging.last, last.columns.upperBound == end,
      last.columns.lowerBound == marks.last?.columns.lowerBound
    {
      hanging.removeLast()
      row.put(last.mark.label ?? "", at: end + margin + 1, .related)
    }
    write(row, to: &canvas)
    guard !hanging.isEmpty else { return }
    write(bars(of: hanging, before: .max, on: blank, margin), to: &canvas)
    while let placed = hanging.popLast() {
      let column = placed.columns.lowerBound
      var row = bars(of: hanging, before: column, on: blank, margin)
      row.put(placed.mark.label ?? "", at: column + margin, .related)
      write(row, to: &canvas)
    }
  }

  private func bars(of marks: [Placed], before end: Int, on blank: AnnotationRow, _ margin: Int) -> AnnotationRow {
    var row = blank
    for column in marks.map(\.columns.lowerBound) where column < end {
      row.draw("|", column + margin..<column + margin + 1, .related)
    }
    return row
  }

  private func write(_ row: AnnotationRow, to canvas: inout Canvas) {
    writeGutter(number: nil, to: &canvas)
    canvas.write(" ")
    row.write(to: &canvas)
    canvas.endLine()
  }
}
