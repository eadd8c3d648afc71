// The check that what a case refers to is there: items by their ids, organisations by their codes, words of the pack.

import CEL
import DocumentModel
import JSONSchema

struct ReferenceCheck: SwiftCheck {
  static let name = "reference"
  static let variables: [String: ValueType] = ["name": .string, "target": .string]

  /// A kind of thing that is referred to.
  private struct Kind {
    /// The path of the lists that hold such things.
    let path: String
    /// What a reference is to be, in words.
    let words: String
  }

  private static let kinds: [String: Kind] = [
    "organisation": Kind(path: "organisations", words: "in organisations"),
    "service": Kind(path: "services_in_scope", words: "the id of any service"),
    "option": Kind(path: "economic_case.options", words: "the id of any option"),
    "line": Kind(path: "economic_case.options[*].costs", words: "the id of any cost line"),
    "benefit": Kind(path: "benefits", words: "the id of any benefit"),
    "objective": Kind(path: "strategic_case.objectives", words: "the id of any objective"),
    "csf": Kind(path: "strategic_case.critical_success_factors", words: "the id of any critical success factor"),
    "post": Kind(path: "workforce.posts", words: "the id of any post"),
    "procurement": Kind(path: "commercial_case.procurements", words: "the id of any procurement"),
    "milestone": Kind(path: "delivery.milestones", words: "the id of any milestone"),
    "evidence": Kind(path: "evidence", words: "the id of any evidence"),
  ]

  /// More are not offered as fixes; completion lists them all.
  private static let choiceLimit = 8

  private let wanted: Set<String>
  private let looksAtVocabularies: Bool

  init(_ parameters: CheckParameters) throws(CheckParameterFault) {
    var wanted = Set(parameters.texts("to"))
    looksAtVocabularies = wanted.remove("vocabulary") != nil
    if let unknown = wanted.first(where: { Self.kinds[$0] == nil }) {
      throw CheckParameterFault("Nothing of the kind `\(unknown)` can be referred to.")
    }
    self.wanted = wanted
  }

  func run(_ scope: CheckScope) throws(EvaluationError) -> [SwiftFinding] {
    let targets = try self.targets(scope)
    var found: [SwiftFinding] = []
    var unknown: [String: [(text: String, position: Int)]] = [:]
    func look(at node: NodeID, kind: String) {
      // Where there is no list at all, that is said once.
      guard wanted.contains(kind), let names = targets[kind]?.names, let words = Self.kinds[kind]?.words else { return }
      let count = found.count
      check(node, isOneOf: names, words, scope, &found)
      if found.count > count { unknown[kind, default: []].append((scope.tree.text(of: node), count)) }
    }
    for (node, shape) in try scope.shapedNodes() {
      if let kind = shape.reference, scope.tree.kind(of: node) == .scalar { look(at: node, kind: kind) }
      if let kind = shape.keys {
        for key in scope.ownKeys(of: node) { look(at: key, kind: kind) }
      }
      if looksAtVocabularies, let vocabulary = shape.vocabulary, let words = scope.pack?.words(of: vocabulary),
        !words.isEmpty, scope.tree.kind(of: node) == .scalar
      {
        check(node, isOneOf: words, "one of the policy pack's \(Self.plain(vocabulary))", scope, &found)
      }
    }
    // An item without a name, or with that of another, was probably meant: that it has to be named is said there.
    var excused: Set<Int> = []
    for (kind, references) in unknown {
      guard let lost = targets[kind]?.lost, Set(references.map(\.text)).count <= lost else { continue }
      excused.formUnion(references.map(\.position))
    }
    return excused.isEmpty ? found : found.indices.filter { !excused.contains($0) }.map { found[$0] }
  }

  private static func plain(_ name: String) -> String { String(name.map { $0 == "_" ? " " : $0 }) }

  private func check(
    _ node: NodeID, isOneOf names: [String], _ words: String, _ scope: CheckScope, _ found: inout [SwiftFinding]
  ) {
    guard scope.tree[node].scalarType != .null else { return }
    let text = scope.tree.text(of: node)
    guard !names.contains(text) else { return }
    let isKey = scope.tree[node].flags.contains(.key)
    let nearest = Spelling.closest(to: text, among: names)
    let others = names.filter { $0 != nearest }.prefix(Self.choiceLimit)
    // A key that another pair has already would be there twice.
    let taken = isKey ? Set(scope.tree.parent(of: node).map(scope.ownKeys)?.map(scope.tree.text) ?? []) : []
    var fixes = ((nearest.map { [$0] } ?? []) + others).filter { !taken.contains($0) }
      .map { scope.replacement(node, with: $0) }
    if scope.document.shape(of: node)?.reference == "organisation", let added = addition(of: text, for: node, scope) {
      fixes.insert(added, at: nearest == nil ? 0 : 1)
    }
    found.append(
      SwiftFinding(
        at: scope.place(node), ["name": Value(.string(text)), "target": Value(.string(words))],
        fixes: fixes))
  }

  /// A fix that adds an organisation to the list; its name, type and part are for a person to say.
  private func addition(of code: String, for node: NodeID, _ scope: CheckScope) -> FixPlan? {
    guard let list = scope.document.node(at: "organisations"), scope.tree.kind(of: list) == .sequence else {
      return nil
    }
    let isCode =
      (3...6).contains(code.utf8.count) && code.utf8.allSatisfy { (0x30...0x39) ~= $0 || (0x41...0x5A) ~= $0 }
    let field = scope.tree.key(of: node).map { scope.tree.text(of: $0) } ?? ""
    let role = ["sponsor", "incumbent", "supplier"].contains(field) ? field : "partner"
    var item = MapValue()
    for (key, text) in [
      (isCode ? "ods_code" : "local_id", code), ("name", code), ("type", "independent"), ("role", role),
    ] {
      _ = item.insert(Value(.string(key)), Value(.string(text)))
    }
    return FixPlan(
      title: "Add \(code) to organisations, to be completed", isSafe: false,
      operations: [.append(to: list, steps: [], value: Value(.map(item)))])
  }

  /// What there is of a kind.
  private struct Targets {
    var names: [String] = []
    /// How many items have no name, or one that an earlier item has.
    var lost = 0
  }

  /// What can be referred to, by kind; nothing of a kind where the case has no list of it or only an empty one that
  /// must not be empty, or where a part of the list cannot be read.
  private func targets(_ scope: CheckScope) throws(EvaluationError) -> [String: Targets] {
    var targets: [String: Targets] = [:]
    var unreadable: Set<String> = []
    for (node, shape) in try scope.shapedNodes() {
      guard shape.reading == .list, let kind = wanted.first(where: { Self.kinds[$0]?.path == shape.path }) else {
        continue
      }
      if scope.tree[node].flags.contains(.incomplete) { unreadable.insert(kind) }
      if scope.tree.count(of: node) == 0, scope.isWanted(node) { continue }
      var own = Targets()
      var taken = Set(targets[kind]?.names ?? [])
      for item in scope.tree.items(of: node) {
        try scope.spend(steps: 1)
        let item = scope.tree.resolved(item)
        if scope.tree[item].flags.contains(.incomplete) { unreadable.insert(kind) }
        let names = scope.document.allNames(item)
        if names.allSatisfy(taken.contains) { own.lost += 1 }
        taken.formUnion(names)
        own.names += names
      }
      targets[kind, default: Targets()].names += own.names
      targets[kind]?.lost += own.lost
    }
    for kind in unreadable { targets[kind] = nil }
    return targets
  }
}
