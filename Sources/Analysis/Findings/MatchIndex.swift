// The matches of an evaluation by node, for the parts that look up many of them.

import DocumentModel
import JSONSchema

/// Which subschemas apply to which node.
struct MatchIndex {
  /// The subschemas of all nodes, node by node; those of node `n` are at `starts[n]..<starts[n + 1]`.
  private var subschemas: [SubschemaID] = []
  private var starts: [Int]

  /// Sorts `matches` by node; the tree has `nodeCount` nodes.
  init(_ matches: [Match], nodeCount: Int) {
    guard let first = matches.first else {
      starts = [0]
      return
    }
    starts = Array(repeating: 0, count: nodeCount + 1)
    for match in matches { starts[Int(match.node.index) + 1] += 1 }
    for node in 0..<nodeCount { starts[node + 1] += starts[node] }
    subschemas = Array(repeating: first.subschema, count: matches.count)
    var next = starts
    for match in matches {
      subschemas[next[Int(match.node.index)]] = match.subschema
      next[Int(match.node.index)] += 1
    }
  }

  /// The subschemas that apply to `node`, the first to speak first.
  func subschemas(of node: NodeID) -> ArraySlice<SubschemaID> {
    let index = Int(node.index)
    guard index >= 0, index + 1 < starts.count else { return [] }
    return subschemas[starts[index]..<starts[index + 1]]
  }

  /// Every node that has a match, in the order of the document.
  var nodes: [NodeID] {
    (0..<(starts.count - 1)).filter { starts[$0] < starts[$0 + 1] }
      .map { NodeID(index: Int32(truncatingIfNeeded: $0)) }
  }
}
