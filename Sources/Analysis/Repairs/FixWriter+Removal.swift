// How a fix removes pairs and items: with their lines, or with the comma that parts them from the rest.

import DocumentModel
import SourceText

extension FixWriter {
  /// The edits that remove all of `children` that do not stay; some of them do.
  func removal(_ children: Children) -> [TextEdit]? {
    var edits: [TextEdit] = []
    var index = 0
    while index < children.entries.count {
      guard !children.entries[index].isKept else {
        index += 1
        continue
      }
      // Those that stand side by side go at once.
      let run = children.entries[index...].prefix { !$0.isKept }
      let previous = index > 0 ? children.entries[index - 1] : nil
      let next = run.endIndex < children.entries.count ? children.entries[run.endIndex] : nil
      index = run.endIndex
      guard let first = run.first, let last = run.last else { continue }
      let more =
        children.isFlow
        ? flowRemoval(from: first, to: last, previous, next)
        : blockRemoval(from: first, to: last, next, in: children)
      guard let more else { return nil }
      edits += more
    }
    return edits
  }

  private func start(of entry: Children.Entry, in children: Children) -> Int? {
    children.isMapping ? tree.range(of: entry.first).start : dash(of: entry.first, in: children.collection)
  }

  private func blockRemoval(
    from first: Children.Entry, to last: Children.Entry, _ next: Children.Entry?, in children: Children
  ) -> [TextEdit]? {
    guard let start = start(of: first, in: children), let lastStart = self.start(of: last, in: children) else {
      return nil
    }
    if isFirstOnLine(start) {
      let end = max(lastLine(of: last.last), source.line(at: lastStart))
      return [
        TextEdit(
          TextRange(source.lineRange(source.line(at: start)).start, source.lineRangeWithBreak(end).end), "")
      ]
    }
    // Behind the dash of an item, the next entry takes the place.
    guard let next = next.flatMap({ self.start(of: $0, in: children) }) else { return nil }
    return [TextEdit(TextRange(start, next), "")]
  }

  private func flowRemoval(
    from first: Children.Entry, to last: Children.Entry, _ previous: Children.Entry?, _ next: Children.Entry?
  ) -> [TextEdit]? {
    let start = tree.range(of: first.first).start
    let end = max(tree.range(of: last.last).end, tree.range(of: last.first).end)
    let previousEnd = previous.map { max(tree.range(of: $0.last).end, tree.range(of: $0.first).end) }
    if isFirstOnLine(start), let comma = endsLine(end) {
      let lines = TextRange(
        source.lineRange(source.line(at: start)).start,
        source.lineRangeWithBreak(source.line(at: max(end - 1, start))).end)
      var edits = [TextEdit(lines, "")]
      // The comma before the last entry goes too, unless there was one behind it.
      if next == nil, !comma, let previousEnd {
        guard let place = self.comma(behind: previousEnd), place < lines.start else { return nil }
        edits.append(TextEdit(TextRange(place, place + 1), ""))
      }
      return edits
    }
    if let next { return [TextEdit(TextRange(start, tree.range(of: next.first).start), "")] }
    guard let previousEnd else { return nil }
    return [TextEdit(TextRange(previousEnd, end), "")]
  }

  /// Whether nothing but spaces stands before `offset` on its line.
  private func isFirstOnLine(_ offset: Int) -> Bool {
    let line = source.line(at: offset)
    return source.lineRange(line).start + source.indent(ofLine: line) == offset
  }

  /// Whether a comma follows at `offset`, if nothing but it and a comment stands there to the end of the line; else `nil`.
  private func endsLine(_ offset: Int) -> Bool? {
    let line = source.lineRange(source.line(at: max(offset - 1, 0)))
    var hasComma = false
    var index = offset
    while index < line.end, let byte = source.byte(at: index) {
      switch byte {
      case 0x20, 0x09: break
      case UInt8(ascii: ",") where !hasComma: hasComma = true
      case UInt8(ascii: "#"): return hasComma
      default: return nil
      }
      index += 1
    }
    return hasComma
  }

  /// The offset of the comma that follows at `offset`, spaces passed over.
  private func comma(behind offset: Int) -> Int? {
    var index = offset
    while let byte = source.byte(at: index), byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { index += 1 }
    return source.byte(at: index) == UInt8(ascii: ",") ? index : nil
  }
}
