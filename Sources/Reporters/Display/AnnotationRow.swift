// A row under a line of an excerpt: carets, bars and labels, each in its column and style.

/// Cells of one ASCII character each, with a label that may follow.
struct AnnotationRow {
  private var cells: [UInt8] = []
  private var styles: [Style] = []
  private var label: (text: String, style: Style)?

  /// Draws `character` in the columns of `range`, over what stands there.
  mutating func draw(_ character: Unicode.Scalar, _ range: Range<Int>, _ style: Style) {
    guard range.lowerBound >= 0 else { return }
    while cells.count < range.upperBound {
      cells.append(0x20)
      styles.append(.plain)
    }
    for column in range {
      cells[column] = UInt8(ascii: character)
      styles[column] = style
    }
  }

  /// Puts a label after what has been drawn, at `column` or further right.
  mutating func put(_ text: String, at column: Int, _ style: Style) {
    while cells.count < column {
      cells.append(0x20)
      styles.append(.plain)
    }
    label = (text, style)
  }

  /// Writes the row, without an end of line.
  func write(to canvas: inout Canvas) {
    var start = 0
    while start < cells.count {
      var end = start + 1
      while end < cells.count, styles[end] == styles[start] { end += 1 }
      canvas.write(display: cells[start..<end], styles[start])
      start = end
    }
    if let label { canvas.write(label.text, label.style) }
  }
}
