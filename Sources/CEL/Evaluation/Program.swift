// The public face of evaluation: an expression made ready to be run any number of times.

/// An expression that can be evaluated. It holds no state, so that it may run on many threads at once.
public struct Program: Sendable {
  let plan: Plan
  let slotCount: Int

  /// Makes a program of an expression that was not checked; what is wrong with it comes out when it is evaluated.
  public init(_ expression: Expression, environment: Environment) {
    self.init(expression, environment: environment, widened: [])
  }

  /// Makes a program of a checked expression: ints become decimals where the checker found that decimals are meant.
  public init(_ checked: CheckedExpression, environment: Environment) {
    self.init(checked.expression, environment: environment, widened: checked.widened)
  }

  /// Makes a program of an expression that was checked before.
  ///
  /// - Parameter widened: The ``CheckedExpression/widened`` nodes of that check.
  public init(_ expression: Expression, environment: Environment, widened: Set<Int>) {
    var planner = Planner(environment: environment, widened: widened)
    plan = planner.plan(expression)
    slotCount = planner.slotCount
  }

  /// Evaluates the expression.
  ///
  /// - Parameters:
  ///   - variables: The value of a variable by its name; nil where it has none.
  ///   - limits: What the evaluation may use up.
  ///   - timeZone: The rules of a time zone by its IANA name. Without them, `UTC` and offsets such as `+01:00` are known.
  /// - Throws: `EvaluationError` with the range of the node that failed.
  public func evaluate(
    limits: EvaluationLimits = EvaluationLimits(),
    timeZone: @escaping @Sendable (String) -> TimeZoneRules? = { _ in nil },
    variables: (String) -> Value?
  ) throws(EvaluationError) -> Value {
    var context = EvaluationContext(limits: limits, timeZone: timeZone)
    return try evaluate(context: &context, variables: variables)
  }

  /// Evaluates the expression with a budget that several evaluations share.
  ///
  /// - Parameters:
  ///   - context: The budget, from which the evaluation takes what it uses.
  ///   - variables: The value of a variable by its name; nil where it has none.
  /// - Throws: `EvaluationError` with the range of the node that failed.
  public func evaluate(
    context: inout EvaluationContext, variables: (String) -> Value?
  ) throws(EvaluationError) -> Value {
    let given = context
    // The closure does not outlive the call.
    let (outcome, left) = withoutActuallyEscaping(variables) {
      variables -> (Result<Value, EvaluationError>, EvaluationContext) in
      var evaluator = Evaluator(variables: variables, slotCount: slotCount, context: given)
      do throws(EvaluationError) {
        let value = try evaluator.evaluate(plan)
        return (.success(value), evaluator.context)
      } catch {
        return (.failure(error), evaluator.context)
      }
    }
    context = left
    return try outcome.get()
  }

  /// Evaluates the expression with variables from a dictionary.
  public func evaluate(
    _ variables: [String: Value], limits: EvaluationLimits = EvaluationLimits()
  ) throws(EvaluationError) -> Value {
    try evaluate(limits: limits) { variables[$0] }
  }
}
