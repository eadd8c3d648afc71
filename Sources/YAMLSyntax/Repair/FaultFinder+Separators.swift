// Faults between a key and its value: a colon left out above other lines or before a bracket, another sign in its place,
// a tab after a dash.

import DocumentModel
import SourceText

extension FaultFinder {
  /// The key without its colon whose text stands above `line`: at the column of the key there, or alone on its line.
  func keyWithoutColon(above line: TextRange, content: Int, below top: Level) -> Fault? {
    guard top.value == .plain, let first = top.text else { return nil }
    let own = FaultFinder.lineRange(bytes, around: first)
    guard bytes[own.start..<first].allSatisfy({ $0 == 0x20 || $0 == UInt8(ascii: "-") }) else { return nil }
    let (textColumn, column) = (first - own.start, content - line.start)
    let text = TextRange(first, trimmed(first, commentStart(first, own.end)))
    let isBesideKey = textColumn == column && looksLikeKey(at: content, line.end)
    let isAlone = textColumn < column && isWord(text)
    guard isBesideKey || isAlone else { return nil }
    let level = Level(indent: textColumn, isMapping: true, value: .complete, entry: top.entry)
    return missingColon(own, content: first, after: level)
  }

  /// Whether entries further in than `column` follow `line`: then it is no key with a value.
  func standsAboveEntries(_ line: TextRange, column: Int) -> Bool {
    guard let next = contentLine(after: line) else { return false }
    return next.content - next.line.start > column && looksLikeEntry(at: next.content, next.line.end)
  }

  /// A key with `=` or `;` where its colon should be.
  func otherSeparator(_ line: TextRange, content: Int, wordEnd: Int, textEnd: Int) -> Fault? {
    guard isWord(TextRange(content, wordEnd)) else { return nil }
    let sign = skipSpaces(wordEnd, textEnd)
    guard sign < textEnd else { return nil }
    let isSemicolon = bytes[sign] == UInt8(ascii: ";") && sign == wordEnd
    guard bytes[sign] == UInt8(ascii: "=") || isSemicolon else { return nil }
    let valueStart = skipSpaces(sign + 1, textEnd)
    let separator = TextRange(wordEnd, valueStart)
    return Fault(
      .missingColon,
      "`\(shown(content, wordEnd))` has `\(shown(sign, sign + 1))` after it, not a colon. A key is written `key: value`.",
      at: TextRange(content, wordEnd),
      repair: [(separator, Array(": ".utf8))] + keepAsText(TextRange(valueStart, textEnd)),
      damage: TextRange(content, line.end)
    ).offering("Write a colon", .unsafe, [TextEdit(separator, ": ")])
  }

  /// A key that would have an opening bracket right behind its first word: the colon between them is missing, or the
  /// space after it.
  func bracketInKey(_ key: TextRange) -> Fault? {
    var wordEnd = key.start
    while wordEnd < key.end, FaultFinder.isWordByte(bytes[wordEnd]) { wordEnd += 1 }
    guard isWord(TextRange(key.start, wordEnd)) else { return nil }
    var bracket = wordEnd
    while bracket < key.end, " :=;".utf8.contains(bytes[bracket]) { bracket += 1 }
    guard bracket < key.end, bytes[bracket] == UInt8(ascii: "{") || bytes[bracket] == UInt8(ascii: "[") else {
      return nil
    }
    let separator = TextRange(wordEnd, bracket)
    let name = shown(key.start, wordEnd)
    let hasColon = bytes[wordEnd] == UInt8(ascii: ":")
    return Fault(
      .missingColon,
      hasColon
        ? "A space is missing after the colon of `\(name)`."
        : "`\(name)` has no colon after it. A key is written `key: value`.",
      at: TextRange(key.start, hasColon ? wordEnd + 1 : wordEnd), repair: [(separator, Array(": ".utf8))]
    ).offering(hasColon ? "Insert a space" : "Insert a colon", .unsafe, [TextEdit(separator, ": ")])
  }

  /// The text in words that ends before `offset`, with that which separates it, up to and with the byte at `offset`.
  func wordBefore(_ offset: Int) -> TextRange {
    var start = offset
    while start > 0, " =;".utf8.contains(bytes[start - 1]) { start -= 1 }
    while start > 0, FaultFinder.isWordByte(bytes[start - 1]) { start -= 1 }
    return TextRange(start, offset + 1)
  }

  /// A tab between the dash at `dash` and an entry: only spaces give that entry a column (YAML 1.2.2 §6.1).
  func tabAfterDash(_ dash: Int, line: TextRange) -> Fault? {
    let entry = skipSpaces(dash + 1, line.end)
    guard bytes[(dash + 1)..<entry].contains(0x09), looksLikeEntry(at: entry, line.end) else { return nil }
    let gap = TextRange(dash + 1, entry)
    var count = 1
    if let next = contentLine(after: line), looksLikeKey(at: next.content, next.line.end) {
      // The entry belongs at the column of the keys below it.
      count = max(1, next.content - next.line.start - (dash - line.start) - 1)
    }
    let spaces = String(repeating: " ", count: count)
    return Fault(
      .tabIndentation, "A tab stands between the dash and what follows it. YAML allows only spaces here.", at: gap,
      repair: [(gap, Array(spaces.utf8))]
    ).offering("Write \(count == 1 ? "a space" : "\(count) spaces")", .safe, [TextEdit(gap, spaces)])
  }

  /// A list item's dash inside brackets, where commas part the items.
  func dashInBrackets(_ dash: Int, _ lineEnd: Int) -> Fault {
    let range = TextRange(dash, skipSpaces(dash + 1, lineEnd))
    return Fault(
      .strayListItem, "Inside brackets items have no dash; commas part them.", at: TextRange(dash, dash + 1),
      repair: [(range, [])]
    ).offering("Remove the dash", .unsafe, [TextEdit(range, "")])
  }

  /// A comma with no entry before it.
  func strayComma(at comma: Int) -> Fault {
    let range = TextRange(comma, comma + 1)
    return Fault(.strayText, "There is no entry before this comma.", at: range, repair: [(range, [0x20])])
      .offering("Remove the comma", .safe, [TextEdit(range, "")])
  }

  private func isWord(_ range: TextRange) -> Bool {
    guard !range.isEmpty, FaultFinder.isWordStart(bytes[range.start]) else { return false }
    return bytes[range.start..<range.end].allSatisfy { FaultFinder.isWordByte($0) }
  }

  /// The first line after `line` that has text which is no comment, and where the text starts.
  func contentLine(after line: TextRange) -> (line: TextRange, content: Int)? {
    var current = line
    while let next = self.line(after: current) {
      let content = contentStart(next)
      if content < next.end, !isComment(at: content, lineStart: next.start) { return (next, content) }
      current = next
    }
    return nil
  }
}
