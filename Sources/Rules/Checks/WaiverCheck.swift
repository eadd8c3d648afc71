// The check that a waiver is fit for use: it names a rule that can be waived, says why, who and until when.

import CEL
import DocumentModel

struct WaiverCheck: SwiftCheck {
  static let name = "waiver"
  static let variables: [String: ValueType] = ["reason": .string]

  init(_ parameters: CheckParameters) {}

  func run(_ scope: CheckScope) -> [SwiftFinding] {
    guard let faults = faults(scope) else { return [] }
    let remove = FixPlan(title: "Delete the waiver", isSafe: false, operations: [.remove(scope.match)])
    if !faults.isEmpty {
      return [
        SwiftFinding(
          at: scope.place(scope.match), ["reason": Value(.string(faults.joined(separator: "; ")))], fixes: [remove])
      ]
    }
    guard let expires = text("expires", scope).flatMap({ CalendarDate($0) }), expires < scope.context.today else {
      return []
    }
    return [
      SwiftFinding(
        at: scope.place(scope.match), ["reason": Value(.string("it expired on \(expires)"))], severity: .warning,
        fixes: [remove])
    ]
  }

  /// All that makes the waiver void; nil where a part of it cannot be read.
  private func faults(_ scope: CheckScope) -> [String]? {
    let tree = scope.tree
    guard !scope.document.isRejected(scope.match), !tree[scope.match].flags.contains(.incomplete) else { return nil }
    for name in ["rule", "reason", "approved_by_role", "expires"] {
      if let node = tree.value(of: scope.match, named: name), scope.document.isRejected(tree.resolved(node)) {
        return nil
      }
    }
    var faults: [String] = []
    if let code = text("rule", scope) {
      if scope.book.rule(code) == nil {
        faults.append("there is no rule \(code)")
      } else if scope.pack?.unwaivable.contains(code) ?? false {
        faults.append("the policy pack lets nobody waive \(code)")
      }
    } else {
      faults.append("it names no rule")
    }
    if case .int(let least)? = scope.value("reason_min")?.content {
      let length = text("reason", scope)?.unicodeScalars.count ?? 0
      if length == 0 {
        faults.append("it gives no reason")
      } else if length < Int(clamping: least) {
        faults.append("the reason has \(length) characters and needs \(least)")
      }
    }
    if text("approved_by_role", scope) == nil { faults.append("it does not say who approved it") }
    if text("expires", scope) == nil { faults.append("it has no expiry date") }
    return faults
  }

  private func text(_ name: String, _ scope: CheckScope) -> String? {
    guard let node = scope.tree.value(of: scope.match, named: name), scope.tree.kind(of: node) == .scalar,
      scope.tree[node].scalarType != .null
    else { return nil }
    let text = scope.tree.text(of: node)
    return text.allSatisfy(\.isWhitespace) ? nil : text
  }
}
