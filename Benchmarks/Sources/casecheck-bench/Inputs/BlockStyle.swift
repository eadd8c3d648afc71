// Rewrites a YAML text in block style, a field a line, as most authors type it.

import DocumentModel
import SourceText
import YAMLSyntax

struct BlockStyle {
  private let tree: SyntaxTree
  private var lines: [String] = []

  /// The lines of `text` in block style, without its comments.
  static func lines(of text: String) -> [String] {
    let tree = YAMLReader.read(SourceText(text)).tree
    var writer = BlockStyle(tree: tree)
    if let root = tree.documents.first?.root { writer.write(root, indent: 0, lead: "") }
    return writer.lines
  }

  private init(tree: SyntaxTree) { self.tree = tree }

  /// Writes `node`; `lead` is what stands before it on its first line, indentation included.
  private mutating func write(_ node: NodeID, indent: Int, lead: String) {
    let children = Array(tree.children(of: node))
    switch tree.kind(of: node) {
    case .mapping where !children.isEmpty:
      var lead = startOfCollection(lead, indent: indent)
      for pair in stride(from: 0, to: children.count - 1, by: 2) {
        write(children[pair + 1], indent: indent + 2, lead: lead + written(children[pair]) + ":")
        lead = spaces(indent)
      }
    case .sequence where !children.isEmpty:
      var lead = startOfCollection(lead, indent: indent)
      for child in children {
        write(child, indent: indent + 2, lead: lead + "-")
        lead = spaces(indent)
      }
    case .mapping: lines.append(lead + " {}")
    case .sequence: lines.append(lead + " []")
    case .scalar, .alias: lines.append(lead + " " + written(node))
    }
  }

  /// What goes before the first entry of a collection: after a dash it stays on the line, after a key it starts a new one.
  private mutating func startOfCollection(_ lead: String, indent: Int) -> String {
    if lead.isEmpty { return "" }
    if lead.hasSuffix("-") { return lead + " " }
    lines.append(lead)
    return spaces(indent)
  }

  /// A scalar as it stands in the source where that fits on a line, else in double quotes.
  private func written(_ node: NodeID) -> String {
    let source = tree.source.string(in: tree.range(of: node))
    if tree[node].style == .plain || tree[node].style == .doubleQuoted, !source.contains("\n") { return source }
    var result = "\""
    for character in tree.text(of: node) where character != "\n" {
      if character == "\"" || character == "\\" { result.append("\\") }
      result.append(character)
    }
    return result + "\""
  }

  private func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }
}
