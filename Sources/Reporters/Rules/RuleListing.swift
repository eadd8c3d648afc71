// The list of rules, as a table for people and as JSON.

import DocumentModel

/// Writes lists of rules.
public enum RuleListing {
  /// A line for each rule: code, severity, name and title.
  public static func text(_ rules: [RuleEntry]) -> [UInt8] {
    let width = rules.map { $0.code.name.utf8.count }.max() ?? 0
    let lines = rules.map { rule in
      let severity = pad(rule.code.severity.rawValue, to: 11)
      return "\(rule.code.code)  \(severity)  \(pad(rule.code.name, to: width))  \(rule.code.title)\n"
    }
    return Array(lines.joined().utf8)
  }

  /// An object with `version` 1 and `rules`.
  public static func json(_ rules: [RuleEntry]) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("version")
      writer.number(1)
      writer.member("rules")
      writer.array(rules, write)
    }
    return writer.bytes + [0x0A]
  }

  private static func write(_ writer: inout JSONWriter, _ rule: RuleEntry) {
    writer.object { writer in
      func text(_ name: StaticString, _ value: String?) {
        writer.member(name)
        writer.string(value)
      }
      text("code", rule.code.code)
      text("name", rule.code.name)
      text("title", rule.code.title)
      text("severity", rule.code.severity.rawValue)
      writer.member("bySeverityStatus")
      writer.array(rule.severities) { writer, entry in
        writer.object { writer in
          writer.member("status")
          writer.string(entry.status)
          writer.member("severity")
          writer.string(entry.severity.rawValue)
        }
      }
      text("group", rule.group)
      text("scope", rule.scope)
      writer.member("needs")
      writer.array(rule.needs) { $0.string($1) }
      writer.member("sources")
      writer.array(rule.sources) { writer, source in
        writer.object { writer in
          writer.member("mark")
          writer.string(source.mark)
          writer.member("title")
          writer.string(source.reference.title)
          writer.member("section")
          writer.string(source.reference.section)
          writer.member("url")
          writer.string(source.reference.url)
        }
      }
      text("documentation", rule.url)
    }
  }

  static func pad(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.utf8.count))
  }
}
