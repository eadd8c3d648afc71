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
    // Brackets that are open on the line may be closed further down, or not at all yet.
    let isDamaged = analysis.tree.isDamaged(file.text.lineRange(file.text.line(at: offset)))
    let attempts = site.closers.isEmpty ? [false] : isDamaged ? [true, false] : [false, true]
    let places = attempts.lazy.compactMap { Place(file, site, schema, closesBrackets: $0) }
    guard let place = places.first(where: { !$0.subschemas.isEmpty }) else { return .none }
    let shape = InsertionShape(
      schema: schema, site: site, syntax: file.syntax, step: Analyzer.indentStep(of: file.text),
      snippets: options.snippets)
    var proposals = Proposals(schema: schema, site: site, place: place, shape: shape, syntax: file.syntax)
    return CompletionResult(items: proposals.items(), isIncomplete: false)
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
