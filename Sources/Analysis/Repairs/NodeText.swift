// How a new node is written: between braces, or on lines of its own with the indentation of the document.

import DocumentModel
import SourceText

/// Writes new nodes in the style of one document.
struct NodeText {
  let syntax: SourceSyntax
  /// How many spaces a mapping or list stands further in than what it belongs to.
  let step: Int
  /// How many spaces a list stands further in than its key.
  let listStep: Int
  /// The line break of the document.
  let lineBreak: String

  /// Takes the style from the document: the indentation of its first collections that are further in, two spaces where
  /// there are none.
  init(tree: SyntaxTree, syntax: SourceSyntax) {
    self.syntax = syntax
    let source = tree.source
    let first = source.lineRangeWithBreak(0)
    let end = source.string(in: TextRange(source.lineRange(0).end, first.end))
    lineBreak = end.isEmpty ? "\n" : end
    var step: Int?
    var listStep: Int?
    var index = 0
    // A look at the first collections tells the style; of a long document the rest is like them.
    while index < min(tree.nodes.count, 4_000), step == nil || listStep == nil {
      let node = NodeID(index: Int32(index))
      let record = tree.nodes[index]
      if record.style == .block, record.kind == .mapping || record.kind == .sequence,
        let key = tree.key(of: node)
      {
        let further =
          NodeText.column(of: record.range.start, source) - NodeText.column(of: tree.range(of: key).start, source)
        if record.kind == .mapping, step == nil, further > 0 { step = min(further, 8) }
        if record.kind == .sequence, listStep == nil, further >= 0 { listStep = min(further, 8) }
      }
      index += 1
    }
    self.step = step ?? listStep.flatMap { $0 > 0 ? $0 : nil } ?? 2
    self.listStep = listStep ?? self.step
  }

  /// The column of `offset`, in bytes from 0; a byte order mark takes none.
  static func column(of offset: Int, _ source: SourceText) -> Int {
    let line = source.line(at: offset)
    let mark = line == 0 && source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    return max(0, offset - source.lineRange(line).start - mark)
  }

  /// `count` spaces.
  static func spaces(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }

  // MARK: Flow

  /// `node` on one line.
  func flow(_ node: NewNode) -> String {
    switch node {
    case .plain(let text): text
    case .text(let text): ScalarText.written(text, syntax)
    case .list(let items): "[" + items.map(flow).joined(separator: ", ") + "]"
    case .mapping(let members): "{" + members.map { "\(key($0.name)): \(flow($0.value))" }.joined(separator: ", ") + "}"
    }
  }

  /// A key as it is written.
  func key(_ name: String) -> String { ScalarText.written(name, syntax) }

  // MARK: Block

  /// `node` where a block collection may stand, its lines at `column`; the first line is not indented. Scalars and empty
  /// collections are written in place.
  func block(_ node: NewNode, at column: Int) -> String {
    let separator = lineBreak + NodeText.spaces(column)
    switch node {
    case .mapping(let members) where !members.isEmpty:
      return members.map { pair($0.name, $0.value, at: column) }.joined(separator: separator)
    case .list(let items) where !items.isEmpty:
      return items.map { item($0, at: column) }.joined(separator: separator)
    default: return flow(node)
    }
  }

  /// A pair of a block mapping whose keys stand at `column`.
  func pair(_ name: String, _ value: NewNode, at column: Int) -> String {
    "\(key(name)):" + behindColon(value, keyColumn: column)
  }

  /// What stands behind the colon of a key at `keyColumn`: a space and what goes on one line, or a line break and a
  /// collection. A list of scalars goes on one line.
  func behindColon(_ value: NewNode, keyColumn: Int) -> String {
    value.isCollection && !value.isScalarList ? below(value, keyColumn: keyColumn) : " " + flow(value)
  }

  /// A line break and a collection that belongs to a key at `keyColumn`.
  func below(_ value: NewNode, keyColumn: Int) -> String {
    var column = keyColumn + step
    if case .list = value { column = keyColumn + listStep }
    return lineBreak + NodeText.spaces(column) + block(value, at: column)
  }

  /// An item of a block list whose dashes stand at `column`.
  func item(_ node: NewNode, at column: Int) -> String { "- " + block(node, at: column + 2) }
}
