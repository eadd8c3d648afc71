// What is wrong with a configuration beyond its shape: rules that do not exist.

import Analysis
import DocumentModel
import JSONSchema
import Rules
import SourceText

extension DiagnosticCode {
  /// A key of `rules` that is no code, no name and no group.
  public static let unknownRule = DiagnosticCode(
    "CFG001", "unknown-rule-in-configuration", .warning, "The configuration speaks of a rule that does not exist.")

  /// Every code of the configuration group, in order.
  public static let configurationCodes: [DiagnosticCode] = [unknownRule]
}

/// Checks the keys of `rules` in configurations.
public enum ConfigurationFindings {
  /// The findings in the configuration that `analysis` is of; none in any other file.
  ///
  /// - Parameter book: Gives the rules in force. Where it is `nil`, an organisation may bring others than those built in,
  ///   so that nothing is said of what may be a code of theirs.
  public static func find(in analysis: FileAnalysis, book: (() -> RuleBook)?) -> [Diagnostic] {
    let tree = analysis.tree
    guard let document = analysis.documents.first, document.kind == .casecheckConfig, let root = document.root,
      let rules = tree.value(of: tree.resolved(root), named: "rules")
    else { return [] }
    let codes =
      DiagnosticCode.analysisCodes + DiagnosticCode.configurationCodes + DiagnosticCode.ruleCodes
      + (book?() ?? .builtIn).rules.map(\.diagnosticCode)
    let others = book == nil && tree.value(of: tree.resolved(root), named: "packs") != nil
    var known: Set<String> = []
    for code in codes { known.formUnion([code.code, code.name, String(code.code.prefix(3))]) }
    return tree.members(of: rules).compactMap { member in
      let key = tree.text(of: member.key)
      guard !member.isMerged, !key.hasPrefix("x_"), !known.contains(key) else { return nil }
      let range = tree.range(of: member.key)
      // Of a key that cannot be one at all the schema has spoken.
      if document.diagnostics.contains(where: { $0.range == range }) { return nil }
      if book == nil, others || !enginesGroups.contains(String(key.prefix(3))) && isCode(key) { return nil }
      return finding(key, at: range, pointer: tree.pointer(of: member.key), known: known)
    }
  }

  /// The groups of which no rule file can be.
  private static let enginesGroups: Set<String> = ["YML", "SCH", "CFG", "RUL"]

  private static func isCode(_ key: String) -> Bool { key.utf8.count == 6 && key.utf8.last.map { $0 < 0x3A } ?? false }

  private static func finding(_ key: String, at range: TextRange, pointer: String, known: Set<String>) -> Diagnostic {
    let suggestion = Spelling.closest(to: key, among: known.sorted())
    let ending = suggestion.map { "; did you mean `\($0)`?" } ?? "."
    return Diagnostic(
      .unknownRule, "There is no rule with the code, name or group `\(key)`\(ending)", at: range, pointer: pointer,
      fixes: suggestion.map {
        [Fix(title: "Write `\($0)`", applicability: .unsafe, edits: [TextEdit(range, $0)])]
      } ?? [])
  }
}
