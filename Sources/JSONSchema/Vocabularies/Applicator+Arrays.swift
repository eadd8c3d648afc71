// The applicators of arrays and their assertions about items, evaluated (Core §10.3.1, Validation §6.4).

import DocumentModel

extension Evaluator {
  /// Applies the keywords for arrays to the sequence `target`, for which `node` stands.
  mutating func evaluateArray(
    _ record: UnsafePointer<SubschemaRecord>, _ id: Int32, _ node: Int32, _ target: Int32
  ) -> Bool {
    var isValid = true
    let marks = tracking
    tracking = false
    defer { tracking = marks }
    let count = Int(tree.count(of: NodeID(index: target)))
    let isIncomplete = view.nodes[Int(target)].flags.contains(.incomplete)
    if count < record.pointee.minItems, !isIncomplete {
      fail(.tooFewItems, .minItems, id, node, detail: count)
      isValid = false
    }
    if count > record.pointee.maxItems {
      fail(.tooManyItems, .maxItems, id, node, detail: count)
      isValid = false
    }
    if !isValid, quiet > 0 { return false }
    if record.pointee.items >= 0 || !record.pointee.prefixItems.isEmpty {
      isValid = evaluateItems(record, target, marks: marks) && isValid
      if !isValid, quiet > 0 { return false }
    }
    if record.pointee.contains >= 0 {
      isValid = evaluateContains(record, id, node, target, marks: marks, isIncomplete: isIncomplete) && isValid
    }
    if record.pointee.uniqueItems, count > 1 {
      isValid = evaluateUniqueItems(id, target, count: count) && isValid
    }
    return isValid
  }

  private mutating func evaluateItems(
    _ record: UnsafePointer<SubschemaRecord>, _ target: Int32, marks: Bool
  ) -> Bool {
    var isValid = true
    let prefix = record.pointee.prefixItems
    let rest = record.pointee.items
    let end = view.nodes[Int(target)].subtreeEnd
    var item = target &+ 1
    var index: Int32 = 0
    while item < end {
      let schema = index < prefix.count ? tables.lists[Int(prefix.start &+ index)] : rest
      if schema >= 0 {
        if !child(schema, item) {
          isValid = false
          if quiet > 0 { return false }
        }
        if marks, rest < 0 { self.marks.append(item) }
      } else if index >= prefix.count {
        break
      }
      index &+= 1
      item = view.nodes[Int(item)].subtreeEnd
    }
    if marks, rest >= 0 { self.marks.append(target) }
    return isValid
  }

  private mutating func evaluateContains(
    _ record: UnsafePointer<SubschemaRecord>, _ id: Int32, _ node: Int32, _ target: Int32, marks: Bool,
    isIncomplete: Bool
  ) -> Bool {
    let wanted = record.pointee.contains
    let minimum = record.pointee.minContains
    let maximum = record.pointee.maxContains
    let marks = marks && record.pointee.containsEvaluates
    let end = view.nodes[Int(target)].subtreeEnd
    var item = target &+ 1
    var count = 0
    while item < end {
      if probe(wanted, item) {
        count &+= 1
        if marks { self.marks.append(item) }
        if count >= minimum, maximum == .max, !marks, !collectsMatches { return true }
      }
      item = view.nodes[Int(item)].subtreeEnd
    }
    if count < minimum, !isIncomplete {
      fail(.containsTooFew, minimum == 1 ? .contains : .minContains, id, node, detail: count)
      return false
    }
    if count > maximum {
      fail(.containsTooMany, .maxContains, id, node, detail: count)
      return false
    }
    return true
  }

  private mutating func evaluateUniqueItems(_ id: Int32, _ target: Int32, count: Int) -> Bool {
    steps = min(steps &+ Int(view.nodes[Int(target)].subtreeEnd - target), Int.max / 2)
    let values = ValueComparison(tree: tree, view: view)
    // Few items are compared pair by pair, which allocates nothing; many are sorted by their hashes.
    return count <= 8 ? compareItems(values, id, target) : compareHashedItems(values, id, target, count: count)
  }

  private mutating func compareItems(_ values: ValueComparison, _ id: Int32, _ target: Int32) -> Bool {
    let end = view.nodes[Int(target)].subtreeEnd
    var isValid = true
    var item = target &+ 1
    while item < end {
      var other = target &+ 1
      while other < item {
        if isComparable(item), isComparable(other), values.equal(other, item) {
          fail(.notUnique, .uniqueItems, id, item, detail: Int(other))
          isValid = false
          if quiet > 0 { return false }
          break
        }
        other = view.nodes[Int(other)].subtreeEnd
      }
      item = view.nodes[Int(item)].subtreeEnd
    }
    return isValid
  }

  private mutating func compareHashedItems(
    _ values: ValueComparison, _ id: Int32, _ target: Int32, count: Int
  ) -> Bool {
    let end = view.nodes[Int(target)].subtreeEnd
    var isValid = true
    var seen: [Int: [Int32]] = [:]
    seen.reserveCapacity(count)
    var item = target &+ 1
    while item < end {
      defer { item = view.nodes[Int(item)].subtreeEnd }
      guard isComparable(item) else { continue }
      let hash = values.hash(item)
      if let first = seen[hash, default: []].first(where: { values.equal($0, item) }) {
        fail(.notUnique, .uniqueItems, id, item, detail: Int(first))
        isValid = false
        if quiet > 0 { return false }
      } else {
        seen[hash, default: []].append(item)
      }
    }
    return isValid
  }

  /// Whether the item is known to its end; what stands in a repaired region equals nothing.
  private func isComparable(_ item: Int32) -> Bool {
    !view.nodes[Int(item)].flags.contains(.damaged) && !isPartlyDamaged(view.resolved(item))
  }
}
