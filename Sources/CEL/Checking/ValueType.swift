// The types that the checker reasons with (langdef, Gradual Type Checking).

/// The type of an expression, as far as it is known before it is evaluated.
public indirect enum ValueType: Sendable, Hashable {
  /// Not known before evaluation; fits everything.
  case dyn
  /// What a fault was found in; fits everything, so that one fault is reported once.
  case error
  case null, bool, int, uint, double, string, bytes, timestamp, duration, decimal, date, financialYear
  /// The type of types.
  case type
  /// A string that is one of a few.
  case enumeration([String])
  /// A value or null.
  case nullable(ValueType)
  case list(ValueType)
  case map(ValueType, ValueType)
  case optional(ValueType)
  /// An object whose fields the environment declares under this name.
  case object(String)
  /// A type of the host's own, which only its functions make and take.
  case abstract(String, [ValueType])
  /// A type parameter of a function's declaration.
  case parameter(String)
  /// A type that is yet to be found out; in no result.
  case variable(Int)
}

extension ValueType: CustomStringConvertible {
  /// The type as the messages write it.
  public var description: String {
    switch self {
    case .dyn: "dyn"
    case .error: "error"
    case .null: "null"
    case .bool: "bool"
    case .int: "int"
    case .uint: "uint"
    case .double: "double"
    case .string: "string"
    case .bytes: "bytes"
    case .timestamp: "timestamp"
    case .duration: "duration"
    case .decimal: "decimal"
    case .date: "date"
    case .financialYear: "fy"
    case .type: "type"
    case .enumeration(let values):
      values.count > 4 ? "string" : values.map { "'\($0)'" }.joined(separator: " | ")
    case .nullable(let type): "\(type) or null"
    case .list(let element): "list(\(element))"
    case .map(let key, let value): "map(\(key), \(value))"
    case .optional(let type): "optional(\(type))"
    case .object(let name): name
    case .abstract(let name, let parameters):
      parameters.isEmpty ? name : "\(name)(\(parameters.map(\.description).joined(separator: ", ")))"
    case .parameter(let name): name
    case .variable(let number): "_\(number)"
    }
  }
}

extension ValueType {
  /// The type with the types below it replaced.
  func mapChildren(_ transform: (ValueType) -> ValueType) -> ValueType {
    switch self {
    case .nullable(let type): .nullable(transform(type))
    case .list(let element): .list(transform(element))
    case .map(let key, let value): .map(transform(key), transform(value))
    case .optional(let type): .optional(transform(type))
    case .abstract(let name, let parameters): .abstract(name, parameters.map(transform))
    default: self
    }
  }

  /// The types directly below.
  var children: [ValueType] {
    switch self {
    case .nullable(let type), .optional(let type), .list(let type): [type]
    case .map(let key, let value): [key, value]
    case .abstract(_, let parameters): parameters
    default: []
    }
  }

  /// Whether the two are made alike at the top: two lists, two maps, or the same simple type.
  func hasForm(of other: ValueType) -> Bool {
    switch (self, other) {
    case (.list, .list), (.map, .map), (.optional, .optional), (.nullable, .nullable): true
    case (.abstract(let left, let one), .abstract(let right, let two)): left == right && one.count == two.count
    case (.string, .enumeration), (.enumeration, .string), (.enumeration, .enumeration): true
    default: self == other
    }
  }
}
