// The counts over a report.

import DocumentModel
import SourceText

/// How many documents were checked and how many findings of each severity they have.
public struct Summary: Hashable, Sendable {
  /// Documents checked.
  public private(set) var documents = 0
  /// Findings of severity `error`.
  public private(set) var errors = 0
  /// Findings of severity `warning`.
  public private(set) var warnings = 0
  /// Findings of severity `information`.
  public private(set) var information = 0
  /// Findings of severity `hint`.
  public private(set) var hints = 0
  /// Findings that have a safe fix.
  public private(set) var safelyFixable = 0

  init(_ reported: [ReportedDocument]) {
    documents = reported.count
    for document in reported {
      for diagnostic in document.diagnostics { count(diagnostic) }
    }
  }

  private mutating func count(_ diagnostic: Diagnostic) {
    switch diagnostic.severity {
    case .error: errors += 1
    case .warning: warnings += 1
    case .information: information += 1
    case .hint: hints += 1
    }
    if diagnostic.fixes.contains(where: { $0.applicability == .safe }) { safelyFixable += 1 }
  }
}
