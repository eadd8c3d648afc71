// What the values of a parameter are: found from what is written and its unit, and joined over all packs.

import CEL

/// The type of a value in a policy pack.
indirect enum PackType: Sendable, Equatable {
  /// Nothing is known: the element of an empty list, or what null stands for.
  case unknown
  case bool, int, decimal, string, date
  case list(PackType)
  /// A mapping, with its fields in the order in which they were met.
  case object([PackField])
  /// A value or null.
  case optional(PackType)
}

/// A field of a mapping.
struct PackField: Sendable, Equatable {
  let name: String
  var type: PackType
  /// Whether some of the mappings are without it.
  var isOptional: Bool
}

extension PackType {
  /// The type that covers both; nil where there is none.
  static func join(_ left: PackType, _ right: PackType) -> PackType? {
    switch (left, right) {
    case (.unknown, let other), (let other, .unknown): return other
    case (.int, .decimal), (.decimal, .int): return .decimal
    case (.optional(let one), .optional(let two)): return join(one, two).map { .optional($0) }
    case (.optional(let one), let two), (let one, .optional(let two)): return join(one, two).map { .optional($0) }
    case (.list(let one), .list(let two)): return join(one, two).map { .list($0) }
    case (.object(let one), .object(let two)): return join(one, two).map { .object($0) }
    default: return left == right ? left : nil
    }
  }

  /// The fields of both; those that only one has are optional. Nil where a field's types do not go together.
  static func join(_ left: [PackField], _ right: [PackField]) -> [PackField]? {
    let others = byName(right)
    let known = Set(left.map(\.name))
    var result: [PackField] = []
    for field in left {
      guard let other = others[field.name] else {
        result.append(PackField(name: field.name, type: field.type, isOptional: true))
        continue
      }
      guard let type = join(field.type, other.type) else { return nil }
      result.append(PackField(name: field.name, type: type, isOptional: field.isOptional || other.isOptional))
    }
    for field in right where !known.contains(field.name) {
      result.append(PackField(name: field.name, type: field.type, isOptional: true))
    }
    return result
  }

  /// Whether rules that were written for this type can read values of the other: what they take as present is there.
  func takes(_ other: PackType) -> Bool {
    switch (self, other) {
    case (.unknown, _), (_, .unknown), (.decimal, .int): return true
    case (.optional(let one), .optional(let two)), (.list(let one), .list(let two)): return one.takes(two)
    case (.optional(let one), let two): return one.takes(two)
    case (.object(let one), .object(let two)):
      let others = Self.byName(two)
      return one.allSatisfy { field in
        guard let found = others[field.name] else { return field.isOptional }
        return (field.isOptional || !found.isOptional) && field.type.takes(found.type)
      }
    default: return self == other
    }
  }

  private static func byName(_ fields: [PackField]) -> [String: PackField] {
    Dictionary(fields.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The type as messages speak of it.
  var words: String {
    switch self {
    case .unknown: "anything"
    case .bool: "true or false"
    case .int: "a whole number"
    case .decimal: "a number"
    case .string: "a text"
    case .date: "a date"
    case .list(let element): "a list of \(element.plural)"
    case .object(let fields): "a mapping with \(fields.map { "`\($0.name)`" }.joined(separator: ", "))"
    case .optional(.unknown): "null"
    case .optional(let type): "\(type.words) or null"
    }
  }

  private var plural: String {
    switch self {
    case .unknown: "anything"
    case .bool: "true or false"
    case .int: "whole numbers"
    case .decimal: "numbers"
    case .string: "texts"
    case .date: "dates"
    case .list: "lists"
    case .object: "mappings"
    case .optional(let type): type.plural
    }
  }
}
