// How a run follows paths: to every match of `for`, and to the one place that is marked or changed.

import CEL
import DocumentModel

/// Where a path for one place leads.
struct FoundPlace {
  let place: Place
  /// The steps that are not there.
  let missing: [FixPlan.Step]
}

extension CaseRun {
  // MARK: Many places

  /// Calls `body` for each place that a path of `for` leads to, with the names of its steps in the scope. It goes on for
  /// as long as the body says so.
  mutating func forEachMatch(
    _ path: CompiledPath, _ body: (inout CaseRun, NodeID, Value?) -> Bool
  ) throws(MatchEnd) {
    let depth = scope.count
    if let name = path.rootBinding { scope.append((name, document.value)) }
    _ = try walk(path.steps[...], from: document.root, key: nil, body)
    scope.removeLast(scope.count - depth)
  }

  private mutating func walk(
    _ steps: ArraySlice<CompiledPath.Step>, from node: NodeID, key: Value?,
    _ body: (inout CaseRun, NodeID, Value?) -> Bool
  ) throws(MatchEnd) -> Bool {
    guard let step = steps.first else { return body(&self, node, key) }
    // What is damaged or was rejected has been spoken of.
    guard !document.isRejected(node) else { return true }
    let rest = steps.dropFirst()
    let tree = document.tree
    switch step.kind {
    case .member(let name):
      guard let next = tree.value(of: node, named: name) else { return true }
      let key = rest.isEmpty ? Value(.string(name)) : nil
      return try enter(next, key, step, rest, body)
    case .everyMember:
      for member in tree.members(of: node) {
        let key = Value(.string(tree.text(of: member.key)), origin: Origin(document.handle(of: member.key)))
        guard try enter(tree.resolved(member.value), key, step, rest, body) else { return false }
      }
      return true
    case .everyItem:
      var position: Int64 = 0
      for item in tree.items(of: node) {
        guard try enter(tree.resolved(item), Value(.int(position)), step, rest, body) else { return false }
        position += 1
      }
      return true
    case .index(let expression):
      let key = try evaluate(expression)
      guard let next = child(of: node, key) else { return true }
      return try enter(next, key, step, rest, body)
    }
  }

  private mutating func enter(
    _ node: NodeID, _ key: Value?, _ step: CompiledPath.Step, _ rest: ArraySlice<CompiledPath.Step>,
    _ body: (inout CaseRun, NodeID, Value?) -> Bool
  ) throws(MatchEnd) -> Bool {
    guard let name = step.binding else { return try walk(rest, from: node, key: key, body) }
    guard let value = document.value(of: node) else { return true }
    scope.append((name, value))
    let goesOn = try walk(rest, from: node, key: key, body)
    scope.removeLast()
    return goesOn
  }

  private func child(of node: NodeID, _ key: Value) -> NodeID? { child(of: node, key, in: document.tree) }

  private func child(of node: NodeID, _ key: Value, in tree: SyntaxTree) -> NodeID? {
    switch key.content {
    case .string(let name): return tree.value(of: node, named: name)
    case .financialYear(let year): return tree.value(of: node, named: year.description)
    case .int(let index):
      guard index >= 0 else { return nil }
      var left = index
      for item in tree.items(of: node) {
        if left == 0 { return tree.resolved(item) }
        left -= 1
      }
      return nil
    default: return nil
    }
  }

  // MARK: One place

  /// The document and the node that a value came from.
  func source(of value: Value) -> (document: Int, node: NodeID)? {
    let handle = value.origin.handle
    guard handle >= 0 else { return nil }
    if documents.count == 1 { return document.node(of: handle).map { (index, $0) } }
    for (number, document) in documents.enumerated() {
      if let node = document.node(of: handle) { return (number, node) }
    }
    return nil
  }

  /// Follows a path to one place. Where a step is absent the place is the nearest that is there. What was computed has
  /// no place: nil.
  mutating func find(_ path: CompiledPath) throws(MatchEnd) -> FoundPlace? {
    guard var value = lookUp(path.root) else { throw .skipped }
    var steps = path.steps[...]
    // A list that was computed of things in the document still leads to them.
    while source(of: value) == nil {
      guard let step = steps.popFirst() else { return nil }
      guard let next = try self.step(step, into: value) else { return nil }
      value = next
    }
    guard let (document, start) = source(of: value) else { return nil }
    let tree = documents[document].tree
    var node = start
    var missing: [FixPlan.Step] = []
    for step in steps {
      let key: Value
      switch step.kind {
      case .member(let name): key = Value(.string(name))
      case .index(let expression): key = try evaluate(expression)
      case .everyMember, .everyItem: return nil
      }
      if missing.isEmpty, let next = child(of: node, key, in: tree) {
        node = next
        continue
      }
      switch key.content {
      case .string(let name): missing.append(.member(name))
      case .financialYear(let year): missing.append(.member(year.description))
      case .int(let index): missing.append(.index(Int(index)))
      default: return nil
      }
    }
    return FoundPlace(
      place: Place(document: document, node: node, isMissing: !missing.isEmpty), missing: missing)
  }

  private mutating func step(_ step: CompiledPath.Step, into value: Value) throws(MatchEnd) -> Value? {
    let inner: Value
    if case .optional(let optional) = value.content {
      guard let found = optional.value else { return nil }
      inner = found
    } else {
      inner = value
    }
    switch (step.kind, inner.content) {
    case (.member(let name), .map(let map)): return map[Value(.string(name))]
    case (.member(let name), .object(let object)): return object.host.field(name, of: object.handle)
    case (.index(let expression), .list(let items)):
      guard case .int(let index) = try evaluate(expression).content, index >= 0, index < items.count else { return nil }
      return items[Int(index)]
    case (.index(let expression), .map(let map)): return map[try evaluate(expression)]
    default: return nil
    }
  }

  /// The elements of a list, or what a path leads to.
  mutating func elements(of places: CompiledPlaces) throws(MatchEnd) -> [Value] {
    switch places {
    case .list(let expression):
      guard case .list(let items) = try evaluate(expression).content else { throw .skipped }
      return items
    case .path(let path):
      guard let root = lookUp(path.root) else { throw .skipped }
      var values = [root]
      for step in path.steps {
        var next: [Value] = []
        for value in values { next += try self.steps(step, into: value) }
        values = next
      }
      // Without `[*]` the path leads to a list, and its items are meant.
      let isWild = path.steps.contains { step in
        switch step.kind {
        case .everyItem, .everyMember: true
        default: false
        }
      }
      guard !isWild, case .list(let items)? = values.first?.content else { return values }
      return items
    }
  }

  private mutating func steps(_ step: CompiledPath.Step, into value: Value) throws(MatchEnd) -> [Value] {
    switch step.kind {
    case .everyItem:
      guard case .list(let items) = value.content else { return [] }
      return items
    case .everyMember: return value.entries?.map(\.value) ?? []
    case .member, .index: return try self.step(step, into: value).map { [$0] } ?? []
    }
  }
}
