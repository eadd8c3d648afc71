// Checks that are compiled in, for what an expression cannot say: what they are given and what they give.

import CEL
import DocumentModel

/// A check that is compiled in. A rule names it with `swift:` and gives it `params`; its findings are put into words by
/// the rule's `message`.
public protocol SwiftCheck: Sendable {
  /// The name that rules use, in kebab case.
  static var name: String { get }
  /// The variables that a finding may give to the rule's messages, places and fixes.
  static var variables: [String: ValueType] { get }
  /// Reads the parameters.
  init(_ parameters: CheckParameters) throws(CheckParameterFault)
  /// Runs at one match of the rule's `for`, where `when` holds.
  func run(_ scope: CheckScope) throws(EvaluationError) -> [SwiftFinding]
}

/// Something a compiled-in check found.
public struct SwiftFinding: Sendable {
  /// The place that is marked, unless the rule says `at`.
  public var place: Place
  /// The values of ``SwiftCheck/variables`` for this finding; those left out are null.
  public var variables: [String: Value]
  /// The severity, where it is not the rule's.
  public var severity: Severity?
  /// Other places, beside those of the rule.
  public var related: [RuleFinding.Related]
  /// Changes that would mend it, before those of the rule.
  public var fixes: [FixPlan]

  /// Something found at a place.
  public init(
    at place: Place, _ variables: [String: Value] = [:], severity: Severity? = nil,
    related: [RuleFinding.Related] = [], fixes: [FixPlan] = []
  ) {
    self.place = place
    self.variables = variables
    self.severity = severity
    self.related = related
    self.fixes = fixes
  }
}

/// Parameters that a check cannot use.
public struct CheckParameterFault: Error, Sendable {
  /// What is wrong, as a sentence.
  public let message: String
  /// The node in the rule file; nil for the parameters as a whole.
  public let node: NodeID?

  /// Says what is wrong with which parameter.
  public init(_ message: String, node: NodeID? = nil) {
    self.message = message
    self.node = node
  }
}

/// The `params` of a rule's check.
public struct CheckParameters: Sendable {
  let tree: SyntaxTree
  let node: NodeID?

  /// The text of a parameter; nil where it is not given.
  public func text(_ name: String) -> String? {
    node.flatMap { tree.value(of: $0, named: name) }.flatMap { tree.kind(of: $0) == .scalar ? tree.text(of: $0) : nil }
  }

  /// The texts of a parameter that is a list, or one text; empty where it is not given.
  public func texts(_ name: String) -> [String] {
    guard let value = node.flatMap({ tree.value(of: $0, named: name) }) else { return [] }
    if tree.kind(of: value) == .scalar { return [tree.text(of: value)] }
    return tree.items(of: value).map { tree.text(of: tree.resolved($0)) }
  }

  /// The text of a parameter that must be given.
  public func required(_ name: String) throws(CheckParameterFault) -> String {
    guard let text = text(name) else {
      throw CheckParameterFault("The check needs the parameter `\(name)`.", node: node)
    }
    return text
  }
}

/// What a compiled-in check may use at a match.
public struct CheckScope {
  /// The case.
  public let document: CaseDocument
  /// The index of the case among the documents that are run.
  public let index: Int
  /// The match of `for`.
  public let match: NodeID
  /// What the run knows beside the document.
  public let context: RunContext
  /// The pack in force; nil where there is none.
  public let pack: PolicyPack?
  /// All live cases and all profiles, in rules of scope `portfolio`; else empty.
  public let portfolio: [CaseDocument]
  let book: RuleBook
  let lookUp: (String) -> Value?
  let evaluatePresence: (CheckScope, NodeID, String) throws(EvaluationError) -> Bool
  let spendSteps: (Int) throws(EvaluationError) -> Void

  /// The tree of the case.
  public var tree: SyntaxTree { document.tree }

  /// The value of a name: `this`, `key`, `case`, `pack`, those of `for` and of `let`.
  public func value(_ name: String) -> Value? { lookUp(name) }

  /// A place in the case.
  public func place(_ node: NodeID, isMissing: Bool = false) -> Place {
    Place(document: index, node: node, isMissing: isMissing)
  }

  /// Takes steps off the budget; to be called in loops whose length the document decides.
  public func spend(steps: Int) throws(EvaluationError) { try spendSteps(steps) }

  /// Whether a field with a condition (`x-required`) is wanted of the object at a node: the schema's expression over
  /// `this`, `case` and `pack`. False where what it asks for is itself absent.
  public func isWanted(_ expression: String, of object: NodeID) throws(EvaluationError) -> Bool {
    try evaluatePresence(self, object, expression)
  }
}
