// A document that rules run on: its tree with the shape of every node, read by expressions where it lies.

import CEL
import DocumentModel

/// The kinds of documents that rules read.
public enum CaseKind: Sendable, Hashable {
  case businessCase, supplierProfile
}

/// A business case or a supplier profile as rules see it.
///
/// Values bear the places they came from: the handle of an origin is the document's first handle plus the index of the
/// node. A document notes what is read of it, so it may be used by one thread at a time only; that is what makes it
/// sendable although it changes.
public final class CaseDocument: ObjectHost, @unchecked Sendable {
  /// The tree.
  public let tree: SyntaxTree
  /// The root of the document in the tree.
  public let root: NodeID
  /// The path of the file.
  public let path: String
  /// What kind of document it is.
  public let kind: CaseKind
  /// The shapes of its kind.
  public let shapes: ShapeTable
  /// The first handle; documents that run together have handles that do not meet.
  var firstHandle: Int32 = 0 {
    // The origins in them are handles.
    didSet { if firstHandle != oldValue { lists = [:] } }
  }
  /// Whether something was read since the last ``startReading(noting:)`` that the schema rejected or a repair damaged.
  private(set) var hasReadRejected = false
  /// The nodes read since then, where they are noted.
  private(set) var readNodes: [NodeID] = []
  /// The figures met that exact arithmetic cannot hold, in the order of reading.
  private(set) var outOfRange: [NodeID] = []
  private var notesReads = false
  private var lists: [Int32: ListValue] = [:]
  private let misspelt: [NodeID: Set<String>]
  private let shapeIndices: [Int16]
  private var isRejectedNode: [Bool]
  private let start: Int32

  /// A list that was made, and whether some of it was rejected.
  private struct ListValue {
    let items: [Value]
    let isRejected: Bool
  }

  /// Makes a document of a tree.
  ///
  /// - Parameter rejected: The nodes that the schema rejected for what they are themselves, such as a text where a number
  ///   is wanted; not those that merely lack a member.
  /// - Parameter misspelt: The members that mappings lack because their keys are probably misspelt.
  public init(
    tree: SyntaxTree, root: NodeID, path: String, kind: CaseKind = .businessCase, rejected: Set<NodeID> = [],
    misspelt: [NodeID: Set<String>] = [:]
  ) {
    self.misspelt = misspelt
    self.tree = tree
    self.root = tree.resolved(root)
    self.path = path
    self.kind = kind
    shapes = kind == .businessCase ? .businessCase : .supplierProfile
    let end = tree[self.root].subtreeEnd
    start = self.root.index
    var indices = [Int16](repeating: -1, count: Int(max(0, end - start)))
    Self.assign(.root, to: self.root, in: tree, shapes, start: start, &indices, depth: 0)
    shapeIndices = indices
    isRejectedNode = [Bool](repeating: false, count: indices.count)
    for node in rejected {
      let index = Int(tree.resolved(node).index - start)
      if isRejectedNode.indices.contains(index) { isRejectedNode[index] = true }
    }
  }

  /// One walk over what the schema names; the depth is that of the shapes, which is bounded.
  private static func assign(
    _ id: ShapeID, to node: NodeID, in tree: SyntaxTree, _ shapes: ShapeTable, start: Int32, _ indices: inout [Int16],
    depth: Int
  ) {
    let node = tree.resolved(node)
    let index = Int(node.index - start)
    // The first shape of a node that aliases share counts.
    guard indices.indices.contains(index), indices[index] < 0, depth < ReaderLimits.depth else { return }
    indices[index] = id.index
    let shape = shapes[id]
    switch shape.reading {
    case .object:
      tree.forEachMember(of: node) { member in
        let next =
          shape.fields.isEmpty ? shape.others : (shape.field(tree.text(of: member.key))?.shape ?? shape.others)
        if let next {
          assign(next, to: member.value, in: tree, shapes, start: start, &indices, depth: depth + 1)
        }
      }
    case .list:
      guard let items = shape.items else { return }
      for item in tree.items(of: node) {
        assign(items, to: item, in: tree, shapes, start: start, &indices, depth: depth + 1)
      }
    default: break
    }
  }

  // MARK: Places

  /// The value of the variable `case`.
  public var value: Value { objectValue(of: root) }

  /// The shape of a node; nil where the schema names none.
  public func shape(of node: NodeID) -> Shape? {
    let index = Int(tree.resolved(node).index - start)
    guard shapeIndices.indices.contains(index), shapeIndices[index] >= 0 else { return nil }
    return shapes[ShapeID(index: shapeIndices[index])]
  }

  private func reading(of node: NodeID) -> Shape.Reading {
    let index = Int(node.index - start)
    guard shapeIndices.indices.contains(index), shapeIndices[index] >= 0 else { return .open }
    return shapes.readings[Int(shapeIndices[index])]
  }

  /// The handle of a node.
  func handle(of node: NodeID) -> Int32 { firstHandle &+ node.index }

  /// The node of a handle; nil where it is none of this document's.
  func node(of handle: Int32) -> NodeID? {
    let index = handle &- firstHandle
    guard index >= start, Int(index - start) < shapeIndices.count else { return nil }
    return NodeID(index: index)
  }

  /// Whether the schema rejected a node, or a repair damaged it.
  public func isRejected(_ node: NodeID) -> Bool {
    let index = Int(node.index - start)
    guard isRejectedNode.indices.contains(index) else { return true }
    return isRejectedNode[index] || tree[node].flags.contains(.damaged)
  }

  /// Whether a mapping lacks a member because its key is probably misspelt, which the schema has spoken of.
  public func isMisspelt(_ name: String, in mapping: NodeID) -> Bool {
    misspelt[tree.resolved(mapping)]?.contains(name) ?? false
  }

  // MARK: Reading

  /// Forgets what was read; what is read from here on is noted, if so wanted.
  func startReading(noting: Bool) {
    hasReadRejected = false
    notesReads = noting
    if !readNodes.isEmpty { readNodes.removeAll(keepingCapacity: true) }
  }

  /// Lets go of the values that were made. They hold on to the document, which could never be freed otherwise.
  func endReading() {
    lists = [:]
    readNodes = []
  }

  /// Answers a question beside the match at hand: where what it reads was rejected the answer is no, and the match goes
  /// on.
  func readingAside<Failure: Error>(_ question: () throws(Failure) -> Bool) throws(Failure) -> Bool {
    let before = hasReadRejected
    hasReadRejected = false
    defer { hasReadRejected = before }
    return try question() && !hasReadRejected
  }

  private func note(_ node: NodeID) {
    if notesReads { readNodes.append(node) }
  }

  /// The value of a node; nil, with a note, where it cannot be read as what its shape wants.
  public func value(of node: NodeID) -> Value? {
    let node = tree.resolved(node)
    note(node)
    if let value = read(node) { return value }
    hasReadRejected = true
    return nil
  }

  private func objectValue(of node: NodeID) -> Value {
    let handle = handle(of: node)
    return Value(.object(ObjectValue(host: self, handle: handle)), origin: Origin(handle))
  }

  private func read(_ node: NodeID) -> Value? {
    guard !isRejected(node) else { return nil }
    let reading = reading(of: node)
    switch tree.kind(of: node) {
    case .mapping: return reading == .object || reading == .open ? objectValue(of: node) : nil
    case .sequence:
      guard reading == .list || reading == .open else { return nil }
      return Value(.list(items(of: node)), origin: Origin(handle(of: node)))
    case .scalar: return scalar(node, as: reading).map { Value($0, origin: Origin(handle(of: node))) }
    case .alias: return nil
    }
  }

  private func items(of node: NodeID) -> [Value] {
    if let known = lists[node.index] {
      if known.isRejected { hasReadRejected = true }
      return known.items
    }
    var values: [Value] = []
    var isRejected = tree[node].flags.contains(.incomplete)
    for item in tree.items(of: node) {
      if let value = read(tree.resolved(item)) { values.append(value) } else { isRejected = true }
    }
    lists[node.index] = ListValue(items: values, isRejected: isRejected)
    if isRejected { hasReadRejected = true }
    return values
  }

  private func scalar(_ node: NodeID, as reading: Shape.Reading) -> Value.Content? {
    let type = tree[node].scalarType
    switch reading {
    case .string: return type == .null ? nil : .string(tree.text(of: node))
    case .date: return CalendarDate(tree.text(of: node)).map { .date($0) }
    case .bool: return tree.boolean(of: node).map { .bool($0) }
    case .decimal: return type == .integer || type == .number ? decimal(node) : nil
    case .int: return type == .integer || type == .number ? int(node) : nil
    case .open:
      switch type {
      case .null: return .null
      case .boolean: return tree.boolean(of: node).map { .bool($0) }
      case .integer: return int(node)
      case .number: return decimal(node)
      case .string: return .string(tree.text(of: node))
      }
    case .list, .object: return nil
    }
  }

  private func decimal(_ node: NodeID) -> Value.Content? {
    let text = tree.text(of: node)
    if let value = FixedDecimal(text) { return .decimal(value) }
    guard let exact = tree.number(of: node) else { return nil }
    if let value = FixedDecimal(exact.description) { return .decimal(value) }
    noteOutOfRange(node)
    return nil
  }

  private func int(_ node: NodeID) -> Value.Content? {
    if let value = Int64(tree.text(of: node)) { return .int(value) }
    guard let exact = tree.number(of: node), exact.isInteger else { return nil }
    if let value = exact.integer { return .int(Int64(value)) }
    noteOutOfRange(node)
    return nil
  }

  private func noteOutOfRange(_ node: NodeID) {
    if !outOfRange.contains(node) { outOfRange.append(node) }
  }

  // MARK: Objects

  /// The value of a field; nil where the object has none of that name.
  public func field(_ name: String, of handle: Int32) -> Value? {
    guard let node = node(of: handle) else { return nil }
    // Who reads a field of an item, or finds it absent, reads the item: that is where a finding about it may stand.
    if notesReads, let parent = tree.parent(of: node), tree.kind(of: parent) == .sequence { readNodes.append(node) }
    guard let value = tree.value(of: node, named: name) else {
      // Of a mapping that lost some of its content nothing can be said to be missing.
      if tree[node].flags.contains(.incomplete) || isMisspelt(name, in: node) { hasReadRejected = true }
      return nil
    }
    return self.value(of: value)
  }

  /// How many members an object has.
  public func fieldCount(of handle: Int32) -> Int { fieldNames(of: handle).count }

  /// The names of an object's members in the document's order, with the origins of the keys.
  public func fieldNames(of handle: Int32) -> [Value] {
    guard let node = node(of: handle) else { return [] }
    if tree[node].flags.contains(.incomplete) { hasReadRejected = true }
    var names: [Value] = []
    tree.forEachMember(of: node) { member in
      names.append(Value(.string(tree.text(of: member.key)), origin: Origin(self.handle(of: member.key))))
    }
    return names
  }
}
