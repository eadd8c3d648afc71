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
  /// The file as it was read, with what is wrong in it; `nil` where there is none.
  public let file: CheckedFile?
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
    file = nil
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
    file = nil
  }

  /// Reads the settings from `file`, whose values count where they have the right shape.
  init(root: String, path: String, file: CheckedFile) {
    let reader = ConfigurationReader(file.analysis.tree)
    self.root = root
    self.path = path
    self.file = file
    rules = reader.rules()
    exclude = reader.exclude()
    failOn = reader.failOn()
    failure =
      file.diagnostics.contains { $0.severity == .error }
      ? "The configuration has errors; what they concern is not in force." : nil
  }
}

/// Reads settings from the tree of a configuration file.
struct ConfigurationReader {
  private let tree: SyntaxTree
  private let root: NodeID?

  init(_ tree: SyntaxTree) {
    self.tree = tree
    root = tree.documents.first?.root.map { tree.resolved($0) }
  }

  private func value(_ name: String) -> NodeID? {
    root.flatMap { tree.value(of: $0, named: name) }
  }

  private func line(of node: NodeID) -> Int {
    tree.source.line(at: tree.range(of: node).start) + 1
  }

  private func text(of node: NodeID) -> String? {
    tree.kind(of: node) == .scalar && tree[node].scalarType == .string ? tree.text(of: node) : nil
  }

  func rules() -> [Configuration.Setting<(key: String, choice: SeverityChoice)>] {
    guard let rules = value("rules") else { return [] }
    return tree.members(of: rules).compactMap { member in
      guard let level = text(of: tree.resolved(member.value)), let choice = ConfigurationReader.choice(level) else {
        return nil
      }
      return Configuration.Setting(value: (tree.text(of: member.key), choice), line: line(of: member.key))
    }
  }

  private static func choice(_ level: String) -> SeverityChoice? {
    level == "off" ? .off : Severity(rawValue: level).map { .severity($0) }
  }

  func exclude() -> [Configuration.Setting<String>] {
    guard let list = value("exclude") else { return [] }
    return tree.items(of: list).compactMap { item in
      text(of: tree.resolved(item)).map { Configuration.Setting(value: $0, line: line(of: item)) }
    }
  }

  func failOn() -> Configuration.Setting<FailOn>? {
    guard let node = value("fail_on"), let failOn = text(of: node).flatMap(FailOn.init) else { return nil }
    return Configuration.Setting(value: failOn, line: line(of: node))
  }
}
