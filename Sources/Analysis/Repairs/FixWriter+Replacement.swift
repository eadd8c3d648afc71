// How a fix writes another value in the place of one that is there.

import DocumentModel
import SourceText

extension FixWriter {
  /// The edits that put `new` in the place of `node`.
  func replacement(of node: NodeID, by new: NewNode) -> [TextEdit]? {
    let range = tree.range(of: node)
    let isBlockCollection =
      (tree.kind(of: node) == .mapping || tree.kind(of: node) == .sequence) && tree[node].style == .block
    if isInFlow(node) || !isWrittenAsBlock(new, inPlaceOf: node) {
      let text = inline(new, inPlaceOf: node)
      if isBlockCollection { return inPlaceOfBlock(node, text) }
      if range.isEmpty { return inPlaceOfNothing(node, text) }
      return [TextEdit(range, text + endOfBlockScalar(node))]
    }
    guard let parent = tree.parent(of: node) else {
      return [TextEdit(range, style.block(new, at: NodeText.column(of: range.start, source)))]
    }
    if tree.kind(of: parent) == .mapping {
      guard tree.properties(of: node) == nil, let key = tree.key(of: node), let colon = colon(behind: key) else {
        return nil
      }
      let text = style.below(new, keyColumn: NodeText.column(of: tree.range(of: key).start, source))
      let start = isBlockCollection ? endOfLineBefore(range.start, notBefore: colon + 1) : colon + 1
      return [TextEdit(TextRange(start, max(start, range.end)), text + endOfBlockScalar(node))]
    }
    if range.isEmpty {
      guard let dash = dash(of: node, in: parent) else { return nil }
      let text = style.block(new, at: NodeText.column(of: dash, source) + 2)
      return [TextEdit(TextRange(dash + 1, dash + 1), " " + text)]
    }
    let text = style.block(new, at: NodeText.column(of: range.start, source))
    return [TextEdit(range, text + endOfBlockScalar(node))]
  }

  /// Whether a collection on lines of its own is to stand where `node` is: where one stood, and where nothing or a scalar
  /// stood and there is more in it than scalars.
  private func isWrittenAsBlock(_ new: NewNode, inPlaceOf node: NodeID) -> Bool {
    guard new.isCollection else { return false }
    switch tree[node].style {
    case .block: return true
    // An empty collection says little of how the author would write a full one.
    case .flow: return tree.count(of: node) == 0 && new.hasCollections
    default: return !new.isScalarList
    }
  }

  /// Whether `node` stands between brackets or braces, or in JSON, where all is written in flow style.
  func isInFlow(_ node: NodeID) -> Bool {
    syntax == .json || tree.parent(of: node).map { tree[$0].style == .flow } ?? false
  }

  /// `new` on one line. A text keeps the quotes that are there.
  private func inline(_ new: NewNode, inPlaceOf node: NodeID) -> String {
    guard case .text(let text) = new, syntax == .yaml, tree.kind(of: node) == .scalar else { return style.flow(new) }
    switch tree[node].style {
    case .doubleQuoted: return ScalarText.quoted(text)
    case .singleQuoted where text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F }):
      var result = "'"
      for scalar in text.unicodeScalars {
        if scalar == "'" { result += "'" }
        result.unicodeScalars.append(scalar)
      }
      return result + "'"
    default: return style.flow(new)
    }
  }

  /// A block scalar ends behind its line break, which stays.
  private func endOfBlockScalar(_ node: NodeID) -> String {
    let end = tree.range(of: node).end
    guard tree[node].style == .literal || tree[node].style == .folded, source.byte(at: end - 1) == 0x0A else {
      return ""
    }
    return style.lineBreak
  }

  /// Puts `text` in the place of a block collection: behind the colon, where the collection stood on lines below it.
  private func inPlaceOfBlock(_ node: NodeID, _ text: String) -> [TextEdit]? {
    let range = tree.range(of: node)
    guard let key = tree.key(of: node) else { return [TextEdit(range, text)] }
    guard tree.properties(of: node) == nil, let colon = colon(behind: key) else { return nil }
    let start = endOfLineBefore(range.start, notBefore: colon + 1)
    return [
      TextEdit(TextRange(colon + 1, colon + 1), " " + text),
      TextEdit(TextRange(start, range.end), ""),
    ]
  }

  /// Puts `text` where a value is left out.
  private func inPlaceOfNothing(_ node: NodeID, _ text: String) -> [TextEdit]? {
    guard tree.properties(of: node) == nil, let parent = tree.parent(of: node) else { return nil }
    if let key = tree.key(of: node) {
      if let colon = colon(behind: key) {
        return [TextEdit(TextRange(colon + 1, colon + 1), " " + text)]
      }
      guard tree[parent].style == .flow else { return nil }
      let end = tree.range(of: key).end
      return [TextEdit(TextRange(end, end), ": " + text)]
    }
    return dash(of: node, in: parent).map { [TextEdit(TextRange($0 + 1, $0 + 1), " " + text)] }
  }

  // MARK: Marks

  /// The offset of the colon behind a key.
  func colon(behind key: NodeID) -> Int? {
    var offset = tree.range(of: key).end
    while source.byte(at: offset) == 0x20 || source.byte(at: offset) == 0x09 { offset += 1 }
    return source.byte(at: offset) == UInt8(ascii: ":") ? offset : nil
  }

  /// The offset of the dash of an item of a block list.
  func dash(of item: NodeID, in list: NodeID) -> Int? {
    let start = tree.range(of: list).start
    guard tree.kind(of: list) == .sequence, tree[list].style == .block, source.byte(at: start) == UInt8(ascii: "-")
    else { return nil }
    let column = start - source.lineRange(source.line(at: start)).start
    var line = source.line(at: tree.range(of: item).start)
    while line >= source.line(at: start) {
      let offset = source.lineRange(line).start + column
      let isOwn = offset == start || source.indent(ofLine: line) == column
      let next = source.byte(at: offset + 1)
      let ends = next == nil || next == 0x20 || next == 0x09 || next == 0x0A || next == 0x0D
      if isOwn, source.byte(at: offset) == UInt8(ascii: "-"), ends { return offset }
      line -= 1
    }
    return nil
  }

  /// The end of the line before that of `offset`.
  private func endOfLineBefore(_ offset: Int, notBefore limit: Int) -> Int {
    max(source.lineRange(source.line(at: offset) - 1).end, limit)
  }

  /// The last line of an entry, from 0.
  func lastLine(of node: NodeID) -> Int {
    let range = tree.range(of: node)
    return source.line(at: max(range.end - 1, range.start))
  }
}
