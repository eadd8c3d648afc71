// Equality of values across trees, and hashes that agree with it (JSON Schema Core §4.2.2).

import DocumentModel

/// Compares values: numbers by value, mappings whatever the order of their keys, aliases as what they stand for.
struct ValueComparison {
  /// Aliases can nest values deeper than the text; below this depth values are taken as different.
  private static let depthLimit = 600

  let tree: SyntaxTree
  let view: TreeView

  /// Whether two values of this tree are equal.
  func equal(_ left: Int32, _ right: Int32) -> Bool { equal(left, right, in: self, depth: 0) }

  /// Whether a value of this tree equals one of `other`'s.
  func equal(_ left: Int32, _ right: Int32, in other: ValueComparison) -> Bool {
    equal(left, right, in: other, depth: 0)
  }

  private func equal(_ left: Int32, _ right: Int32, in other: ValueComparison, depth: Int) -> Bool {
    guard depth < ValueComparison.depthLimit else { return false }
    let left = view.resolved(left)
    let right = other.view.resolved(right)
    let one = view.nodes[Int(left)]
    let two = other.view.nodes[Int(right)]
    guard one.kind == two.kind else { return false }
    switch one.kind {
    case .scalar: return equalScalars(left, one.scalarType, right, two.scalarType, in: other)
    case .sequence: return equalSequences(left, right, in: other, depth: depth)
    case .mapping: return equalMappings(left, right, in: other, depth: depth)
    case .alias: return false
    }
  }

  private func equalScalars(
    _ left: Int32, _ leftType: ScalarType, _ right: Int32, _ rightType: ScalarType, in other: ValueComparison
  ) -> Bool {
    let leftText = view.text(at: left)
    let rightText = other.view.text(at: right)
    switch (leftType, rightType) {
    case (.null, .null): return true
    case (.boolean, .boolean):
      // `true`, `True` and `TRUE` are one value (YAML 1.2.2 §10.3.2).
      return leftText.first.map { $0 | 0x20 } == rightText.first.map { $0 | 0x20 }
    case (.string, .string): return ByteText.equal(leftText, rightText)
    case (.integer, .integer), (.integer, .number), (.number, .integer), (.number, .number):
      if ByteText.equal(leftText, rightText) { return true }
      if let one = ShortDecimal(leftText), let two = ShortDecimal(rightText), let order = one.compared(to: two) {
        return order == 0
      }
      guard let one = ExactNumber(scalar: leftText), let two = ExactNumber(scalar: rightText) else { return false }
      return one == two
    default: return false
    }
  }

  private func equalSequences(_ left: Int32, _ right: Int32, in other: ValueComparison, depth: Int) -> Bool {
    let leftEnd = view.nodes[Int(left)].subtreeEnd
    let rightEnd = other.view.nodes[Int(right)].subtreeEnd
    var leftItem = left &+ 1
    var rightItem = right &+ 1
    while leftItem < leftEnd, rightItem < rightEnd {
      guard equal(leftItem, rightItem, in: other, depth: depth + 1) else { return false }
      leftItem = view.nodes[Int(leftItem)].subtreeEnd
      rightItem = other.view.nodes[Int(rightItem)].subtreeEnd
    }
    return leftItem == leftEnd && rightItem == rightEnd
  }

  private func equalMappings(_ left: Int32, _ right: Int32, in other: ValueComparison, depth: Int) -> Bool {
    let leftMembers = members(left)
    let rightMembers = other.members(right)
    guard leftMembers.count == rightMembers.count else { return false }
    for ((leftKey, leftValue), (rightKey, rightValue)) in zip(leftMembers, rightMembers) {
      let leftText = view.text(at: view.resolved(leftKey))
      let rightText = other.view.text(at: other.view.resolved(rightKey))
      guard ByteText.equal(leftText, rightText), equal(leftValue, rightValue, in: other, depth: depth + 1) else {
        return false
      }
    }
    return true
  }

  /// The members in the order of their keys' bytes.
  private func members(_ mapping: Int32) -> [(key: Int32, value: Int32)] {
    var result: [(key: Int32, value: Int32)] = []
    var cursor = MemberCursor(tree: tree, view: view, mapping: mapping)
    while let member = cursor.next() { result.append(member) }
    result.sort {
      view.text(at: view.resolved($0.key)).lexicographicallyPrecedes(view.text(at: view.resolved($1.key)))
    }
    return result
  }

  /// A hash that equal values share.
  func hash(_ node: Int32) -> Int {
    var hasher = Hasher()
    hash(node, into: &hasher, depth: 0)
    return hasher.finalize()
  }

  private func hash(_ node: Int32, into hasher: inout Hasher, depth: Int) {
    guard depth < ValueComparison.depthLimit else { return }
    let node = view.resolved(node)
    let record = view.nodes[Int(node)]
    hasher.combine(record.kind)
    switch record.kind {
    case .scalar:
      let text = view.text(at: node)
      switch record.scalarType {
      case .null: hasher.combine(0)
      case .boolean: hasher.combine(text.first.map { $0 | 0x20 })
      case .string: hasher.combine(bytes: UnsafeRawBufferPointer(text))
      case .integer, .number: hasher.combine(ExactNumber(scalar: text))
      }
    case .sequence:
      var item = node &+ 1
      while item < record.subtreeEnd {
        hash(item, into: &hasher, depth: depth + 1)
        item = view.nodes[Int(item)].subtreeEnd
      }
    case .mapping:
      for (key, value) in members(node) {
        hasher.combine(bytes: UnsafeRawBufferPointer(view.text(at: view.resolved(key))))
        hash(value, into: &hasher, depth: depth + 1)
      }
    case .alias: break
    }
  }
}
