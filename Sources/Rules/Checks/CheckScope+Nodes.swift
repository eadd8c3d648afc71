// What several compiled-in checks go through: the nodes of a case that the schema names.

import CEL
import DocumentModel

extension CheckScope {
  /// Calls `body` with every node that the schema gives a shape and does not reject, in the order of the text.
  func forEachNode(
    _ body: (_ node: NodeID, _ shape: Shape) throws(EvaluationError) -> Void
  ) throws(EvaluationError) {
    let root = document.root
    for index in root.index..<max(root.index, tree[root].subtreeEnd) {
      let node = NodeID(index: index)
      try spend(steps: 1)
      guard tree.kind(of: node) != .alias, let shape = document.shape(of: node), !document.isRejected(node) else {
        continue
      }
      try body(node, shape)
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
}
