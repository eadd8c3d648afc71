// What an expression may speak of: variables, the fields of objects, and functions.

/// A field of an object.
public struct Field: Sendable {
  /// What its values are.
  public var type: ValueType
  /// Whether an object may be without it, so that reading it needs `has(…)` or `.?` first.
  public var isOptional: Bool
  /// What it means, for a hover.
  public var documentation: String?

  /// A field.
  public init(_ type: ValueType, isOptional: Bool = false, documentation: String? = nil) {
    self.type = type
    self.isOptional = isOptional
    self.documentation = documentation
  }
}

/// A type of objects, by its fields.
public struct ObjectType: Sendable {
  /// The fields by name.
  public var fields: [String: Field]
  /// The type of fields that are not named; nil where there are none such.
  public var others: ValueType?

  /// A type of objects.
  public init(_ fields: [String: Field], others: ValueType? = nil) {
    self.fields = fields
    self.others = others
  }

  /// The type of a field whose name is computed: that of those not named, or that all fields have; else not known.
  var element: ValueType {
    if let others { return others }
    guard let first = fields.values.first?.type, fields.values.allSatisfy({ $0.type == first }) else { return .dyn }
    return first
  }
}

/// Everything that is declared for an expression.
public struct Environment: Sendable {
  /// Which number a literal with a point is.
  public let dialect: Dialect
  /// The namespace in which names are looked up first, such as `com.example`; empty for none.
  public var container = ""
  /// The variables by name; a name may have dots.
  public var variables: [String: ValueType] = [:]
  /// The types of objects by name.
  public var objectTypes: [String: ObjectType] = [:]
  /// The functions by name; operators bear the specification's names.
  public private(set) var functions: [String: Function] = [:]

  /// The standard functions, the extensions for strings, numbers, lists, optionals and base64, and in the rules' dialect
  /// the library for money and time.
  public init(dialect: Dialect = .core) {
    self = Self.standard(dialect)
  }

  private init(dialect: Dialect, libraries: [[Function]]) {
    self.dialect = dialect
    for library in libraries { library.forEach { add($0) } }
  }

  /// Declares a function, or more overloads of one that is there; where both have an implementation, the new one is
  /// tried for what the old one does not know.
  public mutating func add(_ function: Function) {
    if let known = functions[function.name] {
      functions[function.name] = known.merged(with: function)
    } else {
      functions[function.name] = function
    }
  }

  private static func standard(_ dialect: Dialect) -> Environment {
    switch dialect {
    case .core: core
    case .rules: rules
    }
  }

  private static let commonLibraries = [
    Library.operators, Library.standard, Library.conversions, Library.time, Library.strings, Library.format,
    Library.math, Library.optionals, Library.lists, Library.encoders,
  ]
  private static let core = Environment(dialect: .core, libraries: commonLibraries)
  private static let rules = Environment(
    dialect: .rules, libraries: commonLibraries + [Library.decimals, Library.calendar, Library.money])

  /// The names that a dotted name may mean in the container, the innermost first (langdef, Name Resolution).
  func candidates(for name: String, isAbsolute: Bool) -> [String] {
    guard !isAbsolute, !container.isEmpty else { return [name] }
    var prefix = container.split(separator: ".", omittingEmptySubsequences: true)
    var names: [String] = []
    while !prefix.isEmpty {
      names.append(prefix.joined(separator: ".") + "." + name)
      prefix.removeLast()
    }
    return names + [name]
  }

  /// The types whose names are values.
  static let typeNames: Set<String> = [
    "bool", "int", "uint", "double", "string", "bytes", "list", "map", "null_type", "type", "optional_type",
    "google.protobuf.Timestamp", "google.protobuf.Duration",
  ]
  static let ruleTypeNames: Set<String> = ["decimal", "date", "fy"]

  func isTypeName(_ name: String) -> Bool {
    Self.typeNames.contains(name) || dialect == .rules && Self.ruleTypeNames.contains(name)
  }

  /// The function that a call with a dotted target names, such as `math.abs`; nil where it is a call of a method.
  func namespacedFunction(target: Expression, function: Expression.Name, isLocal: (String) -> Bool) -> Function? {
    guard let (path, isAbsolute) = target.dottedName, let root = path.first, isAbsolute || !isLocal(root.text) else {
      return nil
    }
    let name = path.map(\.text).joined(separator: ".") + "." + function.text
    for candidate in candidates(for: name, isAbsolute: isAbsolute) {
      if let found = functions[candidate], found.isGlobal { return found }
    }
    return nil
  }

  /// The function that a call without a target names; nil where there is none.
  func globalFunction(_ name: String) -> Function? {
    for candidate in candidates(for: name, isAbsolute: false) {
      if let found = functions[candidate], found.isGlobal { return found }
    }
    return nil
  }
}
