// Places in the files that one document's findings speak of, its own and others.

import SourceText

/// Finds places in the files that one document's findings speak of.
struct Places {
  let path: String
  let own: Positions
  private var others: [String: Positions] = [:]

  init(_ document: ReportedDocument, _ report: Report) {
    path = document.path
    own = Positions(document.source)
    for diagnostic in document.diagnostics {
      for case let path? in diagnostic.related.map(\.path) where path != document.path && others[path] == nil {
        others[path] = Positions(report.relatedSource(path, of: document) ?? SourceText(bytes: []))
      }
    }
  }

  /// The positions of the file at `path`. Where nobody has its text, all places are its beginning.
  func positions(of path: String?) -> Positions {
    path.flatMap { others[$0] } ?? own
  }
}
