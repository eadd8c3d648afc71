// Where findings stand: always a whole key or a whole scalar, never a mapping to its end and never nothing.

import DocumentModel
import SourceText

/// Finds the token to underline for a node.
struct Places {
  let tree: SyntaxTree

  /// The token for a finding about `node` as a value: the scalar or alias itself, the key of a collection or of an empty
  /// value.
  func ofValue(_ node: NodeID) -> TextRange {
    let range = tree.range(of: node)
    if tree[node].flags.contains(.key) { return ofKey(node) }
    switch tree.kind(of: node) {
    case .alias: return range
    case .scalar where !range.isEmpty: return header(of: node)
    case .scalar: return ofEmpty(node)
    case .mapping, .sequence: return ofCollection(node)
    }
  }

  /// The token for a finding about a collection as a whole: its key; for an item of a list its own first key; at the
  /// root the `kind` key, else the first one.
  func ofCollection(_ node: NodeID) -> TextRange {
    if let key = tree.key(of: node) { return ofKey(key) }
    if tree.kind(of: node) == .mapping {
      if tree.parent(of: node) == nil, let kind = tree.member(of: node, named: "kind") { return ofKey(kind.key) }
      if let first = tree.children(of: node).first(where: { _ in true }) { return ofKey(first) }
    }
    if tree.kind(of: node) == .sequence {
      if let first = tree.children(of: node).first(where: { _ in true }) { return ofValue(first) }
    }
    let range = tree.range(of: node)
    guard range.isEmpty else { return firstLine(of: range) }
    return ofEmpty(node)
  }

  /// The token of a key; one that is a collection or has no text is taken by its first line.
  func ofKey(_ key: NodeID) -> TextRange {
    let range = tree.range(of: key)
    return range.isEmpty ? visible(range.start) : firstLine(of: range)
  }

  /// The token for a value that is not written: its key, or the dash of its list item.
  private func ofEmpty(_ node: NodeID) -> TextRange {
    if let key = tree.key(of: node) { return ofKey(key) }
    return visible(tree.range(of: node).start)
  }

  /// A block scalar is long; its header (`>-`) stands for it. Other scalars stand for themselves.
  private func header(of node: NodeID) -> TextRange {
    let range = tree.range(of: node)
    switch tree[node].style {
    case .literal, .folded: return firstLine(of: range)
    default: return range
    }
  }

  private func firstLine(of range: TextRange) -> TextRange {
    let line = tree.source.lineRange(tree.source.line(at: range.start))
    let end = min(range.end, line.end)
    return end > range.start ? TextRange(range.start, end) : visible(range.start)
  }

  /// The last character before `offset` that is no space, or the first one of the text: something that can be seen.
  private func visible(_ offset: Int) -> TextRange {
    let bytes = tree.source.bytes
    var index = min(offset, bytes.count)
    while index > 0 {
      index -= 1
      if bytes[index] > 0x20 {
        var start = index
        while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
        return TextRange(start, index + 1)
      }
    }
    return TextRange(0, min(1, bytes.count))
  }
}
