// The unevaluated vocabulary: what no other keyword has spoken for (JSON Schema Core §11).

import DocumentModel

extension SchemaCompiler {
  /// Compiles `unevaluatedItems` and `unevaluatedProperties`.
  mutating func compileUnevaluated(_ source: SchemaSource, into record: inout SubschemaRecord) {
    record.unevaluatedItems = single(.unevaluatedItems, of: source)
    record.unevaluatedProperties = single(.unevaluatedProperties, of: source)
  }
}

/// The children of one node that keywords have evaluated, looked up quickly however many there are.
private struct EvaluatedChildren {
  private let few: [Int32]
  private let many: Set<Int32>

  init(_ marks: ArraySlice<Int32>) {
    // A copy, so that the marks can grow in place while children are evaluated.
    few = marks.count <= 16 ? Array(marks) : []
    many = marks.count > 16 ? Set(marks) : []
  }

  func contains(_ node: Int32) -> Bool { many.isEmpty ? few.contains(node) : many.contains(node) }
}

extension Evaluator {
  /// Applies `unevaluatedProperties` or `unevaluatedItems` to the children of `target` that have no mark since `start`.
  ///
  /// A mark is the index of a key or of an item; the index of `target` itself marks all its children.
  mutating func evaluateUnevaluated(
    _ record: UnsafePointer<SubschemaRecord>, _ id: Int32, _ target: Int32, kind: NodeKind, since start: Int
  ) -> Bool {
    let rest: Int32
    switch kind {
    case .mapping: rest = record.pointee.unevaluatedProperties
    case .sequence: rest = record.pointee.unevaluatedItems
    case .scalar, .alias: return true
    }
    guard rest >= 0 else { return true }
    let evaluated = EvaluatedChildren(marks[start...])
    if evaluated.contains(target) { return true }
    let result =
      kind == .mapping
      ? evaluateUnevaluatedProperties(rest, id, target, evaluated) : evaluateUnevaluatedItems(rest, target, evaluated)
    marks.append(target)
    return result
  }

  private mutating func evaluateUnevaluatedProperties(
    _ rest: Int32, _ id: Int32, _ target: Int32, _ evaluated: EvaluatedChildren
  ) -> Bool {
    var isValid = true
    let wasTracking = tracking
    tracking = false
    defer { tracking = wasTracking }
    var members = MemberCursor(tree: tree, view: view, mapping: target)
    while let member = members.next() {
      if evaluated.contains(member.key) || view.nodes[Int(member.key)].flags.contains(.damaged) { continue }
      if records[Int(rest)].verdict == .never {
        fail(.unknownProperty, .unevaluatedProperties, id, member.value, key: member.key)
        isValid = false
      } else if !evaluate(rest, member.value) {
        isValid = false
      }
      if !isValid, quiet > 0 { return false }
    }
    return isValid
  }

  private mutating func evaluateUnevaluatedItems(
    _ rest: Int32, _ target: Int32, _ evaluated: EvaluatedChildren
  ) -> Bool {
    var isValid = true
    let wasTracking = tracking
    tracking = false
    defer { tracking = wasTracking }
    var item = target &+ 1
    let end = view.nodes[Int(target)].subtreeEnd
    while item < end {
      if !evaluated.contains(item), !evaluate(rest, item) {
        isValid = false
        if quiet > 0 { return false }
      }
      item = view.nodes[Int(item)].subtreeEnd
    }
    return isValid
  }
}
