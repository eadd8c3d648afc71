// The codes of what is wrong with rule files and policy packs, and of rules that fail on a document.

import DocumentModel

extension DiagnosticCode {
  /// An expression cannot be parsed.
  public static let brokenExpression = DiagnosticCode(
    "RUL001", "broken-expression", .error, "An expression cannot be read.")
  /// An expression names what there is not: a variable, a field, a function or a value of an enumeration.
  public static let unknownName = DiagnosticCode(
    "RUL002", "unknown-name", .error, "An expression names something that there is not.")
  /// Values of types that do not go together.
  public static let wrongType = DiagnosticCode(
    "RUL003", "wrong-type", .error, "Values are of types that do not go together.")
  /// A field that may be absent is read without asking for it.
  public static let unguardedField = DiagnosticCode(
    "RUL004", "unguarded-field", .error, "A field that may be absent is read without asking for it.")
  /// A path cannot be read, or leads nowhere.
  public static let badPath = DiagnosticCode("RUL005", "bad-path", .error, "A path cannot be read or leads nowhere.")
  /// A message has a brace that is not closed, or an expression that cannot be shown.
  public static let badMessage = DiagnosticCode("RUL006", "bad-message", .error, "A message cannot be filled in.")
  /// Two rules have one code.
  public static let duplicateCode = DiagnosticCode("RUL007", "duplicate-code", .error, "Two rules have one code.")
  /// A code that no rule has.
  public static let unknownCode = DiagnosticCode("RUL008", "unknown-code", .error, "No rule has this code.")
  /// Rules need each other in a circle.
  public static let needsCycle = DiagnosticCode("RUL009", "needs-cycle", .error, "Rules need each other in a circle.")
  /// A compiled-in check that there is not.
  public static let unknownCheck = DiagnosticCode(
    "RUL010", "unknown-check", .error, "There is no compiled-in check of this name.")
  /// One of a rule's own tests fails.
  public static let testFails = DiagnosticCode("RUL011", "test-fails", .error, "A test of the rule fails.")
  /// A pack extends one that there is not.
  public static let unknownPack = DiagnosticCode("RUL012", "unknown-pack", .error, "There is no such policy pack.")
  /// Packs extend each other in a circle.
  public static let extendsCycle = DiagnosticCode(
    "RUL013", "extends-cycle", .error, "Policy packs extend each other in a circle.")
  /// The entries of a series or of bands do not rise.
  public static let seriesOutOfOrder = DiagnosticCode(
    "RUL014", "series-out-of-order", .error, "The entries of a series do not rise.")
  /// Two packs have one id and version.
  public static let duplicatePack = DiagnosticCode(
    "RUL015", "duplicate-pack", .error, "Two policy packs have one id and version.")
  /// A rule could not be evaluated on a case.
  public static let ruleFailed = DiagnosticCode(
    "RUL016", "rule-failed", .error, "A rule could not be evaluated on the case.")
  /// A rule, or all rules together, used up what a document may cost.
  public static let ruleRanOut = DiagnosticCode("RUL017", "rule-ran-out", .error, "A rule took too much work.")
  /// A figure that exact arithmetic cannot hold.
  public static let numberOutOfRange = DiagnosticCode(
    "RUL018", "number-out-of-range", .error, "A figure has more digits than exact arithmetic can hold.")
  /// A constant pattern is wrong.
  public static let badPattern = DiagnosticCode("RUL019", "bad-pattern", .error, "A regular expression is wrong.")
  /// A test's document cannot be read.
  public static let badTest = DiagnosticCode("RUL020", "bad-test", .error, "The document of a test cannot be read.")

  /// A parameter of the pack says nothing for the date or year that a rule asks for.
  public static let parameterNotInForce = DiagnosticCode(
    "CFG010", "parameter-not-in-force", .information, "A parameter of the policy pack is not in force.")

  /// All codes of rules and packs.
  public static let ruleCodes: [DiagnosticCode] = [
    .brokenExpression, .unknownName, .wrongType, .unguardedField, .badPath, .badMessage, .duplicateCode, .unknownCode,
    .needsCycle, .unknownCheck, .testFails, .unknownPack, .extendsCycle, .seriesOutOfOrder, .duplicatePack,
    .ruleFailed, .ruleRanOut, .numberOutOfRange, .badPattern, .badTest, .parameterNotInForce,
  ]
}
