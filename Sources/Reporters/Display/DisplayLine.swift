// One line of a text as it is shown: tabs expanded, unsafe characters replaced, and long lines cut to a window.

import SourceText

/// A line laid out in columns.
struct DisplayLine {
  /// The widest that a line is shown where nothing narrower is asked for.
  static let widest = 140
  /// The narrowest that makes sense.
  static let narrowest = 40
  private static let tabStop = 4
  private static let ellipsis: StaticString = "…"

  /// What to write, in UTF-8.
  private(set) var text: [UInt8] = []
  /// The columns that `text` takes.
  private(set) var width = 0

  /// Where the part shown begins and ends, in bytes of the text laid out.
  private var shown: TextRange
  /// The column of each scalar shown; empty where each byte is one column.
  private var stops: [(offset: Int, column: Int)] = []
  private var isCutAfter = false
  private let limit: Int

  /// Lays out the bytes of `line`, which has no line break in it.
  ///
  /// - Parameters:
  ///   - limit: the most columns to use; a longer line is cut, with `…` where something is left out.
  ///   - focus: the part that has to be seen if the line is too long to be shown whole.
  ///   - cutBefore: whether the line has more text, before `line`, that is not shown.
  ///   - cutAfter: whether the line has more text after `line`.
  init(
    _ bytes: [UInt8], _ line: TextRange, limit: Int, focus: TextRange? = nil, cutBefore: Bool = false,
    cutAfter: Bool = false
  ) {
    shown = line
    self.limit = limit
    let isWhole = !cutBefore && !cutAfter && line.length <= limit
    if isWhole, bytes[line.start..<line.end].allSatisfy({ 0x20...0x7E ~= $0 }) {
      text = Array(bytes[line.start..<line.end])
      width = text.count
      return
    }
    // What is shown before the focus, in a line that has to be cut there.
    let lead = limit * 2 / 7
    let focus = focus ?? TextRange(line.start, line.start)
    if focus.start - line.start < Self.mostBytes(shownIn: limit) {
      layOut(bytes, line, from: line.start, cutBefore: cutBefore, cutAfter: cutAfter)
      if shown.end >= min(focus.end, line.end) { return }
      // Where the focus begins near the left edge, moving on would gain little and lose the line's beginning.
      if shown.end > focus.start, column(of: focus.start) <= lead { return }
    }
    let start = Self.back(lead, from: min(focus.start, line.end), in: bytes, to: line.start)
    layOut(bytes, line, from: start, cutBefore: cutBefore || start > line.start, cutAfter: cutAfter)
  }

  /// The columns, from 0, in which the bytes of `range` are shown, at least one; what lies outside the window is
  /// shown by the `…` at its edge.
  func columns(of range: TextRange) -> Range<Int> {
    let start = isCutAfter && range.start >= shown.end ? width - 1 : column(of: range.start)
    let end = isCutAfter && range.end > shown.end ? width : column(of: range.end)
    return start..<max(start + 1, end)
  }

  private func column(of offset: Int) -> Int {
    if stops.isEmpty { return min(max(offset - shown.start, 0), width) }
    if offset < shown.start { return 0 }
    if offset >= shown.end { return isCutAfter ? width - 1 : width }
    var low = 0
    var high = stops.count
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if stops[middle].offset <= offset { low = middle } else { high = middle }
    }
    return stops[low].column
  }

  private mutating func layOut(_ bytes: [UInt8], _ line: TextRange, from start: Int, cutBefore: Bool, cutAfter: Bool) {
    text = []
    width = 0
    stops = []
    var counter = DisplayWidth()
    if cutBefore { appendEllipsis() }
    var offset = start
    stops.reserveCapacity(min(line.end - start, limit))
    while offset < line.end {
      let scalar = UTF8Scalar.decode(bytes, at: offset)
      let mark = text.count
      let columns = append(scalar, at: offset, &counter)
      // A flood of characters without width has to end somewhere, too.
      if width + columns > limit - 1 && offset + scalar.length < line.end || stops.count >= Self.mostScalars(in: limit)
      {
        text.removeLast(text.count - mark)
        break
      }
      stops.append((offset, width))
      width += columns
      offset += scalar.length
    }
    shown = TextRange(start, offset)
    isCutAfter = cutAfter || offset < line.end
    if isCutAfter { appendEllipsis() }
    if stops.isEmpty { stops = [(start, 0)] }
  }

  private mutating func appendEllipsis() {
    Self.ellipsis.withUTF8Buffer { text.append(contentsOf: $0) }
    width += 1
  }

  /// Appends one scalar in its display form and returns the columns it takes.
  private mutating func append(_ decoded: UTF8Scalar, at offset: Int, _ counter: inout DisplayWidth) -> Int {
    guard decoded.isValid, let scalar = Unicode.Scalar(decoded.value) else {
      text.append(contentsOf: UTF8.encodedReplacementCharacter)
      return 1
    }
    if 0x20...0x7E ~= decoded.value {
      text.append(UInt8(truncatingIfNeeded: decoded.value))
      return counter.columns(of: scalar)
    }
    if scalar == "\t" {
      let columns = Self.tabStop - width % Self.tabStop
      text.append(contentsOf: repeatElement(0x20, count: columns))
      return columns
    }
    if offset == 0, scalar == "\u{FEFF}" { return 0 }
    if let replacement = VisibleText.replacement(for: scalar) {
      text.append(contentsOf: replacement.utf8)
      return replacement.unicodeScalars.count
    }
    text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    return counter.columns(of: scalar)
  }

  /// The most scalars that are shown in `limit` columns, with those that have no width.
  private static func mostScalars(in limit: Int) -> Int { 8 * limit }

  /// The most bytes that are shown in `limit` columns; a scalar has four at most.
  private static func mostBytes(shownIn limit: Int) -> Int { 4 * mostScalars(in: limit) }

  /// The offset `count` scalars before `offset`, or the line's `start` if that is nearer.
  private static func back(_ count: Int, from offset: Int, in bytes: [UInt8], to start: Int) -> Int {
    var offset = offset
    for _ in 0..<count where offset > start {
      offset -= 1
      var steps = 0
      while steps < 3, offset > start, bytes[offset] & 0xC0 == 0x80 {
        offset -= 1
        steps += 1
      }
    }
    return offset
  }
}
