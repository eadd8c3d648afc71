// The check of one file as both the command line and the daemon do it: its configuration, its schema, its findings.

import Analysis
import DocumentModel
import JSONSchema

/// A file with its findings and with what it was checked by.
public struct CheckedFile: Sendable {
  /// What the analysis gives.
  public let analysis: FileAnalysis
  /// The findings of each document of ``analysis``, those of its encoding and of configuration included.
  public let findings: [[Diagnostic]]
  /// The configuration in force.
  public let configuration: Configuration
  /// The schema that a modeline names; `nil` where none does.
  public let schema: LoadedSchema?
  /// The modeline's name of the schema.
  public let schemaReference: String?
  /// The findings about the encoding of the file.
  let notes: [Diagnostic]

  /// All findings of all documents, in the order of the text.
  public var diagnostics: [Diagnostic] { findings.flatMap { $0 } }

  /// Whether a document of it belongs to a portfolio.
  public var isMember: Bool { analysis.documents.contains { $0.member != nil } }
}

/// Checks files. A checker may be used from any thread.
public final class FileChecker: Sendable {
  let analyzer: Analyzer
  private let configurations: ConfigurationStore
  private let schemas: SchemaStore
  let policies: PolicyStore

  /// Makes a checker that looks up what it needs in these stores.
  public init(
    analyzer: Analyzer, configurations: ConfigurationStore, schemas: SchemaStore, policies: PolicyStore = PolicyStore()
  ) {
    self.analyzer = analyzer
    self.configurations = configurations
    self.schemas = schemas
    self.policies = policies
  }

  /// Checks `file`, which stands in the absolute `folder`.
  ///
  /// - Parameters:
  ///   - schema: what every document is checked against; by default the schema that a modeline names, else that of the
  ///     document's kind.
  ///   - notes: findings about the encoding of the file, which belong to its first document.
  ///   - settings: how to analyse; the severities are taken from configuration.
  public func check(
    _ file: SourceFile, in folder: String, against schema: Schema? = nil, notes: [Diagnostic] = [],
    settings: AnalysisSettings
  ) -> CheckedFile {
    let configuration = configurations.configuration(forFolder: folder)
    var settings = settings
    settings.severities = configuration.severities
    var loaded: LoadedSchema?
    var reference: String?
    let choice: SchemaChoice
    if let schema {
      choice = .given(schema)
    } else if file.syntax == .yaml, let modeline = Modeline.schemaReference(in: file.text) {
      settings.assertsFormat = true
      let named = schemas.schema(named: modeline.reference, in: folder)
      (loaded, reference) = (named, modeline.reference)
      choice = FileChecker.choice(named, modeline.reference)
    } else {
      choice = .byKind
    }
    var rules: RuleSettings?
    if case .byKind = choice { rules = policies.settings(for: configuration, folder: folder) }
    let analysis = analyzer.analyze(file, schema: choice, settings: settings, rules: rules)
    return CheckedFile(
      analysis: analysis, findings: findings(of: analysis, notes: notes, configuration: configuration),
      configuration: configuration, schema: loaded, schemaReference: reference, notes: notes)
  }

  /// `files` as one portfolio: each with what the rules that look at several cases find in it. No analysis may read
  /// their trees meanwhile.
  public func portfolio(_ files: [CheckedFile]) -> [CheckedFile] {
    zip(files, analyzer.portfolio(files.map(\.analysis))).map(finished)
  }

  /// `file` with what the rules find in it that look at it and `others` as one portfolio.
  public func portfolio(of file: CheckedFile, among others: [CheckedFile]) -> CheckedFile {
    let analyses = analyzer.portfolio([file.analysis] + others.map(\.analysis), only: 0)
    return analyses.first.map { finished(file, $0) } ?? file
  }

  private func finished(_ file: CheckedFile, _ analysis: FileAnalysis) -> CheckedFile {
    CheckedFile(
      analysis: analysis,
      findings: findings(of: analysis, notes: file.notes, configuration: file.configuration),
      configuration: file.configuration, schema: file.schema, schemaReference: file.schemaReference, notes: file.notes)
  }

  /// What to check against where a modeline calls `loaded` by `reference`. A schema is used in spite of problems that
  /// were found when it was compiled, since the analysis reports those, but not if its text could not be read in full.
  private static func choice(_ loaded: LoadedSchema, _ reference: String) -> SchemaChoice {
    if let schema = loaded.schema {
      if loaded.failures.isEmpty || !schema.problems.isEmpty { return .given(schema) }
      let faults = loaded.documents.lazy.flatMap(\.diagnostics).filter { $0.severity == .error }
      return .unavailable("The schema `\(reference)` cannot be used. \(faults.first?.message ?? "")")
    }
    let reasons = loaded.failures.map(\.message).joined(separator: " ")
    return .unavailable(
      reasons.contains("`\(reference)`") ? reasons : "The schema `\(reference)` cannot be used. \(reasons)")
  }

  /// `diagnostic` with absolute paths in place of the `file` URIs by which schemas know their files.
  private static func withPaths(_ diagnostic: Diagnostic) -> Diagnostic {
    guard diagnostic.related.contains(where: { $0.path != nil }) else { return diagnostic }
    var diagnostic = diagnostic
    for index in diagnostic.related.indices {
      if let path = diagnostic.related[index].path.flatMap(FileURI.path) { diagnostic.related[index].path = path }
    }
    return diagnostic
  }

  /// Whether all that would make the file ours is a modeline that names a schema on the network, which is not read: such
  /// a file is for other tools.
  public func isOursByNetworkSchemaAlone(_ checked: CheckedFile) -> Bool {
    guard let loaded = checked.schema, !loaded.failures.isEmpty, loaded.documents.isEmpty else { return false }
    guard SchemaStore.isURI(checked.schemaReference ?? "") else { return false }
    return !analyzer.analyze(checked.analysis.file).isOurs
  }

  /// The findings of `analysis` by document, with those that others than the analysis make.
  private func findings(
    of analysis: FileAnalysis, notes: [Diagnostic], configuration: Configuration
  ) -> [[Diagnostic]] {
    let severities = configuration.severities
    var findings = analysis.documents.map { $0.diagnostics.map(FileChecker.withPaths) }
    guard analysis.isOurs, let first = findings.first else { return findings }
    let others =
      (notes + ConfigurationFindings.find(in: analysis, book: { self.policies.policy(for: configuration).book }))
      .compactMap { finding in
        severities.severity(of: finding.code, otherwise: finding.severity).map { severity in
          var finding = finding
          finding.severity = severity
          return finding
        }
      }
    guard !others.isEmpty else { return findings }
    findings[0] = (first + others).sorted {
      ($0.range, $0.code.code, $0.message) < ($1.range, $1.code.code, $1.message)
    }
    return findings
  }
}
