// A look into a tree without reference counting, for the loops that visit every node.

/// Unsafe views of a tree's arrays, valid only inside ``SyntaxTree/withView(_:)``.
///
/// Indices come from the tree itself; each access is checked in debug builds by the buffers.
package struct TreeView {
  /// All nodes in document order.
  package let nodes: UnsafeBufferPointer<NodeRecord>
  let source: UnsafeBufferPointer<UInt8>
  let side: UnsafeBufferPointer<UInt8>

  /// The text of the scalar at `index` after quotes, escapes and folding; empty for a collection.
  @inline(__always)
  package func text(at index: Int32) -> UnsafeBufferPointer<UInt8> {
    let record = nodes[Int(index)]
    guard record.kind == .scalar else { return UnsafeBufferPointer(start: nil, count: 0) }
    if record.textStart >= 0 {
      return UnsafeBufferPointer(rebasing: source[Int(record.textStart)..<Int(record.textStart + record.textLength)])
    }
    let start = Int(-(record.textStart + 1))
    return UnsafeBufferPointer(rebasing: side[start..<(start + Int(record.textLength))])
  }

  /// The index of the node that the one at `index` stands for, an alias followed.
  @inline(__always)
  package func resolved(_ index: Int32) -> Int32 {
    let record = nodes[Int(index)]
    return record.kind == .alias && record.textStart >= 0 ? record.textStart : index
  }
}

extension SyntaxTree {
  /// Calls `body` with a view that is valid until `body` returns.
  package func withView<Result>(_ body: (TreeView) throws -> Result) rethrows -> Result {
    try nodes.withUnsafeBufferPointer { nodes in
      try source.bytes.withUnsafeBufferPointer { source in
        try sideText.withUnsafeBufferPointer { side in
          try body(TreeView(nodes: nodes, source: source, side: side))
        }
      }
    }
  }
}
