// How a fix adds members to a mapping and items to a list.

import CEL
import DocumentModel
import SourceText

extension FixWriter {
  // MARK: Members

  /// The edits that add `members` to a mapping of which `children` stay: each behind those that the schema lists before
  /// it, or that are less where the keys are free and in order.
  func addition(of members: [NewNode.Member], to mapping: NodeID, _ children: Children) -> [TextEdit]? {
    let kept = children.kept
    guard let first = kept.first else { return nil }
    let names = kept.map { tree.text(of: $0.first) }
    let shape = document.shape(of: mapping)
    let order = shape?.fields.map(\.name) ?? []
    // One key alone is in order too, but says little unless it is known that keys are free.
    let areFree = names.count > 1 || shape?.others != nil || names.allSatisfy { FinancialYear($0) != nil }
    let isSorted = order.isEmpty && areFree && zip(names, names.dropFirst()).allSatisfy { $0 < $1 }
    func rank(_ name: String) -> Int { order.firstIndex(of: name) ?? order.count }
    let sorted = members.enumerated().sorted { left, right in
      if isSorted, left.element.name != right.element.name { return left.element.name < right.element.name }
      return (rank(left.element.name), left.offset) < (rank(right.element.name), right.offset)
    }.map(\.element)
    var groups: [(predecessor: Int?, members: [NewNode.Member])] = []
    for member in sorted {
      let predecessor: Int?
      if isSorted {
        predecessor = names.lastIndex { $0 < member.name }
      } else if order.contains(member.name) {
        predecessor = names.lastIndex { order.contains($0) && rank($0) < rank(member.name) }
      } else {
        predecessor = names.indices.last
      }
      if let last = groups.indices.last, groups[last].predecessor == predecessor {
        groups[last].members.append(member)
      } else {
        groups.append((predecessor, [member]))
      }
    }
    return children.isFlow
      ? flowAddition(groups, to: mapping, kept, first)
      : groups.map { group in
        let written = group.members.map { (name: $0.name, isFlow: isFlow($0.value, beside: kept), value: $0.value) }
        return blockAddition(written, behind: group.predecessor.map { kept[$0] }, first: first)
      }
  }

  /// Whether a new collection is written in braces because those beside it are.
  private func isFlow(_ new: NewNode, beside siblings: [Children.Entry]) -> Bool {
    let kind: NodeKind
    switch new {
    case .plain, .text: return false
    case .mapping: kind = .mapping
    case .list: kind = .sequence
    }
    let alike = siblings.map(\.last).filter { tree.kind(of: $0) == kind && tree.count(of: $0) > 0 }
    return !alike.isEmpty && alike.allSatisfy { tree[$0].style == .flow }
  }

  private func blockAddition(
    _ members: [(name: String, isFlow: Bool, value: NewNode)], behind previous: Children.Entry?, first: Children.Entry
  ) -> TextEdit {
    let start = tree.range(of: first.first).start
    let column = NodeText.column(of: start, source)
    let margin = style.lineBreak + NodeText.spaces(column)
    func pair(_ member: (name: String, isFlow: Bool, value: NewNode)) -> String {
      member.isFlow
        ? "\(style.key(member.name)): \(style.flow(member.value))" : style.pair(member.name, member.value, at: column)
    }
    guard let previous else {
      // Before the first key, which may stand behind the dash of a list item.
      return TextEdit(
        TextRange(start, start), members.map { pair($0) + margin }.joined())
    }
    // A comment behind the value stays with it.
    let end = source.lineRange(max(lastLine(of: previous.last), lastLine(of: previous.first))).end
    return TextEdit(TextRange(end, end), members.map { margin + pair($0) }.joined())
  }

  private func flowAddition(
    _ groups: [(predecessor: Int?, members: [NewNode.Member])], to mapping: NodeID,
    _ kept: [Children.Entry], _ first: Children.Entry
  ) -> [TextEdit]? {
    guard source.byte(at: tree.range(of: mapping).start) == UInt8(ascii: "{") else { return nil }
    let gap = gap(before: first.first, in: mapping)
    return groups.map { group in
      let pairs = group.members.map { "\(style.key($0.name)): \(style.flow($0.value))" }
      guard let previous = group.predecessor.map({ kept[$0] }) else {
        let start = tree.range(of: first.first).start
        return TextEdit(TextRange(start, start), pairs.map { $0 + "," + gap }.joined())
      }
      let end = max(tree.range(of: previous.last).end, tree.range(of: previous.first).end)
      return TextEdit(TextRange(end, end), pairs.map { "," + gap + $0 }.joined())
    }
  }

  // MARK: Items

  /// The edits that add `items` at the end of a list of which `children` stay.
  func addition(of items: [NewNode], to list: NodeID, _ children: Children) -> [TextEdit]? {
    let kept = children.kept
    guard let first = kept.first, let last = kept.last else { return nil }
    if children.isFlow {
      let end = tree.range(of: last.last).end
      let gap = gap(before: first.first, in: list)
      return [TextEdit(TextRange(end, end), items.map { "," + gap + style.flow($0) }.joined())]
    }
    guard let dash = dash(of: last.first, in: list) else { return nil }
    let column = NodeText.column(of: dash, source)
    // An item is written as the one before it.
    let writesFlow = tree[last.last].style == .flow
    let end = source.lineRange(max(lastLine(of: last.last), source.line(at: dash))).end
    let text = items.map { item in
      style.lineBreak + NodeText.spaces(column) + (writesFlow ? "- " + style.flow(item) : style.item(item, at: column))
    }
    return [TextEdit(TextRange(end, end), text.joined())]
  }

  /// What stands between the entries of a flow collection: a line break where they have lines of their own, else a
  /// space.
  private func gap(before first: NodeID, in collection: NodeID) -> String {
    let start = tree.range(of: first).start
    let line = source.line(at: start)
    guard line > source.line(at: tree.range(of: collection).start),
      source.lineRange(line).start + source.indent(ofLine: line) == start
    else { return " " }
    return style.lineBreak + NodeText.spaces(source.indent(ofLine: line))
  }
}
