// Whether one type fits another, and what that tells about types that are not yet known (the specification's type
// inference, with its "flexible" assignment of type parameters).

/// The type variables of one check and what is known of them.
struct Unifier {
  private(set) var bindings: [Int: ValueType] = [:]
  private var count = 0

  /// A type of which nothing is known.
  mutating func fresh() -> ValueType {
    count += 1
    return .variable(count)
  }

  /// A declaration's type with its parameters made variables, the same name the same variable.
  mutating func instantiate(_ type: ValueType, _ names: inout [String: ValueType]) -> ValueType {
    if case .parameter(let name) = type {
      if let known = names[name] { return known }
      let variable = fresh()
      names[name] = variable
      return variable
    }
    var copies = names
    var unifier = self
    let result = type.mapChildren { unifier.instantiate($0, &copies) }
    self = unifier
    names = copies
    return result
  }

  /// The type with what is known put in; what is not is `dyn` where the result is final.
  func resolve(_ type: ValueType, isFinal: Bool = false) -> ValueType {
    if case .variable(let number) = type {
      guard let bound = bindings[number] else { return isFinal ? .dyn : type }
      return resolve(bound, isFinal: isFinal)
    }
    return type.mapChildren { resolve($0, isFinal: isFinal) }
  }

  /// Whether a value of the type `source` can stand where `target` is asked for; remembers what that implies.
  mutating func isAssignable(_ target: ValueType, from source: ValueType) -> Bool {
    if case .variable(let number) = source {
      let (fits, wasKnown) = substitute(number, target)
      if fits { return true }
      if wasKnown { return false }
    }
    if case .variable(let number) = target { return substitute(number, source).fits }
    switch (target, source) {
    case (.dyn, _), (.error, _), (_, .dyn), (_, .error): return true
    case (.nullable(let one), .nullable(let two)): return isAssignable(one, from: two)
    case (.nullable, .null), (.null, .nullable): return true
    case (.nullable(let inner), _): return isAssignable(inner, from: source)
    case (_, .nullable(let inner)): return isAssignable(target, from: inner)
    // As in the specification, null stands for a missing value of these types too.
    case (.timestamp, .null), (.duration, .null), (.optional, .null), (.abstract, .null), (.object, .null): return true
    case (.null, .timestamp), (.null, .duration), (.null, .optional), (.null, .abstract), (.null, .object): return true
    case (.map(let key, _), .object): return isAssignable(key, from: .string)
    default: break
    }
    guard target.hasForm(of: source) else { return false }
    for (one, two) in zip(target.children, source.children) where !isAssignable(one, from: two) { return false }
    return true
  }

  /// Whether a variable can stand for a type, and whether something was known of it before.
  private mutating func substitute(_ number: Int, _ type: ValueType) -> (fits: Bool, wasKnown: Bool) {
    if type == .variable(number) { return (true, true) }
    if let known = bindings[number] {
      if known == type { return (true, true) }
      guard isAssignable(type, from: known) else { return (false, true) }
      let general = Self.moreGeneral(type, known)
      if !occurs(number, in: general) { bindings[number] = general }
      return (true, true)
    }
    guard !occurs(number, in: type) else { return (false, false) }
    bindings[number] = type
    return (true, false)
  }

  private func occurs(_ number: Int, in type: ValueType) -> Bool {
    if case .variable(let other) = type {
      if other == number { return true }
      guard let bound = bindings[other] else { return false }
      return occurs(number, in: bound)
    }
    return type.children.contains { occurs(number, in: $0) }
  }

  /// Of two types that fit each other the one that says less.
  static func moreGeneral(_ left: ValueType, _ right: ValueType) -> ValueType {
    isAsGeneral(left, as: right) ? left : right
  }

  private static func isAsGeneral(_ left: ValueType, as right: ValueType) -> Bool {
    switch (left, right) {
    case (.dyn, _), (.variable, _), (.error, _): return true
    case (_, .dyn), (_, .variable), (_, .error): return false
    // Null fits what may be missing, and says less of it than any other type.
    case (_, .null): return true
    case (.null, _): return false
    case (.nullable(let inner), _): return isAsGeneral(inner, as: right)
    case (.map, .object), (.string, .enumeration): return true
    case (.enumeration, .enumeration): return left == right
    case (.enumeration, .string): return false
    default:
      return left.hasForm(of: right) && zip(left.children, right.children).allSatisfy { isAsGeneral($0, as: $1) }
    }
  }
}
