// A parameter of a policy pack as written: one value, or several by date, number or financial year.

import CEL
import DocumentModel

/// A parameter with the nodes of its values.
struct ParameterDefinition: Sendable {
  /// One of several values: what it holds for, and the node of the value.
  struct Entry<Key: Sendable>: Sendable {
    let key: Key
    let keyNode: NodeID
    let value: NodeID
    let attributes: [Attribute]
  }

  /// How the values are chosen from.
  enum Shape: Sendable {
    case value(NodeID)
    /// Each value holds from its day until the next begins.
    case series([Entry<CalendarDate>])
    /// Each value holds to its number, inclusive.
    case bands([Entry<FixedDecimal>])
    /// Each value holds for its year.
    case byYear([Entry<FinancialYear>])
  }

  /// What is said of a value beside it, such as whether it includes VAT.
  struct Attribute: Sendable {
    let name: String
    let node: NodeID
  }

  /// What can be said of a parameter's values all together, and of each value of a series.
  static let attributesOfParameters = ["applies_from_dismissals"]
  static let attributesOfEntries = ["vat"]
  /// The field that chooses from a series where none is named.
  static let defaultSelection = "metadata.decision_date"

  let name: RuleText
  let title: String?
  let description: String?
  let unit: String?
  let basis: String?
  /// The mark of the source.
  let source: String?
  let selectBy: RuleText?
  let takesNearestAfter: Bool
  let attributes: [Attribute]
  let shape: Shape
  /// Year keys that name no financial year.
  let malformedYears: [RuleText]

  /// The nodes of all values.
  var valueNodes: [NodeID] {
    switch shape {
    case .value(let node): [node]
    case .series(let entries): entries.map(\.value)
    case .bands(let entries): entries.map(\.value)
    case .byYear(let entries): entries.map(\.value)
    }
  }

  /// The attributes of each value, those of the parameter among them.
  var attributesOfValues: [[Attribute]] {
    let own: [[Attribute]] =
      switch shape {
      case .value: [[]]
      case .series(let entries): entries.map(\.attributes)
      case .bands(let entries): entries.map(\.attributes)
      case .byYear(let entries): entries.map(\.attributes)
      }
    return own.map { attributes + $0 }
  }
}

extension PackReader {
  /// Reads a parameter; nil where it has no value.
  func parameter(_ name: RuleText, _ node: NodeID) -> ParameterDefinition? {
    guard tree.kind(of: node) == .mapping else { return nil }
    var malformed: [RuleText] = []
    guard let shape = shape(of: node, malformedYears: &malformed) else { return nil }
    return ParameterDefinition(
      name: name, title: text("title", of: node)?.text, description: text("description", of: node)?.text,
      unit: text("unit", of: node)?.text, basis: text("basis", of: node)?.text, source: text("source", of: node)?.text,
      selectBy: text("select_by", of: node), takesNearestAfter: text("lookup", of: node)?.text == "nearest_after",
      attributes: attributes(ParameterDefinition.attributesOfParameters, of: node), shape: shape,
      malformedYears: malformed)
  }

  private func shape(of node: NodeID, malformedYears: inout [RuleText]) -> ParameterDefinition.Shape? {
    if let value = tree.value(of: node, named: "value") { return .value(value) }
    if let list = tree.value(of: node, named: "series") {
      return .series(entries(of: list, by: "from") { CalendarDate($0) })
    }
    if let list = tree.value(of: node, named: "bands") {
      return .bands(entries(of: list, by: "to") { ExactNumber($0).flatMap { FixedDecimal($0.description) } })
    }
    guard let table = tree.value(of: node, named: "by_year") else { return nil }
    var entries: [ParameterDefinition.Entry<FinancialYear>] = []
    for (key, value) in members(of: table) {
      if let year = FinancialYear(key.text) {
        entries.append(.init(key: year, keyNode: key.node, value: value, attributes: []))
      } else {
        malformedYears.append(key)
      }
    }
    return .byYear(entries)
  }

  private func entries<Key>(
    of list: NodeID, by name: String, _ key: (String) -> Key?
  ) -> [ParameterDefinition.Entry<Key>] {
    tree.items(of: list).compactMap { item in
      let item = tree.resolved(item)
      guard let place = text(name, of: item), let read = key(place.text),
        let value = tree.value(of: item, named: "value")
      else { return nil }
      return .init(
        key: read, keyNode: place.node, value: value,
        attributes: attributes(ParameterDefinition.attributesOfEntries, of: item))
    }
  }

  private func attributes(_ names: [String], of node: NodeID) -> [ParameterDefinition.Attribute] {
    names.compactMap { name in
      tree.value(of: node, named: name).map { ParameterDefinition.Attribute(name: name, node: $0) }
    }
  }
}
