// Findings as evaluation notes them: plain records, many of which are dropped again with a branch that failed.

/// What is wrong, without the details; these are looked up once a finding is to be reported.
enum Fault: UInt8, Sendable {
  case typeMismatch, emptyValue, enumMismatch, missingProperty, missingOneOf, unknownProperty
  case tooShort, tooLong, patternMismatch, patternTooCostly, formatMismatch
  case notMultiple, belowMinimum, belowExclusiveMinimum, aboveMaximum, aboveExclusiveMaximum
  case tooFewItems, tooManyItems, tooFewProperties, tooManyProperties, containsTooFew, containsTooMany
  case notUnique, dependentRequired, notAllowed, matchesForbidden, matchesSeveral
}

/// One finding in short.
struct RawError {
  let fault: Fault
  let keyword: Keyword
  /// The subschema that holds the keyword.
  let subschema: Int32
  let node: Int32
  /// The key concerned, or -1.
  let key: Int32
  /// The first detail: the actual count, a set of types, an index; each fault has its own.
  let detail: Int
  /// The second detail, or -1.
  let more: Int32
  /// The index in ``Evaluator/lists`` of the branches of which this is from the most likely one, or -1.
  var alternatives: Int32 = -1
}

/// A branch of `anyOf` or `oneOf` that failed, with what it left behind.
struct FailedBranch {
  let schema: Int32
  let errors: Range<Int>
  let matches: Range<Int>
  /// How many children the branch found right.
  let passed: Int
}
