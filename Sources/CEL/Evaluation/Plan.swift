// What the evaluator walks: the tree with names, functions and patterns looked up once.

import Patterns

/// One node of a program.
indirect enum Plan: Sendable {
  case constant(Value)
  /// A variable of a macro or a binding, by its slot.
  case local(Int)
  /// A variable of the host's. The candidates are tried in order; a shorter name leaves fields to select.
  case global([Candidate], name: String, Range<Int>)
  case select(Plan, field: String, isOptional: Bool, Range<Int>)
  case presence(Plan, field: String, Range<Int>)
  case index(Plan, Plan, isOptional: Bool, Range<Int>)
  case call(Function, [Plan], Range<Int>)
  /// `matches` with a constant pattern.
  case matches(Plan, Pattern, Range<Int>)
  case logical([Plan], isOr: Bool, Range<Int>)
  case conditional(Plan, Plan, Plan, Range<Int>)
  case list([(value: Plan, isOptional: Bool)], Range<Int>)
  case map([(key: Plan, value: Plan, isOptional: Bool)], Range<Int>)
  case comprehension(Comprehension)
  case binding(slot: Int, Plan, Plan)
  case optionalMap(Plan, slot: Int, Plan, isFlat: Bool, Range<Int>)
  /// An int where a decimal is meant.
  case widen(Plan)
  case failure(EvaluationError)

  struct Candidate: Sendable {
    let name: String
    let fields: [String]
    /// Whether the name is a type's, which is a value where no variable bears it.
    let isType: Bool
  }

  struct Comprehension: Sendable {
    let kind: Expression.Comprehension.Kind
    let range: Plan
    let slot: Int
    let hasTwoVariables: Bool
    let condition: Plan?
    let body: Plan
    let sourceRange: Range<Int>
  }
}

/// Makes a plan of a tree. The recursion is bounded by the height of the tree.
struct Planner {
  let environment: Environment
  /// The nodes whose ints are to become decimals.
  let widened: Set<Int>
  private var locals: [String] = []
  private(set) var slotCount = 0

  init(environment: Environment, widened: Set<Int>) {
    self.environment = environment
    self.widened = widened
  }

  mutating func plan(_ node: Expression) -> Plan {
    let plan = planNode(node)
    return widened.contains(node.id) ? .widen(plan) : plan
  }

  private mutating func planNode(_ node: Expression) -> Plan {
    switch node.kind {
    case .literal(let literal): return .constant(Value(literal: literal))
    case .identifier: return name(node)
    case .select(let operand, let field, let isOptional):
      if !isOptional, let (path, isAbsolute) = node.dottedName, isAbsolute || slot(of: path.first?.text ?? "") == nil {
        return name(node)
      }
      return .select(plan(operand), field: field.text, isOptional: isOptional, node.range)
    case .presence(let operand, let field): return .presence(plan(operand), field: field.text, node.range)
    case .call(let function, let target, let arguments):
      return call(node, function: function, target: target, arguments: arguments)
    case .logical(let logical, let operands):
      return .logical(operands.map { plan($0) }, isOr: logical == .or, node.range)
    case .conditional(let condition, let then, let otherwise):
      return .conditional(plan(condition), plan(then), plan(otherwise), node.range)
    case .list(let elements):
      return .list(elements.map { (plan($0.value), $0.isOptional) }, node.range)
    case .map(let entries):
      return .map(entries.map { (plan($0.key), plan($0.value), $0.isOptional) }, node.range)
    case .comprehension(let comprehension): return self.comprehension(comprehension, node.range)
    case .binding(let name, let value, let body):
      let value = plan(value)
      let slot = push([name])
      defer { locals.removeLast() }
      return .binding(slot: slot, value, plan(body))
    case .optionalMap(let operand, let name, let body, let isFlat):
      let operand = plan(operand)
      let slot = push([name])
      defer { locals.removeLast() }
      return .optionalMap(operand, slot: slot, plan(body), isFlat: isFlat, node.range)
    }
  }

  // MARK: Names

  private func slot(of name: String) -> Int? { locals.lastIndex(of: name) }

  private mutating func push(_ names: [Expression.Name]) -> Int {
    let slot = locals.count
    locals.append(contentsOf: names.map(\.text))
    slotCount = max(slotCount, locals.count)
    return slot
  }

  private func name(_ node: Expression) -> Plan {
    guard let (path, isAbsolute) = node.dottedName else { return .failure(.noOverload) }
    if path.count == 1, !isAbsolute, let slot = slot(of: path[0].text) { return .local(slot) }
    var candidates: [Plan.Candidate] = []
    for length in stride(from: path.count, to: 0, by: -1) {
      let fields = path[length...].map(\.text)
      let name = path[..<length].map(\.text).joined(separator: ".")
      for candidate in environment.candidates(for: name, isAbsolute: isAbsolute) {
        candidates.append(
          .init(name: candidate, fields: fields, isType: fields.isEmpty && environment.isTypeName(candidate)))
        // A declared variable hides all that would come after it.
        if environment.variables[candidate] != nil {
          if candidates.contains(where: { $0.isType }) { break }
          return .global(candidates, name: path.map(\.text).joined(separator: "."), node.range)
        }
      }
    }
    return .global(candidates, name: path.map(\.text).joined(separator: "."), node.range)
  }

  // MARK: Calls

  private mutating func call(
    _ node: Expression, function: Expression.Name, target: Expression?, arguments: [Expression]
  ) -> Plan {
    if function.text == "_[_]" || function.text == "_[?_]", arguments.count == 2 {
      return .index(plan(arguments[0]), plan(arguments[1]), isOptional: function.text == "_[?_]", node.range)
    }
    var found: Function?
    var operands = arguments
    if let target {
      let locals = locals
      found = environment.namespacedFunction(target: target, function: function) { locals.contains($0) }
      if found == nil {
        found = environment.functions[function.text].flatMap { $0.isMethod ? $0 : nil }
        operands.insert(target, at: 0)
      }
    } else {
      found = environment.globalFunction(function.text)
    }
    guard let found else {
      var error = EvaluationError(.undeclared, "There is no function '\(function.text)' of this form")
      error.range = node.range
      return .failure(error)
    }
    if found.name == "matches", operands.count == 2, case .literal(.string(let source)) = operands[1].kind,
      let pattern = try? Pattern(source)
    {
      return .matches(plan(operands[0]), pattern, node.range)
    }
    return .call(found, operands.map { plan($0) }, node.range)
  }

  private mutating func comprehension(_ macro: Expression.Comprehension, _ range: Range<Int>) -> Plan {
    let source = plan(macro.range)
    let slot = push(macro.variables)
    defer { locals.removeLast(macro.variables.count) }
    return .comprehension(
      .init(
        kind: macro.kind, range: source, slot: slot, hasTwoVariables: macro.variables.count == 2,
        condition: macro.condition.map { plan($0) }, body: plan(macro.body), sourceRange: range))
  }
}

extension Value {
  /// The value of a constant.
  init(literal: Expression.Literal) {
    switch literal {
    case .null: self = .null
    case .bool(let value): self.init(.bool(value))
    case .int(let value): self.init(.int(value))
    case .uint(let value): self.init(.uint(value))
    case .double(let value): self.init(.double(value))
    case .decimal(let value): self.init(.decimal(value))
    case .string(let value): self.init(.string(value))
    case .bytes(let value): self.init(.bytes(value))
    }
  }
}
