// Items of a list that nothing in the document refers to.

import CEL
import DocumentModel

/// At a list of items with ids: finds each item that no reference of the kind `kind` (the schema's `x-ref`) names.
struct UnusedItems: SwiftCheck {
  static let name = "unused-items"
  static let variables: [String: ValueType] = ["id": .string]
  private let kind: String

  init(_ parameters: CheckParameters) throws(CheckParameterFault) { kind = try parameters.required("kind") }

  func run(_ scope: CheckScope) throws(EvaluationError) -> [SwiftFinding] {
    let tree = scope.tree
    var used: Set<String> = []
    var pending = [scope.document.root]
    // A section that is absent may be where an item is cited: who needs that to be said first names the rule that does.
    _ = scope.document.value(of: scope.document.root)
    while let node = pending.popLast() {
      try scope.spend(steps: 1)
      switch tree.kind(of: node) {
      case .mapping: tree.forEachMember(of: node) { pending.append(tree.resolved($0.value)) }
      case .sequence: for item in tree.items(of: node) { pending.append(tree.resolved(item)) }
      case .scalar:
        // Under a key that the schema does not know, be it misspelt, a text may be meant as a citation.
        let shape = scope.document.shape(of: node)
        if shape == nil || shape?.reference == kind { used.insert(tree.text(of: node)) }
      default: break
      }
    }
    return tree.items(of: scope.match).compactMap { item in
      let item = tree.resolved(item)
      guard let id = tree.value(of: item, named: "id"), tree.kind(of: id) == .scalar else { return nil }
      let text = tree.text(of: id)
      return used.contains(text) ? nil : SwiftFinding(at: scope.place(item), ["id": Value(.string(text))])
    }
  }
}
