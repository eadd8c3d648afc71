// The tree of a stream: all nodes of all its documents in one array, each with its exact place in the source.

import SourceText

/// One document of a stream (YAML 1.2.2 §9.1).
public struct DocumentRecord: Sendable {
  /// The document's root node, or `nil` where the stream holds no node for it.
  public internal(set) var root: NodeID?
  /// The bytes of the document, from its first marker or node to the start of the next.
  public internal(set) var range: TextRange
}

/// The anchor and tag of a node (YAML 1.2.2 §6.9).
public struct NodeProperties: Sendable {
  /// The anchor's name, without `&`.
  public var anchor: String?
  /// The tag after its handle is resolved, such as `tag:yaml.org,2002:str`.
  public var tag: String?

  /// Makes the properties of a node.
  public init(anchor: String?, tag: String?) {
    self.anchor = anchor
    self.tag = tag
  }
}

/// The nodes of a stream. A tree never changes; a changed text gets a new one.
public final class SyntaxTree: Sendable {
  /// The text the tree was read from.
  public let source: SourceText
  /// All nodes in document order.
  public let nodes: [NodeRecord]
  /// The documents of the stream, in order.
  public let documents: [DocumentRecord]
  /// The regions the reader had to repair, in order.
  public let damage: [TextRange]
  let sideText: [UInt8]
  let properties: [NodeProperties]

  init(
    source: SourceText, nodes: [NodeRecord], documents: [DocumentRecord],
    damage: [TextRange], sideText: [UInt8], properties: [NodeProperties]
  ) {
    self.source = source
    self.nodes = nodes
    self.documents = documents
    self.damage = damage
    self.sideText = sideText
    self.properties = properties
  }

  // MARK: Nodes

  /// The record of `node`. Ids of another tree must not be used; one past the end gives the last node's record.
  public subscript(node: NodeID) -> NodeRecord {
    nodes[Int(node.index)]
  }

  /// What `node` is.
  public func kind(of node: NodeID) -> NodeKind { nodes[Int(node.index)].kind }

  /// The bytes of the source that `node` covers, without its anchor and tag.
  public func range(of node: NodeID) -> TextRange { nodes[Int(node.index)].range }

  /// The parent of `node`, or `nil` for the root of a document.
  public func parent(of node: NodeID) -> NodeID? {
    let parent = nodes[Int(node.index)].parent
    return parent < 0 ? nil : NodeID(index: parent)
  }

  /// The anchor and tag of `node`, if it has either.
  public func properties(of node: NodeID) -> NodeProperties? {
    let index = Int(nodes[Int(node.index)].properties)
    return properties.indices.contains(index) ? properties[index] : nil
  }

  /// The node that `node` stands for: the anchored node for an alias, else itself.
  ///
  /// An alias without a target (unknown, recursive or too costly to expand) stands for itself.
  public func resolved(_ node: NodeID) -> NodeID {
    let record = nodes[Int(node.index)]
    guard record.kind == .alias, record.textStart >= 0 else { return node }
    return NodeID(index: record.textStart)
  }

  // MARK: Scalars

  /// Calls `body` with the bytes of the text of a scalar, after quotes, escapes and folding; empty for a collection.
  @inlinable
  public func withText<Result>(of node: NodeID, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    let (inSource, start, length) = textPlace(of: node)
    let bytes = inSource ? source.bytes : sideBytes
    return bytes.withUnsafeBufferPointer { buffer in
      guard start >= 0, length >= 0, start + length <= buffer.count else {
        return body(UnsafeBufferPointer(rebasing: buffer[0..<0]))
      }
      return body(UnsafeBufferPointer(rebasing: buffer[start..<(start + length)]))
    }
  }

  @usableFromInline var sideBytes: [UInt8] { sideText }

  @usableFromInline
  func textPlace(of node: NodeID) -> (inSource: Bool, start: Int, length: Int) {
    let record = nodes[Int(node.index)]
    guard record.kind == .scalar else { return (true, 0, 0) }
    return record.textStart >= 0
      ? (true, Int(record.textStart), Int(record.textLength))
      : (false, Int(-(record.textStart + 1)), Int(record.textLength))
  }

  /// The text of a scalar after quotes, escapes and folding; empty for a collection.
  public func text(of node: NodeID) -> String {
    withText(of: node) { String(decoding: $0, as: UTF8.self) }
  }

  /// The exact value of a scalar of type integer or number; `nil` for `.inf`, `.nan` and every other node.
  public func number(of node: NodeID) -> ExactNumber? {
    let record = nodes[Int(node.index)]
    guard record.kind == .scalar, record.scalarType == .integer || record.scalarType == .number else { return nil }
    return withText(of: node) { ExactNumber(scalar: $0) }
  }

  /// The value of a boolean scalar; `nil` for every other node.
  public func boolean(of node: NodeID) -> Bool? {
    let record = nodes[Int(node.index)]
    guard record.kind == .scalar, record.scalarType == .boolean else { return nil }
    return withText(of: node) { $0.first == UInt8(ascii: "t") || $0.first == UInt8(ascii: "T") }
  }

  // MARK: Collections

  /// The number of items of a sequence, or of pairs of a mapping as written; 0 for a scalar.
  public func count(of node: NodeID) -> Int {
    let record = nodes[Int(node.index)]
    switch record.kind {
    case .sequence: return Int(record.textLength)
    case .mapping: return Int(record.textLength) / 2
    case .scalar, .alias: return 0
    }
  }

  /// The nodes directly below `node`: items, or keys and values in turn.
  public func children(of node: NodeID) -> ChildNodes {
    let record = nodes[Int(node.index)]
    let hasChildren = record.kind == .mapping || record.kind == .sequence
    return ChildNodes(tree: self, next: node.index + 1, end: hasChildren ? record.subtreeEnd : node.index + 1)
  }

  /// The items of a sequence; empty for any other node.
  public func items(of node: NodeID) -> ChildNodes {
    let record = nodes[Int(node.index)]
    let end = record.kind == .sequence ? record.subtreeEnd : node.index + 1
    return ChildNodes(tree: self, next: node.index + 1, end: end)
  }

  /// The deepest node whose range touches `offset`, or `nil` where none does.
  public func deepestNode(at offset: Int) -> NodeID? {
    var found: NodeID?
    for document in documents {
      guard let root = document.root, range(of: root).touches(offset) else { continue }
      var node = root
      found = node
      descent: while true {
        for child in children(of: node) where range(of: child).touches(offset) {
          node = child
          found = child
          continue descent
        }
        break
      }
    }
    return found
  }

  /// Whether a repaired region overlaps or touches `range`.
  public func isDamaged(_ range: TextRange) -> Bool {
    damage.contains { $0.start <= range.end && range.start <= $0.end }
  }
}

/// The nodes directly below one node, in order.
public struct ChildNodes: Sequence, IteratorProtocol, Sendable {
  let tree: SyntaxTree
  private var position: Int32
  private let end: Int32

  init(tree: SyntaxTree, next: Int32, end: Int32) {
    self.tree = tree
    self.position = next
    self.end = end
  }

  /// The next node, or `nil` after the last.
  public mutating func next() -> NodeID? {
    guard position < end else { return nil }
    let node = NodeID(index: position)
    position = tree.nodes[Int(position)].subtreeEnd
    return node
  }
}
