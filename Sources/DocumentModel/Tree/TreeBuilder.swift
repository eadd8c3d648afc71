// Builds a tree from the events of a reader, in document order.

import SourceText

/// Collects nodes as a reader meets them. Both readers, YAML's and JSON's, build their trees with it.
package struct TreeBuilder {
  /// Where the text of a scalar is.
  package enum ScalarText {
    /// The bytes of the source in this range.
    case inSource(start: Int, length: Int)
    /// These bytes, which differ from those of the source.
    case bytes(UnsafeBufferPointer<UInt8>)
  }

  /// A state of the builder to which it can be taken back.
  package struct Checkpoint {
    let nodes: Int
    let sideText: Int
    let properties: Int
    let documents: Int
    /// The root collection, as it was.
    let root: Frame
  }

  /// An open collection.
  struct Frame {
    let node: Int32
    let isMapping: Bool
    var children: Int32 = 0
    /// The number of nodes below, aliases expanded; saturating.
    var weight = 1

    /// Whether the next node below is a key.
    var expectsKey: Bool { isMapping && children % 2 == 0 }

    /// Counts one more node, which stands for `nodes` of them.
    @inline(__always)
    mutating func add(nodes: Int) {
      children &+= 1
      weight = TreeBuilder.saturatingSum(weight, nodes)
    }
  }

  let source: SourceText
  var nodes: [NodeRecord] = []
  var sideText: [UInt8] = []
  var properties: [NodeProperties] = []
  var documents: [DocumentRecord] = []
  var frames: [Frame] = []
  var anchors: [String: Int32] = [:]
  /// The expanded size of each anchored node, by its index.
  var weights: [Int32: Int] = [:]
  /// The regions repaired, in any order; the reader adds them.
  package var damage: [TextRange] = []
  /// Repaired regions inside single values: no entries beside them were lost.
  package var damagedValues: [TextRange] = []
  /// The end of the last content added, in bytes: block collections end there.
  package var contentEnd = 0

  /// Starts on `source`, with room for about as many nodes as a text of its length has.
  package init(source: SourceText) {
    self.source = source
    nodes.reserveCapacity(source.length / 8 + 16)
    frames.reserveCapacity(32)
  }

  /// How many collections are open.
  package var depth: Int { frames.count }

  /// The index of the innermost open collection, or -1.
  package var openCollection: Int32 { frames.last?.node ?? -1 }

  /// The number of records directly below the innermost open collection so far.
  package var openChildren: Int { Int(frames.last?.children ?? 0) }

  /// The record at `index`, which must be one the builder gave out.
  package func record(_ index: Int32) -> NodeRecord { nodes[Int(index)] }

  /// Whether the next node of the innermost collection is a key.
  package var expectsKey: Bool {
    frames.last?.expectsKey ?? false
  }

  // MARK: Documents

  /// Opens a document that starts at the byte `start`; anchors of earlier documents are forgotten.
  package mutating func beginDocument(start: Int) {
    documents.append(DocumentRecord(root: nil, range: TextRange(start, start)))
    anchors.removeAll(keepingCapacity: true)
  }

  /// Closes the document at the byte `end`.
  package mutating func endDocument(end: Int) {
    guard let last = documents.indices.last else { return }
    documents[last].range = TextRange(documents[last].range.start, end)
  }

  // MARK: Nodes

  /// Adds a scalar and returns its index.
  @discardableResult
  package mutating func addScalar(
    range: TextRange, text: ScalarText, style: NodeStyle, type: ScalarType, flags: NodeFlags = []
  ) -> Int32 {
    let textStart: Int32
    let textLength: Int32
    switch text {
    case .inSource(let start, let length):
      textStart = Int32(truncatingIfNeeded: start)
      textLength = Int32(truncatingIfNeeded: length)
    case .bytes(let bytes):
      textStart = -(Int32(truncatingIfNeeded: sideText.count) + 1)
      textLength = Int32(truncatingIfNeeded: bytes.count)
      sideText.append(contentsOf: bytes)
    }
    contentEnd = max(contentEnd, range.end)
    return append(
      range: range, kind: .scalar, style: style, type: type, flags: flags, textStart: textStart,
      textLength: textLength)
  }

  /// Adds an alias for the node at `target`, or for none where `target` is `nil`, and returns its index.
  @discardableResult
  package mutating func addAlias(range: TextRange, target: Int32?, flags: NodeFlags = []) -> Int32 {
    contentEnd = max(contentEnd, range.end)
    let index = append(
      range: range, kind: .alias, style: .plain, type: .null, flags: flags, textStart: target ?? -1, textLength: 0)
    if let target, let frame = frames.indices.last {
      frames[frame].weight = TreeBuilder.saturatingSum(frames[frame].weight, weights[target] ?? 1)
    }
    return index
  }

  /// Opens a collection that starts at the byte `start` and returns its index.
  @discardableResult
  package mutating func beginCollection(_ kind: NodeKind, start: Int, style: NodeStyle, flags: NodeFlags = []) -> Int32
  {
    contentEnd = max(contentEnd, start)
    let index = append(
      range: TextRange(start, start), kind: kind, style: style, type: .null, flags: flags, textStart: 0, textLength: 0)
    frames.append(Frame(node: index, isMapping: kind == .mapping))
    return index
  }

  /// Closes the innermost collection at the byte `end`, or for a block collection where its last content ends.
  package mutating func endCollection(end: Int?) {
    guard let frame = frames.popLast() else { return }
    let end = end ?? contentEnd
    contentEnd = max(contentEnd, end)
    nodes[Int(frame.node)].end = Int32(truncatingIfNeeded: max(end, Int(nodes[Int(frame.node)].start)))
    nodes[Int(frame.node)].subtreeEnd = Int32(truncatingIfNeeded: nodes.count)
    nodes[Int(frame.node)].textLength = frame.children
    if nodes[Int(frame.node)].properties >= 0 { weights[frame.node] = frame.weight }
    if let outer = frames.indices.last {
      frames[outer].weight = TreeBuilder.saturatingSum(frames[outer].weight, frame.weight)
    }
  }

  /// Gives the node at `index` an anchor or a tag; the anchor names it from here on (YAML 1.2.2 §3.2.2.2).
  package mutating func setProperties(of index: Int32, anchor: String?, tag: String?) {
    nodes[Int(index)].properties = Int32(truncatingIfNeeded: properties.count)
    properties.append(NodeProperties(anchor: anchor, tag: tag))
    if let anchor { anchors[anchor] = index }
  }

  /// The node that `anchor` names here, if any.
  package func anchored(_ anchor: String) -> Int32? { anchors[anchor] }

  /// The anchors defined so far in this document.
  package var anchorNames: [String] { anchors.keys.sorted() }

  /// Whether the collection at `index` is still open, so that an alias to it would contain itself.
  package func isOpen(_ index: Int32) -> Bool { frames.contains { $0.node == index } }

  /// The number of nodes that an alias to the node at `index` stands for, nested aliases expanded.
  package func weight(of index: Int32) -> Int { weights[index] ?? 1 }

  /// Adds `flags` to the node at `index`.
  package mutating func mark(_ index: Int32, _ flags: NodeFlags) {
    nodes[Int(index)].flags.formUnion(flags)
  }

  /// Changes the type of the scalar at `index`, as its tag says.
  package mutating func setType(of index: Int32, _ type: ScalarType) {
    nodes[Int(index)].scalarType = type
  }

  // MARK: Going back

  /// The state now, if exactly the root collection of the document is open.
  package func checkpoint() -> Checkpoint? {
    guard frames.count == 1, let root = frames.first else { return nil }
    return Checkpoint(
      nodes: nodes.count, sideText: sideText.count, properties: properties.count, documents: documents.count,
      root: root)
  }

  /// Takes back all nodes added since `checkpoint`.
  package mutating func restore(_ checkpoint: Checkpoint) {
    nodes.removeLast(max(0, nodes.count - checkpoint.nodes))
    sideText.removeLast(max(0, sideText.count - checkpoint.sideText))
    properties.removeLast(max(0, properties.count - checkpoint.properties))
    documents.removeLast(max(0, documents.count - checkpoint.documents))
    // The root may have been closed since.
    frames = [checkpoint.root]
    anchors = anchors.filter { $0.value < Int32(checkpoint.nodes) }
    contentEnd = nodes.last.map { Int($0.end) } ?? 0
  }

  /// The tree of all that was added; collections still open are closed where the content ends.
  package mutating func finish() -> SyntaxTree {
    while !frames.isEmpty { endCollection(end: nil) }
    return SyntaxTree(
      source: source, nodes: nodes, documents: documents, damage: damage.sorted(),
      sideText: sideText, properties: properties)
  }

  // MARK: Parts

  @inline(__always)
  private mutating func append(
    range: TextRange, kind: NodeKind, style: NodeStyle, type: ScalarType, flags: NodeFlags, textStart: Int32,
    textLength: Int32
  ) -> Int32 {
    let index = Int32(truncatingIfNeeded: nodes.count)
    var flags = flags
    var parent: Int32 = -1
    if let frame = frames.last {
      parent = frame.node
      if frame.expectsKey { flags.insert(.key) }
      frames[frames.count - 1].add(nodes: kind == .scalar ? 1 : 0)
    } else if let last = documents.indices.last, documents[last].root == nil {
      documents[last].root = NodeID(index: index)
    }
    nodes.append(
      NodeRecord(
        start: Int32(truncatingIfNeeded: range.start), end: Int32(truncatingIfNeeded: range.end),
        subtreeEnd: index + 1, parent: parent, textStart: textStart, textLength: textLength, properties: -1,
        kind: kind, style: style, scalarType: type, flags: flags))
    return index
  }

  static func saturatingSum(_ left: Int, _ right: Int) -> Int {
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow ? .max : sum
  }
}
