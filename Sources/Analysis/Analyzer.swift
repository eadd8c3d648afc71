// The analysis of one file: read it, tell which of its documents are ours, check them, list what was found.

import DocumentModel
import JSONSchema
import Rules
import SourceText
import YAMLSyntax

/// Analyses files. It holds nothing but the built-in schemas, so that the same file always gets the same answer, and may
/// be used from any thread.
public final class Analyzer: Sendable {
  let library: SchemaLibrary

  /// Makes an analyser that takes the schemas of our kinds from `library`.
  public init(library: SchemaLibrary = SchemaLibrary()) {
    self.library = library
  }

  /// Reads `file` and checks its documents against the schema that `choice` gives for them.
  ///
  /// A file that is none of ours (no convention name, no document of a known kind, no schema given) has no findings.
  /// Business cases that are checked by their kind are also checked against `rules`, where given; those of scope
  /// `portfolio` are left to ``portfolio(_:)``.
  public func analyze(
    _ file: SourceFile, schema choice: SchemaChoice = .byKind, settings: AnalysisSettings = AnalysisSettings(),
    rules: RuleSettings? = nil
  ) -> FileAnalysis {
    let (tree, faults) = Analyzer.read(file)
    let parts = tree.documents.isEmpty ? [nil] : tree.documents.map { Optional($0) }
    let byName = DocumentKind.byName(file.path)
    let kinds = parts.map { $0.flatMap { KindChoice.read(tree, $0.root) } ?? .absent }
    var isOurs = true
    if case .byKind = choice {
      isOurs = byName != nil || kinds.contains { $0.known != nil }
    }
    let documents = parts.indices.map { index in
      let range = parts[index]?.range ?? TextRange(0, file.text.length)
      let next = index + 1 < parts.count ? parts[index + 1]?.range.start ?? .max : .max
      let first = index == 0 ? 0 : range.start
      var check = DocumentCheck(
        file: file, tree: tree, range: range, root: parts[index]?.root, settings: settings, rules: rules)
      guard isOurs else { return check.unchecked() }
      check.findings = faults.filter { first <= $0.range.start && $0.range.start < next }
      switch choice {
      case .byKind:
        guard let kind = kinds[index].known ?? byName else { return check.finish() }
        return check.check(kind, stated: kinds[index], schema: library.schema(for: kind))
      case .given(let schema):
        return check.check(schema, isFirst: index == 0)
      case .unavailable(let reason):
        return check.report(unavailable: reason, isFirst: index == 0)
      }
    }
    return FileAnalysis(file: file, tree: tree, documents: documents, isOurs: isOurs)
  }

  /// Reads `file` in its syntax.
  static func read(_ file: SourceFile) -> (tree: SyntaxTree, faults: [Diagnostic]) {
    switch file.syntax {
    case .yaml:
      let result = YAMLReader.read(file.text)
      return (result.tree, result.diagnostics)
    case .json:
      let result = JSONReader.read(file.text)
      return (result.tree, result.diagnostics)
    }
  }

  /// Whether the file at `path` with `text` may be ours, without reading it: by its name, a modeline, or the look of a
  /// top-level `kind` that casecheck knows. A file for which this is false is none of ours.
  public func couldBeOurs(path: String, text: SourceText) -> Bool {
    if DocumentKind.byName(path) != nil || Modeline.schemaReference(in: text) != nil { return true }
    return KindChoice.mayBeStated(in: text.bytes)
  }
}
