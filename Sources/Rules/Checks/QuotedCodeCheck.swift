// The check that a code is text, where YAML reads it as a number.

import CEL
import DocumentModel

struct QuotedCodeCheck: SwiftCheck {
  static let name = "code-is-text"
  static let variables: [String: ValueType] = ["number": .string]

  private let condition: String?

  /// With the parameter `text_must`, the name of a bool, codes that are text are looked at instead, and found where it
  /// is false.
  init(_ parameters: CheckParameters) { condition = parameters.text("text_must") }

  func run(_ scope: CheckScope) -> [SwiftFinding] {
    let tree = scope.tree
    guard tree.kind(of: scope.match) == .scalar else { return [] }
    let number = tree.number(of: scope.match)
    if let condition {
      guard number == nil, case .bool(false)? = scope.value(condition)?.content else { return [] }
      return [SwiftFinding(at: scope.place(scope.match))]
    }
    guard let number else { return [] }
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
