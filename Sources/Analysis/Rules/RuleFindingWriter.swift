// Turns what rules found into diagnostics: nodes into tokens and pointers, plans into edits.

import DocumentModel
import Rules
import SourceText

/// Writes the diagnostics of one document of a portfolio.
struct RuleFindingWriter {
  /// The documents that places speak of, by index.
  let documents: [CaseDocument]
  /// Which of them the findings are for.
  let index: Int
  private let fixes: FixWriter

  init(documents: [CaseDocument], index: Int, syntax: SourceSyntax) {
    self.documents = documents
    self.index = index
    fixes = FixWriter(document: documents[index], syntax: syntax)
  }

  /// The diagnostic of a finding.
  func diagnostic(_ finding: RuleFinding) -> Diagnostic {
    let source = finding.rule?.sources.first.map {
      SourceReference(title: $0.title, section: $0.section, url: $0.url)
    }
    return Diagnostic(
      finding.code, severity: finding.severity, finding.message,
      at: RuleFindingWriter.range(of: finding.place, in: documents[index].tree),
      pointer: documents[index].tree.pointer(of: finding.place.node), related: finding.related.compactMap(related),
      fixes: finding.fixes.compactMap(fixes.fix), source: source)
  }

  /// The token that stands for a place: a scalar, the key of a collection or of a value that is left out, the first key
  /// of a list item, the `kind` key at the root.
  static func range(of place: Rules.Place, in tree: SyntaxTree) -> TextRange {
    let places = Places(tree: tree)
    if place.isMissing, let key = tree.key(of: place.node) { return places.ofKey(key) }
    return places.ofValue(place.node)
  }

  private func related(_ related: RuleFinding.Related) -> RelatedInformation? {
    guard documents.indices.contains(related.place.document) else { return nil }
    let document = documents[related.place.document]
    // Documents of one stream are of one file.
    let isHere = document.tree === documents[index].tree
    return RelatedInformation(
      path: isHere ? nil : document.path, range: RuleFindingWriter.range(of: related.place, in: document.tree),
      pointer: document.tree.pointer(of: related.place.node), message: related.message)
  }
}
