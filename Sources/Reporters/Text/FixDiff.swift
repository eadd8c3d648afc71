// What a fix changes, as the lines it takes away and the lines it puts in their place.

import SourceText

/// A fix as a short diff of whole lines.
struct FixDiff {
  /// The most changed lines that are shown.
  static let limit = 12
  /// How far from its edits a long line is looked at.
  private static let reach = 1024

  enum Kind {
    case context, removed, added, elision
  }

  struct Row {
    let kind: Kind
    /// The line's number, from 1: in the text as it is, or as it will be for an added line.
    let number: Int
    let text: DisplayLine
  }

  private(set) var rows: [Row] = []
  private var changed = 0

  /// Makes the diff of `fix`, in which a line of text takes at most `textWidth` columns.
  init(_ fix: Fix, _ source: SourceText, textWidth: Int) {
    var grown = 0
    var lastShown: Int?
    for hunk in Self.hunks(Self.usable(fix.edits, source), source) {
      let change = Change(hunk, source, reach: Self.reach, textWidth: textWidth)
      let first = hunk.first + change.unchangedBefore
      guard !change.removed.isEmpty || !change.added.isEmpty else { continue }
      if changed >= Self.limit {
        appendElision()
        break
      }
      if let lastShown, first > lastShown + 1 { appendElision() }
      if change.removed.isEmpty || change.added.isEmpty, first > 0, lastShown.map({ $0 < first - 1 }) ?? true {
        let text = DisplayLine(source.bytes, source.lineRange(first - 1), limit: textWidth)
        rows.append(Row(kind: .context, number: first, text: text))
      }
      append(change.removed, .removed, from: first + 1)
      append(change.added, .added, from: first + 1 + grown)
      grown += change.growth
      lastShown = first + change.removedCount - 1
    }
  }

  /// The greatest line number shown.
  var lastNumber: Int { rows.map(\.number).max() ?? 0 }

  private mutating func append(_ lines: [DisplayLine], _ kind: Kind, from number: Int) {
    for (index, text) in lines.enumerated() {
      // Both sides of a replacement are shown, however long the first is.
      if index >= Self.limit {
        appendElision()
        return
      }
      rows.append(Row(kind: kind, number: number + index, text: text))
      changed += 1
    }
  }

  private mutating func appendElision() {
    guard rows.last?.kind != .elision else { return }
    rows.append(Row(kind: .elision, number: 0, text: DisplayLine([], TextRange(0, 0), limit: 0)))
  }

  /// The edits that can be applied, in order, as ``SourceText/applying(_:)`` takes them.
  private static func usable(_ edits: [TextEdit], _ source: SourceText) -> [TextEdit] {
    var done = 0
    var usable: [TextEdit] = []
    let ordered = edits.enumerated().sorted { ($0.element.range, $0.offset) < ($1.element.range, $1.offset) }
    for (_, edit) in ordered where edit.range.start >= done && edit.range.end <= source.length {
      usable.append(edit)
      done = edit.range.end
    }
    return usable
  }

  /// Gathers edits that touch the same lines.
  private static func hunks(_ edits: [TextEdit], _ source: SourceText) -> [Hunk] {
    var hunks: [Hunk] = []
    for edit in edits {
      let first = source.line(at: edit.range.start)
      let last = source.line(at: edit.range.end)
      if let index = hunks.indices.last, first <= hunks[index].last {
        hunks[index].last = max(hunks[index].last, last)
        hunks[index].edits.append(edit)
      } else {
        hunks.append(Hunk(first: first, last: last, edits: [edit]))
      }
    }
    return hunks
  }
}

/// Edits that touch the lines from `first` to `last` (from 0).
struct Hunk {
  var first: Int
  var last: Int
  var edits: [TextEdit]
}

/// The lines that differ between a hunk's text before and after, laid out to be shown.
private struct Change {
  /// How many lines at the hunk's start stay as they are.
  private(set) var unchangedBefore = 0
  /// The lines taken away, no more than can be shown and one.
  private(set) var removed: [DisplayLine] = []
  private(set) var removedCount = 0
  /// The lines put in, no more than can be shown and one.
  private(set) var added: [DisplayLine] = []
  /// How many lines the text grows by; negative where it shrinks.
  let growth: Int

  init(_ hunk: Hunk, _ source: SourceText, reach: Int, textWidth: Int) {
    let whole = TextRange(source.lineRange(hunk.first).start, source.lineRange(hunk.last).end)
    let firstEdit = hunk.edits.first?.range.start ?? whole.start
    let lastEdit = hunk.edits.last?.range.end ?? whole.end
    // A huge line is not copied for each of its findings.
    let start = Self.scalarStart(max(whole.start, firstEdit - reach), source, in: whole)
    let end = Self.scalarStart(min(whole.end, lastEdit + reach), source, in: whole)
    let cuts = (before: start > whole.start, after: end < whole.end)

    let old = SourceText(bytes: Array(source[TextRange(start, end)]))
    let new = old.applying(
      hunk.edits.map { TextEdit(TextRange($0.range.start - start, $0.range.end - start), $0.newText) })
    let oldLines = (0..<old.lineCount).map(old.lineRange)
    let newLines = (0..<new.lineCount).map(new.lineRange)
    growth = newLines.count - oldLines.count

    let shorter = min(oldLines.count, newLines.count)
    var before = 0
    while before < shorter, old[oldLines[before]] == new[newLines[before]] { before += 1 }
    var after = 0
    while after < shorter - before,
      old[oldLines[oldLines.count - 1 - after]] == new[newLines[newLines.count - 1 - after]]
    {
      after += 1
    }
    unchangedBefore = before
    removedCount = oldLines.count - before - after
    let removedLines = oldLines[before..<oldLines.count - after]
    let addedLines = newLines[before..<newLines.count - after]
    let focuses = zip(removedLines, addedLines).prefix(FixDiff.limit).map {
      Self.commonPrefix(old[$0], new[$1], textWidth)
    }
    func layOut(_ lines: ArraySlice<TextRange>, _ text: SourceText, isLast: (Int) -> Bool) -> [DisplayLine] {
      lines.prefix(FixDiff.limit + 1).enumerated().map { index, line in
        let focus = line.start + (index < focuses.count ? focuses[index] : 0)
        let number = lines.startIndex + index
        return DisplayLine(
          text.bytes, line, limit: textWidth, focus: TextRange(focus, min(focus + 1, line.end)),
          cutBefore: cuts.before && number == 0, cutAfter: cuts.after && isLast(number))
      }
    }
    removed = layOut(removedLines, old) { $0 == oldLines.count - 1 }
    added = layOut(addedLines, new) { $0 == newLines.count - 1 }
  }

  /// How many bytes the two lines begin with in common; 0 where both are short enough to be shown whole.
  private static func commonPrefix(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>, _ textWidth: Int) -> Int {
    // No byte is shown in more than four columns, as a tab or half a named control character may be.
    guard max(left.count, right.count) > textWidth / 4 else { return 0 }
    return zip(left, right).prefix { $0 == $1 }.count
  }

  /// `offset`, or where the scalar that it falls into begins.
  private static func scalarStart(_ offset: Int, _ source: SourceText, in line: TextRange) -> Int {
    var start = offset
    while start > line.start, offset - start < 3, source.byte(at: start).map({ $0 & 0xC0 == 0x80 }) ?? false {
      start -= 1
    }
    return start
  }
}
