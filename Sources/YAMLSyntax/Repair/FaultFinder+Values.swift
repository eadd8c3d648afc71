// Faults of values in block style: characters that need quotes, items on the line of their key, blocks of text.

import DocumentModel
import SourceText

extension FaultFinder {
  /// Reads the value that starts at `start` and moves on past all its lines.
  mutating func readValue(at start: Int, lineEnd: Int) -> Fault? {
    let offset = skipNodeProperties(start, lineEnd)
    guard offset < lineEnd else { return nil }
    switch bytes[offset] {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      return readQuoted(at: offset, lineEnd: lineEnd)
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      return readFlow(at: offset)
    case UInt8(ascii: "|"), UInt8(ascii: ">"):
      return readBlockScalar(at: offset, lineEnd: lineEnd)
    case UInt8(ascii: "*"):
      return readAlias(at: offset, lineEnd: lineEnd)
    case UInt8(ascii: "&"):
      return needsQuotes(offset, lineEnd, "starts with `&`, which names an anchor")
    case UInt8(ascii: "@"):
      return needsQuotes(offset, lineEnd, "starts with `@`, which YAML keeps for itself")
    case UInt8(ascii: "`"):
      return needsQuotes(offset, lineEnd, "starts with a backtick, which YAML keeps for itself")
    case UInt8(ascii: "%"):
      return needsQuotes(offset, lineEnd, "starts with `%`, which starts a directive")
    case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"):
      return needsQuotes(offset, lineEnd, "starts with `\(shown(offset, offset + 1))`, which belongs to brackets")
    case UInt8(ascii: "-") where isDash(at: offset, lineEnd):
      return dashInValue(offset, lineEnd)
    default:
      return readPlain(at: offset, lineEnd: lineEnd)
    }
  }

  // MARK: Plain text

  private mutating func readPlain(at offset: Int, lineEnd: Int) -> Fault? {
    let textEnd = trimmed(offset, commentStart(offset, lineEnd))
    var index = offset
    while index < textEnd {
      if bytes[index] == UInt8(ascii: ":"), endsKey(index, lineEnd) {
        let reason = index + 1 >= textEnd ? "ends with a colon" : "has a colon and a space in it"
        return needsQuotes(offset, lineEnd, reason + ", which makes it a key")
      }
      index += 1
    }
    setValue(.plain)
    if let last = levels.indices.last { levels[last].text = offset }
    return nil
  }

  private mutating func readAlias(at offset: Int, lineEnd: Int) -> Fault? {
    var end = offset + 1
    while end < lineEnd, bytes[end] > 0x20 { end += 1 }
    let rest = skipSpaces(end, lineEnd)
    let isAlone = rest == lineEnd || isComment(at: rest, lineStart: offset)
    let name = bytes[(offset + 1)..<end]
    let isName = !name.isEmpty && name.allSatisfy { FaultFinder.isWordByte($0) && $0 != UInt8(ascii: "/") }
    guard isName, isAlone || bytes[rest] == UInt8(ascii: ":") else {
      return needsQuotes(offset, lineEnd, "starts with `*`, which refers to an anchor")
    }
    setValue(.complete)
    return nil
  }

  /// A value that has to be quoted: the whole of it up to a comment.
  func needsQuotes(_ offset: Int, _ lineEnd: Int, _ reason: String) -> Fault {
    let end = trimmed(offset, commentStart(offset, lineEnd))
    let range = TextRange(offset, end)
    if range.length == 1, isAboveItsValue(offset) {
      return Fault(
        .strayText, "`\(shown(offset, end))` cannot stand here: the value follows below.", at: range,
        repair: [(range, [])]
      ).offering("Remove it", .unsafe, [TextEdit(range, "")])
    }
    var fault = Fault(
      .needsQuotes, "The text \(reason). Put it in quotes.", at: range, repair: keepAsText(range), damage: range
    ).offering("Put it in quotes", .safe, [TextEdit(range, quoted(range))])
    fault.isInValue = true
    return fault
  }

  /// Whether the lines below that of `offset` are indented as the value of its entry is, so that what stands at `offset`
  /// was typed before a value that is there already.
  func isAboveItsValue(_ offset: Int) -> Bool {
    guard let level = levels.last, var below = line(after: FaultFinder.lineRange(bytes, around: offset)) else {
      return false
    }
    while contentStart(below) == below.end {
      guard let next = line(after: below) else { return false }
      below = next
    }
    let content = contentStart(below)
    guard looksLikeEntry(at: content, below.end) else { return false }
    let column = content - below.start
    return column > level.indent || (level.isMapping && column == level.indent && isDash(at: content, below.end))
  }

  /// Braces in braces at `start`, as templates have them, which YAML reads as a mapping that is a key.
  func templateBraces(at start: Int) -> Fault {
    let line = FaultFinder.lineRange(bytes, around: start)
    let closing = (start..<line.end).first { index in
      bytes[index] == UInt8(ascii: "}") && index + 1 < line.end && bytes[index + 1] == UInt8(ascii: "}")
    }
    var end = closing.map { $0 + 2 } ?? trimmed(start, line.end)
    let rest = skipSpaces(end, line.end)
    // Text behind the template belongs to the value, unless brackets around it go on.
    if rest < line.end, !",]}#".utf8.contains(bytes[rest]) { end = trimmed(end, commentStart(end, line.end)) }
    let range = TextRange(start, end)
    return Fault(
      .needsQuotes, "The text starts with `{{`, which YAML reads as brackets. Put it in quotes.", at: range,
      repair: keepAsText(range), damage: range
    ).offering("Put it in quotes", .safe, [TextEdit(range, quoted(range))])
  }

  /// A list item on the line of its key.
  private func dashInValue(_ offset: Int, _ lineEnd: Int) -> Fault {
    let end = trimmed(offset, commentStart(offset, lineEnd))
    let range = TextRange(offset, end)
    return Fault(
      .strayListItem, "A list item cannot stand on the line of its key. Put each item on a line of its own.", at: range,
      repair: keepAsText(range), damage: range)
  }

  /// `range` as a scalar in double quotes.
  func quoted(_ range: TextRange) -> String {
    var result = "\""
    for scalar in placeholders.restored(Array(bytes[range.start..<range.end])).unicodeScalars {
      if scalar == "\"" || scalar == "\\" { result += "\\" }
      result.unicodeScalars.append(scalar)
    }
    return result + "\""
  }

  /// Repairs that make libyaml read `range` as plain text: what it would take for syntax is hidden from it.
  func keepAsText(_ range: TextRange) -> [Fault.Edit] {
    var edits: [Fault.Edit] = []
    for index in range.start..<range.end {
      let byte = bytes[index]
      let isHidden: Bool
      switch byte {
      case UInt8(ascii: ":"): isHidden = true
      case UInt8(ascii: "#"): isHidden = index == range.start || bytes[index - 1] <= 0x20
      case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"):
        isHidden = true
      default:
        isHidden =
          index == range.start && byte < 0x80 && !FaultFinder.isWordByte(byte)
          || index == range.start && byte == UInt8(ascii: "-")
      }
      if isHidden { edits.append((TextRange(index, index + 1), placeholders.bytes(for: byte))) }
    }
    return edits
  }

  // MARK: Block scalars

  private mutating func readBlockScalar(at offset: Int, lineEnd: Int) -> Fault? {
    var end = offset + 1
    while end < lineEnd, bytes[end] > 0x20 { end += 1 }
    let rest = skipSpaces(end, lineEnd)
    let header = bytes[(offset + 1)..<end]
    let signs = header.filter { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }.count
    let digits = header.filter { (0x31...0x39).contains($0) }.count
    let isHeader = signs <= 1 && digits <= 1 && signs + digits == header.count
    guard isHeader, rest == lineEnd || isComment(at: rest, lineStart: offset) else {
      return blockHeader(offset, lineEnd: lineEnd, isMark: end == offset + 1 || isHeader)
    }
    if let fault = blockNotIndented(after: lineEnd) { return fault }
    setValue(.complete)
    skipIndentedLines(after: lineEnd)
    return nil
  }

  private func blockHeader(_ offset: Int, lineEnd: Int, isMark: Bool) -> Fault {
    let mark = shown(offset, offset + 1)
    if let next = line(after: TextRange(lineEnd, lineEnd)), indent(of: next) > valueIndent,
      contentStart(next) < next.end
    {
      // The text below shows that a block was meant.
      let header = TextRange(offset, trimmed(offset, lineEnd))
      return Fault(
        .badBlockHeader, "`\(shown(header.start, header.end))` opens no block of text; `\(mark)` alone does.",
        at: header,
        repair: [(header, [bytes[offset]])]
      ).offering("Write `\(mark)`", .unsafe, [TextEdit(header, mark)])
    }
    if isMark {
      let end = trimmed(offset, lineEnd)
      let text = TextRange(skipSpaces(offset + 1, lineEnd), end)
      return Fault(
        .badBlockHeader,
        "After `\(mark)` the text starts on the next line. If `\(mark)` is part of the text, put it in quotes.",
        at: TextRange(offset, end), repair: keepAsText(TextRange(offset, end)), damage: TextRange(offset, end)
      ).offering("Put it in quotes", .unsafe, [TextEdit(TextRange(offset, text.end), quoted(TextRange(offset, end)))])
    }
    return needsQuotes(offset, lineEnd, "starts with `\(mark)`, which opens a block of text")
  }

  /// Moves on past the lines that are indented past the current block: the text of a block scalar.
  private mutating func skipIndentedLines(after lineEnd: Int) {
    var end = lineEnd
    while true {
      let next = FaultFinder.nextLineStart(bytes, after: end)
      guard next < bytes.count else { break }
      let line = FaultFinder.lineRange(bytes, around: next)
      let content = contentStart(line)
      let indent = self.indent(of: line)
      if content < line.end, indent <= max(valueIndent, -1) || FaultFinder.isMarker(bytes, at: line.start) { break }
      end = line.end
    }
    position = FaultFinder.nextLineStart(bytes, after: end)
  }
}
