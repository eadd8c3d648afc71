// What the expressions of rules may speak of beside the document's fields: functions for finding items and for words.

import CEL

enum RulesEnvironment {
  /// The environment of all rules: the object types of cases and profiles, the pack, and the functions.
  static func make(packs: PackLibrary) -> Environment {
    var environment = Environment(dialect: .rules)
    ShapeTable.businessCase.declare(into: &environment)
    ShapeTable.supplierProfile.declare(into: &environment)
    packs.declare(into: &environment)
    for function in functions { environment.add(function) }
    environment.variables["case"] = .object(ShapeTable.businessCase.name)
    return environment
  }

  /// The names that only rules of scope `portfolio` have.
  static let portfolioVariables: [String: ValueType] = [
    "cases": .list(.object("business_case")), "others": .list(.object("business_case")),
    "suppliers": .list(.object("supplier_profile")),
  ]

  /// Names that a rule cannot give to something else; one of scope `portfolio` cannot give its own either.
  static func isReserved(_ name: String, in scope: Rule.Scope) -> Bool {
    reservedNames.contains(name) || scope == .portfolio && portfolioVariables[name] != nil
  }

  private static let reservedNames: Set<String> = ["this", "key", "case", "pack", "it"]

  private static let element = ValueType.parameter("T")

  private static let functions: [Function] = [
    Function(
      "byId", [.method(.list(element), [.string], .optional(element))],
      documentation:
        "The item that is named: by its `id`, else by its `ods_code` or `local_id`, else by its `service`; none where there is none"
    ) { (arguments, context) throws(EvaluationError) in
      guard arguments.count == 2, case .list(let items) = arguments[0].content,
        case .string(let name) = arguments[1].content
      else { throw .noOverload }
      try context.spend(steps: items.count)
      let found = items.lazy.compactMap { $0.hostDocument }.first?.item(named: name, of: items)
      return Value(.optional(OptionalValue(found)))
    },
    Function(
      "values", [.global([.map(.parameter("K"), element)], .list(element))],
      documentation: "The values of a map, in the document's order"
    ) { (arguments, context) throws(EvaluationError) in
      guard arguments.count == 1, let entries = arguments[0].entries else { throw .noOverload }
      try context.spend(elements: entries.count)
      return Value(.list(entries.map(\.value)))
    },
    Function(
      "keys", [.global([.map(.parameter("K"), element)], .list(.parameter("K")))],
      documentation: "The keys of a map, in the document's order"
    ) { (arguments, context) throws(EvaluationError) in
      guard arguments.count == 1, let entries = arguments[0].entries else { throw .noOverload }
      try context.spend(elements: entries.count)
      return Value(.list(entries.map(\.key)))
    },
    Function(
      "file", [.global([element], .string)], documentation: "The path of the document that an object is in"
    ) { (arguments, _) throws(EvaluationError) in
      guard arguments.count == 1, let document = arguments[0].hostDocument else { throw .noOverload }
      return Value(.string(document.path))
    },
    Function(
      "commas", [.global([.list(.string)], .string)], documentation: "Texts in one: `a, b and c`"
    ) { (arguments, context) throws(EvaluationError) in
      guard arguments.count == 1, case .list(let items) = arguments[0].content else { throw .noOverload }
      var words: [String] = []
      for item in items {
        guard case .string(let text) = item.content else { throw .noOverload }
        try context.spend(bytes: text.utf8.count)
        words.append(text)
      }
      guard let last = words.popLast() else { return Value(.string("")) }
      return Value(.string(words.isEmpty ? last : words.joined(separator: ", ") + " and " + last))
    },
  ]
}

extension Value {
  /// The document that an object is in.
  var hostDocument: CaseDocument? {
    guard case .object(let object) = content else { return nil }
    return object.host as? CaseDocument
  }

  /// The keys and values of a map or an object; nil for anything else.
  var entries: [(key: Value, value: Value)]? {
    switch content {
    case .map(let map): return Array(zip(map.keys, map.values)).map { (key: $0, value: $1) }
    case .object(let object):
      return object.host.fieldNames(of: object.handle).compactMap { name in
        guard case .string(let text) = name.content, let value = object.host.field(text, of: object.handle) else {
          return nil
        }
        return (key: name, value: value)
      }
    default: return nil
    }
  }
}
