// Which rules have found something where, for the rules that need them silent.

import DocumentModel

/// The findings so far of one document, by code.
struct Fired {
  private struct Places {
    var nodes: Set<NodeID> = []
    var items: Set<NodeID> = []
  }

  private var places: [String: Places] = [:]

  mutating func add(_ code: String, at node: NodeID, in document: CaseDocument) {
    var found = places[code] ?? Places()
    found.nodes.insert(node)
    if let item = document.enclosingItem(of: node) { found.items.insert(item) }
    // Who reads a map or a list of scalars reads all there is in it.
    if document.tree.kind(of: node) == .scalar, node != document.root, let parent = document.tree.parent(of: node) {
      let shape = document.shape(of: parent)
      if shape?.reading == .list || shape?.others != nil { found.nodes.insert(parent) }
    }
    places[code] = found
  }

  /// Whether a needed code has found something anywhere in the case, on a node that was read, or in the same item.
  func speaks(_ needs: [Need], match: NodeID, in document: CaseDocument) -> Bool {
    var item: NodeID??
    for need in needs {
      guard let found = places[need.code.text] else { continue }
      if need.isForCase || found.nodes.contains(match) { return true }
      if document.readNodes.contains(where: { found.nodes.contains($0) }) { return true }
      let enclosing = item ?? document.enclosingItem(of: match)
      item = .some(enclosing)
      if let enclosing, found.items.contains(enclosing) { return true }
    }
    return false
  }

  /// Whether one of the codes has found anything at all, so that what is read is worth noting.
  func hasAny(of needs: [Need]) -> Bool { needs.contains { places[$0.code.text] != nil } }
}
