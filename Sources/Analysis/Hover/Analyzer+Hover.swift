// Hover: what the schema says of the key or value at a place.

import DocumentModel
import JSONSchema
import SourceText

extension Analyzer {
  /// What the schema says of the key or scalar at `offset` (in bytes); `nil` where nothing stands or nothing is said.
  ///
  /// `analysis` has to have its matches (``AnalysisSettings/collectsMatches``).
  public func hover(in analysis: FileAnalysis, at offset: Int) -> HoverResult? {
    let tree = analysis.tree
    guard let document = analysis.document(at: offset), let schema = document.schema,
      let evaluation = document.evaluation, let node = tree.deepestNode(at: offset),
      tree.kind(of: node) == .scalar || tree.kind(of: node) == .alias, !tree.range(of: node).isEmpty
    else { return nil }
    let isKey = tree[node].flags.contains(.key)
    guard let value = isKey ? self.value(of: node, in: tree) : node else { return nil }
    let matches = MatchIndex(evaluation.matches, nodeCount: tree.nodes.count)
    let subschemas = matches.subschemas(of: value)
    guard !subschemas.isEmpty else { return nil }
    let key = (isKey ? node : tree.key(of: value)).map { tree.text(of: $0) }
    let markdown = SchemaNotes(schema, subschemas).markdown(key: key)
    return markdown.isEmpty ? nil : HoverResult(range: tree.range(of: node), markdown: markdown)
  }

  /// The value of the pair that `key` belongs to: the node after the key.
  private func value(of key: NodeID, in tree: SyntaxTree) -> NodeID? {
    let next = tree[key].subtreeEnd
    guard let parent = tree.parent(of: key), next < tree[parent].subtreeEnd else { return nil }
    return NodeID(index: next)
  }
}
