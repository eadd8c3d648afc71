// Where a new key goes in a mapping, and how it is written there: on a line of its own, or between braces.

import DocumentModel
import SourceText

/// Adds a pair to a mapping.
struct KeyInsertion {
  let tree: SyntaxTree
  let syntax: SourceSyntax
  /// The keys of the mapping in the order in which its schema lists them.
  let order: [String]

  /// The edit that adds `key` (as written; its text is `name`) with `value`, or with an empty one, to `mapping`.
  func edit(adding key: String, named name: String, value: String?, to mapping: NodeID) -> TextEdit? {
    let pairs = tree.children(of: mapping).map { $0 }
    let previous = predecessor(of: name, among: pairs)
    switch tree[mapping].style {
    case .flow: return flowEdit(key, value ?? (syntax == .json ? "null" : ""), mapping, pairs, previous)
    case .block: return blockEdit(value.map { "\(key): \($0)" } ?? "\(key):", pairs, previous)
    default: return nil
    }
  }

  /// The value of the pair that the new one goes behind: the last of those that the schema lists before it.
  private func predecessor(of name: String, among pairs: [NodeID]) -> NodeID? {
    guard let place = order.firstIndex(of: name) else { return pairs.last }
    let earlier = Set(order[..<place])
    var found: NodeID?
    for index in stride(from: 0, to: pairs.count - 1, by: 2) where earlier.contains(tree.text(of: pairs[index])) {
      found = pairs[index + 1]
    }
    return found
  }

  private func flowEdit(
    _ key: String, _ value: String, _ mapping: NodeID, _ pairs: [NodeID], _ previous: NodeID?
  ) -> TextEdit? {
    let range = tree.range(of: mapping)
    guard tree.source.byte(at: range.start) == UInt8(ascii: "{"),
      tree.source.byte(at: range.end - 1) == UInt8(ascii: "}")
    else { return nil }
    let pair = value.isEmpty ? "\(key): " : "\(key): \(value)"
    guard let previous else {
      let start = pairs.first.map { tree.range(of: $0).start } ?? range.start + 1
      return TextEdit(TextRange(start, start), pairs.isEmpty ? pair : pair + "," + gap(range, pairs))
    }
    let end = tree.range(of: previous).end
    return TextEdit(TextRange(end, end), "," + gap(range, pairs) + pair)
  }

  /// What stands between the pairs of a flow mapping: a line break where they have lines of their own, else a space.
  private func gap(_ range: TextRange, _ pairs: [NodeID]) -> String {
    guard let first = pairs.first else { return " " }
    let source = tree.source
    let start = tree.range(of: first).start
    let line = source.line(at: start)
    guard line > source.line(at: range.start), source.lineRange(line).start + source.indent(ofLine: line) == start
    else {
      return " "
    }
    return lineBreak + String(repeating: " ", count: source.indent(ofLine: line))
  }

  private func blockEdit(_ line: String, _ pairs: [NodeID], _ previous: NodeID?) -> TextEdit? {
    guard let first = pairs.first else { return nil }
    let source = tree.source
    let start = tree.range(of: first).start
    let margin = source.lineRange(source.line(at: start)).start
    let indent = String(repeating: " ", count: start - margin)
    guard let previous else {
      // Before the first key, which may stand behind the dash of a list item.
      return TextEdit(TextRange(start, start), line + lineBreak + indent)
    }
    let last = source.line(at: max(tree.range(of: previous).end - 1, start))
    // A comment behind the value stays with it.
    let end = source.lineRange(last).end
    return TextEdit(TextRange(end, end), lineBreak + indent + line)
  }

  private var lineBreak: String {
    let first = tree.source.lineRangeWithBreak(0)
    let text = tree.source.string(in: TextRange(tree.source.lineRange(0).end, first.end))
    return text.isEmpty ? "\n" : text
  }
}
