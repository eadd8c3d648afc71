// Lines that came in with a paste or a merge: conflict markers and Markdown fences; and text that a block does not hold.

import DocumentModel
import SourceText

extension FaultFinder {
  /// A marker of a merge conflict, or a Markdown fence, on a line where no text goes on.
  func pastedMark(_ line: TextRange, content: Int) -> Fault? {
    let text = TextRange(content, trimmed(content, line.end))
    if content == line.start, let sign = conflictSign(line) {
      return sign == UInt8(ascii: "<")
        ? conflict(from: line) : strayMarker(text, "This is the marker of a merge conflict.")
    }
    guard text.length >= 3, bytes[text.start..<(text.start + 3)].elementsEqual("```".utf8) else { return nil }
    // Letters and digits may follow a fence; a fence on the lines of plain text is text.
    guard bytes[(text.start + 3)..<text.end].allSatisfy({ FaultFinder.isWordByte($0) }) else { return nil }
    if let top = levels.last, top.value == .plain, content - line.start > top.indent { return nil }
    return strayMarker(text, "This is the fence of a block of code in Markdown, and no YAML.")
  }

  /// The sign that `line` has seven of at its start, if it marks a merge conflict.
  private func conflictSign(_ line: TextRange) -> UInt8? {
    guard line.length >= 7, let first = bytes[line.start..<line.end].first, "<=>|".utf8.contains(first) else {
      return nil
    }
    guard bytes[line.start..<(line.start + 7)].allSatisfy({ $0 == first }) else { return nil }
    return line.length == 7 || bytes[line.start + 7] == 0x20 ? first : nil
  }

  private func strayMarker(_ text: TextRange, _ message: String) -> Fault {
    Fault(.strayText, message, at: text, repair: [(text, [UInt8(ascii: "#")])], damage: text)
      .offering("Remove it", .unsafe, [TextEdit(text, "")])
  }

  /// A merge conflict from its first marker on: one side of it is read, and the markers are one fault together.
  private func conflict(from marker: TextRange) -> Fault {
    var current = marker
    var second: Int?
    while let next = line(after: current) {
      current = next
      guard let sign = conflictSign(next) else { continue }
      if sign == UInt8(ascii: "<") { break }
      if sign != UInt8(ascii: ">") {
        second = second ?? next.start
        continue
      }
      guard let second else { break }
      let mark: [UInt8] = [UInt8(ascii: "#")]
      return Fault(
        .strayText, "A merge conflict is left from here to the line of `>>>>>>>`. Only its first side is read.",
        at: TextRange(marker.start, trimmed(marker.start, marker.end)),
        repair: [(marker, mark), (TextRange(second, next.end), mark)], damage: TextRange(marker.start, next.end))
    }
    return strayMarker(marker, "This is the marker of a merge conflict.")
  }

  /// Text that is not indented past the key whose `|` or `>` opens a block: up to the next entry all of it is one fault.
  func blockNotIndented(after headerEnd: Int) -> Fault? {
    guard let owner = levels.last, let first = contentLine(after: TextRange(headerEnd, headerEnd)) else { return nil }
    var edits: [TextEdit] = []
    var current: TextRange? = first.line
    while let line = current {
      let content = contentStart(line)
      let indent = content - line.start
      if content < line.end {
        if indent > owner.indent || FaultFinder.isMarker(bytes, at: line.start) { break }
        if looksLikeEntry(at: content, line.end) || startsCollectionOrQuote(content) { break }
        let missing = String(repeating: " ", count: owner.indent + 2 - indent)
        edits.append(TextEdit(TextRange(content, content), missing))
      }
      current = self.line(after: line)
    }
    guard !edits.isEmpty else { return nil }
    return Fault(
      .badIndentation,
      "The text of `\(shown(owner.entry.start, owner.entry.end))` has to be indented past it to belong to it.",
      at: TextRange(first.content, trimmed(first.content, first.line.end)),
      repair: edits.map { ($0.range, Array($0.newText.utf8)) }
    ).offering("Indent the text", .unsafe, edits)
  }
}
