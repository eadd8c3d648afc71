// What the analysis of one file gives: its tree and, for each document of the stream, findings and matches.

import DocumentModel
import JSONSchema
import SourceText

/// Which schema a file is checked against.
public enum SchemaChoice: Sendable {
  /// The schema of each document's kind.
  case byKind
  /// This schema, whatever the kind: one named on the command line or by a modeline.
  case given(Schema)
  /// The schema that a modeline names cannot be used; the text says why. It is reported at the modeline.
  case unavailable(String)
}

/// How a file is analysed.
public struct AnalysisSettings: Sendable, Hashable {
  /// What configuration says of severities.
  public var severities: SeveritySettings
  /// Whether `format` is an assertion of a ``SchemaChoice/given(_:)`` schema. Our own schemas always assert it.
  public var assertsFormat: Bool
  /// Whether the matches are kept that hover and completion need.
  public var collectsMatches: Bool
  /// How many findings one document may have; one more says that there are others.
  public var findingLimit: Int

  /// Makes settings.
  public init(
    severities: SeveritySettings = SeveritySettings(), assertsFormat: Bool = true, collectsMatches: Bool = true,
    findingLimit: Int = 1_000
  ) {
    self.severities = severities
    self.assertsFormat = assertsFormat
    self.collectsMatches = collectsMatches
    self.findingLimit = findingLimit
  }
}

/// One document of a stream with what was found in it.
public struct DocumentAnalysis: Sendable {
  /// The bytes of the document in the file.
  public let range: TextRange
  /// Its root node, or `nil` where it is empty.
  public let root: NodeID?
  /// Its kind, by its `kind` or the file's name; `nil` where it is checked against a given schema or is none of ours.
  public let kind: DocumentKind?
  /// The text of its top-level `policy_pack`, if it has one.
  public let policy: String?
  /// What was found, in the order of the text.
  public let diagnostics: [Diagnostic]
  /// The schema it was checked against, if any.
  public let schema: Schema?
  /// The outcome of that check; its matches are there if ``AnalysisSettings/collectsMatches`` asked for them.
  public let evaluation: Evaluation?
  /// The check itself, where rules ran, so that what the portfolio adds can be put in.
  let check: DocumentCheck?

  /// The document as a member of a portfolio; `nil` where no rules ran on it.
  public var member: CaseAnalysis? { check?.ruleRun }
}

/// A file with what was found in it.
public struct FileAnalysis: Sendable {
  /// The file.
  public let file: SourceFile
  /// The tree that was read from it.
  public let tree: SyntaxTree
  /// Its documents in order, at least one.
  public let documents: [DocumentAnalysis]
  /// Whether it is a file for casecheck: by name, by a document's kind or because a schema was given. Others have no
  /// findings.
  public let isOurs: Bool

  /// All findings of all documents, in the order of the text.
  public var diagnostics: [Diagnostic] { documents.flatMap(\.diagnostics) }

  /// The document at `offset`: the last one that starts at or before it.
  public func document(at offset: Int) -> DocumentAnalysis? {
    documents.last { $0.range.start <= offset } ?? documents.first
  }
}
