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
  /// The text of the file; empty where nothing was found in it.
  public let text: SourceText
  /// The findings, in the order of the text.
  public let diagnostics: [Diagnostic]
  /// From which severity on they make the run fail, by the file's configuration.
  public let failOn: FailOn
  /// The texts of other files that related information speaks of, by path.
  public let relatedTexts: [String: SourceText]

  init(
    path: String, kind: DocumentKind?, text: SourceText, diagnostics: [Diagnostic], failOn: FailOn = .error,
    relatedTexts: [String: SourceText] = [:]
  ) {
    self.path = path
    self.kind = kind
    self.text = text
    self.diagnostics = diagnostics
    self.failOn = failOn
    self.relatedTexts = relatedTexts
  }
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
  /// The files checked, in the order of the candidates; empty unless ``CheckRun/Options/keepsFiles`` asked for them.
  public internal(set) var files: [RunFile] = []
  /// What could not be checked, and why.
  public internal(set) var failures: [CheckFailure] = []
  /// The configurations and schemas already reported, by path.
  private var reported: Set<Path.Key> = []

  init() {}

  /// Whether a finding makes the run fail; `failOn` goes before what configuration says.
  public func hasFailingFinding(_ failOn: FailOn?) -> Bool {
    documents.contains { document in
      let limit = failOn ?? document.failOn
      return document.diagnostics.contains { limit.includes($0.severity) }
    }
  }

  /// Adds what came of `candidate`.
  mutating func add(_ outcome: FileOutcome, of candidate: Candidate) {
    failures += outcome.failures.map { CheckFailure(path: candidate.path, message: $0) }
    documents += outcome.documents
    if outcome.documents.contains(where: { $0.kind == .casecheckConfig }) {
      reported.insert(Path.key(candidate.absolutePath))
    }
    if let checked = outcome.checked { files.append(RunFile(path: candidate.path, checked: checked)) }
  }

  /// Adds what is wrong with what `outcome` relied on, once all files are added that were checked for themselves.
  /// `shown` gives the path under which reports show a file.
  mutating func addFoundations(of outcome: FileOutcome, shown: (String) -> String) {
    if let loaded = outcome.faultySchema { addSchema(loaded, shown: shown) }
    if let configuration = outcome.configuration { add(configuration, shown: shown) }
  }

  /// Adds a configuration that cannot be relied on; each file of configuration once.
  mutating func add(_ configuration: Configuration, shown: (String) -> String) {
    guard let path = configuration.path, let failure = configuration.failure else { return }
    let name = shown(path)
    let entry = CheckFailure(path: name, message: failure)
    if !failures.contains(entry) { failures.append(entry) }
    guard let text = configuration.text, reported.insert(Path.key(path)).inserted else { return }
    documents.append(
      RunDocument(
        path: name, kind: .casecheckConfig, text: text, diagnostics: configuration.diagnostics))
  }

  /// Adds what is wrong with rules and packs, each file once.
  mutating func add(_ policy: LoadedPolicy) {
    for document in policy.documents where !documents.contains(where: { $0.path == document.path }) {
      documents.append(document)
    }
    for failure in policy.failures where !failures.contains(failure) { failures.append(failure) }
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
    guard reported.insert(Path.key(document.path)).inserted else { return }
    documents.append(
      RunDocument(
        path: shown(document.path), kind: nil, text: document.text, diagnostics: document.diagnostics))
  }
}
