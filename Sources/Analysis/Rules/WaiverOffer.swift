// The waiver that an editor offers to write for a finding. It is made on demand, so that reports carry nothing of it.

import CEL
import DocumentModel
import Rules
import SourceText

extension DocumentAnalysis {
  /// The fix that adds a waiver of `finding`, one of ``diagnostics``, with reason, role and expiry left to fill in; `nil`
  /// where there is nothing to waive: the finding is of no rule, of one that the pack lets nobody waive, or waived already.
  public func waiver(of finding: Diagnostic) -> Fix? {
    guard let check, let run = check.ruleRun, let rules = check.rules, let waivers = run.waivers,
      let rule = rules.book.rule(finding.code.code), !(run.outcome.pack?.unwaivable.contains(rule.code.text) ?? false),
      // A waiver is not waived: it is completed, or deleted.
      rule.code.text != "DOC008", !waivers.cover(finding)
    else { return nil }
    let document = run.document
    let target = WaiverTarget.path(to: finding.pointer, in: document)
    var waiver = MapValue()
    for (key, text) in [
      ("rule", rule.code.text), ("target", target), ("reason", ""), ("approved_by_role", ""), ("expires", ""),
    ] {
      guard let text else { continue }
      _ = waiver.insert(Value(.string(key)), Value(.string(text)))
    }
    let list = document.node(at: "waivers")
    let plan = FixPlan(
      title: "Waive \(rule.code.text) here (reason, role and expiry to be filled in)", isSafe: false,
      operations: [
        .append(
          to: list ?? document.root, steps: list == nil ? [.member("waivers")] : [], value: Value(.map(waiver)))
      ])
    return FixWriter(document: document, syntax: check.file.syntax).fix(plan)
  }
}

/// The targets of waivers: dotted paths, with lists by index.
enum WaiverTarget {
  /// The path to the node that `pointer` names, as in `economic_case.options[2].result`; where a key on the way cannot be
  /// written in one, the path to what it belongs to. `nil` for the whole document.
  static func path(to pointer: String, in document: CaseDocument) -> String? {
    let tree = document.tree
    var node = document.root
    var path = ""
    for token in JSONPointer.tokens(of: pointer) ?? [] {
      switch tree.kind(of: node) {
      case .mapping:
        guard let next = tree.value(of: node, named: token), !token.isEmpty,
          !token.contains(where: { $0 == "." || $0 == "[" || $0 == "]" })
        else { return path.isEmpty ? nil : path }
        path += path.isEmpty ? token : ".\(token)"
        node = tree.resolved(next)
      case .sequence:
        guard let index = JSONPointer.index(of: token),
          let next = tree.items(of: node).dropFirst(index).first(where: { _ in true })
        else { return path.isEmpty ? nil : path }
        path += "[\(index)]"
        node = tree.resolved(next)
      case .scalar, .alias: return path.isEmpty ? nil : path
      }
    }
    return path.isEmpty ? nil : path
  }
}
