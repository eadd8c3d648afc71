// Faults of whole lines: tabs, indentation, missing colons, dashes that are missing or stray.

import DocumentModel
import SourceText

extension FaultFinder {
  /// A line indented with tabs: each run of lines counts once, at its first tab.
  func tabFault(_ line: TextRange, content: Int) -> Fault {
    let indent = expectedIndent(at: content, lineEnd: line.end)
    let range = TextRange(line.start, content)
    let edits = tabRun(from: line, content: content, indent: indent)
    return Fault(
      .tabIndentation, "This line is indented with a tab. YAML allows only spaces before an entry.", at: range,
      repair: edits
    ).offering(
      "Indent with \(indent) spaces", .unsafe,
      edits.map { TextEdit($0.range, String(decoding: $0.bytes, as: UTF8.self)) })
  }

  /// The repairs of `line` and of the lines below it that have tabs of their own, each by its number of tabs.
  private func tabRun(from line: TextRange, content: Int, indent: Int) -> [Fault.Edit] {
    var edits: [Fault.Edit] = [(TextRange(line.start, content), [UInt8](repeating: 0x20, count: indent))]
    let depth = width(line.start, content)
    var next = FaultFinder.nextLineStart(bytes, after: line.end)
    while next < bytes.count {
      let following = FaultFinder.lineRange(bytes, around: next)
      let start = contentStart(following)
      if start < following.end {
        guard bytes[following.start..<start].contains(0x09) else { break }
        let deeper = width(following.start, start) - depth
        guard indent + deeper >= 0 else { break }
        edits.append((TextRange(following.start, start), [UInt8](repeating: 0x20, count: indent + deeper)))
      }
      next = FaultFinder.nextLineStart(bytes, after: following.end)
    }
    return edits
  }

  /// The width of white space with a tab counted as two columns, which is how far authors mean to indent by one.
  private func width(_ start: Int, _ end: Int) -> Int {
    bytes[start..<end].reduce(0) { $0 + ($1 == 0x09 ? 2 : 1) }
  }

  /// Where an entry at `content` most likely belongs: below the last entry if that has no value, else beside it.
  private func expectedIndent(at content: Int, lineEnd: Int) -> Int {
    guard let top = levels.last else { return 0 }
    guard top.value == .nothing else {
      // A key stands beside keys, not beside the items of the list above it.
      let isBesideItems = !top.isMapping && looksLikeKey(at: content, lineEnd) && !isDash(at: content, lineEnd)
      return (isBesideItems ? levels.last { $0.isMapping } : top)?.indent ?? top.indent
    }
    return isDash(at: content, lineEnd) && !top.isMapping ? top.indent : top.indent + 2
  }

  /// A line further in than its neighbours, below an entry that already has its value.
  func overIndented(_ line: TextRange, content: Int, below top: Level) -> Fault {
    let column = content - line.start
    if let fault = keyWithoutColon(above: line, content: content, below: top) ?? outdentedEntry(above: column) {
      return fault
    }
    guard looksLikeEntry(at: content, line.end) else { return strayLine(line, content: content, below: top) }
    let isItem = isDash(at: content, line.end)
    if isItem, top.isMapping {
      return Fault(
        .strayListItem,
        "This list item stands below `\(shown(top.entry.start, top.entry.end))`, which already has a value.",
        at: TextRange(content, trimmed(content, commentStart(content, line.end))),
        repair: movedLines(from: line, column: column, besides: []).map { start in
          let lost = FaultFinder.lineRange(bytes, around: start)
          return (TextRange(contentStart(lost), lost.end), [UInt8(ascii: "#")])
        }, damage: TextRange(content, line.end)
      ).with(related: top.entry, "it has its value here")
    }
    let name = entryName(content, line.end)
    return shifted(
      line, from: column, to: top.indent,
      "\(name) is indented by \(column) spaces, its neighbours by \(top.indent); nothing can stand below a complete value.",
      related: top.entry, besides: levels.map(\.indent))
  }

  /// A line that is neither at the column of an open entry nor deeper than the last.
  func dedentFault(_ line: TextRange, content: Int, column: Int, closed: [Level]) -> Fault {
    if let fault = strayFirstDash(above: line, column: column, closed: closed) ?? outdentedEntry(above: column) {
      return fault
    }
    let inner = closed.last?.indent ?? 0
    let outer = levels.last?.indent ?? -1
    let target = outer >= 0 && column > outer && column - outer < inner - column ? outer : inner
    let neighbour = target == inner ? closed.last?.entry : levels.last?.entry
    return shifted(
      line, from: column, to: target,
      "\(entryName(content, line.end)) is indented by \(column) spaces, which fits nothing above it; \(target) would.",
      related: neighbour, besides: (levels + closed).map(\.indent))
  }

  /// A fault of indentation: the line and those below it that belong to it are moved.
  private func shifted(
    _ line: TextRange, from column: Int, to target: Int, _ message: String, related: TextRange?, besides known: [Int]
  ) -> Fault {
    let content = line.start + column
    let moved = movedLines(from: line, column: column, besides: known)
    let edits: [(range: TextRange, text: String)] = moved.map { start in
      if column > target { return (TextRange(start, start + column - target), "") }
      return (TextRange(start, start), String(repeating: " ", count: target - column))
    }
    let range = TextRange(content, keyOrTextEnd(content, line.end))
    // A dash alone is an item half typed: that it has no value is no second mistake.
    let isHalfTyped = range.length == 1 && isDash(at: content, line.end)
    var fault = Fault(
      .badIndentation, message, at: range, repair: edits.map { ($0.range, Array($0.text.utf8)) },
      damage: isHalfTyped ? range : nil
    ).offering("Indent by \(target) spaces", .unsafe, edits.map { TextEdit($0.range, $0.text) })
    if let related { fault = fault.with(related: related, "a neighbour stands here") }
    return fault
  }

  /// The starts of `line` and of the lines after it that moved with it: those indented at least as far, up to one that
  /// stands at a column of `known`, where lines stood right before.
  private func movedLines(from line: TextRange, column: Int, besides known: [Int]) -> [Int] {
    var starts = [line.start]
    var next = FaultFinder.nextLineStart(bytes, after: line.end)
    while next < bytes.count {
      let following = FaultFinder.lineRange(bytes, around: next)
      let start = contentStart(following)
      if start < following.end {
        let indent = start - following.start
        guard indent >= column, !known.contains(indent), !bytes[following.start..<start].contains(0x09) else { break }
        starts.append(following.start)
      }
      next = FaultFinder.nextLineStart(bytes, after: following.end)
    }
    return starts
  }

  /// A value in brackets or quotes beside the keys of a mapping: it belongs further in, or nowhere.
  func misplacedValue(_ line: TextRange, content: Int, top: Level, closed: [Level]) -> Fault {
    let column = content - line.start
    if let owner = ([top] + closed).last(where: { $0.value == .nothing }) {
      let name = shown(owner.entry.start, owner.entry.end)
      return shifted(
        line, from: column, to: owner.indent + 2,
        "This value has to be indented past `\(name)` to belong to it.", related: owner.entry,
        besides: (levels + closed).map(\.indent))
    }
    let range = TextRange(content, trimmed(content, line.end))
    return Fault(
      .strayText, "This value stands beside keys and has no key of its own.", at: range, repair: blank(line, content),
      damage: range)
  }

  /// A dash that touches its item, beside other items or above lines that are indented as an item's are.
  func dashWithoutSpace(_ line: TextRange, content: Int) -> Fault? {
    guard bytes[content] == UInt8(ascii: "-"), content + 1 < line.end, bytes[content + 1] != UInt8(ascii: "-") else {
      return nil
    }
    guard FaultFinder.isWordStart(bytes[content + 1]) || bytes[content + 1] == UInt8(ascii: "{") else { return nil }
    let column = content - line.start
    let isBesideItems = levels.contains { !$0.isMapping && $0.indent == column }
    let next = self.line(after: line) ?? TextRange(line.end, line.end)
    let nextContent = contentStart(next)
    let isAboveItsLines =
      nextContent < next.end && nextContent - next.start == column + 2
      && looksLikeKey(at: nextContent, next.end) && key(at: content, lineEnd: line.end) != nil
    let isAboveItems = nextContent < next.end && nextContent - next.start == column && isDash(at: nextContent, next.end)
    guard isBesideItems || isAboveItsLines || isAboveItems else { return nil }
    let place = TextRange(content + 1, content + 1 + spaceLookalike(at: content + 1))
    return Fault(
      .strayListItem, "A space is missing after the dash of this list item.",
      at: TextRange(content, key(at: content, lineEnd: line.end)?.range.end ?? trimmed(content, line.end)),
      repair: [(place, [0x20])]
    ).offering("Insert a space", .safe, [TextEdit(place, " ")])
  }

  /// A character that no entry starts with, before what is otherwise a key or a list item.
  func strayCharacter(at offset: Int, line: TextRange) -> Fault? {
    guard FaultFinder.reserved.contains(bytes[offset]) || startsCollectionOrQuote(offset) else { return nil }
    let rest = skipSpaces(offset + 1, line.end)
    guard rest < line.end else { return nil }
    let isItem = isDash(at: rest, line.end)
    guard isItem || startsWithWordKey(at: rest, line.end) else { return nil }
    // The character stands beside the indentation, or in the place of one of its spaces.
    let known = levels.contains { $0.indent == rest - line.start }
    let range = TextRange(offset, offset + 1)
    let replacement = known ? " " : ""
    return Fault(
      .strayText, "`\(shown(offset, offset + 1))` cannot stand before \(isItem ? "a list item" : "a key").",
      at: TextRange(offset, isItem ? rest + 1 : key(at: rest, lineEnd: line.end)?.range.end ?? rest),
      repair: [(range, Array(replacement.utf8))]
    ).offering("Remove it", .unsafe, [TextEdit(range, replacement)])
  }

  private func startsWithWordKey(at offset: Int, _ lineEnd: Int) -> Bool {
    guard FaultFinder.isWordStart(bytes[offset]), let key = key(at: offset, lineEnd: lineEnd) else { return false }
    return bytes[key.range.start..<key.range.end].allSatisfy { FaultFinder.isWordByte($0) }
  }

  private func strayLine(_ line: TextRange, content: Int, below top: Level) -> Fault {
    let end = trimmed(content, line.end)
    return Fault(
      .strayText,
      "This text follows the value of `\(shown(top.entry.start, top.entry.end))`, which is already complete.",
      at: TextRange(content, end), repair: blank(line, content), damage: TextRange(content, line.end)
    ).with(related: top.entry, "the value is complete here")
  }

  /// A line beside the keys of a mapping that has no colon.
  func missingColon(_ line: TextRange, content: Int, after top: Level) -> Fault {
    var wordEnd = content
    while wordEnd < line.end, FaultFinder.isWordByte(bytes[wordEnd]) { wordEnd += 1 }
    let textEnd = trimmed(content, commentStart(content, line.end))
    let whole = TextRange(content, textEnd)
    if wordEnd > content, wordEnd < line.end, bytes[wordEnd] == UInt8(ascii: ":"),
      FaultFinder.isWordStart(bytes[content]),
      wordEnd + 1 >= line.end || bytes[wordEnd + 1] != UInt8(ascii: "/")
    {
      // What looks like a space may be one that YAML takes for text.
      let lookalike = spaceLookalike(at: wordEnd + 1)
      let space = TextRange(wordEnd + 1, wordEnd + 1 + lookalike)
      let name = shown(content, wordEnd)
      return Fault(
        .missingColon,
        lookalike == 0
          ? "A space is missing after the colon of `\(name)`."
          : "What stands after the colon of `\(name)` looks like a space and is not one YAML knows (a no-break space?).",
        at: TextRange(content, wordEnd + 1), repair: [(space, [0x20])]
      ).offering(lookalike == 0 ? "Insert a space" : "Replace it by a space", .safe, [TextEdit(space, " ")])
    }
    if let fault = otherSeparator(line, content: content, wordEnd: wordEnd, textEnd: textEnd) { return fault }
    let words = bytes[content..<textEnd].split(separator: 0x20).count
    guard wordEnd > content, FaultFinder.isWordStart(bytes[content]), wordEnd == line.end || bytes[wordEnd] <= 0x20,
      words == 1 || !standsAboveEntries(line, column: content - line.start)
    else {
      return Fault(
        .unreadable, "This line is neither a key with a colon nor a list item.", at: whole,
        repair: blank(line, content),
        damage: TextRange(content, line.end))
    }
    let insertion = TextRange(wordEnd, wordEnd)
    if top.value == .plain, words > 3 {
      let indent = String(repeating: " ", count: 2)
      return Fault(
        .missingColon,
        "This line has no colon. If it goes on from the text above, indent it by \(top.indent + 2) spaces.",
        at: whole, repair: blank(line, content), damage: TextRange(content, line.end)
      ).offering("Indent the line", .unsafe, [TextEdit(TextRange(content, content), indent)])
    }
    return Fault(
      .missingColon, "`\(shown(content, wordEnd))` has no colon after it. A key is written `key: value`.",
      at: TextRange(content, wordEnd), repair: colonRepair(after: wordEnd, textEnd: textEnd),
      damage: TextRange(content, line.end)
    ).offering("Insert a colon", .unsafe, [TextEdit(insertion, ":")])
  }

  /// A colon after the word, and all that could be read as syntax behind it kept as text.
  private func colonRepair(after wordEnd: Int, textEnd: Int) -> [Fault.Edit] {
    var edits: [Fault.Edit] = [(TextRange(wordEnd, wordEnd), [UInt8(ascii: ":")])]
    let valueStart = skipSpaces(wordEnd, textEnd)
    if valueStart < textEnd { edits += keepAsText(TextRange(valueStart, textEnd)) }
    return edits
  }

  /// A `- ` beside the keys of a mapping.
  func strayDash(_ line: TextRange, content: Int) -> Fault {
    let rest = skipSpaces(content + 1, line.end)
    let range = TextRange(content, trimmed(content, commentStart(content, line.end)))
    guard looksLikeKey(at: rest, line.end) else {
      return Fault(
        .strayListItem, "A list item cannot stand beside keys. Indent it below the key it belongs to.", at: range,
        repair: blank(line, content), damage: TextRange(content, line.end))
    }
    let dash = TextRange(content, rest)
    return Fault(
      .strayListItem, "The dash makes this a list item, and beside keys none can stand.", at: range,
      repair: [(dash, [])], damage: range
    ).offering("Remove the dash", .unsafe, [TextEdit(dash, "")])
  }

  /// A line beside list items that has no dash.
  func missingDash(_ line: TextRange, content: Int) -> Fault {
    let insertion = TextRange(content, content)
    let range = TextRange(content, trimmed(content, commentStart(content, line.end)))
    return Fault(
      .strayListItem, "This line stands beside list items and does not start with a dash.", at: range,
      repair: [(insertion, Array("- ".utf8))], damage: range
    ).offering("Insert a dash", .unsafe, [TextEdit(insertion, "- ")])
  }

  // MARK: Parts

  /// A repair that takes the line out of the text.
  func blank(_ line: TextRange, _ content: Int) -> [Fault.Edit] {
    [(TextRange(content, line.end), [UInt8(ascii: "#")])]
  }

  /// Where a comment starts between `start` and `end`, or `end`.
  func commentStart(_ start: Int, _ end: Int) -> Int {
    var index = start + 1
    while index < end {
      if bytes[index] == UInt8(ascii: "#"), bytes[index - 1] <= 0x20 { return index }
      index += 1
    }
    return end
  }

  private func entryName(_ content: Int, _ lineEnd: Int) -> String {
    if isDash(at: content, lineEnd) { return "This list item" }
    guard let key = key(at: content, lineEnd: lineEnd) else { return "This line" }
    return "`\(shown(key.range.start, key.range.end))`"
  }

  private func keyOrTextEnd(_ content: Int, _ lineEnd: Int) -> Int {
    if isDash(at: content, lineEnd) { return trimmed(content, commentStart(content, lineEnd)) }
    return key(at: content, lineEnd: lineEnd)?.range.end ?? trimmed(content, lineEnd)
  }
}
