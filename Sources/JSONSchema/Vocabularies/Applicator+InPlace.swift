// The applicators that work on the same node: references, logic and conditions, evaluated (Core §8.2.3 and §10.2).

import DocumentModel
import SourceText

extension Evaluator {
  /// Applies the keywords that apply subschemas to the same node.
  mutating func evaluateInPlace(
    _ record: UnsafePointer<SubschemaRecord>, _ id: Int32, _ node: Int32, _ target: Int32
  ) -> Bool {
    var isValid = true
    if record.pointee.ref >= 0 {
      isValid = evaluate(record.pointee.ref, node)
      if !isValid, quiet > 0 { return false }
    }
    if record.pointee.dynamicRef >= 0 {
      isValid = evaluate(dynamicTarget(record.pointee.dynamicRef), node) && isValid
      if !isValid, quiet > 0 { return false }
    }
    for index in record.pointee.allOf.range {
      isValid = evaluate(tables.lists[index], node) && isValid
      if !isValid, quiet > 0 { return false }
    }
    if !record.pointee.anyOf.isEmpty {
      isValid = evaluateBranches(record.pointee.anyOf, .anyOf, id, node, target) && isValid
      if !isValid, quiet > 0 { return false }
    }
    if !record.pointee.oneOf.isEmpty {
      isValid = evaluateBranches(record.pointee.oneOf, .oneOf, id, node, target) && isValid
      if !isValid, quiet > 0 { return false }
    }
    if record.pointee.not >= 0 {
      isValid = evaluateNot(record.pointee.not, id, node, target) && isValid
      if !isValid, quiet > 0 { return false }
    }
    // Of a mapping that lost content nothing can be said on conditions.
    if record.pointee.ifSchema >= 0, !view.nodes[Int(target)].flags.contains(.incomplete) {
      let consequence =
        probe(record.pointee.ifSchema, node) ? record.pointee.thenSchema : record.pointee.elseSchema
      if consequence >= 0 { isValid = evaluate(consequence, node) && isValid }
      if !isValid, quiet > 0 { return false }
    }
    for index in record.pointee.dependentSchemas.range {
      let entry = schema.tables.dependents[index]
      guard member(of: target, named: tables.bytes(entry.trigger)) != nil else { continue }
      isValid = evaluate(entry.schema, node) && isValid
      if !isValid, quiet > 0 { return false }
    }
    return isValid
  }

  private mutating func evaluateNot(_ schema: Int32, _ id: Int32, _ node: Int32, _ target: Int32) -> Bool {
    let matchCount = matches.count
    let markCount = marks.count
    guard probe(schema, node) else { return true }
    // What a forbidden schema says of the instance is no annotation of it (Core §7.7.1).
    forget(matches: matchCount, marks: markCount)
    if isPartlyDamaged(target) || limitExceeded { return true }
    fail(.matchesForbidden, .not, id, node, detail: Int(schema))
    return false
  }

  /// Applies the branches of `anyOf` or `oneOf`; where none is valid, what the most likely one found remains.
  private mutating func evaluateBranches(
    _ span: Span, _ keyword: Keyword, _ id: Int32, _ node: Int32, _ target: Int32
  ) -> Bool {
    let needsAll = keyword == .oneOf || tracking || collectsMatches
    let start = (errors: errors.count, matches: matches.count, marks: marks.count, branches: branches.count)
    var firstValid: Int32 = -1
    var several: [Int32] = []
    for index in span.range {
      let branch = tables.lists[index]
      let before = (errors: errors.count, matches: matches.count, marks: marks.count, passed: passed)
      if evaluate(branch, node) {
        if firstValid < 0 {
          firstValid = branch
          // What the branches before it left is of no interest now.
          errors.removeSubrange(start.errors..<before.errors)
          matches.removeSubrange(start.matches..<before.matches)
          marks.removeSubrange(start.marks..<before.marks)
          branches.removeLast(branches.count - start.branches)
          if !needsAll { return true }
        } else if keyword == .oneOf {
          if quiet > 0 { return isPartlyDamaged(target) || limitExceeded }
          if several.isEmpty { several.append(firstValid) }
          several.append(branch)
        }
      } else if firstValid >= 0 || quiet > 0 {
        errors.removeLast(errors.count - before.errors)
        forget(matches: before.matches, marks: before.marks)
      } else {
        branches.append(
          FailedBranch(
            schema: branch, errors: before.errors..<errors.count, matches: before.matches..<matches.count,
            passed: passed &- before.passed))
      }
    }
    if !several.isEmpty, !isPartlyDamaged(target), !limitExceeded {
      let list = keep(several)
      fail(.matchesSeveral, .oneOf, id, node, more: list)
      return false
    }
    if firstValid >= 0 { return true }
    if quiet > 0 { return false }
    let failed = Array(branches[start.branches...])
    branches.removeLast(failed.count)
    settle(failed, span, keyword, id, node, target, errorStart: start.errors, matchStart: start.matches)
    return false
  }

  /// Whether a repaired region lies in the node, so that a match may owe to what is not known of it.
  func isPartlyDamaged(_ target: Int32) -> Bool {
    guard !tree.damage.isEmpty else { return false }
    return tree.isDamaged(view.nodes[Int(target)].range)
  }
}
