// What running the rules gives: findings with places as nodes, and fixes as changes to the tree. Ranges, pointers and
// edits are made of them elsewhere.

import CEL
import DocumentModel

/// A place in one of the documents.
public struct Place: Sendable, Hashable {
  /// The index of the document among those that were run; 0 where only one was.
  public var document: Int
  /// The node, which may be a key; where the place itself is absent, its nearest ancestor that is there.
  public var node: NodeID
  /// Whether the place itself is absent.
  public var isMissing: Bool

  /// A place in a document.
  public init(document: Int = 0, node: NodeID, isMissing: Bool = false) {
    self.document = document
    self.node = node
    self.isMissing = isMissing
  }
}

/// A change of the document that would mend a finding.
public struct FixPlan: Sendable {
  /// A step below a node.
  public enum Step: Sendable, Hashable {
    /// The value of a key of a mapping.
    case member(String)
    /// An item of a list, from 0.
    case index(Int)
  }

  /// One change.
  public enum Operation: Sendable {
    /// Sets a value. With no steps the node itself is replaced; else the steps are those below the node that are not
    /// there yet, to be inserted.
    case set(at: NodeID, steps: [Step], value: Value)
    /// Adds an item at the end of a list: the node, or the steps below it that are not there yet.
    case append(to: NodeID, steps: [Step], value: Value)
    /// Removes an item of a list, or the pair that the node is the value of.
    case remove(NodeID)
  }

  /// What it does, for the editor.
  public var title: String
  /// Whether it is certain.
  public var isSafe: Bool
  /// The changes, all to the document of the finding.
  public var operations: [Operation]

  /// A fix of several changes.
  public init(title: String, isSafe: Bool, operations: [Operation]) {
    self.title = title
    self.isSafe = isSafe
    self.operations = operations
  }
}

/// Something a rule found, or a rule that failed.
public struct RuleFinding: Sendable {
  /// A place that has to do with it, and what is said of it.
  public struct Related: Sendable {
    /// The place.
    public var place: Place
    /// A few words.
    public var message: String
  }

  /// The code.
  public var code: DiagnosticCode
  /// How grave it is in this case, by its status; nothing else is taken into account yet.
  public var severity: Severity
  /// What was found and what was expected.
  public var message: String
  /// The place that is marked.
  public var place: Place
  /// Other places.
  public var related: [Related]
  /// The changes that would mend it, the best first.
  public var fixes: [FixPlan]
  /// The rule; nil where a code of the engine itself speaks, such as RUL016.
  public var rule: Rule?
}

/// What running the rules over one document gave.
public struct RuleOutcome: Sendable {
  /// The findings, by rule in the order of running, and for each in the order of its matches.
  public var findings: [RuleFinding] = []
  /// The parameters that were asked for and are not in force.
  public var notInForce: [NotInForce] = []
  /// The pack that was used; nil where there is none of the document's reference.
  public var pack: PolicyPack?
  /// The reference to a pack, `id@version`, that was to be used; nil where the document has none.
  public var packReference: String?

  /// Nothing found.
  public init() {}
}

/// A value that follows from others, as the document stands.
public struct DerivedValue: Sendable {
  /// The rule that declares it.
  public let rule: Rule
  /// What it is called.
  public let title: String
  /// The field that states it, or is to.
  public let place: Place
  /// The steps below the place that are not there yet; empty where the field is stated.
  public let steps: [FixPlan.Step]
  /// The value that is stated, as written; nil where none is.
  public let stated: String?
  /// The value as it is written, rounded.
  public let value: Value
  /// The value as a reader sees it, such as `£1,234`.
  public let text: String
  /// Whether the stated value agrees; nil where none is stated.
  public let agrees: Bool?
  /// How it is found, in words.
  public let formula: String?
  /// The figures it is found from.
  public let working: String?
}
