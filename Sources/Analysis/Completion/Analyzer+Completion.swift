// Completion: puts a marker where the cursor is, asks the schema what it thinks of it, and makes offers of the answer.

import DocumentModel
import JSONSchema
import SourceText

extension Analyzer {
  /// What can be typed at `offset` (in bytes) of the file that `analysis` is of: keys that are not there yet, the
  /// required ones first, or values. It need not parse, nor have its matches.
  ///
  /// Lines of an insertion after its first are indented relative to the cursor's line, as clients expect by default
  /// (LSP 3.17, `InsertTextMode.adjustIndentation`).
  public func completions(
    in analysis: FileAnalysis, at offset: Int, options: CompletionOptions
  ) -> CompletionResult {
    let file = analysis.file
    guard let index = analysis.documents.lastIndex(where: { $0.range.start <= offset || $0.range.start == 0 }),
      let schema = analysis.documents[index].schema, let site = CursorSite.find(in: file, analysis.tree, at: offset)
    else { return .none }
    let probe = SourceFile(path: file.path, text: site.probe(file.text, file.syntax))
    let tree = Analyzer.read(probe).tree
    guard let marker = Analyzer.marker(in: tree, near: site.token.start),
      let root = Analyzer.root(of: marker, in: tree)
    else { return .none }
    let matches = schema.evaluate(tree, root: root, options: EvaluationOptions(collectsMatches: true)).matches
    let place = Place(tree: tree, marker: marker, matches: MatchIndex(matches, nodeCount: tree.nodes.count))
    let shape = InsertionShape(
      schema: schema, site: site, syntax: file.syntax, step: Analyzer.indentStep(of: file.text),
      snippets: options.snippets)
    var proposals = Proposals(schema: schema, site: site, place: place, shape: shape, syntax: file.syntax)
    return CompletionResult(items: proposals.items(), isIncomplete: false)
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

  private static func root(of node: NodeID, in tree: SyntaxTree) -> NodeID? {
    var current = node
    while let parent = tree.parent(of: current) { current = parent }
    return current
  }

  /// By how many spaces the text indents: as much as its first indented line, if that is a common step, else 2.
  private static func indentStep(of text: SourceText) -> Int {
    for line in 0..<min(text.lineCount, 1_000) {
      let indent = text.indent(ofLine: line)
      if indent > 0, indent < text.lineRange(line).length { return indent <= 8 ? indent : 2 }
    }
    return 2
  }
}

/// What the schema says of the place of the marker.
struct Place {
  /// The subschemas of the mapping that the marker is a key of, or of the marker itself where it is a value.
  let subschemas: [SubschemaID]
  /// The keys that the mapping has already.
  let present: Set<String>
  /// Whether nothing else stands there yet, so that a value of any shape may be begun.
  let isOpen: Bool
  /// Whether keys may be put there.
  let takesKeys: Bool

  init(tree: SyntaxTree, marker: NodeID, matches: MatchIndex) {
    guard tree[marker].flags.contains(.key), let mapping = tree.parent(of: marker) else {
      subschemas = Array(matches.subschemas(of: marker))
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
}
