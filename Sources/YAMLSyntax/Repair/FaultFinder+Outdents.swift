// Faults that show only on the lines below them: an entry too far out, a dash before the first of several keys.

import DocumentModel
import SourceText

extension FaultFinder {
  /// The entry above, complete on its line, that ended the block whose lines go on at `column`: it is the one that is out
  /// of place. An entry without a value there more likely opens a block of its own.
  func outdentedEntry(above column: Int) -> Fault? {
    guard let outdented, let level = outdented.closed.last(where: { $0.indent == column }) else { return nil }
    let (line, content) = (outdented.line, outdented.content)
    guard level.isMapping, let key = key(at: content, lineEnd: line.end) else { return nil }
    let value = skipSpaces(key.colon + 1, line.end)
    guard value < line.end, !isComment(at: value, lineStart: line.start) else { return nil }
    let indent = content - line.start
    let place = TextRange(line.start, line.start)
    let missing = String(repeating: " ", count: column - indent)
    return Fault(
      .badIndentation,
      "`\(shown(key.range.start, key.range.end))` is indented by \(indent) spaces, the entries above and below it by \(column).",
      at: key.range, repair: [(place, Array(missing.utf8))]
    ).offering("Indent by \(column) spaces", .unsafe, [TextEdit(place, missing)])
      .with(related: level.entry, "a neighbour stands here")
  }

  /// A dash before the first of several keys that stand at its column: they make a mapping, and the dash is one too many.
  func strayFirstDash(above line: TextRange, column: Int, closed: [Level]) -> Fault? {
    guard let list = levels.last, !list.isMapping, list.indent == column, closed.last?.isMapping == true else {
      return nil
    }
    let first = FaultFinder.lineRange(bytes, around: list.entry.start)
    let parent = levels.dropLast().last
    guard parent?.value == .nested, let parent, FaultFinder.nextLineStart(bytes, after: first.end) == line.start else {
      return nil
    }
    // It is the list's first item, and one more key follows.
    guard contentLine(after: FaultFinder.lineRange(bytes, around: parent.entry.start))?.line == first,
      let next = contentLine(after: line), next.content - next.line.start == column,
      looksLikeKey(at: next.content, next.line.end), !isDash(at: next.content, next.line.end)
    else { return nil }
    return strayDash(first, content: list.entry.start)
  }
}
