// What is published about codes: their pages, and what reports say of them.

import Analysis
import DocumentModel
import Reporters
import Workspace

enum Documentation {
  /// The address of the page about `code`.
  static func page(of code: String) -> String { "https://casecheck.dev/rules/\(code)" }

  /// Every code there is, as reports describe it.
  static var rules: [RuleDescription] {
    (DiagnosticCode.analysisCodes + DiagnosticCode.configurationCodes).map { code in
      RuleDescription(code, url: page(of: code.code))
    }
  }
}
