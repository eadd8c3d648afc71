// What is wrong with an instance: one value for one cause, typed so that it can be phrased for people.

import DocumentModel

/// One finding about an instance.
public struct ValidationError: Hashable, Sendable {
  /// The node concerned. An alias stands for itself here; for a missing key it is the mapping that lacks it.
  public let node: NodeID
  /// The key to point at: the one that is wrong, or that of the collection or missing value concerned; `nil` where the
  /// finding is about a scalar, or where the collection has no key, being an item or the root.
  public let keyNode: NodeID?
  /// The subschema that holds the keyword.
  public let subschema: SubschemaID
  /// The keyword that failed; `not` for a `false` schema, which means the same (Core §4.3.2).
  public let keyword: Keyword
  /// What is wrong.
  public let kind: Kind
  /// The branches of the innermost `anyOf` or `oneOf` of which the most likely one was reported; else empty.
  public let alternatives: [SubschemaID]

  /// What can be wrong with an instance.
  public enum Kind: Hashable, Sendable {
    /// The value has none of the expected types.
    case typeMismatch(expected: TypeSet)
    /// A key stands without a value; `allowed` are the values listed, if the schema lists them.
    case emptyValue(expected: TypeSet, allowed: [SchemaLocation])
    /// The value is none of those listed.
    case enumMismatch(allowed: [SchemaLocation])
    /// The value is not the only one possible.
    case constMismatch(SchemaLocation)
    /// The mapping lacks a key; `property` is the subschema of its value, if the schema has one.
    case missingProperty(name: String, property: SubschemaID?)
    /// The mapping needs the keys of one of several sets.
    case missingOneOf([[String]])
    /// The mapping has a key of which the schema knows nothing; `suggestion` is a known key it may be meant for.
    case unknownProperty(name: String, suggestion: String?)
    /// The mapping has an unknown key and lacks the one it is a misspelling of.
    case misspeltProperty(name: String, suggestion: String, property: SubschemaID?)
    /// The string has too few Unicode scalars.
    case tooShort(limit: Int, actual: Int)
    /// The string has too many Unicode scalars.
    case tooLong(limit: Int, actual: Int)
    /// The string does not match a regular expression.
    case patternMismatch(pattern: String)
    /// Matching the string against a regular expression was given up, so that nothing is known.
    case patternTooCostly(pattern: String)
    /// The string has not the form that `format` names.
    case formatMismatch(format: String)
    /// The number is no multiple of the one at the location.
    case notMultiple(of: SchemaLocation)
    /// The number is below the limit at the location, or equal to it where that is excluded.
    case belowMinimum(limit: SchemaLocation, exclusive: Bool)
    /// The number is above the limit at the location, or equal to it where that is excluded.
    case aboveMaximum(limit: SchemaLocation, exclusive: Bool)
    /// The sequence has too few items.
    case tooFewItems(limit: Int, actual: Int)
    /// The sequence has too many items.
    case tooManyItems(limit: Int, actual: Int)
    /// The mapping has too few members.
    case tooFewProperties(limit: Int, actual: Int)
    /// The mapping has too many members.
    case tooManyProperties(limit: Int, actual: Int)
    /// Too few items of the sequence match the subschema.
    case containsTooFew(limit: Int, actual: Int, items: SubschemaID)
    /// Too many items of the sequence match the subschema.
    case containsTooMany(limit: Int, actual: Int, items: SubschemaID)
    /// Two items of the sequence are equal; the error is placed on the second.
    case notUnique(first: NodeID)
    /// The mapping has the key `trigger` and so needs another.
    case dependentRequired(trigger: String, missing: String, property: SubschemaID?)
    /// The schema allows no value here at all, or no item past this point.
    case notAllowed
    /// The value matches a schema it must not match.
    case matchesForbidden(SubschemaID)
    /// The value matches several of the branches of which it may match one only.
    case matchesSeveral([SubschemaID])
  }
}
