// The check that no two items of a case have one id.

import CEL
import DocumentModel

struct UniqueIDCheck: SwiftCheck {
  static let name = "unique-ids"
  static let variables: [String: ValueType] = ["id": .string, "line": .int]

  init(_ parameters: CheckParameters) {}

  func run(_ scope: CheckScope) throws(EvaluationError) -> [SwiftFinding] {
    var uses: [(id: String, node: NodeID)] = []
    for (node, shape) in try scope.shapedNodes() {
      guard shape.path.hasSuffix("[*].id"), scope.tree.kind(of: node) == .scalar else { continue }
      uses.append((scope.tree.text(of: node), node))
    }
    let taken = Set(uses.map(\.id))
    var first: [String: NodeID] = [:]
    var given: Set<String> = []
    var found: [SwiftFinding] = []
    for use in uses {
      guard let known = first[use.id] else {
        first[use.id] = use.node
        continue
      }
      let line = scope.line(of: known)
      let free = Self.free(like: use.id) { taken.contains($0) || given.contains($0) }
      if let free { given.insert(free) }
      found.append(
        SwiftFinding(
          at: scope.place(use.node), ["id": Value(.string(use.id)), "line": Value(.int(line))],
          related: [RuleFinding.Related(place: scope.place(known), message: "\(use.id) is used here first.")],
          fixes: free.map { [scope.replacement(use.node, with: $0)] } ?? []))
    }
    return found
  }

  /// An id that is free, made of the letters of a taken one and the next number.
  private static func free(like id: String, isTaken: (String) -> Bool) -> String? {
    let letters = String(id.prefix { !$0.isNumber }.prefix(6))
    guard !letters.isEmpty else { return nil }
    for number in 1...999 {
      let digits = String(number)
      let name = letters + (digits.count < 2 ? "0" + digits : digits)
      if name.utf8.count >= 3, !isTaken(name) { return name }
    }
    return nil
  }
}
