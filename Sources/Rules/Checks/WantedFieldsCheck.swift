// The check that the sections and fields which a case needs by its status are there, as the schema marks them.

import CEL
import DocumentModel

struct WantedFieldsCheck: SwiftCheck {
  static let name = "wanted-fields"
  static let variables: [String: ValueType] = ["field": .string, "status": .string, "reason": .string]

  init(_ parameters: CheckParameters) {}

  func run(_ scope: CheckScope) throws(EvaluationError) -> [SwiftFinding] {
    var found: [SwiftFinding] = []
    // What is absent is not gone into: a section is told of once.
    for (node, shape) in try scope.shapedNodes() {
      guard shape.reading == .object, scope.tree.kind(of: node) == .mapping,
        !scope.tree[node].flags.contains(.incomplete)
      else { continue }
      // Of a document without its first block the schema speaks; what else it lacks can wait.
      if node == scope.document.root, scope.tree.value(of: node, named: "metadata") == nil { continue }
      if isToldOfAsAWhole(node, scope) { continue }
      for field in shape.fields {
        try scope.spend(steps: 1)
        if let finding = try look(for: field, in: node, scope) { found.append(finding) }
      }
    }
    return found
  }

  /// Whether a mapping is wanted itself and empty, so that what it lacks goes without saying.
  private func isToldOfAsAWhole(_ node: NodeID, _ scope: CheckScope) -> Bool {
    let tree = scope.tree
    guard tree.count(of: node) == 0, let parent = tree.parent(of: node), let key = tree.key(of: node),
      let presence = scope.document.shape(of: parent)?.field(tree.text(of: key))?.presence
    else { return false }
    return presence != .optional && presence != .schema
  }

  private func look(
    for field: FieldShape, in node: NodeID, _ scope: CheckScope
  ) throws(EvaluationError) -> SwiftFinding? {
    let shapes = scope.document.shapes
    let shape = shapes[field.shape]
    guard field.presence != .schema, field.presence != .optional, shape.absence == nil,
      !scope.document.isMisspelt(field.name, in: node)
    else { return nil }
    let value = scope.tree.value(of: node, named: field.name).map { scope.tree.resolved($0) }
    if let value {
      guard !scope.document.isRejected(value), isEmpty(value, shape, scope) else { return nil }
    }
    let description = shapes.description(of: field.shape)
    var reason = description
    if case .conditional(let words, let expression) = field.presence {
      guard try scope.isWanted(expression, of: node) else { return nil }
      reason = words
    }
    let title = shape.title ?? field.name
    var fixes: [FixPlan] = []
    if let example = shapes.example(of: field.shape) {
      fixes.append(
        FixPlan(
          title: "Insert an example of \(field.name), to be overwritten", isSafe: false,
          operations: [.set(at: value ?? node, steps: value == nil ? [.member(field.name)] : [], value: example)]))
    }
    return SwiftFinding(
      at: scope.place(value ?? node, isMissing: value == nil),
      [
        "field": Value(.string(Self.words(title, field.name))),
        "status": Value(.string(Self.status(after: scope.document.status))), "reason": Value(.string(reason)),
      ], fixes: fixes)
  }

  /// The title, with the name where the title does not show it.
  private static func words(_ title: String, _ name: String) -> String {
    let plain = String(title.lowercased().map { $0 == " " || $0 == "-" ? "_" : $0 })
    return plain == name ? title : "\(title) (`\(name)`)"
  }

  /// The status that the case cannot have without the field.
  private static func status(after status: String?) -> String {
    status == "agreed" || status == "approved" ? status ?? "" : "submitted"
  }

  private func isEmpty(_ node: NodeID, _ shape: Shape, _ scope: CheckScope) -> Bool {
    let tree = scope.tree
    switch tree.kind(of: node) {
    case .mapping, .sequence:
      return !shape.mayBeEmpty && !tree[node].flags.contains(.incomplete) && tree.count(of: node) == 0
    case .scalar: return tree[node].scalarType == .null || tree.text(of: node).allSatisfy(\.isWhitespace)
    case .alias: return false
    }
  }
}
