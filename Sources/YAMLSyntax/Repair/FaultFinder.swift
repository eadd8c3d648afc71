// Finds what an author most likely got wrong, by reading the lines the way authors write them.
//
// libyaml reports where it could not go on, which is often far from the mistake. This reader walks the block structure
// from the last sound entry and stops at the first line that does not fit. It runs only after libyaml has failed.

import DocumentModel
import SourceText

/// A walk over lines that ends at the first fault.
struct FaultFinder {
  /// One open block collection.
  struct Level {
    /// What the entry read last has as its value.
    enum Value {
      /// Nothing yet: what is indented below it is its value.
      case nothing
      /// Plain text, which may go on below.
      case plain
      /// A value that is complete.
      case complete
      /// A collection below it.
      case nested
    }

    let indent: Int
    let isMapping: Bool
    var value: Value
    /// The entry read last: its key, or its dash.
    var entry: TextRange
    /// Where the plain text starts that the entry has as its value.
    var text: Int?
  }

  /// An entry further out than the line above it, and the collections it ended.
  struct Outdented {
    let line: TextRange
    let content: Int
    let closed: [Level]
  }

  let bytes: [UInt8]
  let placeholders: Placeholders
  /// The end of the line on which libyaml stopped: faults further on are not looked for.
  let limit: Int
  /// Where libyaml stopped.
  let problem: Int
  private let start: Int
  var position: Int
  var levels: [Level] = []
  /// The last entry that ended blocks, as long as only lines further in follow it.
  var outdented: Outdented?

  /// A walk for what stopped libyaml at `problem`. The lines from `context` to `start` were read before: they say where
  /// the entries stand, and no faults are looked for there.
  init(_ bytes: [UInt8], context: Int? = nil, start: Int, problem: Int, placeholders: Placeholders) {
    self.bytes = bytes
    self.problem = problem
    self.placeholders = placeholders
    self.start = start
    position = context ?? start
    limit = FaultFinder.lineRange(bytes, around: min(problem, bytes.count)).end
  }

  /// The first fault, or `nil` where the lines up to where libyaml stopped look right.
  mutating func find() -> Fault? {
    while position < bytes.count, position <= limit {
      let line = FaultFinder.lineRange(bytes, around: position)
      if let fault = readLine(line) {
        if line.start >= start { return fault }
        // Lines that libyaml could read and this walk cannot say nothing of those below them.
        (levels, outdented, position) = ([], nil, start)
        continue
      }
      if position <= line.end { position = FaultFinder.nextLineStart(bytes, after: line.end) }
    }
    return nil
  }

  // MARK: Lines

  /// Reads the line at `line`; a value that spans lines moves ``position`` past its end.
  private mutating func readLine(_ line: TextRange) -> Fault? {
    let content = contentStart(line)
    guard content < line.end, !isComment(at: content, lineStart: line.start) else { return nil }
    if FaultFinder.isMarker(bytes, at: line.start) {
      levels = []
      let rest = skipSpaces(line.start + 3, line.end)
      guard bytes[line.start] == UInt8(ascii: "-"), rest < line.end, !isComment(at: rest, lineStart: line.start) else {
        return nil
      }
      return readValue(at: rest, lineEnd: line.end)
    }
    if levels.isEmpty, content == line.start, bytes[content] == UInt8(ascii: "%") { return nil }
    if let fault = pastedMark(line, content: content) { return fault }
    let indentEnd = line.start + self.indent(of: line)
    if indentEnd < content, looksLikeEntry(at: content, line.end) || line.touches(problem) {
      return tabFault(line, content: content)
    }
    let column = content - line.start
    if !startsCollectionOrQuote(content), let fault = strayCharacter(at: content, line: line) { return fault }
    if let fault = dashWithoutSpace(line, content: content) { return fault }
    if let fault = settle(column, content: content, line: line) { return fault }
    return readEntry(at: content, line: line)
  }

  /// Closes the levels that the column ends, and checks that what stands there fits what remains.
  private mutating func settle(_ column: Int, content: Int, line: TextRange) -> Fault? {
    var closed: [Level] = []
    while let top = levels.last, column < top.indent { closed.append(levels.removeLast()) }
    let isDash = isDash(at: content, line.end)
    if let top = levels.last, top.indent == column, !top.isMapping, !isDash, levels.count > 1,
      levels[levels.count - 2].indent == column
    {
      levels.removeLast()
    }
    guard let top = levels.last else {
      return closed.isEmpty ? nil : dedentFault(line, content: content, column: column, closed: closed)
    }
    if column == top.indent {
      if let fault = siblingFault(top, isDash: isDash, content: content, line: line, closed: closed) { return fault }
      outdented = closed.isEmpty ? nil : Outdented(line: line, content: content, closed: closed)
      return nil
    }
    if !closed.isEmpty { return dedentFault(line, content: content, column: column, closed: closed) }
    switch top.value {
    case .nothing, .nested: return nil
    case .plain: return looksLikeKey(at: content, line.end) ? overIndented(line, content: content, below: top) : nil
    case .complete: return overIndented(line, content: content, below: top)
    }
  }

  private func siblingFault(_ top: Level, isDash: Bool, content: Int, line: TextRange, closed: [Level]) -> Fault? {
    if top.isMapping {
      if isDash { return top.value == .nothing ? nil : strayDash(line, content: content) }
      if bytes[content] == UInt8(ascii: "?") || looksLikeKey(at: content, line.end) { return nil }
      if let fault = strayCharacter(at: content, line: line) { return fault }
      if startsCollectionOrQuote(content) { return misplacedValue(line, content: content, top: top, closed: closed) }
      return missingColon(line, content: content, after: top)
    }
    if isDash { return nil }
    if looksLikeKey(at: content, line.end), let item = closed.last, item.isMapping {
      return dedentFault(line, content: content, column: content - line.start, closed: closed)
    }
    return missingDash(line, content: content)
  }

  /// Reads dashes, a key and the start of its value.
  private mutating func readEntry(at start: Int, line: TextRange) -> Fault? {
    var offset = start
    if let top = levels.last, top.value == .plain, offset - line.start > top.indent { return nil }
    while isDash(at: offset, line.end) {
      push(indent: offset - line.start, isMapping: false, entry: TextRange(offset, offset + 1))
      if let fault = tabAfterDash(offset, line: line) { return fault }
      offset = skipSpaces(offset + 1, line.end)
      guard offset < line.end, !isComment(at: offset, lineStart: line.start) else { return nil }
    }
    if bytes[offset] == UInt8(ascii: "?"), offset + 1 == line.end || bytes[offset + 1] == 0x20 {
      // An explicit key is rare, and authors who use it know YAML: what is inside is left to libyaml.
      push(indent: offset - line.start, isMapping: true, entry: TextRange(offset, offset + 1))
      if let last = levels.indices.last { levels[last].value = .nothing }
      return nil
    }
    if let key = key(at: offset, lineEnd: line.end) {
      if let fault = bracketInKey(key.range) { return fault }
      push(indent: offset - line.start, isMapping: true, entry: key.range)
      let valueStart = skipSpaces(key.colon + 1, line.end)
      guard valueStart < line.end, !isComment(at: valueStart, lineStart: line.start) else { return nil }
      return readValue(at: valueStart, lineEnd: line.end)
    }
    if levels.isEmpty, let next = contentLine(after: line), next.content - next.line.start == offset - line.start,
      looksLikeKey(at: next.content, next.line.end), !startsCollectionOrQuote(offset)
    {
      // Text above the keys of the document is a key itself.
      let range = TextRange(offset, offset)
      let level = Level(indent: offset - line.start, isMapping: true, value: .complete, entry: range)
      return missingColon(line, content: offset, after: level)
    }
    return readValue(at: offset, lineEnd: line.end)
  }

  /// Makes an entry at `indent` the current one: of the collection open there, or of a new one below the last entry.
  private mutating func push(indent: Int, isMapping: Bool, entry: TextRange) {
    if let last = levels.indices.last {
      if levels[last].indent == indent, levels[last].isMapping == isMapping {
        levels[last].value = .nothing
        levels[last].entry = entry
        return
      }
      levels[last].value = .nested
    }
    levels.append(Level(indent: indent, isMapping: isMapping, value: .nothing, entry: entry))
  }

  /// Notes what the current entry has as its value.
  mutating func setValue(_ value: Level.Value) {
    if let last = levels.indices.last { levels[last].value = value }
  }

  /// The column that the lines of the current value have to be indented past.
  var valueIndent: Int { levels.last?.indent ?? -1 }
}
