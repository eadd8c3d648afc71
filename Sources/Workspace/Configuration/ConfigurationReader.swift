// Takes the settings out of the tree of a configuration file; what has the wrong shape is left to its schema to report.

import Analysis
import DocumentModel
import SourceText

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

  func packs() -> [Configuration.Setting<String>] {
    guard let list = value("packs") else { return [] }
    return tree.items(of: list).compactMap { item in
      text(of: tree.resolved(item)).map { Configuration.Setting(value: $0, line: line(of: item)) }
    }
  }

  func policy() -> Configuration.Setting<String>? {
    guard let node = value("policy"), let policy = text(of: node) else { return nil }
    return Configuration.Setting(value: policy, line: line(of: node))
  }

  func failOn() -> Configuration.Setting<FailOn>? {
    guard let node = value("fail_on"), let failOn = text(of: node).flatMap(FailOn.init) else { return nil }
    return Configuration.Setting(value: failOn, line: line(of: node))
  }
}
