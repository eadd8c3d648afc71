// The checker: the type of every node, and what is wrong (langdef, Gradual Type Checking). Calls are in its extension.

/// An expression with what the checker found out.
public struct CheckedExpression: Sendable {
  /// The expression.
  public let expression: Expression
  /// Its type.
  public let type: ValueType
  /// What is wrong with it, in the order of the source.
  public let issues: [Issue]
  /// What is known where the expression, as a condition, holds.
  public let factsWhenTrue: Facts
  /// What is known where the expression, as a condition, does not hold.
  public let factsWhenFalse: Facts
  /// The numbers of the nodes whose ints become decimals.
  public let widened: Set<Int>
  let types: [Int: ValueType]

  /// The type of one of the expression's nodes.
  public func type(of node: Expression) -> ValueType { types[node.id] ?? .dyn }
}

/// Finds the types of an expression's nodes. The recursion is bounded by the height of the tree.
public struct Checker {
  let environment: Environment
  var unifier = Unifier()
  var issues: [Issue] = []
  var types: [Int: ValueType] = [:]
  var widened: Set<Int> = []
  var facts: Facts
  private(set) var locals: [(name: String, type: ValueType)] = []

  /// Checks an expression.
  ///
  /// - Parameter facts: What is known already, from a condition that was met before.
  public static func check(
    _ expression: Expression, in environment: Environment, assuming facts: Facts = Facts()
  ) -> CheckedExpression {
    var checker = Checker(environment: environment, facts: facts)
    let type = checker.check(expression)
    let unifier = checker.unifier
    return CheckedExpression(
      expression: expression, type: unifier.resolve(type, isFinal: true),
      issues: checker.issues.sorted {
        ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
      },
      factsWhenTrue: Facts.implied(by: expression), factsWhenFalse: Facts.implied(by: expression, being: false),
      widened: checker.widened, types: checker.types.mapValues { unifier.resolve($0, isFinal: true) })
  }

  private init(environment: Environment, facts: Facts) {
    self.environment = environment
    self.facts = facts
  }

  mutating func report(_ kind: Issue.Kind, _ message: String, at range: Range<Int>, suggestion: String? = nil) {
    let hint = suggestion.map { "; did you mean '\($0)'?" } ?? ""
    issues.append(Issue(kind: kind, message: message + hint, range: range, suggestion: suggestion))
  }

  func known(_ type: ValueType) -> ValueType { unifier.resolve(type) }

  func isLocal(_ name: String) -> Bool { locals.contains { $0.name == name } }

  mutating func check(_ node: Expression) -> ValueType {
    let type = checkNode(node)
    types[node.id] = type
    return type
  }

  private mutating func checkNode(_ node: Expression) -> ValueType {
    switch node.kind {
    case .literal(let literal): return Self.type(of: literal)
    case .identifier: return name(node)
    case .select(let operand, let field, let isOptional):
      if !isOptional, let (path, isAbsolute) = node.dottedName, isAbsolute || !isLocal(path.first?.text ?? "") {
        return name(node)
      }
      let type = check(operand)
      return select(field, of: type, node: node, isOptional: isOptional)
    case .presence(let operand, let field):
      let type = check(operand)
      _ = self.field(field, of: known(type), node: nil)
      return .bool
    case .call(let function, let target, let arguments):
      return call(node, function: function, target: target, arguments: arguments)
    case .logical(let logical, let operands):
      let before = facts
      for operand in operands {
        expect(.bool, operand, "An operand of '\(logical == .and ? "&&" : "||")' must be a bool")
        facts = facts.union(Facts.implied(by: operand, being: logical == .and))
      }
      facts = before
      return .bool
    case .conditional(let condition, let then, let otherwise):
      expect(.bool, condition, "The condition of '?' must be a bool")
      let before = facts
      facts = before.union(Facts.implied(by: condition))
      let first = check(then)
      facts = before.union(Facts.implied(by: condition, being: false))
      let second = check(otherwise)
      facts = before
      if let type = join([(first, then), (second, otherwise)]) { return type }
      report(
        .wrongType, "The results of '?' are of different types: \(text(first)) and \(text(second))", at: node.range)
      return .error
    case .list(let elements): return list(elements)
    case .map(let entries): return map(entries)
    case .comprehension(let macro): return comprehension(macro)
    case .binding(let name, let value, let body):
      let type = check(value)
      return scoped([name], [type]) { $0.check(body) }
    case .optionalMap(let operand, let name, let body, let isFlat):
      return optionalMap(operand, name, body, isFlat: isFlat)
    }
  }

  private static func type(of literal: Expression.Literal) -> ValueType {
    switch literal {
    case .null: .null
    case .bool: .bool
    case .int: .int
    case .uint: .uint
    case .double: .double
    case .decimal: .decimal
    case .string: .string
    case .bytes: .bytes
    }
  }

  func text(_ type: ValueType) -> String { unifier.resolve(type, isFinal: true).description }

  /// Checks a node that must be of a type.
  mutating func expect(_ type: ValueType, _ node: Expression, _ demand: String) {
    let found = check(node)
    if !unifier.isAssignable(type, from: found) {
      report(.wrongType, "\(demand), this is of type \(text(found))", at: node.range)
    }
  }

  // MARK: Scopes

  mutating func scoped(
    _ names: [Expression.Name], _ types: [ValueType], facts added: Facts = Facts(),
    _ body: (inout Checker) -> ValueType
  ) -> ValueType {
    let before = facts
    facts = facts.forgetting(names).union(added)
    for (name, type) in zip(names, types) { locals.append((name.text, type)) }
    defer {
      locals.removeLast(names.count)
      facts = before
    }
    return body(&self)
  }

  // MARK: Names

  private mutating func name(_ node: Expression) -> ValueType {
    guard let (path, isAbsolute) = node.dottedName, let root = path.first else { return .dyn }
    if path.count == 1, !isAbsolute, let local = locals.last(where: { $0.name == root.text }) { return local.type }
    for length in stride(from: path.count, to: 0, by: -1) {
      let name = path[..<length].map(\.text).joined(separator: ".")
      for candidate in environment.candidates(for: name, isAbsolute: isAbsolute) {
        let type = environment.variables[candidate] ?? (environment.isTypeName(candidate) ? .type : nil)
        guard let type else { continue }
        return fields(of: type, path: path, from: length, node: node)
      }
    }
    let names = Array(environment.variables.keys) + locals.map(\.name)
    report(
      .unknownName, "There is no variable '\(root.text)'", at: root.range,
      suggestion: Suggestion.nearest(to: root.text, among: names))
    return .error
  }

  /// Selects the fields of a path that a variable's name leaves over; the nodes are found again from the last one.
  private mutating func fields(
    of type: ValueType, path: [Expression.Name], from length: Int, node: Expression
  ) -> ValueType {
    guard path.count > length else { return type }
    var nodes: [Expression] = []
    var current = node
    for _ in length..<path.count {
      nodes.append(current)
      guard case .select(let operand, _, _) = current.kind else { break }
      current = operand
    }
    types[current.id] = type
    var result = type
    for (field, node) in zip(path[length...], nodes.reversed()) {
      result = select(field, of: result, node: node, isOptional: false)
      types[node.id] = result
    }
    return result
  }

  // MARK: Fields

  private mutating func select(
    _ field: Expression.Name, of type: ValueType, node: Expression, isOptional: Bool
  ) -> ValueType {
    switch known(type) {
    case .optional(let inner):
      let found = self.field(field, of: known(inner), node: nil)
      return .optional(found)
    case let operand:
      let found = self.field(field, of: operand, node: isOptional ? nil : node)
      return isOptional ? .optional(found) : found
    }
  }

  /// The type of a field; a node is given where a field that may be absent must be guarded.
  mutating func field(_ field: Expression.Name, of type: ValueType, node: Expression?) -> ValueType {
    switch type {
    case .dyn, .error, .variable: return .dyn
    case .optional(let inner): return self.field(field, of: known(inner), node: nil)
    case .nullable(let inner): return self.field(field, of: known(inner), node: node)
    case .map(let key, let value):
      if unifier.isAssignable(key, from: .string) { return value }
      report(.wrongType, "The keys of \(text(type)) are no strings, so it has no fields", at: field.range)
      return .error
    case .object(let name):
      guard let object = environment.objectTypes[name] else { return .dyn }
      guard let found = object.fields[field.text] else {
        if let others = object.others { return others }
        report(
          .unknownField, "\(name) has no field '\(field.text)'", at: field.range,
          suggestion: Suggestion.nearest(to: field.text, among: object.fields.keys))
        return .error
      }
      if let node, found.isOptional {
        let path = Facts.path(of: node)
        if path.map({ !facts.present.contains($0) }) ?? true {
          report(
            .unguardedField,
            "The field '\(field.text)' may be absent: ask for it with 'has' first, or read it with '.?'",
            at: field.range)
        }
      }
      return found.type
    default:
      report(.wrongType, "A value of type \(text(type)) has no fields", at: field.range)
      return .error
    }
  }
}
