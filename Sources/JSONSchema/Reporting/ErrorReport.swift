// From the short findings of an evaluation to errors for people: details looked up, echoes dropped, misspellings paired.

import DocumentModel

/// Makes the errors of an evaluation.
struct ErrorReport {
  /// More findings than anyone reads are left out.
  private static let limit = 20_000

  private let evaluator: Evaluator
  private var schema: Schema { evaluator.schema }
  private var tables: SchemaTables { evaluator.schema.tables }

  /// The errors to report, in document order.
  static func errors(of evaluator: Evaluator) -> [ValidationError] {
    let report = ErrorReport(evaluator: evaluator)
    let errors = report.withoutEchoes(evaluator.errors).prefix(limit).compactMap { report.error($0) }
    return MisspeltKeys(tree: evaluator.tree, schema: evaluator.schema).pair(errors)
  }

  // MARK: Echoes

  /// One finding for one cause: of what is said of a scalar only the gravest, and nothing twice.
  private func withoutEchoes(_ findings: [RawError]) -> [RawError] {
    struct Place: Hashable {
      let node: Int32
      let key: Int32
    }
    struct Same: Hashable {
      let place: Place
      let fault: Fault
      let detail: String
    }
    var gravest: [Place: Int] = [:]
    for finding in findings {
      let place = Place(node: finding.node, key: finding.key)
      gravest[place] = min(gravest[place] ?? .max, gravity(finding.fault))
    }
    var seen: Set<Same> = []
    return findings.enumerated().filter { _, finding in
      let place = Place(node: finding.node, key: finding.key)
      let limit = gravest[place] ?? .max
      // A wrong type or value speaks for all else that is wrong with a scalar.
      if limit <= 5, gravity(finding.fault) > limit { return false }
      return seen.insert(Same(place: place, fault: finding.fault, detail: distinction(finding))).inserted
    }
    .sorted { ($0.element.node, $0.offset) < ($1.element.node, $1.offset) }
    .map(\.element)
  }

  private func gravity(_ fault: Fault) -> Int {
    switch fault {
    case .emptyValue: 0
    case .typeMismatch: 1
    case .enumMismatch: 2
    case .patternMismatch, .patternTooCostly: 3
    case .formatMismatch: 4
    case .tooShort, .tooLong: 5
    default: 6
    }
  }

  /// What makes two findings with the same fault at the same place different.
  private func distinction(_ finding: RawError) -> String {
    switch finding.fault {
    case .missingProperty, .dependentRequired: tables.string(tables.names[finding.detail])
    case .missingOneOf, .matchesForbidden, .containsTooFew, .containsTooMany:
      "\(finding.subschema) \(finding.detail)"
    case .notMultiple, .matchesSeveral: "\(finding.subschema)"
    default: ""
    }
  }

  // MARK: Details

  private func error(_ finding: RawError) -> ValidationError? {
    guard let kind = kind(of: finding) else { return nil }
    let node = NodeID(index: finding.node)
    let alternatives = finding.alternatives >= 0 ? list(finding.alternatives) : []
    return ValidationError(
      node: node, keyNode: keyNode(of: finding), subschema: SubschemaID(finding.subschema), keyword: finding.keyword,
      kind: kind, alternatives: alternatives)
  }

  private func keyNode(of finding: RawError) -> NodeID? {
    if finding.key >= 0 { return NodeID(index: finding.key) }
    let node = NodeID(index: finding.node)
    if evaluator.tree[node].flags.contains(.key) { return node }
    let kind = evaluator.tree.kind(of: evaluator.tree.resolved(node))
    // A whole collection is no place to point at, and an empty value none at all.
    let isPointless = kind == .mapping || kind == .sequence
    return isPointless || finding.fault == .emptyValue || finding.fault == .notAllowed ? key(of: node) : nil
  }

  /// The key of the pair that `node` is the value of; a key without children stands right before it.
  private func key(of node: NodeID) -> NodeID? {
    let before = NodeID(index: node.index - 1)
    if before.index >= 0, evaluator.tree[before].flags.contains(.key), evaluator.tree[before].subtreeEnd == node.index {
      return before
    }
    return evaluator.tree.key(of: node)
  }

  private func kind(of finding: RawError) -> ValidationError.Kind? {
    let record = tables.records[Int(finding.subschema)]
    let detail = finding.detail
    switch finding.fault {
    case .typeMismatch: return .typeMismatch(expected: types(finding))
    case .emptyValue: return .emptyValue(expected: types(finding), allowed: values(finding))
    case .enumMismatch: return enumKind(finding)
    case .missingProperty:
      let name = tables.string(tables.names[detail])
      return .missingProperty(name: name, property: schema.effectiveProperty(name, of: SubschemaID(finding.subschema)))
    case .missingOneOf:
      return .missingOneOf(evaluator.nameSets[detail].map { $0.map { tables.string(tables.names[Int($0)]) } })
    case .unknownProperty: return .unknownProperty(name: text(finding.key), suggestion: nil)
    case .tooShort: return .tooShort(limit: record.minLength, actual: detail)
    case .tooLong: return .tooLong(limit: record.maxLength, actual: detail)
    case .patternMismatch: return .patternMismatch(pattern: tables.patterns[detail].source)
    case .patternTooCostly: return .patternTooCostly(pattern: tables.patterns[detail].source)
    case .formatMismatch: return .formatMismatch(format: tables.formats[Int(record.format)].name)
    case .notMultiple: return .notMultiple(of: location(record.multipleOf, record))
    case .belowMinimum: return .belowMinimum(limit: location(record.minimum, record), exclusive: false)
    case .belowExclusiveMinimum: return .belowMinimum(limit: location(record.exclusiveMinimum, record), exclusive: true)
    case .aboveMaximum: return .aboveMaximum(limit: location(record.maximum, record), exclusive: false)
    case .aboveExclusiveMaximum: return .aboveMaximum(limit: location(record.exclusiveMaximum, record), exclusive: true)
    case .tooFewItems: return .tooFewItems(limit: record.minItems, actual: detail)
    case .tooManyItems: return .tooManyItems(limit: record.maxItems, actual: detail)
    case .tooFewProperties: return .tooFewProperties(limit: record.minProperties, actual: detail)
    case .tooManyProperties: return .tooManyProperties(limit: record.maxProperties, actual: detail)
    case .containsTooFew:
      return .containsTooFew(limit: record.minContains, actual: detail, items: SubschemaID(record.contains))
    case .containsTooMany:
      return .containsTooMany(limit: record.maxContains, actual: detail, items: SubschemaID(record.contains))
    case .notUnique: return .notUnique(first: NodeID(index: Int32(truncatingIfNeeded: detail)))
    case .dependentRequired:
      let name = tables.string(tables.names[detail])
      let property = schema.effectiveProperty(name, of: SubschemaID(finding.subschema))
      return .dependentRequired(trigger: text(finding.key), missing: name, property: property)
    case .notAllowed: return .notAllowed
    case .matchesForbidden: return .matchesForbidden(SubschemaID(Int32(truncatingIfNeeded: detail)))
    case .matchesSeveral: return .matchesSeveral(list(finding.more))
    }
  }

  private func enumKind(_ finding: RawError) -> ValidationError.Kind {
    let allowed = values(finding)
    if finding.keyword == .const, let value = allowed.first { return .constMismatch(value) }
    return .enumMismatch(allowed: allowed)
  }

  private func types(_ finding: RawError) -> TypeSet { TypeSet(rawValue: UInt8(truncatingIfNeeded: finding.detail)) }

  /// The values listed by the subschemas that the finding refers to.
  private func values(_ finding: RawError) -> [SchemaLocation] {
    guard finding.more >= 0 else { return [] }
    var result: [SchemaLocation] = []
    var seen: Set<Int32> = []
    for id in evaluator.lists[Int(finding.more)] where seen.insert(id).inserted {
      let record = tables.records[Int(id)]
      guard record.enumeration >= 0 else { continue }
      var enumeration = tables.enumerations[Int(record.enumeration)]
      if enumeration.constant >= 0 { enumeration = tables.enumerations[Int(enumeration.constant)] }
      result += enumeration.nodes.map { SchemaLocation(document: Int(record.document), node: NodeID(index: $0)) }
    }
    return result
  }

  private func list(_ index: Int32) -> [SubschemaID] {
    index >= 0 ? evaluator.lists[Int(index)].map { SubschemaID($0) } : []
  }

  private func location(_ number: Int32, _ record: SubschemaRecord) -> SchemaLocation {
    SchemaLocation(document: Int(record.document), node: NodeID(index: tables.numbers[Int(number)].node))
  }

  private func text(_ key: Int32) -> String {
    evaluator.tree.text(of: evaluator.tree.resolved(NodeID(index: key)))
  }
}
