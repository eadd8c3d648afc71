// Turns what is wrong with rule files and policy packs into diagnostics, with the words that were probably meant as fixes.

import DocumentModel
import Rules
import SourceText

extension Diagnostic {
  /// The diagnostic of a fault in the rule file or the policy pack with the tree `tree`.
  public init(_ problem: RuleProblem, in tree: SyntaxTree) {
    let places = Places(tree: tree)
    let isPart = problem.range != nil && tree.kind(of: problem.node) == .scalar
    let range =
      problem.range.flatMap { isPart ? ScalarPlaces(tree: tree, node: problem.node).range(of: $0) : nil }
      ?? places.ofValue(problem.node)
    var fixes: [Fix] = []
    // A suggestion stands for what is marked; without a part that is the whole scalar.
    if let suggestion = problem.suggestion, tree.kind(of: problem.node) == .scalar {
      fixes.append(
        Fix(
          title: "Write `\(suggestion)`", applicability: .unsafe,
          edits: [TextEdit(range, isPart ? suggestion : ScalarText.written(suggestion, .yaml))]))
    }
    self.init(
      problem.code, problem.message, at: range, pointer: tree.pointer(of: problem.node),
      related: problem.related.map {
        RelatedInformation(range: places.ofValue($0.node), pointer: tree.pointer(of: $0.node), message: $0.message)
      }, fixes: fixes)
  }
}
