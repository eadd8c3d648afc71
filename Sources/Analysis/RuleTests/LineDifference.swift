// Where two texts differ, by lines: what lies between the lines that they begin and end with alike.

import DocumentModel
import SourceText

/// The lines of a text that another has otherwise.
struct LineDifference {
  /// The first line that differs, from 0.
  let line: Int
  /// The lines of the one text from there on that the other has not.
  let expected: [String]
  /// What the other has in their place.
  let found: [String]
  /// The first of these lines in bytes of the text; `nil` where it is empty or not there.
  let range: Range<Int>?

  /// Compares two texts; `nil` where they are alike but for line breaks at the end.
  init?(from expected: String, to found: String) {
    let (old, new) = (LineDifference.lines(expected), LineDifference.lines(found))
    guard old != new else { return nil }
    let head = zip(old, new).prefix { $0 == $1 }.count
    let rest = min(old.count, new.count) - head
    let tail = zip(old.reversed(), new.reversed()).prefix { $0 == $1 }.prefix(rest).count
    line = head
    self.expected = Array(old[head..<(old.count - tail)])
    self.found = Array(new[head..<(new.count - tail)])
    let start = old[..<head].reduce(0) { $0 + $1.utf8.count + 1 }
    let length = head < old.count ? old[head].utf8.count : 0
    range = length > 0 ? start..<(start + length) : nil
  }

  /// The fix that writes the lines that were found into the literal block scalar `node`; `nil` for other scalars.
  func fix(of node: NodeID, in tree: SyntaxTree) -> Fix? {
    let source = tree.source
    let first = source.line(at: tree.range(of: node).start) + 1
    guard tree[node].style == .literal, first < source.lineCount else { return nil }
    let column = source.indent(ofLine: first)
    let start = source.lineRange(first + line).start
    let end = source.lineRange(first + line + expected.count).start
    let margin = String(repeating: " ", count: column)
    let text = found.map { $0.isEmpty ? "\n" : margin + $0 + "\n" }.joined()
    return Fix(
      title: "Expect what the fixes give", applicability: .unsafe,
      edits: [TextEdit(TextRange(start, max(start, end)), text)])
  }

  private static func lines(_ text: String) -> [String] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }
}
