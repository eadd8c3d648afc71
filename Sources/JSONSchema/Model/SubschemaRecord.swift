// The compact form of a subschema: a plain record that evaluation reads without reference counting.

import DocumentModel

/// A run of entries in one of the schema's tables.
struct Span: Sendable, Hashable {
  var start: Int32 = 0
  var count: Int32 = 0

  var isEmpty: Bool { count == 0 }
  var range: Range<Int> { Int(start)..<Int(start) + Int(count) }
}

/// A hash table over keys: a power of two of slots from `start`.
struct KeyTable: Sendable, Hashable {
  var start: Int32 = 0
  /// The number of slots less one, or -1 where there is no table.
  var mask: Int32 = -1
}

/// Which keywords a subschema has, in the groups by which evaluation skips them.
struct KeywordGroups: OptionSet, Sendable, Hashable {
  let rawValue: UInt8
  static let string = KeywordGroups(rawValue: 1)
  static let number = KeywordGroups(rawValue: 2)
  static let array = KeywordGroups(rawValue: 4)
  static let object = KeywordGroups(rawValue: 8)
  /// Keywords that apply subschemas to the same node, references among them.
  static let inPlace = KeywordGroups(rawValue: 16)
  static let unevaluated = KeywordGroups(rawValue: 32)
  /// Nothing but a `$ref`, beside which other groups are not set: most properties of most schemas.
  static let referenceAlone = KeywordGroups(rawValue: 64)
}

/// One subschema. An index of -1 stands for a keyword that is not there.
struct SubschemaRecord: Sendable {
  /// What a boolean schema says at once.
  enum Verdict: UInt8, Sendable {
    case open, always, never
  }

  var document: Int32
  var node: Int32
  var resource: Int32
  var verdict: Verdict = .open
  var groups: KeywordGroups = []
  var types: TypeSet = .all

  var ref: Int32 = -1
  var dynamicRef: Int32 = -1
  var enumeration: Int32 = -1

  var minLength = 0
  var maxLength = Int.max
  var pattern: Int32 = -1
  var format: Int32 = -1

  var minimum: Int32 = -1
  var maximum: Int32 = -1
  var exclusiveMinimum: Int32 = -1
  var exclusiveMaximum: Int32 = -1
  var multipleOf: Int32 = -1

  var prefixItems = Span()
  var items: Int32 = -1
  var contains: Int32 = -1
  var minContains = 1
  var maxContains = Int.max
  var minItems = 0
  var maxItems = Int.max
  var uniqueItems = false
  /// Whether items that match `contains` count as evaluated (2020-12, Core §11.2; not so before).
  var containsEvaluates = true

  var properties = KeyTable()
  var required = Span()
  var patternProperties = Span()
  /// Whether the slots of `properties` say which patterns their keys match.
  var hasPatternMasks = true
  var additionalProperties: Int32 = -1
  var propertyNames: Int32 = -1
  var minProperties = 0
  var maxProperties = Int.max
  var dependentRequired = Span()
  var dependentSchemas = Span()

  var allOf = Span()
  var anyOf = Span()
  var oneOf = Span()
  var not: Int32 = -1
  var ifSchema: Int32 = -1
  var thenSchema: Int32 = -1
  var elseSchema: Int32 = -1

  var unevaluatedItems: Int32 = -1
  var unevaluatedProperties: Int32 = -1

  init(document: Int32, node: Int32, resource: Int32) {
    self.document = document
    self.node = node
    self.resource = resource
  }
}
