// The six primitive types and `integer`, as a set of bits.

import DocumentModel

/// A set of instance types (JSON Schema Validation §6.1.1).
public struct TypeSet: OptionSet, Sendable, Hashable {
  /// The bits.
  public let rawValue: UInt8
  /// Makes a set from bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// `null`.
  public static let null = TypeSet(rawValue: 1)
  /// `boolean`.
  public static let boolean = TypeSet(rawValue: 2)
  /// `integer`: a number without a fractional part.
  public static let integer = TypeSet(rawValue: 4)
  /// `number`: any number, integers among them.
  public static let number = TypeSet(rawValue: 8)
  /// `string`.
  public static let string = TypeSet(rawValue: 16)
  /// `array`, a YAML sequence.
  public static let array = TypeSet(rawValue: 32)
  /// `object`, a YAML mapping.
  public static let object = TypeSet(rawValue: 64)
  /// Every type.
  public static let all = TypeSet(rawValue: 127)

  /// The types with their names, in the order in which they are listed to people.
  static let named: [(name: String, type: TypeSet)] = [
    ("string", .string), ("integer", .integer), ("number", .number), ("boolean", .boolean), ("null", .null),
    ("array", .array), ("object", .object),
  ]

  /// The type called `name` in a schema, or `nil` where there is none.
  init?(named name: String) {
    guard let found = TypeSet.named.first(where: { $0.name == name }) else { return nil }
    self = found.type
  }

  /// The names of the types in the set, `integer` left out where `number` says as much.
  public var names: [String] {
    TypeSet.named.filter { contains($0.type) && !($0.type == .integer && contains(.number)) }.map(\.name)
  }
}
