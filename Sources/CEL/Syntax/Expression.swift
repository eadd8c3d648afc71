// The syntax tree of an expression: every node with its range. Macros are nodes of their own, not folds, so that the
// checker can speak of what was written.

/// One node of a parsed expression.
public struct Expression: Sendable {
  /// The node's number, unique in its tree, from 0.
  public let id: Int
  /// Where it stands, in UTF-8 bytes from the start of the source.
  public let range: Range<Int>
  /// What it is.
  public let kind: Kind
  /// How many levels of nodes it has, itself included; the parser keeps it within `Parser.maximumHeight`.
  let height: Int

  /// The kinds of nodes.
  public indirect enum Kind: Sendable {
    case literal(Literal)
    /// A name; absolute where a dot stands before it (langdef, Name Resolution).
    case identifier(String, isAbsolute: Bool)
    /// `operand.field`, or `operand.?field` where it is optional.
    case select(operand: Expression, field: Name, isOptional: Bool)
    /// `has(operand.field)`
    case presence(operand: Expression, field: Name)
    /// A call of a function or an operator; operators bear the specification's names, such as `_+_` and `_[_]`.
    case call(function: Name, target: Expression?, arguments: [Expression])
    /// A chain of one logical operator, flat, because `&&` and `||` are associative and commutative.
    case logical(LogicalOperator, [Expression])
    case conditional(condition: Expression, then: Expression, otherwise: Expression)
    case list([Element])
    case map([Entry])
    case comprehension(Comprehension)
    /// `cel.bind(name, value, body)`
    case binding(name: Name, value: Expression, body: Expression)
    /// `operand.optMap(name, body)`, or `optFlatMap` where it is flat.
    case optionalMap(operand: Expression, name: Name, body: Expression, isFlat: Bool)
  }

  /// A name with its place.
  public struct Name: Sendable, Hashable {
    /// The name as it is meant: without the backticks of a quoted one.
    public let text: String
    /// Where it stands, in UTF-8 bytes; for an operator, the operator's own token.
    public let range: Range<Int>
  }

  /// A constant.
  public enum Literal: Sendable {
    case null
    case bool(Bool)
    case int(Int64)
    case uint(UInt64)
    case double(Double)
    case decimal(FixedDecimal)
    case string(String)
    case bytes([UInt8])
  }

  /// `&&` or `||`.
  public enum LogicalOperator: Sendable {
    case and, or
  }

  /// An element of a list; an optional one, `?e`, is left out where it has no value.
  public struct Element: Sendable {
    /// What the element is.
    public let value: Expression
    /// Whether a question mark stands before it.
    public let isOptional: Bool
  }

  /// An entry of a map; an optional one, `?k: v`, is left out where it has no value.
  public struct Entry: Sendable {
    /// The key.
    public let key: Expression
    /// The value.
    public let value: Expression
    /// Whether a question mark stands before the key.
    public let isOptional: Bool
  }

  /// A macro that runs over a list, or the keys of a map.
  public struct Comprehension: Sendable {
    /// What it does with the elements.
    public enum Kind: Sendable {
      case all, exists, existsOne, map, filter, transformList, transformMap, transformMapEntry, sortBy
    }
    /// What it does with the elements.
    public let kind: Kind
    /// The macro's name in the source.
    public let name: Name
    /// The list or map.
    public let range: Expression
    /// One variable, or two: an index or a key, and the element.
    public let variables: [Name]
    /// What an element must meet to take part; in `map` with three arguments and the transforming ones with four.
    public let condition: Expression?
    /// What is found out about an element, or made of it.
    public let body: Expression
  }

  init(id: Int, range: Range<Int>, kind: Kind) {
    self.id = id
    self.range = range
    self.kind = kind
    var height = 0
    kind.forEachChild { height = max(height, $0.height) }
    self.height = height + 1
  }
}

extension Expression.Kind {
  /// Visits the nodes directly below, in the order of the source.
  func forEachChild(_ visit: (Expression) -> Void) {
    switch self {
    case .literal, .identifier: break
    case .select(let operand, _, _), .presence(let operand, _): visit(operand)
    case .call(_, let target, let arguments):
      if let target { visit(target) }
      arguments.forEach(visit)
    case .logical(_, let operands): operands.forEach(visit)
    case .conditional(let condition, let then, let otherwise):
      visit(condition)
      visit(then)
      visit(otherwise)
    case .list(let elements): elements.forEach { visit($0.value) }
    case .map(let entries):
      for entry in entries {
        visit(entry.key)
        visit(entry.value)
      }
    case .comprehension(let comprehension):
      visit(comprehension.range)
      if let condition = comprehension.condition { visit(condition) }
      visit(comprehension.body)
    case .binding(_, let value, let body):
      visit(value)
      visit(body)
    case .optionalMap(let operand, _, let body, _):
      visit(operand)
      visit(body)
    }
  }
}

extension Expression {
  /// Visits the nodes directly below this one, in the order of the source.
  public func forEachChild(_ visit: (Expression) -> Void) { kind.forEachChild(visit) }

  /// The dotted name that a chain of selections from an identifier spells, such as `a.b.c`; nil for anything else.
  var dottedName: (path: [Name], isAbsolute: Bool)? {
    var fields: [Name] = []
    var node = self
    while case .select(let operand, let field, false) = node.kind {
      fields.append(field)
      node = operand
    }
    guard case .identifier(let name, let isAbsolute) = node.kind else { return nil }
    fields.append(Name(text: name, range: node.range))
    return (fields.reversed(), isAbsolute)
  }
}
