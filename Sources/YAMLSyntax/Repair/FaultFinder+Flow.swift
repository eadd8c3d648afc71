// Faults inside brackets: brackets that are not closed, entries without a comma, text that needs quotes.

import DocumentModel
import SourceText

extension FaultFinder {
  /// An open bracket.
  private struct Bracket {
    let byte: UInt8
    let offset: Int
    /// Whether the entry being read has had its colon.
    var hasColon = false
    /// Where the entry being read ends so far, or `nil` at its start.
    var entryEnd: Int?

    var closer: UInt8 { byte == UInt8(ascii: "[") ? UInt8(ascii: "]") : UInt8(ascii: "}") }
  }

  /// Reads the flow collection that starts at `offset`, and moves on past its last line.
  mutating func readFlow(at offset: Int) -> Fault? {
    var open: [Bracket] = []
    var index = offset
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case 0x20, 0x09:
        index += 1
      case 0x0A, 0x0D:
        if let fault = lineInBrackets(after: index, open) { return fault }
        index = FaultFinder.nextLineStart(bytes, after: index)
      case UInt8(ascii: "#") where index > 0 && bytes[index - 1] <= 0x20:
        index = FaultFinder.lineRange(bytes, around: index).end
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        if let top = open.last, let end = top.entryEnd, !(top.hasColon && end < 0) {
          if top.byte == UInt8(ascii: "{"), !top.hasColon, let fault = bracketInKey(wordBefore(index)) { return fault }
          return missingComma(after: end, before: index)
        }
        open.append(Bracket(byte: byte, offset: index))
        index += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        if let fault = closingFault(at: index, open) { return fault }
        open.removeLast()
        index += 1
        guard let outer = open.indices.last else { return endOfFlow(offset, at: index) }
        open[outer].entryEnd = index
      case UInt8(ascii: ","):
        if let top = open.last, top.entryEnd == nil, !top.hasColon { return strayComma(at: index) }
        if let last = open.indices.last {
          open[last].hasColon = false
          open[last].entryEnd = nil
        }
        index += 1
      case UInt8(ascii: ":") where isFlowColon(index):
        if let last = open.indices.last {
          if open[last].hasColon, open[last].entryEnd != -1 { return secondColon(at: index, open[last]) }
          open[last].hasColon = true
          open[last].entryEnd = -1
        }
        index += 1
      default:
        if let fault = readFlowScalar(&index, &open) { return fault }
      }
      guard !open.isEmpty else { return nil }
    }
    return open.last.map { unclosed($0, all: open, at: trimmedBack(from: bytes.count, to: $0.offset + 1)) }
  }

  /// A colon inside brackets that ends a key: before a space, a bracket or a comma, or behind a quoted key.
  private func isFlowColon(_ index: Int) -> Bool {
    guard index + 1 < bytes.count else { return true }
    switch bytes[index + 1] {
    case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: "["),
      UInt8(ascii: "{"):
      return true
    default:
      return index > 0 && (bytes[index - 1] == UInt8(ascii: "\"") || bytes[index - 1] == UInt8(ascii: "'"))
    }
  }

  // MARK: Scalars

  private mutating func readFlowScalar(_ index: inout Int, _ open: inout [Bracket]) -> Fault? {
    guard let last = open.indices.last else { return nil }
    let start = index
    let lineEnd = FaultFinder.lineRange(bytes, around: start).end
    if let end = open[last].entryEnd, end >= 0 {
      return missingComma(after: end, before: start)
    }
    switch bytes[start] {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      switch scanQuoted(at: start) {
      case .badEscape(let fault): return fault
      case .unclosed: return unclosedQuote(start, lineEnd: lineEnd, insertion: quoteEnd(in: start + 1, lineEnd))
      case .closed(let close):
        if let fault = textAfterFlowQuote(start, close: close, lineEnd: lineEnd) { return fault }
        index = close + 1
        open[last].entryEnd = index
        return nil
      }
    case UInt8(ascii: "&"), UInt8(ascii: "!"):
      let end = min(skipNodeProperties(start, lineEnd), lineEnd)
      guard end > start else { return flowNeedsQuotes(start, lineEnd, "starts with `&`, which names an anchor") }
      index = end
      return nil
    case UInt8(ascii: "@"), UInt8(ascii: "`"), UInt8(ascii: "%"), UInt8(ascii: "|"), UInt8(ascii: ">"):
      return flowNeedsQuotes(start, lineEnd, "starts with `\(shown(start, start + 1))`, which YAML keeps for itself")
    case UInt8(ascii: "#"):
      return flowNeedsQuotes(start, lineEnd, "starts with `#`, which starts a comment")
    case UInt8(ascii: "-") where isDash(at: start, lineEnd) && skipSpaces(start + 1, lineEnd) < lineEnd:
      return dashInBrackets(start, lineEnd)
    case UInt8(ascii: "-") where start + 1 >= lineEnd || [0x20, 0x2C, 0x5D, 0x7D].contains(bytes[start + 1]):
      return flowNeedsQuotes(start, lineEnd, "starts with a dash and a space, which makes it a list item")
    default:
      index = plainEnd(from: start, lineEnd)
      open[last].entryEnd = trimmed(start, index)
      // Plain text goes on over lines; words of one entry are not told from words of two until a colon comes.
      index = continued(index, &open[last])
      return nil
    }
  }

  /// The end of the plain text at `start` on its line: before a comma, a bracket, a colon that ends a key, a comment.
  private func plainEnd(from start: Int, _ lineEnd: Int) -> Int {
    var index = start
    while index < lineEnd {
      switch bytes[index] {
      case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"): return index
      case UInt8(ascii: ":") where index > start && isFlowColon(index): return index
      case UInt8(ascii: "#") where index > start && bytes[index - 1] <= 0x20: return index
      default: index += 1
      }
    }
    return index
  }

  /// Follows plain text over the line breaks inside it; each further line is text as long as it starts like text.
  private func continued(_ index: Int, _ bracket: inout Bracket) -> Int {
    var index = index
    while index < bytes.count, bytes[index] == 0x0A || bytes[index] == 0x0D {
      guard let line = line(after: TextRange(index, index)) else { return index }
      let content = contentStart(line)
      guard content < line.end, content - line.start > valueIndent else { return index }
      guard FaultFinder.isWordByte(bytes[content]) || bytes[content] == UInt8(ascii: "(") else { return index }
      let end = plainEnd(from: content, line.end)
      bracket.entryEnd = trimmed(content, end)
      index = end
    }
    return index
  }

  /// Where a quote that is opened in brackets was most likely meant to close: before a comma or a bracket, or at the end.
  private func quoteEnd(in start: Int, _ lineEnd: Int) -> Int {
    let stops: Set<UInt8> = [UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}")]
    let end = (start..<max(start, lineEnd)).first { stops.contains(bytes[$0]) } ?? lineEnd
    return trimmed(start, end)
  }

  private func textAfterFlowQuote(_ start: Int, close: Int, lineEnd: Int) -> Fault? {
    let closingLine = FaultFinder.lineRange(bytes, around: close)
    let rest = skipSpaces(close + 1, closingLine.end)
    guard rest < closingLine.end else { return nil }
    switch bytes[rest] {
    case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ":"): return nil
    case UInt8(ascii: "#") where rest > close + 1: return nil
    default: break
    }
    if closingLine.end != lineEnd {
      return unclosedQuote(start, lineEnd: lineEnd, insertion: quoteEnd(in: start + 1, lineEnd))
    }
    if rest > close + 1 { return missingComma(after: close + 1, before: rest) }
    // Text right behind the quote: quotes inside quotes.
    let end = quoteEnd(in: close, lineEnd)
    return textAfterQuote(start, close: close, lineEnd: end)
  }

  private func flowNeedsQuotes(_ start: Int, _ lineEnd: Int, _ reason: String) -> Fault {
    let stops: Set<UInt8> = [UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}")]
    let end = (start..<lineEnd).first { stops.contains(bytes[$0]) } ?? lineEnd
    return needsQuotes(start, max(end, start + 1), reason)
  }

  // MARK: Commas and colons

  private func missingComma(after end: Int, before next: Int) -> Fault {
    let from = max(end, 0)
    let place = TextRange(min(from, next), min(from, next))
    return Fault(
      .missingComma, "A comma is missing between these two entries.",
      at: TextRange(next, plainEndOrNext(next)), repair: [(place, Array(", ".utf8))]
    ).offering("Insert a comma", .unsafe, [TextEdit(place, ",")])
  }

  private func plainEndOrNext(_ start: Int) -> Int {
    let end = trimmed(start, plainEnd(from: start, FaultFinder.lineRange(bytes, around: start).end))
    return max(end, start + 1)
  }

  /// A second colon in one entry: the comma before its key is missing, or the value has a colon in it.
  private func secondColon(at colon: Int, _ bracket: Bracket) -> Fault {
    var wordStart = colon
    while wordStart > bracket.offset + 1, FaultFinder.isWordByte(bytes[wordStart - 1]) { wordStart -= 1 }
    let before = trimmedBack(from: wordStart, to: bracket.offset + 1)
    let valueStarts = before > 0 && (bytes[before - 1] == UInt8(ascii: ":") || bytes[before - 1] == bracket.byte)
    if wordStart < colon, before < wordStart, !valueStarts { return missingComma(after: before, before: wordStart) }
    let lineEnd = FaultFinder.lineRange(bytes, around: colon).end
    let valueStart = min(wordStart, colon)
    return flowNeedsQuotes(valueStart, lineEnd, "has a colon in it, which makes it a key")
  }

  // MARK: Brackets

  private func closingFault(at index: Int, _ open: [Bracket]) -> Fault? {
    guard let top = open.last else { return nil }
    if bytes[index] == top.closer { return nil }
    let found = shown(index, index + 1)
    if open.contains(where: { $0.closer == bytes[index] }) {
      return unclosed(top, all: [top], at: trimmedBack(from: index, to: top.offset + 1))
    }
    let wanted = String(decoding: [top.closer], as: UTF8.self)
    let range = TextRange(index, index + 1)
    return Fault(
      .unclosedBracket, "`\(found)` does not close `\(shown(top.offset, top.offset + 1))`; `\(wanted)` does.",
      at: range,
      repair: [(range, [top.closer])]
    ).offering("Write `\(wanted)`", .safe, [TextEdit(range, wanted)])
      .with(related: TextRange(top.offset, top.offset + 1), "opened here")
  }

  /// Brackets that are not closed: `all` are closed at `place`, the fault is that of `bracket`.
  private func unclosed(_ bracket: Bracket, all: [Bracket], at place: Int) -> Fault {
    // A colon that touches the bracket would not end its key.
    let isAfterColon = place > 0 && bytes[place - 1] == UInt8(ascii: ":")
    let closers = (isAfterColon ? [0x20] : []) + all.reversed().map(\.closer)
    let text = String(decoding: closers, as: UTF8.self)
    let line = FaultFinder.lineRange(bytes, around: bracket.offset)
    let insertion = TextRange(place, place)
    return Fault(
      .unclosedBracket, "The bracket `\(shown(bracket.offset, bracket.offset + 1))` is not closed.",
      at: TextRange(bracket.offset, max(bracket.offset + 1, min(place, trimmed(bracket.offset, line.end)))),
      repair: [(insertion, closers)], damage: TextRange(max(bracket.offset, place - 1), place)
    ).offering("Insert `\(text.drop { $0 == " " })`", .unsafe, [TextEdit(insertion, text)])
  }

  /// The end of the last text before `offset`, not before `start`.
  private func trimmedBack(from offset: Int, to start: Int) -> Int {
    var end = min(offset, bytes.count)
    while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
    return end
  }

  /// A line that begins inside brackets: it must be indented past the block, unless it closes them.
  private func lineInBrackets(after lineEnd: Int, _ open: [Bracket]) -> Fault? {
    let next = FaultFinder.nextLineStart(bytes, after: lineEnd)
    guard next < bytes.count, let top = open.last else { return nil }
    let line = FaultFinder.lineRange(bytes, around: next)
    let content = contentStart(line)
    guard content < line.end, !isComment(at: content, lineStart: line.start) else { return nil }
    if let fault = pastedMark(line, content: content) { return fault }
    let indent = self.indent(of: line)
    guard indent <= valueIndent else { return nil }
    if bytes[content] == UInt8(ascii: "]") || bytes[content] == UInt8(ascii: "}") { return nil }
    let place = trimmedBack(from: commentStart(top.offset, lineEnd), to: top.offset + 1)
    if FaultFinder.isMarker(bytes, at: line.start) || !isClosedLater(from: line, depth: open.count) {
      return unclosed(top, all: open, at: max(place, top.offset + 1))
    }
    return indentLines(from: line, bracket: top)
  }

  /// Whether the `depth` brackets open at `line` are closed on it, or below it before the next entry of the block: then
  /// the line belongs to them and only stands in the wrong place.
  private func isClosedLater(from first: TextRange, depth: Int) -> Bool {
    var depth = depth
    var line = first
    while true {
      let content = contentStart(line)
      let isOutdented = content < line.end && content - line.start <= valueIndent
      if line != first, isOutdented, looksLikeEntry(at: content, line.end) { return false }
      for byte in bytes[line.start..<line.end] {
        if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") { depth += 1 }
        if byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") { depth -= 1 }
        if depth == 0 { return true }
      }
      guard let next = self.line(after: line) else { return false }
      line = next
    }
  }

  /// Lines in brackets that are not indented past the block: all of them are one fault.
  private func indentLines(from line: TextRange, bracket: Bracket) -> Fault {
    let wanted = valueIndent + 2
    var edits: [TextEdit] = []
    var current = line
    var depth = 1
    while depth > 0 {
      let content = contentStart(current)
      let indent = content - current.start
      let isCloser =
        content < current.end && (bytes[content] == UInt8(ascii: "]") || bytes[content] == UInt8(ascii: "}"))
      if content < current.end, indent <= valueIndent, !isCloser {
        edits.append(TextEdit(TextRange(content, content), String(repeating: " ", count: wanted - indent)))
      }
      for byte in bytes[current.start..<current.end] {
        if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") { depth += 1 }
        if byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") { depth -= 1 }
      }
      guard let next = self.line(after: current) else { break }
      current = next
    }
    let content = contentStart(line)
    return Fault(
      .badIndentation, "Lines inside brackets have to be indented past the entry they belong to.",
      at: TextRange(content, trimmed(content, line.end)), repair: edits.map { ($0.range, Array($0.newText.utf8)) }
    ).offering("Indent the lines", .safe, edits)
      .with(related: TextRange(bracket.offset, bracket.offset + 1), "the bracket opens here")
  }

  /// What follows the last closing bracket on its line.
  private mutating func endOfFlow(_ start: Int, at index: Int) -> Fault? {
    let line = FaultFinder.lineRange(bytes, around: index)
    let rest = skipSpaces(index, line.end)
    setValue(.complete)
    position = FaultFinder.nextLineStart(bytes, after: line.end)
    if rest == line.end || isComment(at: rest, lineStart: index) || bytes[rest] == UInt8(ascii: ":") { return nil }
    let range = TextRange(rest, trimmed(rest, line.end))
    let isBracket = bytes[rest] == UInt8(ascii: "]") || bytes[rest] == UInt8(ascii: "}")
    return Fault(
      .strayText,
      isBracket
        ? "There is no open bracket that `\(shown(rest, rest + 1))` could close."
        : "This text follows a value in brackets, which ends before it.",
      at: range, repair: [(range, [])], damage: range
    ).offering("Remove it", .unsafe, [TextEdit(range, "")])
  }
}
