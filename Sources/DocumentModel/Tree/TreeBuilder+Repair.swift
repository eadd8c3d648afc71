// What a reader asks of a half-built tree: open brackets, merge values, and the marks of damage.

import SourceText

extension TreeBuilder {
  /// Whether no document has been opened.
  package var isEmpty: Bool { documents.isEmpty }

  /// The brackets that would close the open flow collections, the innermost first.
  package var openBrackets: [UInt8] {
    frames.reversed().compactMap { frame in
      let record = nodes[Int(frame.node)]
      guard record.style == .flow else { return nil }
      return record.kind == .mapping ? UInt8(ascii: "}") : UInt8(ascii: "]")
    }
  }

  /// The tag of the node at `index`, if it has one.
  package func tag(of index: Int32) -> String? {
    let place = Int(nodes[Int(index)].properties)
    return properties.indices.contains(place) ? properties[place].tag : nil
  }

  /// The values of the merge keys (`<<`) of the mapping at `index`, whose pairs are all added.
  package func mergeValues(of index: Int32) -> [Int32] {
    var result: [Int32] = []
    var key = index + 1
    while key < nodes.count {
      let value = nodes[Int(key)].subtreeEnd
      guard value < nodes.count else { break }
      if nodes[Int(key)].flags.contains(.mergeKey) { result.append(value) }
      key = nodes[Int(value)].subtreeEnd
    }
    return result
  }

  /// Whether the node at `index` can be merged: a mapping, a sequence of mappings, or an alias of either.
  package func isMergeable(_ index: Int32) -> Bool {
    if isMapping(index) { return true }
    let target = aliasTarget(of: index) ?? index
    let record = nodes[Int(target)]
    guard record.kind == .sequence else { return record.flags.contains(.damaged) }
    var item = target + 1
    while item < record.subtreeEnd {
      guard isMapping(item) else { return false }
      item = nodes[Int(item)].subtreeEnd
    }
    return true
  }

  private func isMapping(_ index: Int32) -> Bool {
    nodes[Int(aliasTarget(of: index) ?? index)].kind == .mapping
  }

  private func aliasTarget(of index: Int32) -> Int32? {
    let record = nodes[Int(index)]
    return record.kind == .alias && record.textStart >= 0 ? record.textStart : nil
  }

  /// Closes every collection still open where its content ends.
  package mutating func closeOpenCollections() {
    while !frames.isEmpty {
      if let frame = frames.last, nodes[Int(frame.node)].kind == .mapping, frame.children % 2 == 1 {
        let end = contentEnd
        addScalar(
          range: TextRange(end, end), text: .inSource(start: end, length: 0), style: .plain, type: .null,
          flags: .damaged)
      }
      endCollection(end: nil)
    }
  }

  /// Marks the nodes that touch a repaired region, and the collections that may have lost entries to it.
  package mutating func markDamage() {
    damage.sort()
    for region in damage { markIncomplete(around: region, before: markNodes(in: region)) }
    for region in damagedValues { markNodes(in: region) }
    damage += damagedValues
  }

  /// Marks the nodes that touch `region`, and returns the index of the first one that may.
  @discardableResult private mutating func markNodes(in region: TextRange) -> Int {
    let first = firstNode(endingAfter: region.start)
    var index = first
    while index < nodes.count, Int(nodes[index].start) <= region.end {
      let range = nodes[index].range
      if nodes[index].kind == .scalar || nodes[index].kind == .alias || region.contains(range) {
        if range.overlaps(region) || range.start == region.end || range.end == region.start {
          nodes[index].flags.insert(.damaged)
        }
      }
      index += 1
    }
    return first
  }

  /// The index of the first scalar that ends at or after `offset`. Scalars are in order, so a search by halves finds it.
  private func firstNode(endingAfter offset: Int) -> Int {
    var low = 0
    var high = nodes.count
    while low < high {
      let middle = (low + high) / 2
      if Int(nodes[middle].start) < offset { low = middle + 1 } else { high = middle }
    }
    // One that starts before may still reach into the region.
    while low > 0, nodes[low - 1].kind != .scalar || Int(nodes[low - 1].end) >= offset {
      low -= 1
      if nodes[low].kind == .scalar, Int(nodes[low].end) < offset { break }
      if Int(nodes[low].start) < offset, nodes[low].kind == .scalar { break }
    }
    return low
  }

  /// Marks the innermost collection that the region's line belongs to as incomplete, and an empty value just before the
  /// region as damaged: what is missing there may be what could not be read.
  private mutating func markIncomplete(around region: TextRange, before first: Int) {
    let line = source.line(at: region.start)
    let column = source.indent(ofLine: line)
    var last = first
    while last < nodes.count, Int(nodes[last].start) <= region.start { last += 1 }
    guard last > 0 else { return }
    let previous = last - 1
    if nodes[previous].kind == .scalar, nodes[previous].start == nodes[previous].end {
      nodes[previous].flags.insert(.damaged)
    }
    var ancestor = Int32(truncatingIfNeeded: previous)
    while ancestor >= 0 {
      let record = nodes[Int(ancestor)]
      if record.kind == .mapping || record.kind == .sequence {
        nodes[Int(ancestor)].flags.insert(.incomplete)
        let start = Int(record.start)
        let ownColumn = start - source.lineStarts[source.line(at: start)]
        if record.style == .flow ? record.range.touches(region.start) : ownColumn <= column { break }
      }
      ancestor = record.parent
    }
  }
}
