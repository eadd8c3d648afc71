// Chooses, of branches that all failed, the one the author most likely meant, and what is to be said.

import DocumentModel

extension Evaluator {
  /// How likely it is that a branch was meant; the smaller, the likelier.
  private struct Likelihood: Comparable {
    /// 0 where the branch allows the type of the value, else 1.
    let rejectsType: Int
    /// -1 where the members that tell branches apart (`const`, `enum`) fit, 1 where one of them does not.
    let discriminator: Int
    /// Findings less what was found right.
    let balance: Int
    let findings: Int

    static func < (left: Likelihood, right: Likelihood) -> Bool {
      (left.rejectsType, left.discriminator, left.balance, left.findings)
        < (right.rejectsType, right.discriminator, right.balance, right.findings)
    }
  }

  /// Replaces the findings of all the failed branches by those to be reported.
  mutating func settle(
    _ failed: [FailedBranch], _ span: Span, _ keyword: Keyword, _ id: Int32, _ node: Int32, _ target: Int32,
    errorStart: Int, matchStart: Int
  ) {
    let likelihoods = failed.map { likelihood(of: $0, node, target) }
    guard let best = likelihoods.indices.min(by: { likelihoods[$0] < likelihoods[$1] }) else { return }
    let chosen = failed[best]
    let fitting = failed.indices.filter { likelihoods[$0].rejectsType == likelihoods[best].rejectsType }
    let merged = mergedFinding(fitting.map { failed[$0] }, keyword, id, node)
    let matched = Array(matches[chosen.matches])
    let kept = merged.map { [$0] } ?? Array(errors[chosen.errors])
    errors.removeLast(errors.count - errorStart)
    matches.removeLast(matches.count - matchStart)
    matches += matched
    let alternatives = failed.count > 1 ? keep(Array(tables.lists[span.range])) : -1
    for var error in kept {
      if error.alternatives < 0 { error.alternatives = alternatives }
      errors.append(error)
    }
  }

  private func likelihood(of branch: FailedBranch, _ node: Int32, _ target: Int32) -> Likelihood {
    let findings = errors[branch.errors]
    let rejectsType = findings.contains { isAbout($0, node) && ($0.fault == .typeMismatch || $0.fault == .emptyValue) }
    return Likelihood(
      rejectsType: rejectsType ? 1 : 0, discriminator: rejectsType ? 0 : discriminator(of: branch.schema, target),
      balance: findings.count - branch.passed, findings: findings.count)
  }

  private func isAbout(_ error: RawError, _ node: Int32) -> Bool { error.node == node && error.key < 0 }

  /// Whether the members of `target` that `branch` pins by `const` or `enum` have values it allows (-1), one has not
  /// (1), or there are none (0).
  private func discriminator(of branch: Int32, _ target: Int32) -> Int {
    guard view.nodes[Int(target)].kind == .mapping else { return 0 }
    let parts = schema.effectiveSubschemas(SubschemaID(branch)).map { schema.tables.records[Int($0.index)] }
    var result = 0
    var members = MemberCursor(tree: tree, view: view, mapping: target)
    while let (key, value) = members.next() {
      let name = view.text(at: view.resolved(key))
      for part in parts {
        guard let slot = tables.slot(for: name, in: part.properties), slot.schema >= 0 else { continue }
        switch pins(slot.schema, value) {
        case true: result = min(result, -1)
        case false: return 1
        case nil: break
        }
      }
    }
    return result
  }

  /// Whether `value` is one that `schema` lists; `nil` where it lists none.
  private func pins(_ id: Int32, _ value: Int32) -> Bool? {
    var result: Bool?
    for part in schema.effectiveSubschemas(SubschemaID(id)) {
      let record = records + Int(part.index)
      guard record.pointee.enumeration >= 0 else { continue }
      let target = view.resolved(value)
      var probe = self
      probe.quiet = 1
      let type = scalarType(target, view.nodes[Int(target)].kind, isKey: false)
      guard probe.evaluateEnumeration(record, part.index, value, target, type) else { return false }
      result = true
    }
    return result
  }

  // MARK: One finding for all branches

  /// The finding that says for all of `failed` what they say one by one, if there is one.
  private mutating func mergedFinding(
    _ failed: [FailedBranch], _ keyword: Keyword, _ id: Int32, _ node: Int32
  ) -> RawError? {
    guard failed.count > 1 else { return nil }
    let only = failed.compactMap { branch -> RawError? in
      guard branch.errors.count == 1, let error = errors[branch.errors].first, isAbout(error, node) else { return nil }
      return error
    }
    if only.count == failed.count, only.allSatisfy({ isOfValue($0.fault) }) {
      return mergedValues(only, keyword, id, node)
    }
    return mergedMissing(failed, keyword, id, node)
  }

  private func isOfValue(_ fault: Fault) -> Bool {
    fault == .typeMismatch || fault == .emptyValue || fault == .enumMismatch
  }

  private mutating func mergedValues(
    _ findings: [RawError], _ keyword: Keyword, _ id: Int32, _ node: Int32
  ) -> RawError {
    let types = findings.reduce(0) { $0 | $1.detail }
    var sources: [Int32] = []
    for finding in findings where finding.more >= 0 { sources += lists[Int(finding.more)] }
    var fault = Fault.typeMismatch
    if findings.contains(where: { $0.fault == .enumMismatch }) { fault = .enumMismatch }
    if findings.contains(where: { $0.fault == .emptyValue }) { fault = .emptyValue }
    return RawError(
      fault: fault, keyword: keyword, subschema: id, node: node, key: -1, detail: types,
      more: sources.isEmpty ? -1 : keep(sources))
  }

  /// Branches that each lack nothing but keys, and none of which got further than the others.
  private mutating func mergedMissing(
    _ failed: [FailedBranch], _ keyword: Keyword, _ id: Int32, _ node: Int32
  ) -> RawError? {
    guard let first = failed.first, failed.allSatisfy({ $0.passed == first.passed }) else { return nil }
    var sets: [[Int32]] = []
    for branch in failed {
      let findings = errors[branch.errors]
      guard !findings.isEmpty, findings.allSatisfy({ $0.fault == .missingProperty && isAbout($0, node) }) else {
        return nil
      }
      sets.append(findings.map { Int32(truncatingIfNeeded: $0.detail) })
    }
    nameSets.append(sets)
    return RawError(
      fault: .missingOneOf, keyword: keyword, subschema: id, node: node, key: -1, detail: nameSets.count - 1, more: -1)
  }
}
