// From the plan of a fix to the edits that carry it out; how each kind of change is written is in the extensions.

import DocumentModel
import Rules
import SourceText

/// Writes fixes for one document.
struct FixWriter {
  let document: CaseDocument
  let syntax: SourceSyntax
  let tree: SyntaxTree
  let style: NodeText

  init(document: CaseDocument, syntax: SourceSyntax) {
    self.document = document
    self.syntax = syntax
    tree = document.tree
    style = NodeText(tree: tree, syntax: syntax)
  }

  var source: SourceText { tree.source }

  /// What is to become of the nodes that are there.
  private struct Changes {
    var replacements: [NodeID: NewNode] = [:]
    /// Members of mappings and items of lists to be added.
    var additions: [NodeID: NewNode] = [:]
    var removals: Set<NodeID> = []
  }

  /// The fix of a plan; `nil` where it cannot be written without touching more than it should.
  func fix(_ plan: FixPlan) -> Fix? {
    var changes = Changes()
    for operation in plan.operations {
      guard add(operation, to: &changes) else { return nil }
    }
    guard let edits = edits(for: changes), !edits.isEmpty else { return nil }
    // What is anchored is written once and read in several places, so a change there is for a person to judge.
    let touched = Array(changes.replacements.keys) + Array(changes.additions.keys) + Array(changes.removals)
    let isShared = touched.contains(where: isAnchored)
    return Fix(title: plan.title, applicability: plan.isSafe && !isShared ? .safe : .unsafe, edits: edits)
  }

  private func isAnchored(_ node: NodeID) -> Bool {
    var current: NodeID? = node
    while let node = current {
      if tree.properties(of: node)?.anchor != nil { return true }
      current = tree.parent(of: node)
    }
    return false
  }

  // MARK: Collecting

  private func add(_ operation: FixPlan.Operation, to changes: inout Changes) -> Bool {
    switch operation {
    case .set(let node, let steps, let value):
      guard let new = NewNode(value) else { return false }
      return steps.isEmpty
        ? replace(tree.resolved(node), new, &changes, depth: 0)
        : insert(new, below: tree.resolved(node), steps, appends: false, &changes)
    case .append(let node, let steps, let value):
      guard let new = NewNode(value) else { return false }
      return insert(new, below: tree.resolved(node), steps, appends: true, &changes)
    case .remove(let node):
      changes.removals.insert(node)
      return true
    }
  }

  /// Replaces a node. Of a mapping in the place of a mapping only what differs is written, so that comments and the
  /// layout of the rest stay.
  private func replace(_ node: NodeID, _ new: NewNode, _ changes: inout Changes, depth: Int) -> Bool {
    guard case .mapping(let members) = new, tree.kind(of: node) == .mapping, !tree[node].flags.contains(.merges),
      keepsOrder(of: members, in: node)
    else {
      changes.replacements[node] = new
      return true
    }
    for pair in tree.members(of: node) where !members.contains(where: { $0.name == tree.text(of: pair.key) }) {
      changes.removals.insert(pair.value)
    }
    for member in members {
      guard let value = tree.value(of: node, named: member.name) else {
        guard insert(member.value, below: node, [.member(member.name)], appends: false, &changes) else { return false }
        continue
      }
      if isSame(value, member.value, depth: 0) { continue }
      guard replace(value, member.value, &changes, depth: depth + 1) else { return false }
    }
    return true
  }

  /// Whether the members that are there stand in the order of `members`, and one of them stays.
  private func keepsOrder(of members: [NewNode.Member], in mapping: NodeID) -> Bool {
    let known = tree.members(of: mapping).map { tree.text(of: $0.key) }
    let kept = members.map(\.name).filter { known.contains($0) }
    return !kept.isEmpty && known.filter { kept.contains($0) } == kept
  }

  /// Whether a node says what a new one would.
  private func isSame(_ node: NodeID, _ new: NewNode, depth: Int) -> Bool {
    let node = tree.resolved(node)
    switch new {
    case .text(let text): return tree.kind(of: node) == .scalar && tree.text(of: node) == text
    case .plain(let text):
      guard tree.kind(of: node) == .scalar, tree[node].style == .plain else { return false }
      if tree.text(of: node) == text { return true }
      guard let old = tree.number(of: node), let number = ExactNumber(text) else { return false }
      return old == number
    case .list(let items):
      let old = tree.items(of: node).map { $0 }
      return tree.kind(of: node) == .sequence && old.count == items.count
        && zip(old, items).allSatisfy { isSame($0, $1, depth: depth + 1) }
    case .mapping(let members):
      let old = tree.members(of: node)
      return tree.kind(of: node) == .mapping && old.count == members.count
        && zip(old, members).allSatisfy {
          tree.text(of: $0.key) == $1.name && isSame($0.value, $1.value, depth: depth + 1)
        }
    }
  }

  private func insert(
    _ new: NewNode, below node: NodeID, _ steps: [FixPlan.Step], appends: Bool, _ changes: inout Changes
  ) -> Bool {
    var steps = steps[...]
    switch (tree.kind(of: node), steps.first) {
    case (.mapping, .member): break
    case (.sequence, .index(let index)):
      // What is added to a list is counted from its end.
      let own = tree.count(of: node)
      guard index >= own else { return false }
      steps = [.index(index - own)] + steps.dropFirst()
    case (.sequence, nil) where appends: break
    case (.scalar, _) where tree[node].scalarType == .null:
      guard let merged = NewNode.adding(new, at: steps, to: changes.replacements[node], appends: appends) else {
        return false
      }
      changes.replacements[node] = merged
      return true
    default: return false
    }
    guard let merged = NewNode.adding(new, at: steps, to: changes.additions[node], appends: appends) else {
      return false
    }
    changes.additions[node] = merged
    return true
  }

  // MARK: Writing

  private func edits(for changes: Changes) -> [TextEdit]? {
    var edits: [TextEdit] = []
    for (node, new) in changes.replacements {
      guard let more = replacement(of: node, by: new) else { return nil }
      edits += more
    }
    var removed: [NodeID: [NodeID]] = [:]
    for node in changes.removals {
      guard let parent = tree.parent(of: node) else { return nil }
      removed[parent, default: []].append(node)
    }
    for (parent, nodes) in removed {
      let children = Children(of: parent, in: tree, without: Set(nodes))
      // Where nothing is left, the collection is written anew.
      let added = changes.additions[parent]
      let more =
        children.kept.isEmpty
        ? replacement(of: parent, by: added ?? (children.isMapping ? .mapping([]) : .list([]))) : removal(children)
      guard let more else { return nil }
      edits += more
    }
    for (node, new) in changes.additions {
      let children = Children(of: node, in: tree, without: Set(removed[node] ?? []))
      if children.kept.isEmpty {
        if removed[node] != nil { continue }
        guard let more = replacement(of: node, by: new) else { return nil }
        edits += more
        continue
      }
      let more: [TextEdit]?
      switch new {
      case .mapping(let members): more = addition(of: members, to: node, children)
      case .list(let items): more = addition(of: items, to: node, children)
      case .plain, .text: more = nil
      }
      guard let more else { return nil }
      edits += more
    }
    return FixWriter.joined(edits)
  }

  /// The edits in the order of the text, those at one place joined; `nil` where they overlap.
  private static func joined(_ edits: [TextEdit]) -> [TextEdit]? {
    var result: [TextEdit] = []
    for edit in edits.sorted(by: { $0.range < $1.range }) {
      guard let last = result.last else {
        result.append(edit)
        continue
      }
      guard last.range.end <= edit.range.start else { return nil }
      if last.range.end == edit.range.start {
        result[result.count - 1] = TextEdit(
          TextRange(last.range.start, edit.range.end), last.newText + edit.newText)
      } else {
        result.append(edit)
      }
    }
    return result
  }
}

/// The entries of a collection, some of which are to go.
struct Children {
  /// An entry: an item, or a pair by its value.
  struct Entry {
    /// The key of a pair; the item itself.
    let first: NodeID
    /// The value of a pair; the item itself.
    let last: NodeID
    let isKept: Bool
  }

  let collection: NodeID
  let isMapping: Bool
  let isFlow: Bool
  let entries: [Entry]
  var kept: [Entry] { entries.filter(\.isKept) }

  init(of collection: NodeID, in tree: SyntaxTree, without removed: Set<NodeID>) {
    self.collection = collection
    isMapping = tree.kind(of: collection) == .mapping
    isFlow = tree[collection].style == .flow
    let nodes = tree.children(of: collection).map { $0 }
    if isMapping {
      entries = stride(from: 0, to: nodes.count - 1, by: 2).map { index in
        let isRemoved = removed.contains(nodes[index + 1]) || removed.contains(nodes[index])
        return Entry(first: nodes[index], last: nodes[index + 1], isKept: !isRemoved)
      }
    } else {
      entries = nodes.map { Entry(first: $0, last: $0, isKept: !removed.contains($0)) }
    }
  }
}
