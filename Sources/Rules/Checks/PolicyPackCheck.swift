// The check that the policy pack a case names is known. It is the one check that finds something only without a pack.

import CEL
import DocumentModel

struct PolicyPackCheck: SwiftCheck {
  static let name = "policy-pack"
  static let variables: [String: ValueType] = ["reference": .string, "known": .list(.string)]

  init(_ parameters: CheckParameters) {}

  func run(_ scope: CheckScope) -> [SwiftFinding] {
    // A pack that the user asks for in place of the document's is answered for where it is asked for.
    guard scope.pack == nil, scope.tree.kind(of: scope.match) == .scalar else { return [] }
    let reference = scope.tree.text(of: scope.match)
    guard scope.context.policy ?? reference == reference else { return [] }
    let packs = scope.book.packs
    let nearest = packs.nearest(to: reference)
    let others = packs.references.filter { $0 != nearest }
    return [
      SwiftFinding(
        at: scope.place(scope.match),
        [
          "reference": Value(.string(reference)),
          "known": Value(.list(packs.references.map { Value(.string($0)) })),
        ], fixes: ((nearest.map { [$0] } ?? []) + others).map { scope.replacement(scope.match, with: $0) })
    ]
  }
}
