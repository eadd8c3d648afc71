// The one choice of language: what a literal with a point is.

/// Which number a literal with a point or an exponent is.
public enum Dialect: Sendable {
  /// As the specification has it: a `double`.
  case core
  /// A `decimal`, and an `int` widens to one where they meet. A `double` comes only from `double(…)` and never mixes.
  case rules
}
