// Faults of quoted text: quotes that are not closed, quotes inside quotes, escapes that YAML does not have.

import DocumentModel
import SourceText

extension FaultFinder {
  /// Reads the quoted value at `offset` and moves on past all its lines.
  mutating func readQuoted(at offset: Int, lineEnd: Int) -> Fault? {
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
}
