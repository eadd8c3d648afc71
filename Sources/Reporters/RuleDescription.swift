// What a report says of a rule beside its findings; the caller has the table, for reporters know no rules.

import DocumentModel

/// A rule, or a check of the schema or the syntax, as a format that lists rules describes it.
public struct RuleDescription: Hashable, Sendable {
  /// The code, such as `FIN001`.
  public var code: String
  /// The name in kebab case, such as `totals-do-not-add-up`.
  public var name: String
  /// One sentence for a list of rules, without markup.
  public var title: String
  /// What it looks at and why, in Markdown; empty where the title says it all.
  public var description: String
  /// What to do about a finding, in Markdown; empty where there is nothing to say.
  public var help: String
  /// The severity where nothing else is said.
  public var severity: Severity
  /// The address of its page; empty where there is none.
  public var url: String

  /// Describes a rule.
  public init(
    code: String, name: String, title: String, description: String = "", help: String = "", severity: Severity,
    url: String = ""
  ) {
    self.code = code
    self.name = name
    self.title = title
    self.description = description
    self.help = help
    self.severity = severity
    self.url = url
  }

  /// Describes `code` by what it says of itself.
  public init(_ code: DiagnosticCode, url: String = "") {
    self.init(code: code.code, name: code.name, title: code.title, severity: code.severity, url: url)
  }
}
