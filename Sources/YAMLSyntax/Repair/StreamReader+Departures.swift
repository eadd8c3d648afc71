// Where YAML 1.2 and libyaml part: texts that are sound and that libyaml refuses are rewritten for it, and texts that it
// lets pass are reported.

import DocumentModel
import SourceText

extension StreamReader {
  /// What a run says that stopped at text with a question mark before it.
  static let questionMark = "text begins with a question mark"

  /// What a run says that stopped at braces in braces.
  static let templateBraces = "braces begin with braces"

  /// The changes that let libyaml read on where the text is sound by YAML 1.2; none where it is not.
  mutating func departure(message: String, at offset: Int) -> [Fault.Edit] {
    let line = FaultFinder.lineRange(scan.bytes, around: min(offset, scan.bytes.count))
    let text = scan.bytes[line.start..<line.end]
    if message.contains("unknown directive"), text.first == UInt8(ascii: "%") { return [reservedDirective(line)] }
    if text.contains(0x09) {
      if message.contains("start any token") {
        if isBlank(text) { return [(line, [])] }
        return tabBehindDash(line, at: offset)
      }
      if message.contains("indentation space") { return tabInBlock(line, at: offset) }
    }
    if offset < line.end, scan.bytes[offset] == UInt8(ascii: ":") {
      if message.contains("unexpected ':'") { return [(TextRange(offset + 1, offset + 1), [0x20])] }
      if message.contains("expected ',' or '}'") { return colonOnItsOwnLine(line, colon: offset) }
      if message.contains("expected key") { return emptyKey(line, colon: offset) }
      if message.contains("expected node content") { return emptyKeyInBraces(colon: offset) }
    }
    if message == StreamReader.questionMark {
      return [(TextRange(offset, offset + 1), placeholders.bytes(for: UInt8(ascii: "?")))]
    }
    let block = rootBlock(above: line)
    if !block.isEmpty { return block }
    guard message.contains("document start") || message.contains("expected node content"), !line.isEmpty else {
      return []
    }
    // A document may start without a marker after `...`, and a stream may have nothing but that marker (§9.1.4, §9.2).
    if text.elementsEqual("...".utf8) { return [(line, [])] }
    return follows(documentEnd: line) ? [(TextRange(line.start, line.start), Array("---\n".utf8))] : []
  }

  /// A tab may part a dash from a value that is no entry itself (§6.2).
  private func tabBehindDash(_ line: TextRange, at offset: Int) -> [Fault.Edit] {
    let lead = scan.bytes[line.start..<max(line.start, min(offset, line.end))]
    let finder = FaultFinder(scan.bytes, start: 0, problem: offset, placeholders: placeholders)
    let value = finder.skipSpaces(offset, line.end)
    guard lead.contains(UInt8(ascii: "-")), lead.allSatisfy({ $0 == 0x20 || $0 == UInt8(ascii: "-") }) else {
      return []
    }
    guard offset < value, value < line.end, !finder.looksLikeEntry(at: value, line.end) else { return [] }
    return [(TextRange(offset, value), [0x20])]
  }

  private func isBlank(_ text: ArraySlice<UInt8>) -> Bool { text.allSatisfy { $0 == 0x20 || $0 == 0x09 } }

  /// A tab behind the spaces that indent a block of text is text (§8.1.1).
  private func tabInBlock(_ line: TextRange, at offset: Int) -> [Fault.Edit] {
    let indent = scan.bytes[line.start..<line.end].prefix { $0 == 0x20 }.count
    let tab = line.start + indent
    guard tab < line.end, scan.bytes[tab] == 0x09, let above = contentLine(above: line) else { return [] }
    guard indent > scan.bytes[above.start..<above.end].prefix(while: { $0 == 0x20 }).count else { return [] }
    return [(TextRange(tab, tab + 1), placeholders.bytes(for: 0x09))]
  }

  /// Inside braces the colon of a key may stand on a later line than the key (§7.4.2): the lines are joined.
  private func colonOnItsOwnLine(_ line: TextRange, colon: Int) -> [Fault.Edit] {
    guard isBlank(scan.bytes[line.start..<colon]), let above = contentLine(above: line) else { return [] }
    let finder = FaultFinder(scan.bytes, start: 0, problem: colon, placeholders: placeholders)
    let end = finder.trimmed(above.start, finder.commentStart(above.start, above.end))
    return end > above.start ? [(TextRange(end, colon), [0x20])] : []
  }

  /// A key may be empty (§8.2.2): it is written as an explicit one.
  private func emptyKey(_ line: TextRange, colon: Int) -> [Fault.Edit] {
    let before = scan.bytes[line.start..<colon]
    guard before.allSatisfy({ $0 == 0x20 || $0 == UInt8(ascii: "-") }) else { return [] }
    let indent = [UInt8](repeating: 0x20, count: before.count)
    return [(TextRange(colon, colon), Array("?\n".utf8) + indent)]
  }

  /// A key may be empty inside braces, too (§7.4.2).
  private func emptyKeyInBraces(colon: Int) -> [Fault.Edit] {
    let before = scan.bytes[..<colon].last { $0 > 0x20 }
    guard before == UInt8(ascii: "{") || before == UInt8(ascii: ",") else { return [] }
    return [(TextRange(colon, colon), Array("? ".utf8))]
  }

  /// The text of a block that is the whole document need not be indented (§9.1.3): it is, up to the next marker.
  private func rootBlock(above line: TextRange) -> [Fault.Edit] {
    guard let first = scan.bytes[line.start..<line.end].first, first > 0x20, var header = contentLine(above: line)
    else {
      return []
    }
    var lines = [line]
    while let text = scan.bytes[header.start..<header.end].first, text > 0x20, !isRootHeader(header) {
      lines.append(header)
      guard lines.count < 1_000, let above = contentLine(above: header) else { return [] }
      header = above
    }
    guard isRootHeader(header) else { return [] }
    lines = []
    var next = FaultFinder.nextLineStart(scan.bytes, after: header.end)
    while next < scan.bytes.count, !FaultFinder.isMarker(scan.bytes, at: next) {
      let text = FaultFinder.lineRange(scan.bytes, around: next)
      if !text.isEmpty { lines.append(text) }
      next = FaultFinder.nextLineStart(scan.bytes, after: text.end)
    }
    return lines.map { (TextRange($0.start, $0.start), [0x20]) }
  }

  /// Whether `line` opens a block of text that is a whole document: `|` or `>` with its signs, alone or after `---`.
  private func isRootHeader(_ line: TextRange) -> Bool {
    var text = scan.bytes[line.start..<line.end]
    if text.starts(with: "--- ".utf8) { text = text.dropFirst(4) }
    guard let mark = text.first, mark == UInt8(ascii: "|") || mark == UInt8(ascii: ">") else { return false }
    return text.dropFirst().allSatisfy { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") || $0 == 0x20 }
  }

  /// The last line above `line` that has text.
  private func contentLine(above line: TextRange) -> TextRange? {
    var line = line
    while line.start > 0 {
      line = FaultFinder.lineRange(scan.bytes, around: line.start - 1)
      if !isBlank(scan.bytes[line.start..<line.end]) { return line }
    }
    return nil
  }

  /// A directive that YAML does not know is ignored with a warning (YAML 1.2.2 §6.8).
  private mutating func reservedDirective(_ line: TextRange) -> Fault.Edit {
    faults.append(
      Diagnostic(
        .badDirective, severity: .warning, "YAML has no such directive; it is ignored.", at: scan.sourceRange(of: line))
    )
    return (line, [UInt8(ascii: "#")])
  }

  /// Whether the last line before `line` that is neither empty nor a comment is `...`.
  private func follows(documentEnd line: TextRange) -> Bool {
    var line = line
    while line.start > 0 {
      line = FaultFinder.lineRange(scan.bytes, around: line.start - 1)
      let text = scan.bytes[line.start..<line.end]
      guard let first = text.first(where: { $0 != 0x20 && $0 != 0x09 }), first != UInt8(ascii: "#") else { continue }
      return text.starts(with: "...".utf8)
    }
    return false
  }

  /// Reports text that touches the version in a `%YAML` directive, which libyaml lets pass (YAML 1.2.2 §6.8.1).
  mutating func checkVersionDirective(from start: Int) {
    var line = source.line(at: start)
    while line < source.lineCount, source.byte(at: source.lineStarts[line]) == UInt8(ascii: "%") {
      let range = source.lineRange(line)
      let words = source[range].split { $0 == 0x20 || $0 == 0x09 }
      let isVersion = words.first.map { $0.elementsEqual("%YAML".utf8) } ?? false
      if isVersion, words.count > 1, !words[1].allSatisfy({ (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }) {
        notes.append(
          Diagnostic(.badDirective, "Only a comment behind a space may follow the version of YAML.", at: range))
      }
      line += 1
    }
  }

  /// Reports a comment that touches the value before it, which libyaml lets pass (YAML 1.2.2 §6.6).
  mutating func checkComment(at end: Int) {
    guard source.byte(at: end) == UInt8(ascii: "#") else { return }
    let line = source.lineRange(source.line(at: end))
    notes.append(
      Diagnostic(
        .strayText, "A comment needs a space before its `#`.", at: TextRange(end, line.end),
        fixes: [
          Fix(title: "Insert a space", applicability: .safe, edits: [TextEdit(TextRange(end, end), " ")])
        ]))
  }

  /// Whether the brace at `start` is the second of `{{`, with `}}` behind it on its line: a template, not a mapping.
  func isTemplate(at start: Int) -> Bool {
    guard source.byte(at: start - 1) == UInt8(ascii: "{") else { return false }
    let rest = source[TextRange(start, source.lineRange(source.line(at: start)).end)]
    return zip(rest, rest.dropFirst()).contains { $0 == UInt8(ascii: "}") && $1 == UInt8(ascii: "}") }
  }

  /// Whether text inside brackets begins with a question mark at `start`, which libyaml takes for the mark of a key.
  func isQuestionMark(at start: Int) -> Bool {
    guard source.byte(at: start) == UInt8(ascii: "?"), let next = source.byte(at: start + 1) else { return false }
    return next > 0x20 && !"[]{},".utf8.contains(next)
  }

  /// Reports an anchor that has characters YAML 1.2 allows and libyaml takes for the start of the node's text.
  mutating func checkAnchor(_ name: String, from start: Int) {
    guard let sign = source[TextRange(start, source.length)].firstIndex(of: UInt8(ascii: "&")) else { return }
    let end = sign + 1 + name.utf8.count
    guard let next = source.byte(at: end), next > 0x20, !"[]{},".utf8.contains(next) else { return }
    let line = source.lineRange(source.line(at: sign))
    let textEnd = source[TextRange(sign, line.end)].firstIndex(of: 0x20) ?? line.end
    notes.append(
      Diagnostic(
        .unreadable, "The name of an anchor can have only letters, digits, `-` and `_` here.",
        at: TextRange(sign, textEnd)))
  }

  /// Reports a lone dash inside brackets, which libyaml lets pass as text (YAML 1.2.2 §7.3.3).
  mutating func reportDash(at range: TextRange) {
    notes.append(
      Diagnostic(
        .needsQuotes, "A lone dash inside brackets has to be in quotes.", at: range,
        fixes: [Fix(title: "Put it in quotes", applicability: .safe, edits: [TextEdit(range, "\"-\"")])]))
  }
}
