// The evaluator: applies subschemas to nodes. What each keyword does is in the vocabulary files.

import DocumentModel

/// One evaluation. It works on plain records through unsafe views and allocates only where something is wrong.
///
/// Numbers that are not finite (YAML's `.inf` and `.nan`) are numbers that satisfy no bound and are multiples of
/// nothing. Keys are strings whatever they look like. A node inside a repaired region is valid, and nothing is missing
/// from a collection that lost content.
struct Evaluator {
  /// How deep subschemas may nest while they are applied: more than an instance of the greatest depth needs.
  static let depthLimit = 2_500
  /// The depth from which on the thread's stack is watched; every thread has room for so much.
  static let watchedDepth = 64

  let tree: SyntaxTree
  let view: TreeView
  let schema: Schema
  let tables: SchemaView
  let records: UnsafePointer<SubschemaRecord>
  let assertsFormat: Bool
  let collectsMatches: Bool
  /// Whether the dynamic scope has to be known.
  let tracksScope: Bool
  let stepLimit: Int

  var errors: [RawError] = []
  var matches: [Match] = []
  /// The children evaluated so far by keywords of schemas that may be followed by `unevaluated…`.
  var marks: [Int32] = []
  /// The resources entered on the way here, the outermost first.
  var scope: [Int32] = []
  /// The branches that failed so far of the `anyOf` and `oneOf` being evaluated.
  var branches: [FailedBranch] = []
  /// Lists that findings refer to by index.
  var lists: [[Int32]] = []
  /// Lists of sets of keys, likewise.
  var nameSets: [[[Int32]]] = []
  /// Above 0 where only the verdict counts and no findings are noted.
  var quiet = 0
  /// Whether children evaluated have to be marked.
  var tracking = false
  var depth = 0
  var steps = 0
  /// How many children were found right so far.
  var passed = 0
  /// How often a regular expression was tried with many steps.
  var costlyPatterns = 0
  var limitExceeded = false
  /// Where the stack stood at the start.
  private let stackStart = NativeStack.currentAddress()
  /// The lowest address the stack may reach, once it is known.
  private var lowestAddress: UInt?

  static func evaluate(
    _ tree: SyntaxTree, node: NodeID, schema: Schema, options: EvaluationOptions
  ) -> Evaluation {
    tree.withView { view in
      schema.tables.withView { tables in
        guard let records = tables.records.baseAddress, tree.nodes.indices.contains(Int(node.index)) else {
          return Evaluation(isValid: true, errors: [], matches: [], limitExceeded: false, steps: 0)
        }
        var evaluator = Evaluator(
          tree: tree, view: view, schema: schema, tables: tables, records: records, options: options)
        let isValid = evaluator.evaluate(schema.root.index, node.index)
        return Evaluation(
          isValid: isValid, errors: isValid ? [] : ErrorReport.errors(of: evaluator), matches: evaluator.matches,
          limitExceeded: evaluator.limitExceeded, steps: evaluator.steps)
      }
    }
  }

  private init(
    tree: SyntaxTree, view: TreeView, schema: Schema, tables: SchemaView, records: UnsafePointer<SubschemaRecord>,
    options: EvaluationOptions
  ) {
    self.tree = tree
    self.view = view
    self.schema = schema
    self.tables = tables
    self.records = records
    assertsFormat = options.assertsFormat
    collectsMatches = options.collectsMatches
    tracksScope = !schema.tables.dynamicReferences.isEmpty
    stepLimit = options.stepLimit ?? (2_000_000 + 40 * min(tree.nodes.count, 1 << 30))
    if collectsMatches { matches.reserveCapacity(min(tree.nodes.count, 1 << 16) * 2) }
  }

  // MARK: One subschema on one node

  /// Applies the subschema `id` to `node` and returns whether it is valid.
  mutating func evaluate(_ id: Int32, _ node: Int32) -> Bool {
    steps &+= 1
    guard steps <= stepLimit, depth < Evaluator.watchedDepth || hasRoom() else {
      giveUp()
      return true
    }
    if collectsMatches { matches.append(Match(node: NodeID(index: node), subschema: SubschemaID(id))) }
    let record = records + Int(id)
    let target = view.resolved(node)
    let flags = view.nodes[Int(node)].flags
    if flags.contains(.damaged) { return true }
    switch record.pointee.verdict {
    case .always: return true
    case .never:
      fail(.notAllowed, .not, id, node)
      return false
    case .open: break
    }
    let kind = view.nodes[Int(target)].kind
    if kind == .alias || view.nodes[Int(target)].flags.contains(.damaged) { return true }
    depth &+= 1
    defer { depth &-= 1 }
    var entersResource = false
    if tracksScope, scope.last != record.pointee.resource {
      scope.append(record.pointee.resource)
      entersResource = true
    }
    defer { if entersResource { scope.removeLast() } }
    return apply(record, id, node, target, kind, isKey: flags.contains(.key))
  }

  private mutating func apply(
    _ record: UnsafePointer<SubschemaRecord>, _ id: Int32, _ node: Int32, _ target: Int32, _ kind: NodeKind, isKey: Bool
  ) -> Bool {
    let groups = record.pointee.groups
    if groups == .referenceAlone { return evaluate(record.pointee.ref, node) }
    let type = scalarType(target, kind, isKey: isKey)
    if record.pointee.types != .all, !hasType(record.pointee.types, type, target) {
      noteTypeMismatch(record, id, node, target, isKey: isKey)
      return false
    }
    var isValid = true
    if record.pointee.enumeration >= 0, !evaluateEnumeration(record, id, node, target, type) {
      if quiet > 0 { return false }
      isValid = false
      // A key without a value needs one; all else that could be said of it follows from that.
      if isEmptyValue(target), !isKey { return false }
    }
    let outerTracking = tracking
    let firstMark = marks.count
    let firstError = errors.count
    if groups.contains(.unevaluated) { tracking = true }
    defer {
      tracking = outerTracking
      if !outerTracking, marks.count > firstMark { marks.removeLast(marks.count - firstMark) }
    }
    switch kind {
    case .mapping:
      if groups.contains(.object) { isValid = evaluateObject(record, id, node, target) && isValid }
    case .sequence:
      if groups.contains(.array) { isValid = evaluateArray(record, id, node, target) && isValid }
    case .scalar:
      if groups.contains(.string), type == .string {
        isValid = evaluateString(record, id, node, target) && isValid
      } else if groups.contains(.number), !type.isDisjoint(with: .number.union(.integer)) {
        isValid = evaluateNumber(record, id, node, target) && isValid
      }
    case .alias: break
    }
    if !isValid, quiet > 0 { return false }
    if groups.contains(.inPlace) {
      isValid = evaluateInPlace(record, id, node, target) && isValid
      if !isValid, quiet > 0 { return false }
    }
    if groups.contains(.unevaluated), isValid || !isOfWrongType(node, since: firstError) {
      isValid = evaluateUnevaluated(record, id, target, kind: kind, since: firstMark) && isValid
    }
    return isValid
  }

  /// Applies the subschema `id` to `node` for its verdict alone; one that fails leaves nothing behind.
  mutating func probe(_ id: Int32, _ node: Int32) -> Bool {
    let matchCount = matches.count
    let markCount = marks.count
    quiet &+= 1
    let isValid = evaluate(id, node)
    quiet &-= 1
    if !isValid { forget(matches: matchCount, marks: markCount) }
    return isValid
  }

  /// Takes back the pairs and marks noted since there were so many.
  mutating func forget(matches matchCount: Int, marks markCount: Int) {
    if matches.count > matchCount { matches.removeLast(matches.count - matchCount) }
    if marks.count > markCount { marks.removeLast(marks.count - markCount) }
  }

  // MARK: Findings

  /// Notes a finding, unless only the verdict counts.
  @inline(__always)
  mutating func fail(
    _ fault: Fault, _ keyword: Keyword, _ id: Int32, _ node: Int32, key: Int32 = -1, detail: Int = 0, more: Int32 = -1
  ) {
    guard quiet == 0 else { return }
    errors.append(
      RawError(
        fault: fault, keyword: keyword, subschema: id, node: node, key: key, detail: detail, more: more))
  }

  /// Keeps `list` for a finding and returns its index.
  mutating func keep(_ list: [Int32]) -> Int32 {
    lists.append(list)
    return Int32(truncatingIfNeeded: lists.count - 1)
  }

  /// Ends the evaluation without a verdict; nothing more is looked at.
  mutating func giveUp() {
    limitExceeded = true
    steps = max(steps, stepLimit)
  }

  /// Whether subschemas may nest deeper.
  private mutating func hasRoom() -> Bool {
    guard depth < Evaluator.depthLimit else { return false }
    let lowest = lowestAddress ?? NativeStack.lowestAddress(from: stackStart)
    lowestAddress = lowest
    return NativeStack.currentAddress() > lowest
  }

  // MARK: Types

  /// The type of the node: `integer` for a number written without a fraction, `number` for other numbers.
  @inline(__always)
  func scalarType(_ target: Int32, _ kind: NodeKind, isKey: Bool) -> TypeSet {
    switch kind {
    case .mapping: return .object
    case .sequence: return .array
    case .alias: return .null
    case .scalar:
      if isKey { return .string }
      switch view.nodes[Int(target)].scalarType {
      case .null: return .null
      case .boolean: return .boolean
      case .integer: return .integer
      case .number: return .number
      case .string: return .string
      }
    }
  }

  @inline(__always)
  private func hasType(_ types: TypeSet, _ type: TypeSet, _ target: Int32) -> Bool {
    if types.contains(type) { return true }
    return type == .number && types.contains(.integer) && isInteger(target)
  }

  /// Whether a finding since `start` says that the node has a wrong type, so that its children say nothing.
  private func isOfWrongType(_ node: Int32, since start: Int) -> Bool {
    errors[start...].contains { $0.node == node && ($0.fault == .typeMismatch || $0.fault == .emptyValue) }
  }

  /// Whether the number at `target` has no fractional part (Validation §6.1.1).
  private func isInteger(_ target: Int32) -> Bool {
    let text = view.text(at: target)
    if let short = ShortDecimal(text) { return short.isInteger }
    return ExactNumber(scalar: text)?.isInteger ?? false
  }

  /// Whether a key stands without a value.
  func isEmptyValue(_ target: Int32) -> Bool {
    let node = view.nodes[Int(target)]
    return node.kind == .scalar && node.scalarType == .null && node.start == node.end
  }

  private mutating func noteTypeMismatch(
    _ record: UnsafePointer<SubschemaRecord>, _ id: Int32, _ node: Int32, _ target: Int32, isKey: Bool
  ) {
    let fault: Fault = isEmptyValue(target) && !isKey ? .emptyValue : .typeMismatch
    let hasValues = record.pointee.enumeration >= 0
    let more = quiet == 0 && hasValues ? keep([id]) : -1
    fail(fault, .type, id, node, detail: Int(record.pointee.types.rawValue), more: more)
  }
}
