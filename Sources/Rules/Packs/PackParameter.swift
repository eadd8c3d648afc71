// A parameter of a policy pack in force, and how its value is looked up.

import CEL
import DocumentModel

/// A parameter with its typed values.
///
/// Numbers are ints where the unit counts something (days, weeks, months, years, people, characters) or none is given and
/// no value has a point, else exact decimals. Where a value carries attributes, it is a map of `value` and those.
public struct PackParameter: Sendable {
  /// One of several values.
  public struct Entry<Key: Comparable & Sendable>: Sendable {
    /// What the value holds for: from that day, to that number, or for that year.
    public let key: Key
    /// The value.
    public let value: Value
  }

  /// The values.
  public enum Values: Sendable {
    /// One value for all.
    case one(Value)
    /// Values with the day from which each holds, the earliest first.
    case series([Entry<CalendarDate>])
    /// Values with the number to which each holds, inclusive, the least first.
    case bands([Entry<FixedDecimal>])
    /// Values by financial year, the earliest first; where `nearestAfter`, a year without one takes that of the first
    /// year after it.
    case byYear([Entry<FinancialYear>], nearestAfter: Bool)
  }

  /// What was found for a date, a year or a number.
  public enum Outcome: Sendable {
    case value(Value)
    /// There is no value, and that is no fault: what rests on the parameter is not checked.
    case notInForce(NotInForce.Reason)
    /// The parameter is not looked up in this way.
    case unfit
  }

  /// The name.
  public let name: String
  /// A short name for people.
  public let title: String?
  /// What it is for.
  public let description: String?
  /// The unit of the values, if they have one.
  public let unit: String?
  /// What it rests on: `statute`, `regulation`, `guidance`, `seed`, `general` or `house`.
  public let basis: String?
  /// The text it rests on.
  public let source: PackSource?
  /// The dotted path of the document's date that chooses from the series; nil where a rule chooses, or there is no series.
  public let selectBy: String?
  /// The values.
  public let values: Values
  /// Whether rules choose the value, by `.on`, `.year` or `.band`.
  let isChosenByRules: Bool

  /// Makes the values of a definition; nil where they do not go with the declaration.
  init?(
    _ definition: ParameterDefinition, declared: PackDeclaration, tree: SyntaxTree, source: (String) -> PackSource
  ) {
    name = definition.name.text
    title = definition.title
    description = definition.description
    unit = definition.unit
    basis = definition.basis
    self.source = definition.source.map(source)
    let maker = ValueMaker(
      reader: PackValueReader(definition, tree: tree), declared: declared, attributes: definition.attributes)
    switch definition.shape {
    case .value(let node):
      guard let value = maker.value(node, []) else { return nil }
      values = .one(value)
    case .series(let entries):
      guard let made = maker.entries(entries) else { return nil }
      values = .series(made)
    case .bands(let entries):
      guard let made = maker.entries(entries) else { return nil }
      values = .bands(made)
    case .byYear(let entries):
      guard let made = maker.entries(entries) else { return nil }
      values = .byYear(made, nearestAfter: definition.takesNearestAfter)
    }
    isChosenByRules = declared.access != .direct
    if case .series = values, declared.access == .direct {
      selectBy = definition.selectBy?.text ?? ParameterDefinition.defaultSelection
    } else {
      selectBy = nil
    }
  }

  // MARK: Looking up

  /// The value on a day: the last that begins on or before it. One value for all holds on every day.
  public func value(on date: CalendarDate) -> Outcome {
    switch values {
    case .one(let value): return .value(value)
    case .series(let entries):
      if let entry = entries.last(where: { $0.key <= date }) { return .value(entry.value) }
      return .notInForce(.before(date, first: entries.first?.key))
    case .bands, .byYear: return .unfit
    }
  }

  /// The value of a financial year.
  public func value(in year: FinancialYear) -> Outcome {
    switch values {
    case .one(let value): return .value(value)
    case .byYear(let entries, let nearestAfter):
      let entry = entries.first { nearestAfter ? $0.key >= year : $0.key == year }
      return entry.map { .value($0.value) } ?? .notInForce(.noFigure(year))
    case .series, .bands: return .unfit
    }
  }

  /// The value of a number: that of the first band that reaches to it.
  public func value(inBandOf number: Int64) -> Outcome {
    switch values {
    case .one(let value): return .value(value)
    case .bands(let entries):
      let entry = entries.first { FixedDecimal(number) <= $0.key }
      return entry.map { .value($0.value) } ?? .notInForce(.beyondBands(number))
    case .series, .byYear: return .unfit
    }
  }

  /// The financial years that have a value of their own, the earliest first.
  public var years: [FinancialYear] {
    guard case .byYear(let entries, _) = values else { return [] }
    return entries.map(\.key)
  }
}

/// Makes the values of one parameter.
private struct ValueMaker {
  let reader: PackValueReader
  let declared: PackDeclaration
  let attributes: [ParameterDefinition.Attribute]

  /// A value, with its attributes where the parameter is declared to have some.
  func value(_ node: NodeID, _ own: [ParameterDefinition.Attribute]) -> Value? {
    guard let value = reader.value(of: node, as: declared.value) else { return nil }
    guard !declared.attributes.isEmpty else { return value }
    var map = MapValue()
    guard map.insert(Value(.string("value")), value) else { return nil }
    for attribute in attributes + own {
      guard let type = declared.attributes.first(where: { $0.name == attribute.name })?.type,
        let value = reader.attributes.value(of: attribute.node, as: type),
        map.insert(Value(.string(attribute.name)), value)
      else { return nil }
    }
    return Value(.map(map))
  }

  /// Several values in rising order.
  func entries<Key>(_ entries: [ParameterDefinition.Entry<Key>]) -> [PackParameter.Entry<Key>]? {
    var made: [PackParameter.Entry<Key>] = []
    for entry in entries {
      guard let value = value(entry.value, entry.attributes) else { return nil }
      made.append(PackParameter.Entry(key: entry.key, value: value))
    }
    return made.sorted { $0.key < $1.key }
  }
}
