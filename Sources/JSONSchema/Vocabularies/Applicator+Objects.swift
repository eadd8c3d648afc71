// The applicators of objects and their assertions about members, evaluated (Core §10.3.2, Validation §6.5).

import DocumentModel

extension Evaluator {
  /// Applies the keywords for objects to the mapping `target`, for which `node` stands.
  mutating func evaluateObject(
    _ record: UnsafePointer<SubschemaRecord>, _ id: Int32, _ node: Int32, _ target: Int32
  ) -> Bool {
    var isValid = true
    let marks = tracking
    tracking = false
    defer { tracking = marks }
    let isPlain = record.pointee.patternProperties.isEmpty
    var required: UInt64 = 0
    var count = 0
    var members = MemberCursor(tree: tree, view: view, mapping: target)
    while let (key, value) = members.next() {
      count &+= 1
      let text = view.text(at: view.resolved(key))
      var isKnown = false
      let slot = tables.slot(for: text, in: record.pointee.properties)
      if let slot {
        if slot.required >= 0, slot.required < 64 { required |= 1 << UInt64(slot.required) }
        if slot.schema >= 0 {
          isKnown = true
          isValid = child(slot.schema, value) && isValid
        }
      }
      if !isPlain {
        let (matched, valid) = evaluatePatterns(record, id, text, value, slot)
        isKnown = isKnown || matched
        isValid = valid && isValid
      }
      if !isKnown, record.pointee.additionalProperties >= 0 {
        isKnown = true
        isValid = evaluateAdditional(record.pointee.additionalProperties, id, key, value) && isValid
      }
      if record.pointee.propertyNames >= 0 { isValid = child(record.pointee.propertyNames, key) && isValid }
      if marks, isKnown { self.marks.append(key) }
      if !isValid, quiet > 0 { return false }
    }
    let isIncomplete = view.nodes[Int(target)].flags.contains(.incomplete)
    if !record.pointee.required.isEmpty, !isIncomplete {
      isValid = evaluateRequired(record, id, node, target, seen: required) && isValid
    }
    if count < record.pointee.minProperties, !isIncomplete {
      fail(.tooFewProperties, .minProperties, id, node, detail: count)
      isValid = false
    }
    if count > record.pointee.maxProperties {
      fail(.tooManyProperties, .maxProperties, id, node, detail: count)
      isValid = false
    }
    if !record.pointee.dependentRequired.isEmpty, !isIncomplete {
      isValid = evaluateDependentRequired(record, id, node, target) && isValid
    }
    return isValid
  }

  /// Applies `schema` to a child and counts it where it is right.
  @inline(__always)
  mutating func child(_ schema: Int32, _ node: Int32) -> Bool {
    guard evaluate(schema, node) else { return false }
    passed &+= 1
    return true
  }

  private mutating func evaluatePatterns(
    _ record: UnsafePointer<SubschemaRecord>, _ id: Int32, _ text: UnsafeBufferPointer<UInt8>, _ value: Int32,
    _ slot: KeySlot?
  ) -> (matched: Bool, isValid: Bool) {
    let span = record.pointee.patternProperties
    // The schema's own names have been matched when it was compiled.
    let mask = record.pointee.hasPatternMasks ? slot?.patterns : nil
    if mask == 0 { return (false, true) }
    var matched = false
    var isValid = true
    for index in 0..<Int(span.count) {
      let entry = tables.patternEntries[Int(span.start) &+ index]
      let isMatch: Bool
      if let mask {
        isMatch = mask & (1 << UInt64(index)) != 0
      } else {
        guard let found = matches(text, entry.pattern) else {
          fail(.patternTooCostly, .patternProperties, id, value, detail: Int(entry.pattern))
          isValid = false
          continue
        }
        isMatch = found
      }
      guard isMatch else { continue }
      matched = true
      isValid = child(entry.schema, value) && isValid
    }
    return (matched, isValid)
  }

  private mutating func evaluateAdditional(_ schema: Int32, _ id: Int32, _ key: Int32, _ value: Int32) -> Bool {
    guard records[Int(schema)].verdict == .never else { return child(schema, value) }
    // What stands in a repaired region says nothing of what the author wrote.
    if view.nodes[Int(key)].flags.contains(.damaged) { return true }
    fail(.unknownProperty, .additionalProperties, id, value, key: key)
    return false
  }

  private mutating func evaluateRequired(
    _ record: UnsafePointer<SubschemaRecord>, _ id: Int32, _ node: Int32, _ target: Int32, seen: UInt64
  ) -> Bool {
    let span = record.pointee.required
    let count = Int(span.count)
    if count <= 64, seen == (count == 64 ? UInt64.max : (1 << UInt64(count)) - 1) { return true }
    var isValid = true
    for index in 0..<count {
      let name = Int(span.start) &+ index
      let isThere =
        index < 64
        ? seen & (1 << UInt64(index)) != 0 : member(of: target, named: tables.bytes(tables.names[name])) != nil
      guard !isThere else { continue }
      fail(.missingProperty, .required, id, node, detail: name)
      isValid = false
      if quiet > 0 { return false }
    }
    return isValid
  }

  private mutating func evaluateDependentRequired(
    _ record: UnsafePointer<SubschemaRecord>, _ id: Int32, _ node: Int32, _ target: Int32
  ) -> Bool {
    var isValid = true
    for index in record.pointee.dependentRequired.range {
      let entry = schema.tables.dependents[index]
      guard let trigger = member(of: target, named: tables.bytes(entry.trigger)) else { continue }
      for name in entry.names.range where member(of: target, named: tables.bytes(tables.names[name])) == nil {
        fail(.dependentRequired, .dependentRequired, id, node, key: trigger.key, detail: name)
        isValid = false
      }
    }
    return isValid
  }

  /// The member of the mapping `target` with the key `name`.
  func member(of target: Int32, named name: UnsafeBufferPointer<UInt8>) -> (key: Int32, value: Int32)? {
    guard view.nodes[Int(target)].kind == .mapping else { return nil }
    var members = MemberCursor(tree: tree, view: view, mapping: target)
    while let member = members.next() {
      if ByteText.equal(view.text(at: view.resolved(member.key)), name) { return member }
    }
    return nil
  }
}
