// Faults of values in block style: characters that need quotes, quotes that are not closed, text behind a value.

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
  private func isAboveItsValue(_ offset: Int) -> Bool {
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

  // MARK: Quoted text

  private mutating func readQuoted(at offset: Int, lineEnd: Int) -> Fault? {
    switch scanQuoted(at: offset) {
    case .unclosed:
      return unclosedQuote(
        offset, lineEnd: lineEnd, insertion: quotedKeyEnd(offset, lineEnd) ?? trimmed(offset + 1, lineEnd))
    case .badEscape(let fault):
      return fault
    case .closed(let close):
      let closingLine = FaultFinder.lineRange(bytes, around: close)
      let rest = skipSpaces(close + 1, closingLine.end)
      setValue(.complete)
      position = FaultFinder.nextLineStart(bytes, after: closingLine.end)
      if rest == closingLine.end || isComment(at: rest, lineStart: close) { return nil }
      if closingLine.end != lineEnd {
        // The quote was closed by the opening quote of a later line.
        return unclosedQuote(
          offset, lineEnd: lineEnd, insertion: quotedKeyEnd(offset, lineEnd) ?? trimmed(offset + 1, lineEnd))
      }
      return textAfterQuote(offset, close: close, lineEnd: lineEnd)
    }
  }

  /// The end of the word behind the quote at `offset`, where that is the first on its line and a colon follows: a key.
  private func quotedKeyEnd(_ offset: Int, _ lineEnd: Int) -> Int? {
    let line = FaultFinder.lineRange(bytes, around: offset)
    guard bytes[line.start..<offset].allSatisfy({ $0 == 0x20 || $0 == UInt8(ascii: "-") }) else { return nil }
    var end = offset + 1
    while end < lineEnd, FaultFinder.isWordByte(bytes[end]) { end += 1 }
    guard end > offset + 1, end < lineEnd, bytes[end] == UInt8(ascii: ":"), endsKey(end, lineEnd) else { return nil }
    return end
  }

  /// What became of a quoted scalar.
  enum Quoted {
    case closed(Int)
    case unclosed
    case badEscape(Fault)
  }

  /// Follows the quote at `offset` to its end, over lines that are indented past the current block.
  func scanQuoted(at offset: Int) -> Quoted {
    let quote = bytes[offset]
    var index = offset + 1
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "\\") where quote == UInt8(ascii: "\""):
        if let fault = escapeFault(at: index, quote: offset) { return .badEscape(fault) }
        index += 2
        // An escaped line break joins lines; what follows is a line like any other.
        if index - 1 < bytes.count, bytes[index - 1] == 0x0A || bytes[index - 1] == 0x0D { index -= 1 }
        continue
      case quote:
        guard quote == UInt8(ascii: "'"), index + 1 < bytes.count, bytes[index + 1] == quote else {
          return .closed(index)
        }
        index += 1
      case 0x0A, 0x0D:
        let next = FaultFinder.nextLineStart(bytes, after: index)
        guard next < bytes.count else { return .unclosed }
        let line = FaultFinder.lineRange(bytes, around: next)
        let content = contentStart(line)
        let indent = self.indent(of: line)
        if content < line.end, indent <= valueIndent || FaultFinder.isMarker(bytes, at: line.start) { return .unclosed }
        index = next
        continue
      default:
        break
      }
      index += 1
    }
    return .unclosed
  }

  /// A quote without its partner; it is closed at `insertion`.
  func unclosedQuote(_ offset: Int, lineEnd: Int, insertion: Int) -> Fault {
    let quote = bytes[offset]
    let mark = String(decoding: [quote], as: UTF8.self)
    let range = TextRange(offset, max(insertion, offset + 1))
    if range.length == 1, isAboveItsValue(offset) {
      return Fault(
        .unclosedQuote, "The quote \(mark) is not closed on this line.", at: range, repair: [(range, [])]
      ).offering("Remove the quote", .unsafe, [TextEdit(range, "")])
    }
    var closing: [UInt8] = [quote]
    // A backslash at the end would escape the quote put behind it.
    if quote == UInt8(ascii: "\""), endsInEscape(offset + 1, insertion) { closing = [UInt8(ascii: "\\"), quote] }
    return Fault(
      .unclosedQuote, "The quote \(mark) is not closed on this line.", at: range,
      repair: [(TextRange(range.end, range.end), closing)], damage: range
    ).offering("Close the quote", .unsafe, [TextEdit(TextRange(range.end, range.end), mark)])
  }

  private func endsInEscape(_ start: Int, _ end: Int) -> Bool {
    guard start < end else { return false }
    return bytes[start..<end].reversed().prefix { $0 == UInt8(ascii: "\\") }.count % 2 == 1
  }

  /// Text behind a quoted scalar on its line: most often quotes inside quotes.
  func textAfterQuote(_ offset: Int, close: Int, lineEnd: Int) -> Fault {
    let end = trimmed(close, lineEnd)
    let range = TextRange(offset, end)
    let mark = String(decoding: [bytes[offset]], as: UTF8.self)
    if bytes[end - 1] == bytes[offset], end - 1 > close {
      let inner = TextRange(offset + 1, end - 1)
      let repair = inner.length == 0 ? [] : hideQuotes(inner, quote: bytes[offset])
      return Fault(
        .needsQuotes,
        "There are quotes inside quotes here. Write \(mark == "'" ? "'' for each" : "\\\" for each"), or use the other kind outside.",
        at: range, repair: repair, damage: range
      ).offering("Escape the inner quotes", .safe, [TextEdit(range, requoted(inner, quote: bytes[offset]))])
    }
    let rest = TextRange(skipSpaces(close + 1, lineEnd), end)
    return Fault(
      .strayText, "This text follows a quoted value, which ends at \(mark). Put all of it in the quotes, or none.",
      at: rest,
      repair: [(rest, [])], damage: range
    ).offering(
      "Put all of it in quotes", .unsafe, [TextEdit(range, quoted(TextRange(offset, end), without: bytes[offset]))])
  }

  private func hideQuotes(_ range: TextRange, quote: UInt8) -> [Fault.Edit] {
    (range.start..<range.end).filter { bytes[$0] == quote }.map {
      (TextRange($0, $0 + 1), placeholders.bytes(for: quote))
    }
  }

  private func requoted(_ inner: TextRange, quote: UInt8) -> String {
    let mark = String(decoding: [quote], as: UTF8.self)
    let escaped = quote == UInt8(ascii: "'") ? "''" : "\\\""
    var result = mark
    for scalar in placeholders.restored(Array(bytes[inner.start..<inner.end])).unicodeScalars {
      result += String(scalar) == mark ? escaped : String(scalar)
    }
    return result + mark
  }

  private func quoted(_ range: TextRange, without quote: UInt8) -> String {
    let text = placeholders.restored(bytes[range.start..<range.end].filter { $0 != quote })
    return "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  // MARK: Escapes

  /// The fault of the escape at `index` of the text in double quotes that starts at `quote`, if it is none of YAML's.
  private func escapeFault(at index: Int, quote: Int) -> Fault? {
    guard index + 1 < bytes.count else { return nil }
    let digits: Int
    switch bytes[index + 1] {
    case UInt8(ascii: "x"): digits = 2
    case UInt8(ascii: "u"): digits = 4
    case UInt8(ascii: "U"): digits = 8
    case let letter:
      if FaultFinder.escapes.contains(letter) || letter == 0x0A || letter == 0x0D { return nil }
      return badEscape(TextRange(index, index + 1 + UTF8Scalar.decode(bytes, at: index + 1).length), quote: quote)
    }
    let end = min(index + 2 + digits, bytes.count)
    let hex = bytes[(index + 2)..<end].prefix { ($0 &- 0x30 < 10) || (($0 | 0x20) &- 0x61 < 6) }
    if hex.count == digits { return nil }
    return badEscape(TextRange(index, index + 2 + hex.count), quote: quote)
  }

  /// The letters that may follow a backslash (YAML 1.2.2 §5.7), those with digits aside.
  private static let escapes = Set("0abt\tnvfre \"/\\N_LP".utf8)

  private func badEscape(_ range: TextRange, quote: Int) -> Fault {
    let line = FaultFinder.lineRange(bytes, around: range.start)
    let close = closingQuote(from: quote, end: line.end).map { $0 + 1 } ?? line.end
    // All bad escapes of one text are one mistake: backslashes were not meant as escapes.
    let slashes = (quote..<close).filter { bytes[$0] == UInt8(ascii: "\\") }
    let edits = slashes.map { TextEdit(TextRange($0, $0), "\\") }
    return Fault(
      .badEscape,
      "`\(shown(range.start, range.end))` is no escape. In double quotes a backslash is written \\\\; in single quotes it is plain.",
      at: range, repair: slashes.map { (TextRange($0, $0 + 1), placeholders.bytes(for: UInt8(ascii: "\\"))) },
      damage: TextRange(quote, close)
    ).offering("Double the backslashes", .unsafe, edits)
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
