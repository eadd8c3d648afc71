// One test that a rule file carries: a document, and what the rule is to find in it.

import CEL
import DocumentModel

/// A test as its rule file says it, with the scalars it stands in.
struct RuleTest {
  /// A finding that is expected.
  struct Expectation {
    let node: NodeID
    let pointer: String
    let message: NodeID?
    let severity: NodeID?
    /// The document that it stands in, from 0.
    let document: Int
  }

  let name: String
  /// The scalar of the document.
  let document: NodeID
  let isGood: Bool
  let expectations: [Expectation]
  /// The document as the fixes leave it.
  let fixed: NodeID?
  let policy: String?
  let today: CalendarDate
  let files: [String: String]

  /// The day of tests that name none.
  private static let usualDay = "2014-01-01"
  /// The policy of tests whose document names none.
  static let usualPolicy = "ccg-2013-14@1"

  /// Reads the tests of a rule file; what has not the shape of one is for the schema to speak of.
  static func all(in tree: SyntaxTree, root: NodeID) -> [RuleTest] {
    guard let list = tree.value(of: tree.resolved(root), named: "tests") else { return [] }
    return tree.items(of: list).compactMap { RuleTest(tree, tree.resolved($0)) }
  }

  private init?(_ tree: SyntaxTree, _ node: NodeID) {
    func scalar(_ name: String, of node: NodeID) -> NodeID? {
      guard let value = tree.value(of: node, named: name), tree.kind(of: value) == .scalar else { return nil }
      return value
    }
    func text(_ name: String) -> String? { scalar(name, of: node).map { tree.text(of: $0) } }
    let good = scalar("good", of: node)
    guard let document = good ?? scalar("bad", of: node),
      let today = CalendarDate(text("today") ?? RuleTest.usualDay)
    else { return nil }
    self.document = document
    isGood = good != nil
    name = text("name") ?? (good != nil ? "good" : "bad")
    fixed = scalar("fixed", of: node)
    policy = text("policy")
    self.today = today
    let expected = tree.value(of: node, named: "expect").map { tree.items(of: $0).map { $0 } } ?? []
    expectations = expected.compactMap { item in
      let item = tree.resolved(item)
      guard let at = scalar("at", of: item) else { return nil }
      let number = scalar("document", of: item).flatMap { Int(tree.text(of: $0)) } ?? 1
      return Expectation(
        node: at, pointer: tree.text(of: at), message: scalar("message", of: item),
        severity: scalar("severity", of: item), document: max(0, number.subtractingReportingOverflow(1).partialValue))
    }
    var files: [String: String] = [:]
    if let map = tree.value(of: node, named: "files") {
      for member in tree.members(of: map) {
        files[tree.text(of: member.key)] = tree.text(of: tree.resolved(member.value))
      }
    }
    self.files = files
  }
}
