// Waivers: which of a case are usable, what they turn into information, and which hide nothing.

import CEL
import DocumentModel
import Rules
import SourceText

/// A waiver as the document states it.
struct Waiver: Sendable {
  /// The item of `waivers`.
  let node: NodeID
  /// The code, name or nothing known.
  let rule: String
  /// The pointer that findings have to be at or below; nil for all.
  let target: String?
  let reason: String
}

/// The usable waivers of a document.
struct Waivers: Sendable {
  private let tree: SyntaxTree
  private let usable: [Waiver]
  private let book: RuleBook

  /// Reads the waivers of a case and keeps those that have an effect: of a rule that may be waived, with reason, role and
  /// an expiry that is not past.
  init(of document: CaseDocument, rules settings: RuleSettings) {
    let book = settings.book
    let tree = document.tree
    self.book = book
    self.tree = tree
    guard let list = tree.value(of: document.root, named: "waivers") else {
      usable = []
      return
    }
    let pack = (settings.context.policy ?? document.text(at: "policy_pack")).flatMap(book.packs.resolve)
    let minimum = Waivers.reasonLength(pack)
    usable = tree.items(of: tree.resolved(list)).compactMap { item in
      let item = tree.resolved(item)
      func text(_ name: String) -> String? {
        guard let value = tree.value(of: item, named: name).map(tree.resolved), tree.kind(of: value) == .scalar,
          tree[value].scalarType != .null
        else { return nil }
        return tree.text(of: value)
      }
      guard let named = text("rule"),
        let rule = book.rules.first(where: { $0.code.text == named || $0.name == named }),
        !(pack?.unwaivable.contains(rule.code.text) ?? false),
        let reason = text("reason"), reason.unicodeScalars.count >= minimum,
        let role = text("approved_by_role"), !role.isEmpty,
        let expires = text("expires").flatMap(CalendarDate.init), !(expires < settings.context.today)
      else { return nil }
      let target = text("target").map { target in
        Waivers.node(at: target, in: document).map(tree.pointer) ?? "\u{0}"
      }
      return Waiver(node: item, rule: rule.code.text, target: target, reason: reason)
    }
  }

  /// Whether a finding is waived.
  func cover(_ finding: Diagnostic) -> Bool { usable.contains { $0.covers(finding) } }

  /// Whether a waiver takes back what the rule of a code finds at a node; nil where there are no usable waivers.
  var test: (@Sendable (_ code: String, _ node: NodeID) -> Bool)? {
    guard !usable.isEmpty else { return nil }
    let (usable, tree) = (usable, tree)
    return { code, node in
      usable.contains { $0.rule == code && $0.covers(pointer: tree.pointer(of: node)) }
    }
  }

  private static func reasonLength(_ pack: PolicyPack?) -> Int {
    guard case .one(let value) = pack?.parameters["text_min"]?.values else { return 0 }
    switch value.content {
    case .map(let map):
      if case .int(let length)? = map[Value(.string("waiver"))]?.content { return Int(clamping: length) }
    case .object(let object):
      if case .int(let length)? = object.host.field("waiver", of: object.handle)?.content {
        return Int(clamping: length)
      }
    default: break
    }
    return 0
  }

  /// The node that a dotted path leads to, with lists by index as in `economic_case.options[2].result`.
  static func node(at path: String, in document: CaseDocument) -> NodeID? {
    let tree = document.tree
    var node = document.root
    for part in path.split(separator: ".", omittingEmptySubsequences: false) {
      let pieces = part.split(separator: "[", omittingEmptySubsequences: false)
      guard let name = pieces.first else { return nil }
      if !name.isEmpty {
        guard let next = tree.value(of: node, named: String(name)) else { return nil }
        node = tree.resolved(next)
      }
      for piece in pieces.dropFirst() {
        guard piece.hasSuffix("]"), let index = Int(piece.dropLast()), index >= 0 else { return nil }
        guard let item = tree.items(of: node).dropFirst(index).first(where: { _ in true }) else { return nil }
        node = tree.resolved(item)
      }
    }
    return node
  }

  /// `findings` with their severities, those that are waived turned into information, and one finding for each waiver
  /// that hides none.
  ///
  /// - Parameters:
  ///   - settings: What configuration says of severities: it may silence what is waived, but makes no more of it.
  ///   - portfolioHasRun: Whether the findings of rules of scope `portfolio` are among them; before that, nothing is said
  ///     of waivers of theirs.
  func applied(to findings: [Diagnostic], _ settings: SeveritySettings, portfolioHasRun: Bool) -> [Diagnostic] {
    var hiding = Set<NodeID>()
    var result: [Diagnostic] = []
    for var finding in findings {
      let waiver = usable.first { $0.covers(finding) }
      // What is silenced all the same was there to be hidden.
      if let waiver { hiding.insert(waiver.node) }
      guard let severity = settings.severity(of: finding.code, otherwise: finding.severity) else { continue }
      finding.severity = severity
      if let waiver {
        finding.severity = min(severity, .information)
        finding.message += " Waived: \(waiver.reason)"
      }
      result.append(finding)
    }
    for waiver in usable where !hiding.contains(waiver.node) {
      guard hasSpoken(waiver.rule, findings, portfolioHasRun: portfolioHasRun) else { continue }
      let finding = idle(waiver)
      if settings.severity(of: finding.code, otherwise: finding.severity) != nil { result.append(finding) }
    }
    return result
  }

  /// Whether it is certain that a rule without findings would have had them: it has run, and nothing that it reads or
  /// needs is wrong.
  private func hasSpoken(_ code: String, _ findings: [Diagnostic], portfolioHasRun: Bool) -> Bool {
    guard let rule = book.rule(code), portfolioHasRun || rule.scope == .document else { return false }
    let needs = Set((rule.needs + rule.checks.flatMap(\.needs)).map(\.code.text))
    return !findings.contains { finding in
      if needs.contains(finding.code.code) { return true }
      // What is absent costs a rule no more than its own places; what is broken or of a wrong shape may cost any.
      guard finding.severity == .error, finding.code != .missingKey, finding.code != .unknownKey else { return false }
      return finding.code.code.hasPrefix("YML") || finding.code.code.hasPrefix("SCH")
    }
  }

  /// The finding about a waiver that hides nothing.
  private func idle(_ waiver: Waiver) -> Diagnostic {
    let code =
      book.rule("DOC008")?.diagnosticCode
      ?? DiagnosticCode("DOC008", "waiver-not-usable", .error, "Waiver not usable")
    return Diagnostic(
      code, severity: .information,
      "This waiver hides nothing: \(waiver.rule) finds no fault" + (waiver.target == nil ? "" : " under its target")
        + ". Delete it, so that it hides no later fault.",
      at: Places(tree: tree).ofValue(waiver.node), pointer: tree.pointer(of: waiver.node))
  }
}

extension Waiver {
  func covers(_ finding: Diagnostic) -> Bool {
    finding.code.code == rule && covers(pointer: finding.pointer)
  }

  fileprivate func covers(pointer: String) -> Bool {
    guard let target else { return true }
    return pointer == target || pointer.hasPrefix(target + "/")
  }
}
