// Reads the values of a parameter: first what they are, then, once all packs are known, the values themselves.

import CEL
import DocumentModel

/// What is wrong with a value in a pack.
struct PackFault: Error {
  let code: DiagnosticCode
  let message: String
  let node: NodeID

  init(_ message: String, code: DiagnosticCode = .wrongType, at node: NodeID) {
    self.code = code
    self.message = message
    self.node = node
  }
}

/// Reads values by the unit of their parameter.
struct PackValueReader {
  /// Mappings and lists within each other, beyond which a value is refused.
  static let depthLimit = 16

  let tree: SyntaxTree
  let unit: String?
  /// What the numbers are: whole, or exact decimals.
  let numbers: PackType

  private static let wholeUnits: Set<String> = ["days", "weeks", "months", "years", "people", "characters"]
  private static let decimalUnits: Set<String> = ["percent", "gbp", "rate", "wte", "hours"]

  /// Reads the values of a parameter. Where the unit does not say, its numbers are decimals if one of them has a point.
  init(_ parameter: ParameterDefinition, tree: SyntaxTree) {
    self.tree = tree
    unit = parameter.unit
    if let unit, Self.wholeUnits.contains(unit) {
      numbers = .int
    } else if let unit, Self.decimalUnits.contains(unit) {
      numbers = .decimal
    } else {
      let hasPoint = parameter.valueNodes.contains { Self.hasPoint($0, in: tree, depth: Self.depthLimit) }
      numbers = hasPoint ? .decimal : .int
    }
  }

  private static func hasPoint(_ node: NodeID, in tree: SyntaxTree, depth: Int) -> Bool {
    let node = tree.resolved(node)
    guard depth > 0 else { return false }
    switch tree.kind(of: node) {
    case .scalar: return tree[node].scalarType == .number
    case .sequence: return tree.items(of: node).contains { hasPoint($0, in: tree, depth: depth - 1) }
    case .mapping: return tree.members(of: node).contains { hasPoint($0.value, in: tree, depth: depth - 1) }
    case .alias: return false
    }
  }

  // MARK: Types

  /// What a value is.
  func type(of node: NodeID, depth: Int = depthLimit) throws(PackFault) -> PackType {
    let node = tree.resolved(node)
    guard depth > 0 else {
      throw PackFault("A value of a policy pack nests at most \(Self.depthLimit) lists and mappings.", at: node)
    }
    switch tree.kind(of: node) {
    case .scalar: return try scalarType(node)
    case .alias: return .unknown
    case .sequence:
      var element = PackType.unknown
      for item in tree.items(of: node) {
        let type = try type(of: item, depth: depth - 1)
        guard let joined = PackType.join(element, type) else {
          throw PackFault("The items of a list are alike: this is \(type.words), not \(element.words).", at: item)
        }
        element = joined
      }
      return .list(element)
    case .mapping:
      var fields: [PackField] = []
      for member in tree.members(of: node) where tree.kind(of: member.key) == .scalar {
        let type = try type(of: member.value, depth: depth - 1)
        fields.append(PackField(name: tree.text(of: member.key), type: type, isOptional: false))
      }
      return .object(fields)
    }
  }

  private func scalarType(_ node: NodeID) throws(PackFault) -> PackType {
    let text = tree.text(of: node)
    switch tree[node].scalarType {
    case .null: return .optional(.unknown)
    case .boolean: return .bool
    case .string:
      guard unit == "date" else { return .string }
      guard CalendarDate(text) != nil else { throw PackFault("`\(text)` is no date (YYYY-MM-DD).", at: node) }
      return .date
    case .integer, .number:
      if numbers == .int, tree[node].scalarType == .number {
        throw PackFault("`\(text)` is no whole number of \(unit ?? "units").", at: node)
      }
      guard number(node) != nil else {
        throw PackFault(
          "`\(text)` is beyond what exact arithmetic can hold.", code: .numberOutOfRange, at: node)
      }
      return numbers
    }
  }

  // MARK: Values

  private func number(_ node: NodeID) -> Value? {
    guard let exact = tree.number(of: node)?.description else { return nil }
    return numbers == .int
      ? Int64(exact).map { Value(.int($0)) } : FixedDecimal(exact).map { Value(.decimal($0)) }
  }

  /// The value of a node whose type was found to go with `type`; nil where it does not.
  func value(of node: NodeID, as type: PackType, depth: Int = depthLimit) -> Value? {
    let node = tree.resolved(node)
    guard depth > 0 else { return nil }
    let record = tree[node]
    if case .optional(let inner) = type {
      let isNull = record.kind == .scalar && record.scalarType == .null
      guard !isNull else { return Value(.optional(OptionalValue(nil))) }
      return value(of: node, as: inner, depth: depth).map { Value(.optional(OptionalValue($0))) }
    }
    switch (record.kind, type) {
    case (.scalar, .bool): return tree.boolean(of: node).map { Value(.bool($0)) }
    case (.scalar, .string): return Value(.string(tree.text(of: node)))
    case (.scalar, .date): return CalendarDate(tree.text(of: node)).map { Value(.date($0)) }
    case (.scalar, .int): return number(node)
    case (.scalar, .decimal):
      guard let value = number(node) else { return nil }
      if case .int(let whole) = value.content { return Value(.decimal(FixedDecimal(whole))) }
      return value
    case (.sequence, .list(let element)):
      var items: [Value] = []
      for item in tree.items(of: node) {
        guard let value = value(of: item, as: element, depth: depth - 1) else { return nil }
        items.append(value)
      }
      return Value(.list(items))
    case (.mapping, .object(let fields)):
      let types = Dictionary(fields.map { ($0.name, $0.type) }, uniquingKeysWith: { first, _ in first })
      var map = MapValue()
      for member in tree.members(of: node) where tree.kind(of: member.key) == .scalar {
        let name = tree.text(of: member.key)
        guard let type = types[name], let value = value(of: member.value, as: type, depth: depth - 1),
          map.insert(Value(.string(name)), value)
        else { return nil }
      }
      return Value(.map(map))
    default: return nil
    }
  }
}
