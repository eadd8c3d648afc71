// What the schema says of the place of a cursor, found by evaluating the text with a marker there.

import DocumentModel
import JSONSchema
import SourceText

/// A place that something can be typed at.
struct Place {
  /// The subschemas of the mapping that the marker is a key of, or of the marker itself where it is a value.
  let subschemas: [SubschemaID]
  /// The keys that the mapping has already.
  let present: Set<String>
  /// Whether nothing else stands there yet, so that a value of any shape may be begun.
  let isOpen: Bool
  /// Whether keys may be put there.
  let takesKeys: Bool

  /// The place of `site` in `file`; `nil` where the text with the marker cannot be read that far.
  init?(_ file: SourceFile, _ site: CursorSite, _ schema: Schema, closesBrackets: Bool) {
    let text = site.probe(file.text, file.syntax, closesBrackets: closesBrackets)
    let tree = Analyzer.read(SourceFile(path: file.path, text: text)).tree
    guard let marker = Place.marker(in: tree, near: site.token.start) else { return nil }
    let root = Place.root(of: marker, in: tree)
    let options = EvaluationOptions(collectsMatches: true)
    let matches = MatchIndex(
      schema.evaluate(tree, root: root, options: options).matches, nodeCount: tree.nodes.count)
    guard tree[marker].flags.contains(.key), let mapping = tree.parent(of: marker) else {
      subschemas = Place.subschemas(ofValue: marker, in: tree, schema, matches)
      present = []
      isOpen = true
      takesKeys = false
      return
    }
    let keys = tree.members(of: mapping).map { tree.text(of: $0.key) }.filter { $0 != CursorSite.marker }
    subschemas = Array(matches.subschemas(of: mapping))
    present = Set(keys)
    isOpen = keys.isEmpty
    takesKeys = true
  }

  /// The subschemas of the value `marker`, and those that other branches have for its key where they are told apart by
  /// it: of a branch that the marker keeps from being chosen nothing is in the matches.
  private static func subschemas(
    ofValue marker: NodeID, in tree: SyntaxTree, _ schema: Schema, _ matches: MatchIndex
  ) -> [SubschemaID] {
    var result = Array(matches.subschemas(of: marker))
    guard let mapping = tree.parent(of: marker), let key = tree.key(of: marker).map({ tree.text(of: $0) }) else {
      return result
    }
    for id in matches.subschemas(of: mapping) {
      for branch in schema.subschema(id).branches {
        guard let property = schema.effectiveProperty(key, of: branch) else { continue }
        let effective = schema.effectiveSubschemas(property)
        let isPinned = effective.contains {
          schema.subschema($0).constant != nil || !schema.subschema($0).enumeration.isEmpty
        }
        if isPinned { result += effective.filter { !result.contains($0) } }
      }
    }
    return result
  }

  /// The node of the marker, which stands near `offset`.
  private static func marker(in tree: SyntaxTree, near offset: Int) -> NodeID? {
    for index in tree.nodes.indices {
      let record = tree.nodes[index]
      guard record.kind == .scalar, record.range.end >= offset else { continue }
      if record.range.start > offset + 16 { return nil }
      let node = NodeID(index: Int32(truncatingIfNeeded: index))
      if tree.text(of: node) == CursorSite.marker { return node }
    }
    return nil
  }

  private static func root(of node: NodeID, in tree: SyntaxTree) -> NodeID {
    var current = node
    while let parent = tree.parent(of: current) { current = parent }
    return current
  }
}
