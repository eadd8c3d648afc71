// What is published about codes: their pages, and what reports say of them.

import Analysis
import DocumentModel
import Reporters
import Rules
import Workspace

enum Documentation {
  /// The address of the page about `code`.
  static func page(of code: String) -> String { "https://casecheck.dev/rules/\(code)" }

  /// Every code there is, as reports describe it.
  static var rules: [RuleDescription] {
    let codes = DiagnosticCode.analysisCodes + DiagnosticCode.configurationCodes + DiagnosticCode.ruleCodes
    return codes.map { RuleDescription($0, url: page(of: $0.code)) }
      + RuleBook.builtIn.rules.map { rule in
        var description = RuleDescription(rule.diagnosticCode, url: page(of: rule.code.text))
        description.help = rule.why
        return description
      }
  }
}
