// The check that a code is text, where YAML reads it as a number.

import CEL
import DocumentModel

struct QuotedCodeCheck: SwiftCheck {
  static let name = "code-is-text"
  static let variables: [String: ValueType] = ["number": .string]

  init(_ parameters: CheckParameters) {}

  func run(_ scope: CheckScope) -> [SwiftFinding] {
    let tree = scope.tree
    guard tree.kind(of: scope.match) == .scalar, let number = tree.number(of: scope.match) else { return [] }
    return [
      SwiftFinding(
        at: scope.place(scope.match), ["number": Value(.string(number.description))],
        fixes: [
          FixPlan(
            title: "Put the code in quotes", isSafe: true,
            operations: [.set(at: scope.match, steps: [], value: Value(.string(tree.text(of: scope.match))))])
        ])
    ]
  }
}
