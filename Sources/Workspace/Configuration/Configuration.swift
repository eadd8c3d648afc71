// What a `.casecheck.yaml` says, and for which folder it speaks.

import Analysis
import DocumentModel
import SourceText

/// The configuration of a folder tree.
public struct Configuration: Sendable {
  /// The name by which configuration is found.
  public static let fileName = ".casecheck.yaml"

  /// A value with the line of the configuration file (from 1) on which it stands.
  public struct Setting<Value: Sendable>: Sendable {
    /// The value.
    public let value: Value
    /// The line, from 1.
    public let line: Int
  }

  /// The root of the workspace: the nearest folder upward with a configuration or a repository, else the folder asked
  /// about. Absolute.
  public let root: String
  /// The absolute path of the configuration file; `nil` where there is none.
  public let path: String?
  /// Severities by code, name or group, in the order of the file.
  public let rules: [Setting<(key: String, choice: SeverityChoice)>]
  /// Globs of what a search leaves out, relative to ``base``.
  public let exclude: [Setting<String>]
  /// From which severity on a run fails.
  public let failOn: Setting<FailOn>?
  /// The policy pack, as `id@version`, in place of those that documents name.
  public let policy: Setting<String>?
  /// Files and folders with rules and packs, relative to ``base``.
  public let packs: [Setting<String>]
  /// The text of the file; `nil` where there is none or it could not be read.
  public let text: SourceText?
  /// What is wrong in the file, each with its own severity whatever the file says of severities.
  public let diagnostics: [Diagnostic]
  /// Why the file cannot be relied on, as a sentence; `nil` where it can. What could be read of it is in force all the
  /// same.
  public let failure: String?

  /// The folder that ``exclude`` is relative to.
  public var base: String { path.flatMap(Path.parent) ?? root }

  /// The severities in the form the analysis takes.
  public var severities: SeveritySettings {
    SeveritySettings(Dictionary(rules.map { ($0.value.key, $0.value.choice) }) { first, _ in first })
  }

  /// The configuration where there is no file.
  init(root: String) {
    self.root = root
    path = nil
    rules = []
    exclude = []
    failOn = nil
    policy = nil
    packs = []
    text = nil
    diagnostics = []
    failure = nil
  }

  /// The configuration of a file that could not be read.
  init(root: String, path: String, failure: String) {
    self.root = root
    self.path = path
    self.failure = failure
    rules = []
    exclude = []
    failOn = nil
    policy = nil
    packs = []
    text = nil
    diagnostics = []
  }

  /// Takes the settings from the tree of the file at `path`; values count where they have the right shape.
  init(root: String, path: String, analysis: FileAnalysis, diagnostics: [Diagnostic]) {
    let reader = ConfigurationReader(analysis.tree)
    self.root = root
    self.path = path
    self.diagnostics = diagnostics
    text = analysis.tree.source
    rules = reader.rules()
    exclude = reader.exclude()
    failOn = reader.failOn()
    policy = reader.policy()
    packs = reader.packs()
    if analysis.documents.first?.kind != .casecheckConfig {
      failure = "The file is not a configuration: its `kind` has to be `casecheck_config`."
    } else if diagnostics.contains(where: { $0.severity == .error }) {
      failure = "The configuration has errors, and what they concern is not in force."
    } else {
      failure = nil
    }
  }
}
