// A rule as its file says it: plain texts with the scalars they stand in. Nothing is parsed or checked here.

import DocumentModel

/// A text of a rule file with the scalar it stands in.
public struct RuleText: Sendable, Hashable {
  /// The text after quotes and folding.
  public let text: String
  /// The scalar.
  public let node: NodeID

  /// A text and its scalar.
  public init(_ text: String, node: NodeID) {
    self.text = text
    self.node = node
  }
}

/// One rule.
public struct Rule: Sendable {
  /// How the rule sees the cases there are.
  public enum Scope: String, Sendable {
    /// One case at a time.
    case document
    /// One case at a time, with all others beside it.
    case portfolio
  }

  /// The code, such as `FIN001`.
  public let code: RuleText
  /// The kebab-case name of the fault.
  public let name: String
  /// The fault in a few words.
  public let title: String
  /// How grave a finding is.
  public let severity: SeverityByStatus
  /// How the rule sees the cases there are.
  public let scope: Scope
  /// The prerequisites.
  public let needs: [Need]
  /// The conditions.
  public let checks: [Check]
  /// What demands the rule, the first first.
  public let sources: [RuleSource]
  /// Why it matters, in Markdown.
  public let why: String
  /// When a waiver is right, in Markdown, if the rule says so.
  public let waive: String?

  /// The code as findings bear it, with the severity of a case that is submitted.
  public var diagnosticCode: DiagnosticCode {
    DiagnosticCode(code.text, name, severity.severity(for: nil), title)
  }
}

/// A severity, or one for each status of the case.
public struct SeverityByStatus: Sendable, Hashable {
  /// The severity of every status that is not named.
  public let otherwise: Severity
  /// The severities of those that are.
  public let byStatus: [String: Severity]

  /// One severity for all, or several by status.
  public init(_ otherwise: Severity, byStatus: [String: Severity] = [:]) {
    self.otherwise = otherwise
    self.byStatus = byStatus
  }

  /// The severity for a status. No status, one that is none, and `rejected` and `withdrawn` where they are not named
  /// read as `submitted`.
  public func severity(for status: String?) -> Severity {
    guard let status, Self.statuses.contains(status) else { return byStatus["submitted"] ?? otherwise }
    if let found = byStatus[status] { return found }
    let readsAsSubmitted = status == "rejected" || status == "withdrawn"
    return (readsAsSubmitted ? byStatus["submitted"] : nil) ?? otherwise
  }

  static let statuses: Set<String> = ["draft", "submitted", "agreed", "approved", "rejected", "withdrawn"]
}

/// A code that must not have fired for the same item, or anywhere in the case.
public struct Need: Sendable, Hashable {
  /// The code.
  public let code: RuleText
  /// Whether a finding anywhere in the case counts.
  public let isForCase: Bool
}

/// What demands a rule.
public struct RuleSource: Sendable, Hashable {
  /// The mark in the list of sources, such as `V10`.
  public let mark: String?
  /// What it is called.
  public let title: String
  /// The part of it meant.
  public let section: String?
  /// Where to read it.
  public let url: String?
}

/// One condition of a rule, and what is said where it does not hold.
public struct Check: Sendable {
  /// What decides.
  public enum Condition: Sendable {
    /// An expression that must be true.
    case expression(RuleText)
    /// A value that must agree with the one that is stated.
    case derived(DerivedDeclaration)
    /// A check that is compiled in, with the node of its parameters.
    case compiledIn(RuleText, parameters: NodeID?)
  }

  /// Where it stands in the rule file.
  public let node: NodeID
  /// The places it runs at, as paths.
  public let places: [RuleText]
  /// What must be true for it to run.
  public let when: RuleText?
  /// The names for expressions, in order.
  public let lets: [LetDeclaration]
  /// What decides.
  public let condition: Condition
  /// The severity where it is not the rule's.
  public let severity: SeverityByStatus?
  /// The place that is marked, as a path; the match where none is given.
  public let at: RuleText?
  /// What is said.
  public let message: RuleText
  /// The other places to show.
  public let related: [RelatedDeclaration]
  /// The changes that would mend it, the best first.
  public let fixes: [FixDeclaration]
  /// Prerequisites beside the rule's.
  public let needs: [Need]
}

/// A name for an expression.
public struct LetDeclaration: Sendable {
  /// The name.
  public let name: RuleText
  /// The expression.
  public let value: RuleText
}

/// Another place to show beside a finding.
public struct RelatedDeclaration: Sendable {
  /// The places, as a path or a name for a list; `it` is each.
  public let places: RuleText?
  /// What must be true of a place for it to be shown.
  public let when: RuleText?
  /// The place that is marked, as a path.
  public let at: RuleText
  /// What is said of it.
  public let message: RuleText
}

/// A change that would mend a finding.
public struct FixDeclaration: Sendable {
  /// What a fix does to the document.
  public enum Action: String, Sendable {
    case replace, append, remove
  }

  /// What the fix does, for the editor.
  public let title: RuleText
  /// What it does to the place.
  public let action: Action
  /// The place, as a path.
  public let path: RuleText
  /// The expression of the new value; none where something is removed.
  public let value: RuleText?
  /// A list or a path; one edit is made for each element, `it`.
  public let places: RuleText?
  /// What must be true for the fix to be offered.
  public let when: RuleText?
  /// Whether the fix is certain.
  public let isSafe: Bool
}

/// A value that follows from others.
public struct DerivedDeclaration: Sendable {
  /// How the value is written.
  public enum Format: String, Sendable {
    case gbp, percent, number, text
  }

  /// The field that states it, as a path.
  public let at: RuleText
  /// The expression of the value.
  public let value: RuleText
  /// The expression of how far a stated value may differ; the figure as it is written must agree where there is none.
  public let tolerance: RuleText?
  /// How it is written.
  public let format: Format
  /// The decimals of the figure that is written.
  public let decimals: Int
  /// What it is called.
  public let title: String?
  /// How it is found, in words.
  public let formula: String?
  /// The figures it is found from, as a message.
  public let working: RuleText?
}
