// Functions: their declared overloads, which the checker reads, and the code that runs them.

/// One way in which a function can be called.
public struct Overload: Sendable {
  /// The types of the arguments; of a method's, the target's first.
  public let parameters: [ValueType]
  /// The type of the result.
  public let result: ValueType
  /// Whether it is called as `target.name(…)`.
  public let isMethod: Bool

  /// `name(parameters) -> result`
  public static func global(_ parameters: [ValueType], _ result: ValueType) -> Overload {
    Overload(parameters: parameters, result: result, isMethod: false)
  }

  /// `target.name(parameters) -> result`
  public static func method(_ target: ValueType, _ parameters: [ValueType], _ result: ValueType) -> Overload {
    Overload(parameters: [target] + parameters, result: result, isMethod: true)
  }
}

/// A function of any number of overloads and one implementation, which goes by the values it is given.
public struct Function: Sendable {
  /// Runs the function. A method's target is the first argument. Values it cannot work on are answered with
  /// `EvaluationError.noOverload`.
  public typealias Implementation =
    @Sendable (_ arguments: [Value], _ context: inout EvaluationContext) throws(EvaluationError) -> Value

  /// The name, with dots where it is in a namespace.
  public let name: String
  /// How it can be called.
  public let overloads: [Overload]
  /// One sentence for a hover.
  public let documentation: String?
  let implementation: Implementation
  let isGlobal: Bool
  let isMethod: Bool

  /// A function.
  public init(
    _ name: String, _ overloads: [Overload], documentation: String? = nil,
    implementation: @escaping Implementation
  ) {
    self.name = name
    self.overloads = overloads
    self.documentation = documentation
    self.implementation = implementation
    isGlobal = overloads.contains { !$0.isMethod }
    isMethod = overloads.contains { $0.isMethod }
  }

  /// The ways to call it as a hover shows them, such as `round(decimal, int) -> decimal`.
  public var signatures: [String] {
    overloads.map { overload in
      let types = overload.parameters.map(\.description)
      return overload.isMethod
        ? "\(types.first ?? "").\(name)(\(types.dropFirst().joined(separator: ", "))) -> \(overload.result)"
        : "\(name)(\(types.joined(separator: ", "))) -> \(overload.result)"
    }
  }

  /// The function with the overloads of both; the other's code runs for what this one's does not know.
  func merged(with other: Function) -> Function {
    let first = implementation
    let second = other.implementation
    return Function(name, overloads + other.overloads, documentation: documentation ?? other.documentation) {
      (arguments, context) throws(EvaluationError) in
      do throws(EvaluationError) {
        return try first(arguments, &context)
      } catch {
        guard error.kind == .noOverload else { throw error }
        return try second(arguments, &context)
      }
    }
  }
}

/// Why an expression has no value.
public struct EvaluationError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The kinds of errors.
  public enum Kind: Sendable, Equatable {
    case noOverload, noSuchKey, noSuchField, undeclared, divisionByZero, overflow, outOfRange, invalidArgument
    /// The budget ran out. Unlike all others, this one is never absorbed by `&&`, `||` or a macro.
    case budgetExceeded
  }
  /// What kind of error it is.
  public let kind: Kind
  /// One sentence without a final stop.
  public let message: String
  /// The node whose evaluation failed, in UTF-8 bytes of the source; nil outside of an evaluation.
  public internal(set) var range: Range<Int>?

  /// An error for a function to throw; the range is filled in by the evaluation.
  public init(_ kind: Kind, _ message: String) {
    self.kind = kind
    self.message = message
  }

  /// What a function throws for values it cannot work on.
  public static let noOverload = EvaluationError(.noOverload, "The operands are of types that do not go together")

  /// The message.
  public var description: String { message }

  static func overflow(_ what: String) -> EvaluationError {
    EvaluationError(.overflow, "The result is outside of what \(what) can hold")
  }
}

/// What an evaluation may use up.
public struct EvaluationLimits: Sendable {
  /// How many nodes may be evaluated, and how many steps patterns may take.
  public var steps = 1_000_000
  /// How much may be made in all: the bytes of strings, and 32 for an element of a list or a map.
  public var memory = 64 << 20

  /// The limits for ordinary rules; they are used up in well under a second.
  public init() {}
}

/// What functions may use while they run: the budget, and the time zones of the host.
public struct EvaluationContext {
  /// The steps that are left; below 0 once the budget ran out.
  public private(set) var steps: Int
  /// The bytes that may still be made.
  public private(set) var memory: Int
  let timeZone: @Sendable (String) -> TimeZoneRules?

  /// A budget of what the limits allow. Without the rules of time zones, `UTC` and offsets such as `+01:00` are known.
  public init(
    limits: EvaluationLimits = EvaluationLimits(),
    timeZone: @escaping @Sendable (String) -> TimeZoneRules? = { _ in nil }
  ) {
    steps = limits.steps
    memory = limits.memory
    self.timeZone = timeZone
  }

  /// Takes steps off the budget.
  public mutating func spend(steps count: Int = 1) throws(EvaluationError) {
    steps = steps &- max(0, count)
    if steps < 0 {
      throw EvaluationError(.budgetExceeded, "The evaluation took more steps than it is allowed")
    }
  }

  /// Takes bytes off the budget, before they are made.
  public mutating func spend(bytes count: Int) throws(EvaluationError) {
    memory = memory &- max(0, count)
    if memory < 0 {
      throw EvaluationError(.budgetExceeded, "The evaluation made more data than it is allowed")
    }
  }

  /// Takes the elements of a list off the budget, before they are made.
  public mutating func spend(elements count: Int) throws(EvaluationError) {
    try spend(bytes: count > 1 << 40 ? Int.max : max(0, count) &* 32)
    try spend(steps: count / 8)
  }
}
