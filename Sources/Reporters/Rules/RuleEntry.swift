// A rule as lists and pages of rules show it; the caller fills it in, for reporters know no rules.

import DocumentModel

/// A rule, or a code that casecheck itself speaks with.
public struct RuleEntry: Hashable, Sendable {
  /// The text that demands a rule.
  public struct Source: Hashable, Sendable {
    /// The mark in the list of sources, such as `V10`.
    public var mark: String?
    /// What it is called, the part of it meant, and where to read it.
    public var reference: SourceReference

    /// Names a source.
    public init(mark: String?, reference: SourceReference) {
      self.mark = mark
      self.reference = reference
    }
  }

  /// The code, the name in kebab case, the title and the severity where nothing else is said.
  public var code: DiagnosticCode
  /// The severities of the statuses that have one of their own, in the order of a case's life.
  public var severities: [(status: String, severity: Severity)] {
    statuses.compactMap { status in bySeverityStatus[status].map { (status, $0) } }
  }
  /// The severity of each status that is named.
  public var bySeverityStatus: [String: Severity] = [:]
  /// `document` or `portfolio`; empty for a code that is no rule's.
  public var scope = ""
  /// The codes of the prerequisites.
  public var needs: [String] = []
  /// What demands it.
  public var sources: [Source] = []
  /// Why it matters, in Markdown.
  public var why = ""
  /// When a waiver is right, in Markdown.
  public var waive: String?
  /// The policy packs that do not let it be waived, as `id@version`.
  public var unwaivableIn: [String] = []
  /// A document that fails, in YAML.
  public var failing: String?
  /// The same document mended.
  public var mended: String?
  /// The address of its page.
  public var url: String

  /// An entry that says no more than its code does.
  public init(_ code: DiagnosticCode, url: String) {
    self.code = code
    self.url = url
  }

  /// The letters of the code, which name the group.
  public var group: String { String(code.code.prefix { !$0.isNumber }) }

  /// Whether it is a rule, which a case may waive.
  public var isRule: Bool { !scope.isEmpty }

  private var statuses: [String] { ["draft", "submitted", "agreed", "approved", "rejected", "withdrawn"] }
}
