// The rules that a SARIF report names: those with findings, described as far as the caller can.

import DocumentModel

/// The rules of one report, in the order of their codes.
struct SARIFRules {
  let descriptions: [RuleDescription]
  private let indices: [String: Int]

  init(_ report: Report, _ options: ReportOptions) {
    let known = Dictionary(options.rules.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    var found: [String: RuleDescription] = [:]
    for document in report.documents {
      for diagnostic in document.diagnostics where found[diagnostic.code.code] == nil {
        let code = diagnostic.code
        found[code.code] = known[code.code] ?? RuleDescription(code, url: options.documentation(code))
      }
    }
    descriptions = found.values.sorted { $0.code.utf8.lexicographicallyPrecedes($1.code.utf8) }
    indices = Dictionary(
      descriptions.enumerated().map { ($0.element.code, $0.offset) }, uniquingKeysWith: { first, _ in first })
  }

  /// The place of `code` among the rules.
  func index(of code: DiagnosticCode) -> Int? { indices[code.code] }

  /// The level that stands for `severity`.
  static func level(_ severity: Severity) -> String {
    switch severity {
    case .error: "error"
    case .warning: "warning"
    case .information, .hint: "note"
    }
  }

  /// Writes `rule` as a reportingDescriptor.
  static func write(_ rule: RuleDescription, to json: inout JSONWriter) {
    let description = rule.description.isEmpty ? rule.title : rule.description
    let help = rule.help.isEmpty ? description : rule.help
    json.object { json in
      json.member("id")
      json.string(rule.code)
      json.member("name")
      json.string(rule.name)
      json.member("shortDescription")
      text(rule.title, to: &json)
      json.member("fullDescription")
      text(description, to: &json)
      json.member("help")
      json.object { json in
        json.member("text")
        json.string(rule.url.isEmpty ? help : "\(help)\n\(rule.url)")
        json.member("markdown")
        json.string(rule.url.isEmpty ? help : "\(help)\n\n[\(rule.code) \(rule.name)](\(rule.url))")
      }
      if !rule.url.isEmpty {
        json.member("helpUri")
        json.string(rule.url)
      }
      json.member("defaultConfiguration")
      json.object { json in
        json.member("level")
        json.string(level(rule.severity))
      }
      json.member("properties")
      json.object { json in
        json.member("tags")
        json.array([String(rule.code.prefix(3))]) { json, group in json.string(group) }
      }
    }
  }

  private static func text(_ text: String, to json: inout JSONWriter) {
    json.object { json in
      json.member("text")
      json.string(text)
    }
  }
}
