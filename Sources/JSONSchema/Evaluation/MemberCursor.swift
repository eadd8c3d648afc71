// Walks the members of a mapping as the instance has them, without allocating where there are no merge keys.

import DocumentModel

/// The members of a mapping: repeated keys and keys that are collections left out, merge keys applied.
struct MemberCursor {
  private let view: TreeView
  private var index: Int32
  private let end: Int32
  private let merged: [Member]
  private var position = 0

  init(tree: SyntaxTree, view: TreeView, mapping: Int32) {
    self.view = view
    let record = view.nodes[Int(mapping)]
    end = record.subtreeEnd
    if record.flags.contains(.merges) {
      merged = tree.members(of: NodeID(index: mapping))
      index = end
    } else {
      merged = []
      index = mapping &+ 1
    }
  }

  /// The next member, as written, or `nil` after the last.
  @inline(__always)
  mutating func next() -> (key: Int32, value: Int32)? {
    while index < end {
      let key = index
      let value = view.nodes[Int(key)].subtreeEnd
      guard value < end else { break }
      index = view.nodes[Int(value)].subtreeEnd
      if isCounted(key) { return (key, value) }
    }
    while position < merged.count {
      let member = merged[position]
      position &+= 1
      if isCounted(member.key.index) { return (member.key.index, member.value.index) }
    }
    return nil
  }

  @inline(__always)
  private func isCounted(_ key: Int32) -> Bool {
    !view.nodes[Int(key)].flags.contains(.duplicate) && view.nodes[Int(view.resolved(key))].kind == .scalar
  }
}
