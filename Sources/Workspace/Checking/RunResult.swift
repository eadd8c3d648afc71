// What a run found: documents with findings, files with what applied to them, and what could not be done.

import Analysis
import DocumentModel
import SourceText

/// A document that a run checked.
public struct RunDocument: Sendable {
  /// The path as reports show it.
  public let path: String
  /// The document's kind; `nil` where it has none or was checked against a schema that was given.
  public let kind: DocumentKind?
  /// The text of the file.
  public let text: SourceText
  /// The findings, in the order of the text.
  public let diagnostics: [Diagnostic]
  /// From which severity on they make the run fail, by the file's configuration.
  public let failOn: FailOn
  /// The texts of other files that related information speaks of, by path.
  public let relatedTexts: [String: SourceText]
}

/// A file that a run checked.
public struct RunFile: Sendable {
  /// The path as reports show it.
  public let path: String
  /// The file with all that applied to it.
  public let checked: CheckedFile
}

/// The result of a run.
public struct RunResult: Sendable {
  /// The documents, in the order of the candidates; those of one file in their own order. Schemas and configurations
  /// that have findings are among them.
  public internal(set) var documents: [RunDocument] = []
  /// The files checked, in the order of the candidates.
  public internal(set) var files: [RunFile] = []
  /// What could not be checked, and why.
  public internal(set) var failures: [CheckFailure] = []
  /// The folders that could not be read.
  var failedFolders: Set<String> = []
  /// The configurations and schemas already reported, by path.
  private var reported: Set<String> = []

  init() {}

  /// Whether a finding makes the run fail; `failOn` goes before what configuration says.
  public func hasFailingFinding(_ failOn: FailOn?) -> Bool {
    documents.contains { document in
      let limit = failOn ?? document.failOn
      return document.diagnostics.contains { limit.includes($0.severity) }
    }
  }

  /// Adds what came of `candidate`. `shown` gives the path under which reports show a file.
  mutating func add(_ outcome: FileOutcome, of candidate: Candidate, shown: (String) -> String) {
    failures += outcome.failures.map { CheckFailure(path: candidate.path, message: $0) }
    if let (text, finding) = outcome.oversize {
      documents.append(
        RunDocument(
          path: candidate.path, kind: DocumentKind.byName(candidate.path), text: text, diagnostics: [finding],
          failOn: .error, relatedTexts: [:]))
    }
    guard let checked = outcome.checked else { return }
    files.append(RunFile(path: candidate.path, checked: checked))
    if checked.analysis.documents.contains(where: { $0.kind == .casecheckConfig }) {
      reported.insert(candidate.absolutePath)
    }
    var texts: [String: SourceText] = [:]
    if let loaded = checked.schema {
      for document in loaded.documents { texts[shown(document.path)] = document.text }
      if !loaded.failures.isEmpty { addSchema(loaded, shown: shown) }
    }
    for (document, findings) in zip(checked.analysis.documents, checked.findings) {
      documents.append(
        RunDocument(
          path: candidate.path, kind: document.kind, text: checked.analysis.file.text,
          diagnostics: findings.map { RunResult.showing($0, shown) },
          failOn: checked.configuration.failOn?.value ?? .error, relatedTexts: texts))
    }
    add(checked.configuration, shown: shown)
  }

  /// Adds a configuration that cannot be relied on; each file of configuration once.
  mutating func add(_ configuration: Configuration, shown: (String) -> String) {
    guard let path = configuration.path, let failure = configuration.failure else { return }
    let name = shown(path)
    let entry = CheckFailure(path: name, message: failure)
    if !failures.contains(entry) { failures.append(entry) }
    guard let text = configuration.text, reported.insert(path).inserted else { return }
    documents.append(
      RunDocument(
        path: name, kind: .casecheckConfig, text: text, diagnostics: configuration.diagnostics, failOn: .error,
        relatedTexts: [:]))
  }

  /// Adds the files of a schema that cannot be used: its own, and those in which something is wrong.
  mutating func addSchema(_ loaded: LoadedSchema, shown: (String) -> String) {
    for (index, document) in loaded.documents.enumerated() where index == 0 || !document.diagnostics.isEmpty {
      add(document, shown: shown)
    }
  }

  /// Adds the files of a schema that can be used although there is something to say of them.
  mutating func addFindings(of loaded: LoadedSchema, shown: (String) -> String) {
    for document in loaded.documents where !document.diagnostics.isEmpty { add(document, shown: shown) }
  }

  private mutating func add(_ document: LoadedSchema.Document, shown: (String) -> String) {
    guard reported.insert(document.path).inserted else { return }
    documents.append(
      RunDocument(
        path: shown(document.path), kind: nil, text: document.text, diagnostics: document.diagnostics, failOn: .error,
        relatedTexts: [:]))
  }

  /// `diagnostic` with the paths of other files as reports show them.
  private static func showing(_ diagnostic: Diagnostic, _ shown: (String) -> String) -> Diagnostic {
    guard diagnostic.related.contains(where: { $0.path != nil }) else { return diagnostic }
    var diagnostic = diagnostic
    for index in diagnostic.related.indices {
      guard let path = diagnostic.related[index].path else { continue }
      diagnostic.related[index].path = shown(path)
    }
    return diagnostic
  }
}
