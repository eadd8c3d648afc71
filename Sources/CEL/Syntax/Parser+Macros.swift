// The macros: calls that are syntax, because they name variables or do not evaluate what they are given (langdef, Macros;
// the optional, two-variable and bindings extensions).

extension Parser {
  /// What a call means where it is a macro's: nil for a plain call, and for one with a macro's name and other arguments.
  mutating func expandMacro(
    function: Expression.Name, target: Expression?, arguments: [Expression]
  ) throws(SyntaxError) -> Expression.Kind? {
    guard let target else {
      guard function.text == "has", arguments.count == 1 else { return nil }
      guard case .select(let operand, let field, let isOptional) = arguments[0].kind, !isOptional else {
        throw SyntaxError("'has' asks for a field, as in 'has(a.b)'", at: arguments[0].range)
      }
      return .presence(operand: operand, field: field)
    }
    if function.text == "bind", arguments.count == 3, case .identifier("cel", _) = target.kind {
      return .binding(name: try variable(arguments[0]), value: arguments[1], body: arguments[2])
    }
    if function.text == "optMap" || function.text == "optFlatMap", arguments.count == 2 {
      return .optionalMap(
        operand: target, name: try variable(arguments[0]), body: arguments[1], isFlat: function.text == "optFlatMap")
    }
    guard let form = Self.comprehensions[function.text] else { return nil }
    for shape in form.shapes where shape.variables + (shape.hasCondition ? 2 : 1) == arguments.count {
      var variables: [Expression.Name] = []
      for argument in arguments.prefix(shape.variables) { variables.append(try variable(argument)) }
      if let first = variables.first, variables.dropFirst().contains(where: { $0.text == first.text }) {
        throw SyntaxError("Both variables are named '\(first.text)'", at: arguments[1].range)
      }
      guard let body = arguments.last else { return nil }
      return .comprehension(
        .init(
          kind: form.kind, name: function, range: target, variables: variables,
          condition: shape.hasCondition ? arguments[shape.variables] : nil, body: body))
    }
    return nil
  }

  private struct Form {
    let kind: Expression.Comprehension.Kind
    let shapes: [(variables: Int, hasCondition: Bool)]
  }

  private static let comprehensions: [String: Form] = [
    "all": Form(kind: .all, shapes: [(1, false), (2, false)]),
    "exists": Form(kind: .exists, shapes: [(1, false), (2, false)]),
    "exists_one": Form(kind: .existsOne, shapes: [(1, false), (2, false)]),
    "existsOne": Form(kind: .existsOne, shapes: [(1, false), (2, false)]),
    "map": Form(kind: .map, shapes: [(1, false), (1, true)]),
    "filter": Form(kind: .filter, shapes: [(1, false)]),
    "transformList": Form(kind: .transformList, shapes: [(2, false), (2, true)]),
    "transformMap": Form(kind: .transformMap, shapes: [(2, false), (2, true)]),
    "transformMapEntry": Form(kind: .transformMapEntry, shapes: [(2, false), (2, true)]),
    "sortBy": Form(kind: .sortBy, shapes: [(1, false)]),
  ]

  private func variable(_ argument: Expression) throws(SyntaxError) -> Expression.Name {
    guard case .identifier(let name, false) = argument.kind else {
      throw SyntaxError("A plain name must stand here, for the macro's variable", at: argument.range)
    }
    return Expression.Name(text: name, range: argument.range)
  }
}
