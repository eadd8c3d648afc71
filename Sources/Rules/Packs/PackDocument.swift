// What the document of a policy pack says, as written: nothing is merged, typed or judged here. What has not the shape
// that the schema asks for is passed over, since the schema has spoken of it.

import CEL
import DocumentModel

/// The content of one policy pack.
struct PackDocument: Sendable {
  let file: PackFile
  let id: RuleText
  let version: Int64
  let title: String?
  let description: String?
  let profile: String?
  /// The packs it builds on, as `id@version`.
  let extends: [RuleText]
  /// What the marks of sources stand for.
  let sources: [String: PackSource]
  let parameters: [ParameterDefinition]
  let vocabularies: [(name: RuleText, value: Vocabulary)]
  let off: [RuleText]
  let unwaivable: [RuleText]
  let severity: [(code: RuleText, severity: Severity)]

  /// The pack as documents and other packs name it, `id@version`.
  var reference: String { "\(id.text)@\(version)" }

  /// Reads a pack; nil where it has no id or no version, so that nothing could name it.
  init?(_ file: PackFile) {
    let reader = PackReader(tree: file.tree)
    let root = file.tree.resolved(file.root)
    guard let id = reader.text("id", of: root), !id.text.isEmpty, let version = reader.integer("version", of: root)
    else { return nil }
    self.file = file
    self.id = id
    self.version = version
    title = reader.text("title", of: root)?.text
    description = reader.text("description", of: root)?.text
    profile = reader.text("profile", of: root)?.text
    extends = reader.texts("extends", of: root)
    var sources: [String: PackSource] = [:]
    for (mark, node) in reader.members("sources", of: root) {
      sources[mark.text] = PackSource(
        mark: mark.text, title: reader.text("title", of: node)?.text ?? mark.text,
        section: reader.text("section", of: node)?.text, url: reader.text("url", of: node)?.text,
        dated: reader.text("dated", of: node)?.text)
    }
    self.sources = sources
    parameters = reader.members("parameters", of: root).compactMap { reader.parameter($0.name, $0.value) }
    vocabularies = reader.members("vocabularies", of: root).compactMap { name, value in
      reader.vocabulary(value).map { (name, $0) }
    }
    let rules = file.tree.value(of: root, named: "rules") ?? root
    off = reader.texts("off", of: rules)
    unwaivable = reader.texts("unwaivable", of: rules)
    severity = reader.members("severity", of: rules).compactMap { code, value in
      reader.text(value).flatMap { Severity(rawValue: $0.text) }.map { (code, $0) }
    }
  }
}

/// Words that change with the programme.
enum Vocabulary: Sendable, Equatable {
  case word(String)
  case words([String])
  /// Texts by name, in the order of the file.
  case table([TableEntry])

  struct TableEntry: Sendable, Equatable {
    let name: String
    let text: String
  }
}

/// Reads the parts of a pack that have the shape they should have.
struct PackReader {
  let tree: SyntaxTree

  /// A string, or any other scalar but null by its text.
  func text(_ node: NodeID) -> RuleText? {
    let node = tree.resolved(node)
    let record = tree[node]
    guard record.kind == .scalar, record.scalarType != .null, !record.flags.contains(.damaged) else { return nil }
    return RuleText(tree.text(of: node), node: node)
  }

  func text(_ name: String, of mapping: NodeID) -> RuleText? {
    tree.value(of: mapping, named: name).flatMap { text($0) }
  }

  func integer(_ name: String, of mapping: NodeID) -> Int64? {
    tree.value(of: mapping, named: name).flatMap { tree.number(of: $0) }.flatMap { Int64($0.description) }
  }

  /// The texts of a list.
  func texts(_ name: String, of mapping: NodeID) -> [RuleText] {
    guard let list = tree.value(of: mapping, named: name) else { return [] }
    return tree.items(of: list).compactMap { text($0) }
  }

  /// The members of a mapping with their values, aliases resolved; keys that begin with `x_` are left out.
  func members(of mapping: NodeID) -> [(name: RuleText, value: NodeID)] {
    tree.members(of: mapping).compactMap { member in
      guard tree.kind(of: member.key) == .scalar else { return nil }
      let name = tree.text(of: member.key)
      return name.hasPrefix("x_") ? nil : (RuleText(name, node: member.key), tree.resolved(member.value))
    }
  }

  func members(_ name: String, of mapping: NodeID) -> [(name: RuleText, value: NodeID)] {
    tree.value(of: mapping, named: name).map { members(of: $0) } ?? []
  }

  func vocabulary(_ node: NodeID) -> Vocabulary? {
    switch tree.kind(of: node) {
    case .scalar: return text(node).map { .word($0.text) }
    case .sequence: return .words(tree.items(of: node).compactMap { text($0)?.text })
    case .mapping:
      return .table(
        members(of: node).compactMap { name, value in
          text(value).map { Vocabulary.TableEntry(name: name.text, text: $0.text) }
        })
    case .alias: return nil
    }
  }
}
