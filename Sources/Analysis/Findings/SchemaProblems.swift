// Findings about schemas themselves: in the schema's own file, and at the modeline of a document that names it.

import DocumentModel
import JSONSchema
import SourceText

/// Turns the problems of a schema into diagnostics.
public enum SchemaProblems {
  /// The problems of `schema` that lie in its document `index` (an index into ``Schema/documents``), as diagnostics of
  /// that document.
  public static func diagnostics(of schema: Schema, document index: Int = 0) -> [Diagnostic] {
    schema.problems.filter { $0.location.document == index }.map { problem in
      Diagnostic(code(of: problem), problem.message, at: problem.range, pointer: problem.pointer)
    }
  }

  /// One finding for a document whose schema has problems, `problem` and `others` more.
  static func finding(of problem: SchemaProblem, others: Int, at range: TextRange) -> Diagnostic {
    let more = others > 0 ? " (and \(others) more like this)" : ""
    return Diagnostic(
      code(of: problem), "The schema has a fault at `\(problem.pointer)`: \(problem.message)\(more)", at: range,
      related: [
        RelatedInformation(
          path: problem.uri, range: problem.range, pointer: problem.pointer, message: problem.message)
      ])
  }

  private static func code(of problem: SchemaProblem) -> DiagnosticCode {
    switch problem.kind {
    case .invalidKeyword, .invalidPattern, .cycle, .duplicateIdentifier: .brokenSchema
    case .unresolvableReference: .unresolvableReference
    case .unsupportedDialect: .unsupportedDraft
    }
  }
}
