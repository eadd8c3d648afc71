// A diagnostic made ready to be shown: its excerpts and its diff, gathered before the first row is written.

import DocumentModel
import SourceText

/// What the `text` format shows of one diagnostic.
struct Finding {
  /// Related places in another file.
  struct OtherFile {
    let path: String
    /// The offset of the first place.
    let start: Int
    var excerpt: Excerpt
  }

  let diagnostic: Diagnostic
  /// The most columns that a line of text may take.
  let textWidth: Int
  let path: String
  private(set) var excerpt: Excerpt
  /// The other files with related places, in the order in which the diagnostic names them.
  private(set) var others: [OtherFile] = []
  /// Related places in files whose text nobody has.
  private(set) var unseen: [(path: String, message: String)] = []
  /// How many related places are not shown.
  let relatedLeftOut: Int
  /// The best fix.
  let fix: Fix?
  let diff: FixDiff?

  init(
    _ diagnostic: Diagnostic, in document: ReportedDocument, of report: Report, textWidth: Int, relatedLimit: Int
  ) {
    self.diagnostic = diagnostic
    self.textWidth = textWidth
    path = document.path
    excerpt = Excerpt(document.source)
    fix = diagnostic.fixes.first
    diff = fix.map { FixDiff($0, document.source, textWidth: textWidth) }
    relatedLeftOut = max(0, diagnostic.related.count - relatedLimit)
    excerpt.addPrimary(diagnostic.range)
    for related in diagnostic.related.prefix(relatedLimit) {
      add(related, document, report)
    }
  }

  /// The greatest line number shown, from 1.
  var lastNumber: Int {
    let lines = ([excerpt] + others.map(\.excerpt)).compactMap { $0.lines().last.map { $0 + 1 } }
    return max(lines.max() ?? 1, diff?.lastNumber ?? 1)
  }

  private mutating func add(_ related: RelatedInformation, _ document: ReportedDocument, _ report: Report) {
    guard let path = related.path, path != document.path else {
      excerpt.addRelated(related.range, label: related.message)
      return
    }
    if let index = others.firstIndex(where: { $0.path == path }) {
      others[index].excerpt.addRelated(related.range, label: related.message)
    } else if let source = report.relatedSource(path, of: document) {
      var other = Excerpt(source)
      other.addRelated(related.range, label: related.message)
      others.append(OtherFile(path: path, start: related.range.start, excerpt: other))
    } else {
      unseen.append((path, related.message))
    }
  }
}
