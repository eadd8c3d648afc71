// The check that financial years are written as such, as keys and as values.

import CEL
import DocumentModel

struct FinancialYearCheck: SwiftCheck {
  static let name = "financial-years"
  static let variables: [String: ValueType] = ["year": .string]

  private let pattern: String

  /// The parameter `pattern` is the `x-pattern` by which the schema marks values that are years.
  init(_ parameters: CheckParameters) throws(CheckParameterFault) {
    pattern = try parameters.required("pattern")
  }

  func run(_ scope: CheckScope) throws(EvaluationError) -> [SwiftFinding] {
    var found: [SwiftFinding] = []
    for (node, shape) in try scope.shapedNodes() {
      if shape.pattern == pattern, scope.tree.kind(of: node) == .scalar, scope.tree[node].scalarType != .null {
        look(at: node, taken: [], scope, &found)
      }
      if shape.keys == "financial_year" {
        let keys = scope.ownKeys(of: node)
        try scope.spend(steps: keys.count)
        let taken = Set(keys.map { scope.tree.text(of: $0) })
        for key in keys { look(at: key, taken: taken, scope, &found) }
      }
    }
    return found
  }

  private func look(at node: NodeID, taken: Set<String>, _ scope: CheckScope, _ found: inout [SwiftFinding]) {
    let text = scope.tree.text(of: node)
    guard FinancialYear(text) == nil else { return }
    var fixes: [FixPlan] = []
    if let guess = Guess(text), !taken.contains(guess.year) {
      fixes.append(scope.replacement(node, with: guess.year, isSafe: guess.isCertain))
    }
    found.append(
      SwiftFinding(
        at: scope.place(node), ["year": Value(.string(text))],
        fixes: fixes))
  }

  /// The year that was probably meant.
  private struct Guess {
    let year: String
    /// Whether both years were written and agree, so that only the form was wrong.
    let isCertain: Bool

    init?(_ text: String) {
      let parts = text.split { !$0.isASCII || !$0.isNumber }.map(String.init)
      guard let head = parts.first, parts.count <= 2, let number = Int(head) else { return nil }
      let start: Int
      switch head.utf8.count {
      case 4: start = number
      case 2 where parts.count == 2: start = 2000 + number
      default: return nil
      }
      let next = (start + 1) % 100
      let digits = String(start)
      guard digits.utf8.count == 4 else { return nil }
      year = digits + "/" + (next < 10 ? "0" : "") + String(next)
      let end = parts.count == 2 ? parts[1] : ""
      isCertain = end.utf8.count == 2 && Int(end) == next || end.utf8.count == 4 && Int(end) == start + 1
    }
  }
}
