// What an expression is evaluated to: the values of the language, each with the place it came from.

/// Where a value came from, as a handle that only the host can read; none for a value that was computed.
public struct Origin: Sendable, Hashable {
  /// The handle; -1 for none.
  public let handle: Int32

  /// A handle of the host's own.
  public init(_ handle: Int32) {
    self.handle = handle
  }

  /// The origin of what was computed.
  public static let none = Origin(-1)
}

/// A value with its origin. Selecting, indexing, binding, iterating, filtering and sorting hand values on with their
/// origins; computing makes values without one.
public struct Value: Sendable {
  /// The value itself.
  public var content: Content
  /// Where it came from.
  public var origin: Origin

  /// The values of the language (langdef, Values), with decimals, dates, financial years and a host's objects.
  public enum Content: Sendable {
    case null
    case bool(Bool)
    case int(Int64)
    case uint(UInt64)
    case double(Double)
    case string(String)
    case bytes([UInt8])
    case list([Value])
    case map(MapValue)
    case timestamp(Timestamp)
    case duration(SignedDuration)
    /// A type, by its name.
    case type(String)
    case optional(OptionalValue)
    case decimal(FixedDecimal)
    case date(CalendarDate)
    case financialYear(FinancialYear)
    case object(ObjectValue)
  }

  /// A value with its origin.
  public init(_ content: Content, origin: Origin = .none) {
    self.content = content
    self.origin = origin
  }

  /// Null, from nowhere.
  public static let null = Value(.null)

  static func bool(_ value: Bool) -> Value { Value(.bool(value)) }
  static func int(_ value: Int) -> Value { Value(.int(Int64(value))) }
  static func string(_ value: String) -> Value { Value(.string(value)) }
  static func optional(_ value: Value?) -> Value { Value(.optional(OptionalValue(value))) }

  /// The name of the value's type, as `type(…)` gives it.
  public var typeName: String {
    switch content {
    case .null: "null_type"
    case .bool: "bool"
    case .int: "int"
    case .uint: "uint"
    case .double: "double"
    case .string: "string"
    case .bytes: "bytes"
    case .list: "list"
    case .map, .object: "map"
    case .timestamp: "google.protobuf.Timestamp"
    case .duration: "google.protobuf.Duration"
    case .type: "type"
    case .optional: "optional_type"
    case .decimal: "decimal"
    case .date: "date"
    case .financialYear: "fy"
    }
  }
}

/// A value that may be absent (the optional extension); boxed, because a value cannot hold itself.
public final class OptionalValue: Sendable {
  /// What it holds, nil for nothing.
  public let value: Value?

  /// Holds a value, or nothing.
  public init(_ value: Value?) {
    self.value = value
  }
}

/// A document of the host's, whose objects are read where they lie. The handles are the host's own.
public protocol ObjectHost: AnyObject, Sendable {
  /// The value of a field; nil where the object has none of that name.
  func field(_ name: String, of handle: Int32) -> Value?
  /// How many fields an object has.
  func fieldCount(of handle: Int32) -> Int
  /// The names of an object's fields in the document's order, as strings with the origins of the names.
  func fieldNames(of handle: Int32) -> [Value]
}

/// An object in a host's document; it behaves as a map from strings.
public struct ObjectValue: Sendable {
  /// The document.
  public let host: any ObjectHost
  /// Which of its objects.
  public let handle: Int32

  /// The object of a handle.
  public init(host: any ObjectHost, handle: Int32) {
    self.host = host
    self.handle = handle
  }
}

/// A map in the order in which it was written. Keys are bools, ints, uints and strings; numbers that are equal are one
/// key, whatever their types.
public struct MapValue: Sendable {
  /// The keys in order.
  public private(set) var keys: [Value] = []
  /// The values, in the order of the keys.
  public private(set) var values: [Value] = []
  private var places: [Key: Int] = [:]

  /// A key by which equal keys meet.
  enum Key: Hashable {
    case bool(Bool)
    case int(Int64)
    case uint(UInt64)
    case string(ScalarString)

    /// The key that a value stands for; nil where no key can be equal to it.
    init?(_ value: Value) {
      switch value.content {
      case .bool(let value): self = .bool(value)
      case .int(let value): self = .int(value)
      case .uint(let value): self = Int64(exactly: value).map { .int($0) } ?? .uint(value)
      case .double(let value):
        if let int = Int64(exactly: value) {
          self = .int(int)
        } else if let uint = UInt64(exactly: value) {
          self = .uint(uint)
        } else {
          return nil
        }
      case .decimal(let value):
        guard let int = value.exactInt else { return nil }
        self = .int(int)
      case .string(let value): self = .string(ScalarString(text: value))
      default: return nil
      }
    }
  }

  /// A string that is equal to those of the same scalars only; Swift's own equality normalises.
  struct ScalarString: Hashable {
    let text: String

    static func == (left: ScalarString, right: ScalarString) -> Bool { Value.isSame(left.text, right.text) }

    func hash(into hasher: inout Hasher) {
      var text = text
      text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
  }

  /// An empty map.
  public init() {}

  /// How many entries there are.
  public var count: Int { keys.count }

  /// The value of a key; nil where there is none.
  public subscript(key: Value) -> Value? {
    guard let key = Key(key), let place = places[key] else { return nil }
    return values[place]
  }

  /// Adds an entry; false, with nothing changed, where the key is there already or its type is not that of a key.
  public mutating func insert(_ key: Value, _ value: Value) -> Bool {
    switch key.content {
    case .bool, .int, .uint, .string: break
    default: return false
    }
    guard let place = Key(key), places[place] == nil else { return false }
    places[place] = keys.count
    keys.append(key)
    values.append(value)
    return true
  }
}
