// The page about one rule, as text for a terminal and as Markdown.

import DocumentModel

/// Writes the page about a rule.
public struct RulePage: Sendable {
  private enum Body {
    case prose(String)
    case code(String)
  }

  private let rule: RuleEntry

  /// The page about `rule`.
  public init(_ rule: RuleEntry) { self.rule = rule }

  /// The page for a terminal: headings on lines of their own, documents indented.
  public var text: String {
    var result = "\(rule.code.code) \(rule.code.name): \(rule.code.title)\n\n\(severity)\n"
    for (heading, body) in sections {
      result += "\n\(heading)\n\n"
      switch body {
      case .prose(let text): result += text
      case .code(let text):
        result += text.split(separator: "\n", omittingEmptySubsequences: false)
          .map { $0.isEmpty ? "" : "    \($0)" }.joined(separator: "\n")
      }
      result += "\n"
    }
    return result
  }

  /// The page in Markdown.
  public var markdown: String {
    var result = "# \(rule.code.code): \(rule.code.title)\n\n`\(rule.code.name)`\n\n\(severity)\n"
    for (heading, body) in sections {
      result += "\n## \(heading)\n\n"
      switch body {
      case .prose(let text): result += text
      case .code(let text): result += "```yaml\n\(text)\n```"
      }
      result += "\n"
    }
    return result
  }

  private var severity: String {
    let others = rule.severities.map { "\($0.severity.rawValue) in a case that is \($0.status)" }
    return "Severity: " + ([rule.code.severity.rawValue] + others).joined(separator: "; ") + "."
  }

  private var sections: [(String, Body)] {
    var result: [(String, Body)] = []
    if !rule.why.isEmpty { result.append(("Why", .prose(trimmed(rule.why)))) }
    if let failing = rule.failing { result.append(("An example that fails", .code(trimmed(failing)))) }
    if let mended = rule.mended { result.append(("The same, mended", .code(trimmed(mended)))) }
    if !rule.unwaivableIn.isEmpty {
      let packs = rule.unwaivableIn.joined(separator: " or ")
      result.append(
        ("How to waive it", .prose("It cannot be waived in a case under \(packs). The fault has to be mended.")))
    } else if rule.isRule {
      let advice = rule.waive.map { trimmed($0) + "\n\n" } ?? ""
      let how = "A case waives it by an entry with `rule: \(rule.code.code)` in its `waivers`."
      result.append(("How to waive it", .prose(advice + how)))
    }
    if !rule.needs.isEmpty {
      let codes = rule.needs.joined(separator: ", ")
      result.append(("Prerequisites", .prose("Silent where one of these has something to say: \(codes).")))
    }
    if !rule.sources.isEmpty { result.append(("Sources", .prose(rule.sources.map(line).joined(separator: "\n")))) }
    return result
  }

  private func line(_ source: RuleEntry.Source) -> String {
    let mark = source.mark.map { "\($0): " } ?? ""
    let section = source.reference.section.map { ", \($0)" } ?? ""
    let url = source.reference.url.map { " <\($0)>" } ?? ""
    return "- \(mark)\(source.reference.title)\(section)\(url)"
  }

  private func trimmed(_ text: String) -> String {
    var text = Substring(text)
    while text.last?.isNewline == true { text.removeLast() }
    return String(text)
  }
}
