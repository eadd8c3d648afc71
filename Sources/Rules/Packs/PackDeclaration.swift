// What is declared of a parameter over all packs: how rules choose its value, and what the value is.

import CEL
import DocumentModel

/// How a rule comes to the value of a parameter.
enum PackAccess: Sendable, Equatable {
  /// It is chosen already: one value, or a series that a date of the document chooses from.
  case direct
  /// `.on(date)`
  case series
  /// `.year(fy)`
  case byYear
  /// `.band(number)`
  case bands

  /// The way that goes for both. What is one value in one pack can be read in every way.
  static func join(_ left: PackAccess, _ right: PackAccess) -> PackAccess? {
    if left == .direct { return right }
    return right == .direct || left == right ? left : nil
  }

  /// The way as messages speak of it.
  var words: String {
    switch self {
    case .direct: "one value, or a series that a date of the business case chooses from"
    case .series: "a series by a date that is no field of the business case"
    case .byYear: "values by financial year"
    case .bands: "bands"
    }
  }
}

/// The declaration of one parameter.
struct PackDeclaration: Sendable, Equatable {
  var access: PackAccess
  /// What the values are.
  var value: PackType
  /// What is said of the values beside them; none where rules read the bare value.
  var attributes: [PackField]
  var title: String?
  var description: String?

  /// What rules read: the value, or a mapping of it and its attributes.
  var type: PackType {
    guard !attributes.isEmpty else { return value }
    return .object([PackField(name: "value", type: value, isOptional: false)] + attributes)
  }

  /// Finds what a parameter is by itself.
  ///
  /// - Parameter isDocumentDate: Whether a dotted path is that of a date in the business case.
  init(
    _ parameter: ParameterDefinition, _ reader: PackValueReader, isDocumentDate: (String) -> Bool
  ) throws(PackFault) {
    access =
      switch parameter.shape {
      case .value: .direct
      case .series:
        isDocumentDate(parameter.selectBy?.text ?? ParameterDefinition.defaultSelection) ? .direct : .series
      case .bands: .bands
      case .byYear: .byYear
      }
    title = parameter.title
    description = parameter.description
    value = .unknown
    for node in parameter.valueNodes {
      let type = try reader.type(of: node)
      guard let joined = PackType.join(value, type) else {
        throw PackFault("The values of a parameter are alike: this is \(type.words), not \(value.words).", at: node)
      }
      value = joined
    }
    attributes = []
    for (index, found) in parameter.attributesOfValues.enumerated() {
      var fields: [PackField] = []
      for attribute in found {
        let type = try reader.attributes.type(of: attribute.node)
        fields.append(PackField(name: attribute.name, type: type, isOptional: false))
      }
      guard let joined = index == 0 ? fields : PackType.join(attributes, fields) else {
        throw PackFault("What is said beside the values of a parameter is alike for all.", at: parameter.name.node)
      }
      attributes = joined
    }
  }

  /// Takes in what another pack says of the parameter.
  ///
  /// - Parameter isFixed: Whether rules rely on the declaration as it is, so that it must take what the other pack has.
  mutating func add(_ other: PackDeclaration, isFixed: Bool, at node: NodeID) throws(PackFault) {
    guard let access = PackAccess.join(access, other.access), !isFixed || access == self.access else {
      throw PackFault("Other packs have \(self.access.words) here, not \(other.access.words).", at: node)
    }
    guard let value = PackType.join(value, other.value), !isFixed || self.value.takes(other.value) else {
      throw PackFault("In other packs this is \(self.value.words), not \(other.value.words).", at: node)
    }
    // Rules that read the bare value go on doing so: attributes that only a later pack has are not read.
    if !isFixed || !attributes.isEmpty {
      guard let attributes = PackType.join(attributes, other.attributes),
        !isFixed || PackType.object(self.attributes).takes(.object(other.attributes))
      else {
        let names = self.attributes.map { "`\($0.name)`" }.joined(separator: ", ")
        throw PackFault("In other packs \(names) is said beside the value.", at: node)
      }
      self.attributes = attributes
    }
    self.access = access
    self.value = value
  }
}

extension PackValueReader {
  /// Reads attributes, whose numbers have no unit.
  var attributes: PackValueReader { PackValueReader(tree: tree, unit: nil, numbers: .int) }

  private init(tree: SyntaxTree, unit: String?, numbers: PackType) {
    self.tree = tree
    self.unit = unit
    self.numbers = numbers
  }
}
