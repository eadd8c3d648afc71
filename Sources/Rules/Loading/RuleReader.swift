// Reads the document of a rule into plain declarations. What has not the shape that the schema asks for is passed over,
// since the schema has spoken of it.

import CEL
import DocumentModel

/// Reads rules from trees.
struct RuleReader {
  let tree: SyntaxTree

  /// Reads a rule; nil where it has no code, so that nothing could name it.
  static func read(_ file: RuleFile) -> Rule? {
    RuleReader(tree: file.tree).rule(file.tree.resolved(file.root))
  }

  private func rule(_ root: NodeID) -> Rule? {
    guard let code = text("code", of: root) else { return nil }
    let name = text("name", of: root)?.text ?? code.text
    return Rule(
      code: code, name: name, title: text("title", of: root)?.text ?? Self.sentence(name),
      severity: tree.value(of: root, named: "severity").flatMap { severity($0) } ?? SeverityByStatus(.error),
      scope: text("scope", of: root).flatMap { Rule.Scope(rawValue: $0.text) } ?? .document,
      needs: needs(of: root), checks: items("checks", of: root).compactMap { check($0) },
      sources: oneOrMany("source", of: root).compactMap { source($0) }, why: text("why", of: root)?.text ?? "",
      waive: text("waive", of: root)?.text)
  }

  /// A kebab-case name as a sentence without a stop.
  private static func sentence(_ name: String) -> String {
    let words = name.split(separator: "-").joined(separator: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }

  private func check(_ node: NodeID) -> Check? {
    guard let condition = condition(node) else { return nil }
    let message = text("message", of: node) ?? RuleText("", node: node)
    return Check(
      node: node, places: oneOrMany("for", of: node).compactMap { text($0) }, when: text("when", of: node),
      lets: lets(of: node), condition: condition,
      severity: tree.value(of: node, named: "severity").flatMap { severity($0) }, at: text("at", of: node),
      message: message, related: items("related", of: node).compactMap { related($0) },
      fixes: oneOrMany("fix", of: node).compactMap { fix($0) }, needs: needs(of: node))
  }

  private func condition(_ node: NodeID) -> Check.Condition? {
    if let expression = text("check", of: node) { return .expression(expression) }
    if let derive = tree.value(of: node, named: "derive") { return derived(derive).map { .derived($0) } }
    return text("swift", of: node).map { .compiledIn($0, parameters: tree.value(of: node, named: "params")) }
  }

  private func derived(_ node: NodeID) -> DerivedDeclaration? {
    guard let at = text("at", of: node), let value = text("value", of: node) else { return nil }
    let format = text("format", of: node).flatMap { DerivedDeclaration.Format(rawValue: $0.text) } ?? .number
    return DerivedDeclaration(
      at: at, value: value, tolerance: text("tolerance", of: node), format: format,
      decimals: text("decimals", of: node).flatMap { Int($0.text) }.map { min(max($0, 0), FixedDecimal.maximumScale) }
        ?? (format == .gbp ? 0 : 2),
      title: text("title", of: node)?.text, formula: text("formula", of: node)?.text,
      working: text("working", of: node))
  }

  private func lets(of node: NodeID) -> [LetDeclaration] {
    guard let map = tree.value(of: node, named: "let") else { return [] }
    return tree.members(of: map).compactMap { member in
      text(member.value).map { LetDeclaration(name: RuleText(tree.text(of: member.key), node: member.key), value: $0) }
    }
  }

  private func related(_ node: NodeID) -> RelatedDeclaration? {
    guard let at = text("at", of: node), let message = text("message", of: node) else { return nil }
    return RelatedDeclaration(
      places: text("for", of: node), when: text("when", of: node), at: at, message: message)
  }

  private func fix(_ node: NodeID) -> FixDeclaration? {
    guard let title = text("title", of: node) else { return nil }
    for action in [FixDeclaration.Action.replace, .append, .remove] {
      guard let path = text(action.rawValue, of: node) else { continue }
      return FixDeclaration(
        title: title, action: action, path: path, value: text("with", of: node), places: text("for", of: node),
        when: text("when", of: node), isSafe: text("applicability", of: node)?.text != "unsafe")
    }
    return nil
  }

  private func needs(of node: NodeID) -> [Need] {
    items("needs", of: node).compactMap { item in
      if let code = text(item) { return Need(code: code, isForCase: false) }
      return text("code", of: item).map { Need(code: $0, isForCase: text("scope", of: item)?.text == "case") }
    }
  }

  private func source(_ node: NodeID) -> RuleSource? {
    text("title", of: node).map { title in
      RuleSource(
        mark: text("mark", of: node)?.text, title: title.text, section: text("section", of: node)?.text,
        url: text("url", of: node)?.text)
    }
  }

  private func severity(_ node: NodeID) -> SeverityByStatus? {
    if let one = text(node) { return Severity(rawValue: one.text).map { SeverityByStatus($0) } }
    var byStatus: [String: Severity] = [:]
    for member in tree.members(of: node) {
      if let text = text(member.value), let severity = Severity(rawValue: text.text) {
        byStatus[tree.text(of: member.key)] = severity
      }
    }
    let otherwise = byStatus.removeValue(forKey: "otherwise")
    return otherwise.map { SeverityByStatus($0, byStatus: byStatus) }
  }

  // MARK: Nodes

  private func text(_ name: String, of node: NodeID) -> RuleText? {
    tree.value(of: node, named: name).flatMap { text($0) }
  }

  private func text(_ node: NodeID) -> RuleText? {
    let node = tree.resolved(node)
    guard tree.kind(of: node) == .scalar, tree[node].scalarType != .null else { return nil }
    return RuleText(tree.text(of: node), node: node)
  }

  private func items(_ name: String, of node: NodeID) -> [NodeID] {
    guard let list = tree.value(of: node, named: name) else { return [] }
    return tree.items(of: list).map { tree.resolved($0) }
  }

  private func oneOrMany(_ name: String, of node: NodeID) -> [NodeID] {
    guard let value = tree.value(of: node, named: name) else { return [] }
    return tree.kind(of: value) == .sequence ? tree.items(of: value).map { tree.resolved($0) } : [value]
  }
}
