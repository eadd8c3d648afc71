// Which lines of a text an excerpt shows and what is marked on them; how they are drawn is said elsewhere.

import SourceText

/// A part of one line that is underlined.
struct Mark {
  /// The bytes marked, all on one line; empty at the end of a line.
  let range: TextRange
  /// The line, from 0.
  let line: Int
  /// Whether this is what the finding is about, rather than its other half.
  let isPrimary: Bool
  /// What is said of it.
  let label: String?
}

/// A range of several lines, drawn as a bracket at the left.
struct Bracket {
  /// The bytes from the first to the last marked, which stand on different lines.
  let range: TextRange
  /// The first line and the last, from 0.
  let lines: ClosedRange<Int>
}

/// The lines and marks to show for one finding in one text.
struct Excerpt {
  let source: SourceText
  private(set) var marks: [Mark] = []
  private(set) var bracket: Bracket?

  init(_ source: SourceText) {
    self.source = source
  }

  /// Marks `range` as what the finding is about.
  mutating func addPrimary(_ range: TextRange) {
    let range = clamped(range)
    let first = source.line(at: range.start)
    let last = lastLine(of: range, from: first)
    if last == first {
      addMark(range, on: first, isPrimary: true, label: nil)
    } else {
      let end = min(range.end, source.lineRange(last).end)
      bracket = Bracket(range: TextRange(range.start, end), lines: first...last)
    }
  }

  /// Marks `range`, or as much of it as stands on its first line, as a related place.
  mutating func addRelated(_ range: TextRange, label: String) {
    let range = clamped(range)
    addMark(range, on: source.line(at: range.start), isPrimary: false, label: label)
  }

  /// The lines to show, from 0, rising; between two that do not follow each other lines are left out.
  func lines() -> [Int] {
    var wanted = marks.map(\.line)
    if let lines = bracket?.lines {
      wanted += [lines.lowerBound, lines.lowerBound + 1, lines.upperBound]
    }
    if let start = bracket?.lines.lowerBound ?? marks.first(where: \.isPrimary)?.line, start > 0, !isBlank(start - 1) {
      wanted.append(start - 1)
    }
    var lines: [Int] = []
    for line in wanted.sorted() where line != lines.last {
      // Leaving out a single line would take a line to say so.
      if let previous = lines.last, line == previous + 2 { lines.append(previous + 1) }
      lines.append(line)
    }
    return lines
  }

  private mutating func addMark(_ range: TextRange, on line: Int, isPrimary: Bool, label: String?) {
    let end = source.lineRange(line).end
    let start = min(range.start, end)
    marks.append(
      Mark(range: TextRange(start, min(range.end, end)), line: line, isPrimary: isPrimary, label: label))
  }

  private func clamped(_ range: TextRange) -> TextRange {
    let start = min(max(range.start, 0), source.length)
    return TextRange(start, min(range.end, source.length))
  }

  /// The last line with text of `range` on it: a range that takes in a line break does not reach to the next line.
  private func lastLine(of range: TextRange, from first: Int) -> Int {
    guard range.end > range.start else { return first }
    var last = source.line(at: range.end - 1)
    while last > first, isBlank(last) { last -= 1 }
    return last
  }

  private func isBlank(_ line: Int) -> Bool {
    source[source.lineRange(line)].allSatisfy { $0 == 0x20 || $0 == 0x09 }
  }
}
