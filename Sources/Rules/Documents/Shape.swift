// What a place in a document is, as the schema of its kind says.

import CEL
import JSONSchema

/// Names a shape of one ``ShapeTable``.
public struct ShapeID: Sendable, Hashable {
  /// The index of the shape.
  public let index: Int16

  /// The shape at the root of a document.
  public static let root = ShapeID(index: 0)
}

/// When a field is to be there.
public enum Presence: Sendable, Hashable {
  /// Always: the schema asks for it (`required`).
  case schema
  /// As the status of the case advances (`x-required: status`).
  case status
  /// On a condition (`x-required` with `when` in words and `cel` over `this`, `case` and `pack`).
  case conditional(words: String, expression: String)
  /// Never.
  case optional

  /// Whether rules take the field as present: reading it where it is absent skips the match, and another rule speaks.
  public var isTakenAsPresent: Bool { self == .schema || self == .status }
}

/// A named field of an object.
public struct FieldShape: Sendable {
  /// The name.
  public let name: String
  /// The shape of its value.
  public let shape: ShapeID
  /// When it is to be there.
  public let presence: Presence
}

/// What a place is.
public struct Shape: Sendable {
  /// How a value is read there.
  public enum Reading: Sendable, Hashable {
    case decimal, int, bool, string, date, list, object
    /// As the scalar itself says; the schema leaves it open.
    case open
  }

  /// How a value is read.
  public let reading: Reading
  /// The path from the root, such as `economic_case.options[*].costs[*]`; empty for the root.
  public let path: String
  /// The values of an enumeration of strings; empty where there is none.
  public let enumeration: [String]
  /// The named fields of an object, in the schema's order.
  public internal(set) var fields: [FieldShape] = []
  /// The shape of the values of an object whose keys are not named in the schema (a map).
  public internal(set) var others: ShapeID?
  /// The shape of the items of a list.
  public internal(set) var items: ShapeID?
  /// The schema's title.
  public let title: String?
  /// The unit (`x-unit`), such as `GBP a year`.
  public let unit: String?
  /// The kind of thing that a reference names (`x-ref`), such as `option`.
  public let reference: String?
  /// What the keys of a map are (`x-keys`): `financial_year`, or the kind of thing they refer to.
  public let keys: String?
  /// The vocabulary of the pack that the value is to be of (`x-vocabulary`).
  public let vocabulary: String?
  /// The shape a text is to have, which a rule and not the schema asserts (`x-pattern`).
  public let pattern: String?
  /// Whether a list that is wanted may be empty (`x-may-be-empty`).
  public let mayBeEmpty: Bool
  /// The code of the rule that speaks where the field is wanted and absent (`x-absence`); nil where none has to.
  public let absence: String?
  /// The subschema.
  public let subschema: SubschemaID
  var places: [String: Int] = [:]

  /// The field of a name.
  public func field(_ name: String) -> FieldShape? { places[name].map { fields[$0] } }
}
