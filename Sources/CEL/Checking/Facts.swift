// What is known to be there: the fields that a guard has asked for, and where that knowledge holds.

/// Fields that are known to be present, because a condition that asked for them holds.
public struct Facts: Sendable, Equatable {
  /// A variable and the steps from it, such as `case`, `.financial_case`, `.costs`.
  typealias Path = [String]

  var present: Set<Path> = []

  /// Nothing is known.
  public init() {}

  /// Everything that either knows.
  public func union(_ other: Facts) -> Facts {
    var result = self
    result.present.formUnion(other.present)
    return result
  }

  /// The path that an expression spells: names, fields, and indices that are constants or names; nil for anything else.
  static func path(of node: Expression) -> Path? {
    var steps: Path = []
    var node = node
    while true {
      switch node.kind {
      case .identifier(let name, _):
        steps.append(name)
        return steps.reversed()
      case .select(let operand, let field, false):
        steps.append("." + field.text)
        node = operand
      case .call(let function, nil, let arguments) where function.text == "_[_]" && arguments.count == 2:
        switch arguments[1].kind {
        case .literal(.int(let index)): steps.append("[\(index)]")
        // Of a map, a string index is the field of that name.
        case .literal(.string(let key)): steps.append("." + key)
        case .identifier(let name, _): steps.append("[\(name)]")
        default: return nil
        }
        node = arguments[0]
      default: return nil
      }
    }
  }

  /// What is known where a condition holds, or where it does not.
  static func implied(by condition: Expression, being value: Bool = true) -> Facts {
    var facts = Facts()
    switch condition.kind {
    case .presence(let operand, let field) where value:
      guard var path = path(of: operand) else { break }
      path.append("." + field.text)
      // What has a field that is there is there itself.
      for length in 2...max(2, path.count) { facts.present.insert(Array(path.prefix(length))) }
    case .logical(let logical, let operands) where (logical == .and) == value:
      for operand in operands { facts = facts.union(implied(by: operand, being: value)) }
    case .call(let function, nil, let arguments) where function.text == "!_" && arguments.count == 1:
      return implied(by: arguments[0], being: !value)
    default: break
    }
    return facts
  }

  /// What is known of each element of a list: that which its `filter`, or that of the list it was made from, asked for.
  static func aboutElements(of range: Expression, as name: String) -> Facts {
    guard case .comprehension(let macro) = range.kind, let variable = macro.variables.first else { return Facts() }
    switch macro.kind {
    case .filter:
      return aboutElements(of: macro.range, as: name).union(
        implied(by: macro.body).renamed(from: variable.text, to: name))
    case .sortBy: return aboutElements(of: macro.range, as: name)
    case .map:
      // The elements are handed on as they are.
      guard case .identifier(variable.text, false) = macro.body.kind, let condition = macro.condition else { break }
      return implied(by: condition).renamed(from: variable.text, to: name)
    default: break
    }
    return Facts()
  }

  /// The facts about one variable as facts about another; no others.
  private func renamed(from old: String, to new: String) -> Facts {
    var result = Facts()
    for path in present where path.first == old { result.present.insert([new] + path.dropFirst()) }
    return result
  }

  /// The facts without those about a name that now means something else.
  func forgetting(_ names: [Expression.Name]) -> Facts {
    var result = self
    for name in names {
      result.present = result.present.filter { $0.first != name.text && !$0.contains("[\(name.text)]") }
    }
    return result
  }
}
