// What a fix writes into a document: a node that is not there yet, and how values of rules become one.

import CEL
import Rules

/// A node to be written.
enum NewNode {
  /// A pair of a mapping.
  struct Member {
    let name: String
    var value: NewNode
  }

  /// A scalar that is no text, as it is written: a number, `true`, `null`.
  case plain(String)
  /// A text, which is put in quotes where the syntax needs it.
  case text(String)
  /// A mapping.
  case mapping([Member])
  /// A list.
  case list([NewNode])

  /// How deep values are followed.
  private static let depthLimit = 32

  /// The node that stands for a value; `nil` for what has no written form.
  init?(_ value: Value, depth: Int = 0) {
    guard depth < NewNode.depthLimit else { return nil }
    switch value.content {
    case .null: self = .plain("null")
    case .bool(let value): self = .plain(value ? "true" : "false")
    case .int(let value): self = .plain(String(value))
    case .uint(let value): self = .plain(String(value))
    case .decimal(let value): self = .plain(value.description)
    case .double(let value):
      guard value.isFinite else { return nil }
      self = .plain(value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : value.description)
    case .string(let value): self = .text(value)
    case .date(let value): self = .text(value.description)
    case .financialYear(let value): self = .text(value.description)
    case .timestamp(let value): self = .text(value.description)
    case .duration(let value): self = .text(value.description)
    case .optional(let optional):
      guard let node = optional.value.flatMap({ NewNode($0, depth: depth + 1) }) else { return nil }
      self = node
    case .list(let items):
      let nodes = items.compactMap { NewNode($0, depth: depth + 1) }
      guard nodes.count == items.count else { return nil }
      self = .list(nodes)
    case .map(let map):
      let pairs = Array(zip(map.keys, map.values))
      guard let node = NewNode(pairs: pairs, depth: depth) else { return nil }
      self = node
    case .object(let object):
      let pairs = object.host.fieldNames(of: object.handle).compactMap { name -> (Value, Value)? in
        guard case .string(let text) = name.content else { return nil }
        return object.host.field(text, of: object.handle).map { (name, $0) }
      }
      guard pairs.count == object.host.fieldCount(of: object.handle), let node = NewNode(pairs: pairs, depth: depth)
      else { return nil }
      self = node
    case .bytes, .type: return nil
    }
  }

  private init?(pairs: [(Value, Value)], depth: Int) {
    var members: [Member] = []
    for (key, value) in pairs {
      guard let name = NewNode.name(of: key), let node = NewNode(value, depth: depth + 1) else { return nil }
      members.append(Member(name: name, value: node))
    }
    self = .mapping(members)
  }

  private static func name(of key: Value) -> String? {
    switch key.content {
    case .string(let text): text
    case .int(let value): String(value)
    case .uint(let value): String(value)
    case .bool(let value): value ? "true" : "false"
    default: nil
    }
  }

  /// Whether it is a mapping or a list that is not empty.
  var isCollection: Bool {
    switch self {
    case .plain, .text: false
    case .mapping(let members): !members.isEmpty
    case .list(let items): !items.isEmpty
    }
  }

  /// Whether there is a collection in it that is not empty.
  var hasCollections: Bool {
    switch self {
    case .plain, .text: false
    case .mapping(let members): members.contains { $0.value.isCollection }
    case .list(let items): items.contains(where: \.isCollection)
    }
  }

  /// Whether it is a list of scalars.
  var isScalarList: Bool {
    if case .list = self { return !hasCollections }
    return false
  }

  // MARK: Building

  /// The node with `leaf` at the end of `steps`, merged into what is built already.
  ///
  /// - Returns: `nil` where the steps lead through something else than what they say.
  static func adding(
    _ leaf: NewNode, at steps: ArraySlice<FixPlan.Step>, to node: NewNode?, appends: Bool
  ) -> NewNode? {
    guard let step = steps.first else {
      guard appends else { return leaf }
      switch node {
      case nil: return .list([leaf])
      case .list(let items): return .list(items + [leaf])
      default: return nil
      }
    }
    switch (step, node) {
    case (.member(let name), nil):
      return adding(leaf, at: steps.dropFirst(), to: nil, appends: appends).map {
        .mapping([Member(name: name, value: $0)])
      }
    case (.member(let name), .mapping(var members)):
      let place = members.firstIndex { $0.name == name }
      guard
        let next = adding(
          leaf, at: steps.dropFirst(), to: place.map { members[$0].value }, appends: appends)
      else { return nil }
      if let place { members[place].value = next } else { members.append(Member(name: name, value: next)) }
      return .mapping(members)
    case (.index(let index), nil):
      guard index == 0 else { return nil }
      return adding(leaf, at: steps.dropFirst(), to: nil, appends: appends).map { .list([$0]) }
    case (.index(let index), .list(var items)):
      guard index >= 0, index <= items.count else { return nil }
      let known = index < items.count ? items[index] : nil
      guard let next = adding(leaf, at: steps.dropFirst(), to: known, appends: appends) else { return nil }
      if index < items.count { items[index] = next } else { items.append(next) }
      return .list(items)
    default: return nil
    }
  }
}
