// What an evaluation is asked for and what it gives.

import DocumentModel

/// How an instance is evaluated.
public struct EvaluationOptions: Sendable, Hashable {
  /// Whether `format` is an assertion; else it is an annotation, unless the schema's own vocabulary asserts it.
  public var assertsFormat: Bool
  /// Whether the pairs of node and subschema are collected, as hover and completion need them.
  public var collectsMatches: Bool
  /// The number of steps (a subschema applied to a node, a member visited) after which evaluation gives up; `nil` for a
  /// limit that grows with the instance.
  public var stepLimit: Int?

  /// Makes options.
  public init(assertsFormat: Bool = false, collectsMatches: Bool = false, stepLimit: Int? = nil) {
    self.assertsFormat = assertsFormat
    self.collectsMatches = collectsMatches
    self.stepLimit = stepLimit
  }
}

/// A subschema that applies to a node, and so gives it its annotations.
public struct Match: Hashable, Sendable {
  /// The node, in the instance's tree; an alias stands for itself here.
  public let node: NodeID
  /// The subschema.
  public let subschema: SubschemaID
}

/// The outcome of one evaluation.
public struct Evaluation: Sendable {
  /// Whether the instance is valid. Without meaning where ``limitExceeded``.
  public let isValid: Bool
  /// What is wrong, in document order, at most 20,000 findings; empty where the instance is valid.
  public let errors: [ValidationError]
  /// The subschemas that apply to each node, in the order in which they were applied, where they were asked for. Of
  /// failed branches only those of the most likely one are here.
  public let matches: [Match]
  /// Whether evaluation gave up, so that the instance has not been checked to the end.
  public let limitExceeded: Bool
  /// The number of steps taken.
  public let steps: Int

  /// The subschemas that apply to `node`, each once, in the order in which they were applied.
  public func subschemas(of node: NodeID) -> [SubschemaID] {
    var seen: Set<SubschemaID> = []
    return matches.filter { $0.node == node && seen.insert($0.subschema).inserted }.map(\.subschema)
  }
}
