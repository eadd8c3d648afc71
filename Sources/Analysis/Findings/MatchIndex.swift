// The matches of an evaluation by node, for the parts that look up many of them.

import DocumentModel
import JSONSchema

/// Which subschemas apply to which node.
struct MatchIndex {
  private let byNode: [NodeID: [SubschemaID]]

  /// Sorts `matches` by node.
  init(_ matches: [Match]) {
    var byNode: [NodeID: [SubschemaID]] = [:]
    for match in matches { byNode[match.node, default: []].append(match.subschema) }
    self.byNode = byNode
  }

  /// The subschemas that apply to `node`, the first to speak first.
  func subschemas(of node: NodeID) -> [SubschemaID] { byNode[node] ?? [] }

  /// Every node that has a match, with its subschemas, in the order of the document.
  var all: [(node: NodeID, subschemas: [SubschemaID])] {
    byNode.map { ($0.key, $0.value) }.sorted { $0.0 < $1.0 }
  }
}
