// The keywords of the draft, each with the vocabulary it belongs to.

/// A keyword of JSON Schema that this implementation knows; the raw value is its spelling.
public enum Keyword: String, Sendable, Hashable, CaseIterable {
  // Core (JSON Schema Core §8)
  case schema = "$schema"
  case vocabulary = "$vocabulary"
  case id = "$id"
  case anchor = "$anchor"
  case dynamicAnchor = "$dynamicAnchor"
  case ref = "$ref"
  case dynamicRef = "$dynamicRef"
  case defs = "$defs"
  case comment = "$comment"
  // Applicator (Core §10)
  case allOf, anyOf, oneOf, not, `if`, then, `else`, dependentSchemas
  case prefixItems, items, contains, properties, patternProperties, additionalProperties, propertyNames
  // Unevaluated (Core §11)
  case unevaluatedItems, unevaluatedProperties
  // Validation (Validation §6)
  case type, `enum`, const, multipleOf, maximum, exclusiveMaximum, minimum, exclusiveMinimum
  case maxLength, minLength, pattern, maxItems, minItems, uniqueItems, maxContains, minContains
  case maxProperties, minProperties, required, dependentRequired
  // Format (Validation §7)
  case format
  // Content (Validation §8)
  case contentEncoding, contentMediaType, contentSchema
  // Meta-data (Validation §9)
  case title, description, `default`, deprecated, readOnly, writeOnly, examples
  // Older drafts, kept for schemas that name them and, for `dependencies`, for compatibility (Validation, appendix A)
  case definitions, dependencies, additionalItems
  case recursiveRef = "$recursiveRef"
  case recursiveAnchor = "$recursiveAnchor"

  /// The keywords by the hash of their spelling; at least three of four slots are free.
  private static let bySpelling: [(text: [UInt8], keyword: Keyword)?] = {
    var slots: [(text: [UInt8], keyword: Keyword)?] = Array(repeating: nil, count: 256)
    for keyword in allCases {
      let text = Array(keyword.rawValue.utf8)
      var index = text.withUnsafeBufferPointer { Int(KeyHash.of($0) % 256) }
      while slots[index] != nil { index = (index + 1) % 256 }
      slots[index] = (text, keyword)
    }
    return slots
  }()

  /// The keyword spelt as `text`, which every key of every schema is asked for.
  init?(spelling text: UnsafeBufferPointer<UInt8>) {
    var index = Int(KeyHash.of(text) % 256)
    while let slot = Keyword.bySpelling[index] {
      if slot.text.count == text.count, slot.text.withUnsafeBufferPointer({ ByteText.equal($0, text) }) {
        self = slot.keyword
        return
      }
      index = (index + 1) % 256
    }
    return nil
  }

  /// The vocabulary the keyword belongs to.
  var vocabulary: Vocabularies {
    switch self {
    case .schema, .vocabulary, .id, .anchor, .dynamicAnchor, .ref, .dynamicRef, .defs, .comment, .definitions,
      .recursiveRef, .recursiveAnchor:
      .core
    case .allOf, .anyOf, .oneOf, .not, .if, .then, .else, .dependentSchemas, .prefixItems, .items, .contains,
      .properties, .patternProperties, .additionalProperties, .propertyNames, .dependencies, .additionalItems:
      .applicator
    case .unevaluatedItems, .unevaluatedProperties: .unevaluated
    case .type, .enum, .const, .multipleOf, .maximum, .exclusiveMaximum, .minimum, .exclusiveMinimum, .maxLength,
      .minLength, .pattern, .maxItems, .minItems, .uniqueItems, .maxContains, .minContains, .maxProperties,
      .minProperties, .required, .dependentRequired:
      .validation
    case .format: .format
    case .contentEncoding, .contentMediaType, .contentSchema: .content
    case .title, .description, .default, .deprecated, .readOnly, .writeOnly, .examples: .metaData
    }
  }
}

/// A set of vocabularies (Core §8.1).
struct Vocabularies: OptionSet, Sendable, Hashable {
  let rawValue: UInt16
  static let core = Vocabularies(rawValue: 1)
  static let applicator = Vocabularies(rawValue: 2)
  static let unevaluated = Vocabularies(rawValue: 4)
  static let validation = Vocabularies(rawValue: 8)
  static let format = Vocabularies(rawValue: 16)
  static let content = Vocabularies(rawValue: 32)
  static let metaData = Vocabularies(rawValue: 64)
  /// `format` asserts whatever the options say (Validation §7.2.2).
  static let formatAssertion = Vocabularies(rawValue: 128)

  /// What a schema has whose meta-schema says nothing else.
  static let standard: Vocabularies = [.core, .applicator, .unevaluated, .validation, .format, .content, .metaData]
}
