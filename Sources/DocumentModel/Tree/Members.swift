// The members of a mapping as the instance has them: merge keys applied, repeated keys left out.

import SourceText

/// One pair of a mapping.
public struct Member: Sendable, Hashable {
  /// The key as written.
  public let key: NodeID
  /// The value as written; an alias is not resolved.
  public let value: NodeID
  /// Whether the pair came in by a merge key (`<<`); its nodes stand where they were merged from.
  public let isMerged: Bool
}

extension SyntaxTree {
  /// Calls `body` for each member of `mapping`: its own pairs in order, then those merged that it does not have itself.
  ///
  /// Repeated keys and the merge keys themselves are left out. Of two merged mappings the earlier wins
  /// (YAML merge key type, yaml.org/type/merge). Nothing is called for a node that is not a mapping.
  public func forEachMember(of mapping: NodeID, _ body: (Member) -> Void) {
    let record = nodes[Int(mapping.index)]
    guard record.kind == .mapping else { return }
    if record.flags.contains(.merges) {
      for member in mergedMembers(of: mapping) { body(member) }
      return
    }
    var index = mapping.index + 1
    while index < record.subtreeEnd {
      let key = nodes[Int(index)]
      let value = key.subtreeEnd
      guard value < record.subtreeEnd else { return }
      if !key.flags.contains(.duplicate) {
        body(Member(key: NodeID(index: index), value: NodeID(index: value), isMerged: false))
      }
      index = nodes[Int(value)].subtreeEnd
    }
  }

  /// The members of `mapping` as ``forEachMember(of:_:)`` gives them.
  public func members(of mapping: NodeID) -> [Member] {
    var result: [Member] = []
    forEachMember(of: mapping) { result.append($0) }
    return result
  }

  /// The member of `mapping` whose key has the text `name`, if there is one.
  public func member(of mapping: NodeID, named name: String) -> Member? {
    let record = self[mapping]
    guard record.kind == .mapping else { return nil }
    if record.flags.contains(.merges) {
      return mergedMembers(of: mapping).first { text(of: $0.key) == name }
    }
    var name = name
    return name.withUTF8 { wanted in
      withView { view in
        var index = mapping.index + 1
        while index < record.subtreeEnd {
          let key = view.nodes[Int(index)]
          let value = key.subtreeEnd
          guard value < record.subtreeEnd else { return nil }
          if key.textLength == wanted.count, !key.flags.contains(.duplicate), view.text(at: index).elementsEqual(wanted)
          {
            return Member(key: NodeID(index: index), value: NodeID(index: value), isMerged: false)
          }
          index = view.nodes[Int(value)].subtreeEnd
        }
        return nil
      }
    }
  }

  /// The value of the member of `mapping` named `name`, an alias resolved; `nil` where there is none.
  public func value(of mapping: NodeID, named name: String) -> NodeID? {
    member(of: mapping, named: name).map { resolved($0.value) }
  }

  /// The key of the pair that `value` belongs to, or `nil` where it is not the value of a pair.
  public func key(of value: NodeID) -> NodeID? {
    guard let parent = parent(of: value), kind(of: parent) == .mapping, !self[value].flags.contains(.key) else {
      return nil
    }
    // The key's subtree stands right before the value, and the key is the node of it that the mapping is the parent of.
    var candidate = NodeID(index: value.index - 1)
    while candidate > parent, self.parent(of: candidate) != parent {
      guard let outer = self.parent(of: candidate) else { return nil }
      candidate = outer
    }
    return candidate > parent ? candidate : nil
  }

  private func mergedMembers(of mapping: NodeID) -> [Member] {
    var result: [Member] = []
    var seen: Set<String> = []
    var merging: Set<NodeID> = []
    collect(from: mapping, isMerged: false, into: &result, seen: &seen, merging: &merging)
    return result
  }

  /// Adds the members of `mapping` not yet in `seen`; `merging` holds the mappings on the way here, against cycles.
  private func collect(
    from mapping: NodeID, isMerged: Bool, into result: inout [Member], seen: inout Set<String>,
    merging: inout Set<NodeID>
  ) {
    guard kind(of: mapping) == .mapping, merging.insert(mapping).inserted else { return }
    defer { merging.remove(mapping) }
    var sources: [NodeID] = []
    var iterator = children(of: mapping)
    while let key = iterator.next(), let value = iterator.next() {
      let flags = self[key].flags
      if flags.contains(.mergeKey) {
        let source = resolved(value)
        if kind(of: source) == .sequence {
          sources.append(contentsOf: items(of: source).map { resolved($0) })
        } else {
          sources.append(source)
        }
      } else if !flags.contains(.duplicate), seen.insert(text(of: key)).inserted {
        result.append(Member(key: key, value: value, isMerged: isMerged))
      }
    }
    for source in sources {
      collect(from: source, isMerged: true, into: &result, seen: &seen, merging: &merging)
    }
  }
}
