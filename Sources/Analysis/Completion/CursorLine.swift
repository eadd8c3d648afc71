// Reads the line of a cursor in YAML from its start: which word the cursor is in, and whether it is a key or a value.

import DocumentModel
import SourceText

/// A scanner of one line up to the cursor.
struct CursorLine {
  let text: SourceText
  let tree: SyntaxTree
  let offset: Int
  private let line: TextRange
  private let lineNumber: Int
  /// How many brackets are open.
  private var flowDepth = 0
  /// The brackets opened on this line that are open still.
  private var opened: [UInt8] = []
  private var position: Int
  private var role = CursorSite.Role.entry
  /// Where the word that is being read starts.
  private var wordStart: Int
  private var quote: UInt8?
  /// Where the last key outside of brackets starts.
  private var keyStart: Int
  /// Whether the last mark before the word was a dash or a colon that a space has to follow.
  private var needsSpace = false

  init(text: SourceText, tree: SyntaxTree, offset: Int) {
    self.text = text
    self.tree = tree
    self.offset = offset
    lineNumber = text.line(at: offset)
    line = text.lineRange(lineNumber)
    position = line.start
    if position == 0, text.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    wordStart = position
    keyStart = position
    flowDepth = openBrackets()
  }

  /// The site of the cursor, or `nil` where nothing can be completed.
  mutating func site() -> CursorSite? {
    guard offset <= line.end, !isInBlockScalar(), scan() else { return nil }
    if quote == nil, wordStart >= offset { wordStart = offset }
    let end = wordEnd()
    let hasColon = isColon(after: end)
    if offset < firstVisible, firstVisible < line.end { return nil }
    if role == .value, flowDepth == 0, hasDeeperLines() { return nil }
    let column = (role == .value && flowDepth == 0 ? keyStart : wordStart) - line.start
    var site = CursorSite(
      role: role, token: TextRange(wordStart, end), quote: quote, isFlow: flowDepth > 0, hasColon: hasColon,
      needsSpace: needsSpace && wordStart == position, indent: text.indent(ofLine: lineNumber), column: column)
    site.closers = String(opened.reversed().map { $0 == UInt8(ascii: "{") ? "}" : "]" })
    site.needsDash = role == .entry && flowDepth == 0 && firstVisible >= wordStart && standsAmongDashes(column)
    return site
  }

  // MARK: The line

  /// Reads up to the cursor; false where it stands in a comment or in something that is not completed.
  private mutating func scan() -> Bool {
    while position < offset {
      let byte = text.bytes[position]
      let isStart = position == wordStart
      switch byte {
      case 0x20, 0x09:
        position += 1
        if isStart { wordStart = position }
        needsSpace = isStart ? false : needsSpace
      case UInt8(ascii: "#") where isStart || text.bytes[position - 1] == 0x20:
        return false
      case UInt8(ascii: "-") where isStart && flowDepth == 0 && role == .entry && isSpace(position + 1):
        begin(.entry, at: position + 1)
        needsSpace = true
      case UInt8(ascii: "?") where isStart && isSpace(position + 1):
        begin(.entry, at: position + 1)
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        if isStart, !skipQuoted(byte) { return true }
        if !isStart { position += 1 }
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        guard isStart || flowDepth > 0 else { position += 1; continue }
        flowDepth += 1
        opened.append(byte)
        begin(.entry, at: position + 1)
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if flowDepth > 0 { flowDepth -= 1 }
        _ = opened.popLast()
        position += 1
      case UInt8(ascii: ",") where flowDepth > 0:
        begin(.entry, at: position + 1)
      case UInt8(ascii: ":") where !isStart && (isSpace(position + 1) || isFlowEnd(position + 1)):
        if flowDepth == 0 { keyStart = wordStart }
        begin(.value, at: position + 1)
        needsSpace = true
      case UInt8(ascii: "&"), UInt8(ascii: "!"):
        guard isStart else { position += 1; continue }
        skipProperty()
      case UInt8(ascii: "*"), UInt8(ascii: "|"), UInt8(ascii: ">"), UInt8(ascii: "%"):
        if isStart { return false }
        position += 1
      default:
        position += 1
      }
    }
    return true
  }

  private mutating func begin(_ role: CursorSite.Role, at start: Int) {
    self.role = role
    position = start
    wordStart = start
    needsSpace = false
  }

  /// Skips a quoted word that ends before the cursor; false where the cursor is inside of it.
  private mutating func skipQuoted(_ mark: UInt8) -> Bool {
    var index = position + 1
    while index < offset {
      let byte = text.bytes[index]
      if byte == UInt8(ascii: "\\"), mark == UInt8(ascii: "\"") {
        index += 2
        continue
      }
      index += 1
      if byte == mark {
        position = index
        return true
      }
    }
    quote = mark
    return false
  }

  /// Skips an anchor or a tag.
  private mutating func skipProperty() {
    while position < offset, text.bytes[position] > 0x20 { position += 1 }
    wordStart = position
  }

  /// Whether a space, the end of the line or the cursor is at `index`.
  private func isSpace(_ index: Int) -> Bool {
    index >= line.end || index == offset || text.bytes[index] == 0x20 || text.bytes[index] == 0x09
  }

  private func isFlowEnd(_ index: Int) -> Bool {
    guard flowDepth > 0, let byte = text.byte(at: index) else { return false }
    return byte == UInt8(ascii: ",") || byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]")
  }

  // MARK: The word

  /// Where the word at the cursor ends.
  private func wordEnd() -> Int {
    var index = offset
    if let quote {
      while index < line.end {
        if text.bytes[index] == quote { return index + 1 }
        if text.bytes[index] == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") { index += 1 }
        index += 1
      }
      return offset
    }
    while index < line.end {
      let byte = text.bytes[index]
      if byte == UInt8(ascii: "#"), index > line.start, text.bytes[index - 1] == 0x20 { break }
      if byte == UInt8(ascii: ":"), isSpace(index + 1) || isFlowEnd(index + 1) { break }
      if flowDepth > 0, byte == UInt8(ascii: ",") || byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") { break }
      if role == .entry, byte == 0x20 || byte == 0x09 { break }
      index += 1
    }
    while index > offset, text.bytes[index - 1] == 0x20 || text.bytes[index - 1] == 0x09 { index -= 1 }
    return index
  }

  private func isColon(after end: Int) -> Bool {
    var index = end
    while index < line.end, text.bytes[index] == 0x20 { index += 1 }
    return index < line.end && text.bytes[index] == UInt8(ascii: ":") && role == .entry
  }

  // MARK: What surrounds the line

  /// The offset of the first character of the line that is no space.
  private var firstVisible: Int { line.start + text.indent(ofLine: lineNumber) }

  /// How many brackets that were opened on earlier lines enclose the line.
  private func openBrackets() -> Int {
    guard line.start > 0, let root = tree.deepestNode(at: line.start - 1) ?? tree.deepestNode(at: line.start) else {
      return 0
    }
    var depth = 0
    var node: NodeID? = root
    while let current = node {
      let range = tree.range(of: current)
      if tree[current].style == .flow, range.start < line.start, range.end > line.start { depth += 1 }
      node = tree.parent(of: current)
    }
    return depth
  }

  /// Whether the cursor is in the text of a block scalar.
  private func isInBlockScalar() -> Bool {
    guard let node = tree.deepestNode(at: offset) else { return false }
    let style = tree[node].style
    guard style == .literal || style == .folded else { return false }
    return text.line(at: tree.range(of: node).start) < lineNumber && tree.range(of: node).end >= offset
      && text.indent(ofLine: lineNumber) > 0
  }

  /// Whether the lines below are indented deeper than the key on this line, so that it has a value already.
  private func hasDeeperLines() -> Bool {
    guard wordStart == offset, offset == line.end || text[TextRange(offset, line.end)].allSatisfy({ $0 == 0x20 }) else {
      return false
    }
    for number in (lineNumber + 1)..<max(lineNumber + 1, text.lineCount) {
      let range = text.lineRange(number)
      let indent = text.indent(ofLine: number)
      guard range.length > indent, text.bytes[range.start + indent] != UInt8(ascii: "#") else { continue }
      let column = keyStart - line.start
      let isItem = text.bytes[range.start + indent] == UInt8(ascii: "-")
      return indent > column || indent == column && isItem
    }
    return false
  }

  /// Whether the nearest line above that is not deeper than `column` is an item of a list whose dash stands there, in a
  /// list that is indented below its key.
  private func standsAmongDashes(_ column: Int) -> Bool {
    for number in stride(from: lineNumber - 1, through: 0, by: -1) {
      let range = text.lineRange(number)
      let indent = text.indent(ofLine: number)
      guard range.length > indent, indent <= column, text.bytes[range.start + indent] != UInt8(ascii: "#") else {
        continue
      }
      let mark = range.start + indent
      guard indent == column, text.bytes[mark] == UInt8(ascii: "-"),
        mark + 1 >= range.end || text.bytes[mark + 1] == 0x20
      else { return false }
      return !isAtColumnOfKey(mark, column)
    }
    return false
  }

  /// Whether the list whose item starts at `mark` stands at the same column as its key, where a new key is likelier.
  private func isAtColumnOfKey(_ mark: Int, _ column: Int) -> Bool {
    for number in stride(from: text.line(at: mark), through: 0, by: -1) {
      let range = text.lineRange(number)
      let indent = text.indent(ofLine: number)
      guard range.length > indent, indent <= column else { continue }
      let isItem = text.bytes[range.start + indent] == UInt8(ascii: "-")
      if indent < column { return false }
      if !isItem, text.bytes[range.start + indent] != UInt8(ascii: "#") { return true }
    }
    return false
  }
}
