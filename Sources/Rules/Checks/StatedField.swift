// Whether the figure that an assumption repeats is the figure of the document.

import CEL
import DocumentModel

/// At an item with a `field`, a dotted path in the document with list items by index or id, and a `value`: says that the
/// path leads nowhere, or that the two differ. Numbers are compared by value, anything else by its text.
struct StatedField: SwiftCheck {
  static let name = "stated-field"
  static let variables: [String: ValueType] = [
    "resolves": .bool, "field": .string, "stated": .string, "actual": .string,
  ]

  init(_ parameters: CheckParameters) {}

  func run(_ scope: CheckScope) throws(EvaluationError) -> [SwiftFinding] {
    let tree = scope.tree
    guard let path = scalar("field", scope), let value = scalar("value", scope) else { return [] }
    let text = tree.text(of: path)
    let target: NodeID
    switch try resolve(text, scope) {
    case .found(let node): target = node
    case .wanted: return []
    case .nowhere: return [SwiftFinding(at: scope.place(value), variables(text, false, tree.text(of: value), ""))]
    }
    guard !scope.document.isRejected(target) else { return [] }
    if tree.kind(of: target) == .scalar, agree(value, target, tree) { return [] }
    let actual = tree.kind(of: target) == .scalar ? tree.text(of: target) : "several values"
    let fixes =
      tree.kind(of: target) == .scalar
      ? scope.document.value(of: target).map { found in
        [
          FixPlan(
            title: "Write \(actual) in the assumption", isSafe: false,
            operations: [.set(at: value, steps: [], value: Value(found.content))])
        ]
      } ?? [] : []
    return [
      SwiftFinding(
        at: scope.place(value), variables(text, true, tree.text(of: value), actual),
        related: [RuleFinding.Related(place: scope.place(target), message: "\(text) is \(actual) here.")], fixes: fixes)
    ]
  }

  private func variables(_ field: String, _ resolves: Bool, _ stated: String, _ actual: String) -> [String: Value] {
    [
      "field": Value(.string(field)), "resolves": Value(.bool(resolves)), "stated": Value(.string(stated)),
      "actual": Value(.string(actual)),
    ]
  }

  private func scalar(_ name: String, _ scope: CheckScope) -> NodeID? {
    guard let node = scope.tree.value(of: scope.match, named: name), scope.tree.kind(of: node) == .scalar,
      !scope.document.isRejected(node)
    else { return nil }
    return node
  }

  private func agree(_ left: NodeID, _ right: NodeID, _ tree: SyntaxTree) -> Bool {
    if let a = tree.number(of: left), let b = tree.number(of: right) { return a == b }
    if let a = tree.boolean(of: left), let b = tree.boolean(of: right) { return a == b }
    return tree.text(of: left) == tree.text(of: right)
  }

  private enum Target {
    case found(NodeID)
    /// The path ends at a section or field that every case needs and this one lacks: another rule says so.
    case wanted
    case nowhere
  }

  /// Where a dotted path leads. Items of lists go by index, `[2]` or `.2`, or by their id.
  private func resolve(_ path: String, _ scope: CheckScope) throws(EvaluationError) -> Target {
    let tree = scope.tree
    var node = scope.document.root
    for part in path.split(whereSeparator: { $0 == "." || $0 == "[" || $0 == "]" }).map(String.init) {
      try scope.spend(steps: 1)
      switch tree.kind(of: node) {
      case .mapping:
        guard let next = tree.value(of: node, named: part) else {
          return scope.isWanted(part, in: node) ? .wanted : .nowhere
        }
        node = next
      case .sequence:
        let items = tree.items(of: node).map { tree.resolved($0) }
        if let index = Int(part) {
          guard items.indices.contains(index) else { return .nowhere }
          node = items[index]
        } else {
          guard let next = items.first(where: { scope.document.names($0).contains(part) }) else {
            return .nowhere
          }
          node = next
        }
      default: return .nowhere
      }
    }
    return node == scope.document.root ? .nowhere : .found(node)
  }
}
