// Equality and order across types (langdef, Equality and Ordering): numbers compare by value, whatever their types.

extension Value {
  /// Whether two values are equal; the types may differ, and then only numbers can be.
  ///
  /// - Parameters:
  ///   - depth: How many levels of lists and maps to go down; deeper ones count as different.
  ///   - context: Pays for every pair of values, because parts that are shared are compared each time they are met.
  func isEqual(
    to other: Value, depth: Int = 512, _ context: inout EvaluationContext
  ) throws(EvaluationError) -> Bool {
    guard depth > 0 else { return false }
    switch (content, other.content) {
    case (.null, .null): return true
    case (.bool(let left), .bool(let right)): return left == right
    case (.string(let left), .string(let right)):
      try context.spend(steps: weight)
      return Self.isSame(left, right)
    case (.bytes(let left), .bytes(let right)):
      try context.spend(steps: weight)
      return left == right
    case (.timestamp(let left), .timestamp(let right)): return left == right
    case (.duration(let left), .duration(let right)): return left == right
    case (.date(let left), .date(let right)): return left == right
    case (.financialYear(let left), .financialYear(let right)): return left == right
    case (.type(let left), .type(let right)): return left == right
    case (.optional(let left), .optional(let right)):
      guard let left = left.value, let right = right.value else { return left.value == nil && right.value == nil }
      return try left.isEqual(to: right, depth: depth - 1, &context)
    case (.list(let left), .list(let right)):
      guard left.count == right.count else { return false }
      for (one, two) in zip(left, right) {
        try context.spend()
        guard try one.isEqual(to: two, depth: depth - 1, &context) else { return false }
      }
      return true
    case (.map, .map), (.map, .object), (.object, .map), (.object, .object):
      guard entryCount == other.entryCount else { return false }
      for key in entryKeys {
        try context.spend()
        guard let left = entry(key), let right = other.entry(key),
          try left.isEqual(to: right, depth: depth - 1, &context)
        else { return false }
      }
      return true
    default: return compareNumbers(other) == .equal
    }
  }

  /// The steps that comparing or looking up the value costs beyond the first.
  var weight: Int {
    switch content {
    case .string(let text): text.utf8.count / 64
    case .bytes(let bytes): bytes.count / 64
    default: 0
    }
  }

  /// How two values are ordered.
  enum Order {
    case less, equal, greater, unordered
  }

  /// The order of two values; nil where their types have none.
  func compare(_ other: Value) -> Order? {
    switch (content, other.content) {
    case (.bool(let left), .bool(let right)): left == right ? .equal : right ? .less : .greater
    // Strings are ordered by scalars, which is the order of their bytes in UTF-8.
    case (.string(let left), .string(let right)):
      Self.isSame(left, right) ? .equal : left.utf8.lexicographicallyPrecedes(right.utf8) ? .less : .greater
    case (.bytes(let left), .bytes(let right)):
      left == right ? .equal : left.lexicographicallyPrecedes(right) ? .less : .greater
    case (.timestamp(let left), .timestamp(let right)): Self.order(left, right)
    case (.duration(let left), .duration(let right)): Self.order(left, right)
    case (.date(let left), .date(let right)): Self.order(left, right)
    case (.financialYear(let left), .financialYear(let right)): Self.order(left, right)
    default: compareNumbers(other)
    }
  }

  /// Swift compares strings by canonical equivalence, the language by scalars.
  static func isSame(_ left: String, _ right: String) -> Bool {
    left.utf8.count == right.utf8.count && left.utf8.elementsEqual(right.utf8)
  }

  private static func order<T: Comparable>(_ left: T, _ right: T) -> Order {
    left < right ? .less : right < left ? .greater : .equal
  }

  /// The order of two numbers; nil where one is none, or a decimal meets a double.
  private func compareNumbers(_ other: Value) -> Order? {
    switch (content, other.content) {
    case (.int(let left), .int(let right)): return Self.order(left, right)
    case (.uint(let left), .uint(let right)): return Self.order(left, right)
    case (.int(let left), .uint(let right)): return Self.order(Int128(left), Int128(right))
    case (.uint(let left), .int(let right)): return Self.order(Int128(left), Int128(right))
    case (.double(let left), _):
      return other.doubleForComparison.map { left.isNaN || $0.isNaN ? .unordered : Self.order(left, $0) }
    case (_, .double(let right)):
      return doubleForComparison.map { $0.isNaN || right.isNaN ? .unordered : Self.order($0, right) }
    default:
      guard let left = widened, let right = other.widened else { return nil }
      return Self.order(left, right)
    }
  }

  /// Ints and uints become doubles where they meet one, as the specification's data have it.
  private var doubleForComparison: Double? {
    switch content {
    case .int(let value): Double(value)
    case .uint(let value): Double(value)
    case .double(let value): value
    default: nil
    }
  }

  /// The value as a decimal: decimals, ints and uints only.
  var widened: FixedDecimal? {
    switch content {
    case .decimal(let value): value
    case .int(let value): FixedDecimal(value)
    case .uint(let value): FixedDecimal(unsigned: value)
    default: nil
    }
  }

  // MARK: Maps and objects alike

  /// How many entries a map or an object has; nil for anything else.
  var entryCount: Int? {
    switch content {
    case .map(let map): map.count
    case .object(let object): object.host.fieldCount(of: object.handle)
    default: nil
    }
  }

  /// The keys of a map or an object.
  var entryKeys: [Value] {
    switch content {
    case .map(let map): map.keys
    case .object(let object): object.host.fieldNames(of: object.handle)
    default: []
    }
  }

  /// The value of a key in a map or an object; nil where there is none.
  func entry(_ key: Value) -> Value? {
    switch content {
    case .map(let map): return map[key]
    case .object(let object):
      guard case .string(let name) = key.content else { return nil }
      return object.host.field(name, of: object.handle)
    default: return nil
    }
  }
}
