// What several compiled-in checks go through: the nodes of a case that the schema names.

import CEL
import DocumentModel

extension CheckScope {
  /// Every node that the schema gives a shape and does not reject, in the order of the text.
  func shapedNodes() throws(EvaluationError) -> [(node: NodeID, shape: Shape)] {
    let root = document.root
    let end = max(root.index, tree[root].subtreeEnd)
    try spend(steps: Int(end &- root.index))
    return (root.index..<end).lazy.map { NodeID(index: $0) }.compactMap { node in
      guard tree.kind(of: node) != .alias, let shape = document.shape(of: node), !document.isRejected(node) else {
        return nil
      }
      return (node, shape)
    }
  }

  /// The keys of a mapping that are the author's own to choose: all but extensions (`x_…`).
  func ownKeys(of node: NodeID) -> [NodeID] {
    var keys: [NodeID] = []
    guard tree.kind(of: node) == .mapping else { return keys }
    tree.forEachMember(of: node) { member in
      if !tree.text(of: member.key).hasPrefix("x_") { keys.append(member.key) }
    }
    return keys
  }

  /// The line of a node as people count, from 1.
  func line(of node: NodeID) -> Int64 {
    Int64(clamping: tree.source.line(at: tree.range(of: node).start)) &+ 1
  }

  /// A fix that a person has to look at: another text in place of a scalar.
  func replacement(_ node: NodeID, with text: String, isSafe: Bool = false) -> FixPlan {
    FixPlan(
      title: "Write \(text)", isSafe: isSafe,
      operations: [.set(at: node, steps: [], value: Value(.string(text)))])
  }

  /// Whether every case needs the field whose value a node is, so that another rule speaks where it is absent or empty.
  func isWanted(_ node: NodeID) -> Bool {
    guard let parent = tree.parent(of: node), let key = tree.key(of: node),
      let field = document.shape(of: parent)?.field(tree.text(of: key))
    else { return false }
    return field.presence.isTakenAsPresent && !document.shapes[field.shape].mayBeEmpty
  }

  /// Whether every case needs a field of the mapping at a node, so that another rule speaks where it is absent.
  func isWanted(_ name: String, in node: NodeID) -> Bool {
    document.shape(of: node)?.field(name)?.presence.isTakenAsPresent ?? false
  }
}
