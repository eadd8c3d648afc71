// The JSON value (RFC 8259 §3) that everything on the wire is made of; reading and writing it live beside it.

/// A JSON value. Numbers without fraction and exponent that fit `Int` are `integer`, all others `number`.
package enum JSONValue: Sendable, Equatable {
  case null
  case bool(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object(JSONObject)
}

/// The members of a JSON object in the order of their text. Equality takes the order into account.
package struct JSONObject: Sendable, Equatable {
  /// One name and its value.
  package struct Member: Sendable, Equatable {
    /// The name, unescaped.
    package var name: String
    /// The value.
    package var value: JSONValue

    /// Makes a member.
    package init(_ name: String, _ value: JSONValue) {
      self.name = name
      self.value = value
    }
  }

  /// The members in order, duplicates included.
  package private(set) var members: [Member]

  /// Makes an object of `members`.
  package init(_ members: [Member] = []) {
    self.members = members
  }

  /// The value of the last member called `name`: RFC 8259 §4 leaves duplicates open, and the last one wins in
  /// JavaScript, which most clients are written in.
  package subscript(_ name: String) -> JSONValue? {
    // Objects on this wire are small, so a walk is quicker than building a table.
    members.last { $0.name == name }?.value
  }

  /// Adds a member at the end.
  package mutating func append(_ name: String, _ value: JSONValue) {
    members.append(Member(name, value))
  }

  /// Adds a member at the end where there is a value; an optional property that is absent is not written at all.
  package mutating func append(_ name: String, _ value: JSONValue?) {
    guard let value else { return }
    members.append(Member(name, value))
  }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral elements: (String, JSONValue)...) {
    members = elements.map { Member($0.0, $0.1) }
  }
}

extension JSONValue: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  package init(nilLiteral: ()) { self = .null }
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  package init(integerLiteral value: Int) { self = .integer(value) }
  package init(stringLiteral value: String) { self = .string(value) }
  package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  package init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(JSONObject(elements.map { JSONObject.Member($0.0, $0.1) }))
  }
}

extension JSONValue {
  /// The member `name` where this is an object that has it.
  package subscript(_ name: String) -> JSONValue? { object?[name] }

  /// The element at `index` where this is an array that long.
  package subscript(_ index: Int) -> JSONValue? {
    guard case .array(let elements) = self, elements.indices.contains(index) else { return nil }
    return elements[index]
  }

  /// The members where this is an object.
  package var object: JSONObject? {
    guard case .object(let object) = self else { return nil }
    return object
  }

  /// The elements where this is an array.
  package var array: [JSONValue]? {
    guard case .array(let elements) = self else { return nil }
    return elements
  }

  /// The text where this is a string.
  package var string: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  /// The truth value where this is `true` or `false`.
  package var bool: Bool? {
    guard case .bool(let value) = self else { return nil }
    return value
  }

  /// The value where this is a whole number that fits `Int`, however written: `1`, `1.0` and `1e0` are one number.
  package var integer: Int? {
    switch self {
    case .integer(let value): value
    case .number(let value): Int(exactly: value)
    default: nil
    }
  }

  /// Whether this is `null`.
  package var isNull: Bool { self == .null }

  /// What kind of value this is, for messages: "an object", "a string", ...
  package var kindName: String {
    switch self {
    case .null: "null"
    case .bool: "a boolean"
    case .integer, .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }
}
