// Reads `docs/codes.md`: the codes with their examples, in the form in which the tests run them.

import Foundation

/// A code as the page describes it.
struct DescribedCode {
  let anchor: String
  let code: String
  let name: String
  let severity: String
  /// Other files that the examples need, by name.
  var others: [String: String] = [:]
  /// The name of the file that the examples are about.
  var fileName = ""
  var failing: Example?
  var mended: Example?

  /// What stands in an example: a file's text, or a script that makes the file.
  enum Example {
    case text(String)
    case script(String)
  }
}

enum CodePage {
  /// The codes of the page, in its order.
  static func read(_ page: RepositoryFile) -> [DescribedCode] {
    var codes: [DescribedCode] = []
    var anchor = ""
    var label: Substring = ""
    var lines = page.lines[...]
    while let line = lines.popFirst() {
      if let match = line.wholeMatch(of: /<a id="(.+)"><\/a>/) {
        anchor = String(match.1)
      } else if let match = line.wholeMatch(of: /### ([A-Z]{3}[0-9]{3}) ([a-z0-9-]+)/) {
        let text = lines.drop { $0.isEmpty }.first ?? ""
        let severity = text.prefixMatch(of: /\*([A-Z][a-z]+)\.\*/)?.1.lowercased() ?? ""
        codes.append(
          DescribedCode(anchor: anchor, code: String(match.1), name: String(match.2), severity: severity))
      } else if line.hasPrefix("```"), !codes.isEmpty {
        let body = lines.prefix { $0 != "```" }
        lines = lines.dropFirst(body.count + 1)
        let text = body.map { $0 + "\n" }.joined()
        add(line == "```sh" ? .script(text) : .text(text), label, to: &codes[codes.count - 1])
      } else if !line.isEmpty {
        label = line
      }
    }
    return codes
  }

  private static func add(_ example: DescribedCode.Example, _ label: Substring, to code: inout DescribedCode) {
    if let match = label.wholeMatch(of: /With `(.+)`:/), case .text(let text) = example {
      code.others[String(match.1)] = text
    } else if let match = label.wholeMatch(of: /Fails, as `([^`]+)`(, made by)?:/) {
      code.fileName = String(match.1)
      code.failing = example
    } else if label.wholeMatch(of: /Mended(, made by)?:/) != nil {
      code.mended = example
    }
  }
}
