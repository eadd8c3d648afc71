// What is asked of a document as a whole: its status, its items, and which item a node belongs to.

import CEL
import DocumentModel

extension CaseDocument {
  /// The node at a dotted path of names from the root; nil where something on the way is absent.
  public func node(at path: String) -> NodeID? {
    var node = root
    for name in path.split(separator: ".", omittingEmptySubsequences: false) {
      guard let next = tree.value(of: node, named: String(name)) else { return nil }
      node = next
    }
    return node
  }

  /// The text of the scalar at a dotted path; nil where there is none.
  public func text(at path: String) -> String? {
    guard let node = node(at: path), tree.kind(of: node) == .scalar, tree[node].scalarType != .null else { return nil }
    return tree.text(of: node)
  }

  /// The date at a dotted path, as it is needed to choose from a series; nil where there is none.
  public func date(at path: String) -> CalendarDate? { text(at: path).flatMap { CalendarDate($0) } }

  /// `metadata.status` as it is written.
  public var status: String? { text(at: "metadata.status") }

  /// Whether the case is one of those that count: neither rejected nor withdrawn.
  public var isLive: Bool { status != "rejected" && status != "withdrawn" }

  /// Whether the case says that it is illustrative.
  public var isIllustrative: Bool {
    node(at: "metadata.illustrative").flatMap { tree.boolean(of: $0) } ?? false
  }

  /// The item that a node belongs to: the nearest item of a list, it or an ancestor, that has an `id`; else the nearest
  /// item of a list that is a mapping; else the section of the document. Nil for the root.
  public func enclosingItem(of node: NodeID) -> NodeID? {
    var nearest: NodeID?
    var section: NodeID?
    var current = node
    while current != root, let parent = tree.parent(of: current) {
      if tree.kind(of: parent) == .sequence, tree.kind(of: current) == .mapping {
        if tree.value(of: current, named: "id") != nil { return current }
        nearest = nearest ?? current
      }
      if parent == root, !tree[current].flags.contains(.key) { section = current }
      current = parent
    }
    return nearest ?? section
  }

  /// The item of a list that a reference names: by `id`, else by `ods_code` or `local_id`, else by `service`. What is
  /// looked at on the way is not noted as read.
  func item(named text: String, of list: [Value]) -> Value? {
    for item in list {
      guard case .object(let object) = item.content, let host = object.host as? CaseDocument,
        let node = host.node(of: object.handle)
      else { continue }
      if host.names(node).contains(text) { return item }
    }
    return nil
  }

  /// The names by which an item is referred to.
  func names(_ node: NodeID) -> [String] {
    func text(_ name: String) -> String? {
      tree.value(of: node, named: name).flatMap { tree.kind(of: $0) == .scalar ? tree.text(of: $0) : nil }
    }
    if let id = text("id") { return [id] }
    let codes = [text("ods_code"), text("local_id")].compactMap { $0 }
    return codes.isEmpty ? [text("service")].compactMap { $0 } : codes
  }

  /// All names by which an item may be referred to, also an organisation that has both a code and a local id.
  func allNames(_ node: NodeID) -> [String] {
    ["id", "ods_code", "local_id"].compactMap { name in
      tree.value(of: node, named: name).flatMap { tree.kind(of: $0) == .scalar ? tree.text(of: $0) : nil }
    }
  }
}
