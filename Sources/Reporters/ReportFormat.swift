// The formats a report can be written in, by name; each is one reporter.

import DocumentModel

/// A format of `--format`.
public enum ReportFormat: String, CaseIterable, Sendable {
  /// For people: each finding with an excerpt of the author's text.
  case text
  /// For people and `grep`: one line a finding.
  case concise
  /// For programs: the report described by `schemas/report.schema.json`.
  case json
  /// For code scanning: the Static Analysis Results Interchange Format 2.1.0.
  case sarif
  /// For GitHub Actions: annotations.
  case github
  /// For GitLab: a code quality report.
  case gitlab
  /// For Jenkins, GitLab and others: results of tests as XML.
  case junit
  /// For harnesses: the Test Anything Protocol 14.
  case tap

  /// Whether it shows ``ReportOptions/rules``.
  public var listsRules: Bool { self == .sarif }

  /// The bytes of `report`, sorted, in this format. Equal reports give equal bytes.
  public func render(_ report: Report, options: ReportOptions) -> [UInt8] {
    var output: [UInt8] = []
    reporter(options).write(report.sorted(), to: &output)
    return output
  }

  private func reporter(_ options: ReportOptions) -> any Reporter {
    switch self {
    case .text: TextReporter(options: options)
    case .concise: ConciseReporter(options: options)
    case .json: JSONReporter(options: options)
    case .sarif: SARIFReporter(options: options)
    case .github: GitHubReporter(options: options)
    case .gitlab: GitLabReporter(options: options)
    case .junit: JUnitReporter(options: options)
    case .tap: TAPReporter(options: options)
    }
  }
}

/// What a format has to be told beside the report.
public struct ReportOptions: Sendable {
  /// Whether to write terminal escape sequences for colour, where the format has any.
  public var useColor: Bool
  /// The columns of the terminal written to, if it is one: the author's lines are cut to them, so that no line wraps and
  /// takes the carets out of their place.
  public var terminalColumns: Int?
  /// What is known of the rules, for the formats that describe those with findings. A code that is not among them is
  /// described by what it says of itself.
  public var rules: [RuleDescription]
  /// The address of the page about a code; empty where there is none.
  public var documentation: @Sendable (DiagnosticCode) -> String

  /// Makes options.
  public init(
    useColor: Bool = false, terminalColumns: Int? = nil, rules: [RuleDescription] = [],
    documentation: @escaping @Sendable (DiagnosticCode) -> String
  ) {
    self.useColor = useColor
    self.terminalColumns = terminalColumns
    self.rules = rules
    self.documentation = documentation
  }
}

/// Writes a report in one format.
protocol Reporter {
  /// Appends `report`, which is sorted, to `output`.
  func write(_ report: Report, to output: inout [UInt8])
}
