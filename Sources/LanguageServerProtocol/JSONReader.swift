// Reading parameters out of JSON with errors that name the place: "textDocument.uri is missing".
import JSONRPC

/// Parameters that do not fit their method.
package struct InvalidParams: Error, Sendable, Equatable {
  /// Where and what: "position.line must be a whole number from 0, not a string".
  package let reason: String

  /// The error response it is answered with.
  package var responseError: ResponseError {
    ResponseError(.invalidParams, "invalid params: \(reason)")
  }
}

/// Something that the protocol sends to us.
package protocol JSONDecodable: Sendable {
  /// Reads the value under `reader`; members that we do not use are not looked at.
  init(from reader: JSONReader) throws(InvalidParams)
}

/// Something that we send.
package protocol JSONEncodable: Sendable {
  /// The value as the protocol writes it.
  var json: JSONValue { get }
}

/// A place in the parameters of a message, which may be absent.
package struct JSONReader: Sendable {
  /// The value there; nil where the member is absent or `null`, which clients do not tell apart.
  package let json: JSONValue?
  /// The place in messages, "contentChanges[0].range"; "params" at the top.
  package let path: String
  private let isRoot: Bool

  /// Starts at the top of `params`.
  package init(params: JSONValue) {
    self.init(json: params, path: "params", isRoot: true)
  }

  private init(json: JSONValue?, path: String, isRoot: Bool) {
    self.json = json?.isNull == true ? nil : json
    self.path = path
    self.isRoot = isRoot
  }

  /// The member `name`, absent where this is not an object or has none.
  package subscript(_ name: String) -> JSONReader {
    JSONReader(json: json?[name], path: isRoot ? name : "\(path).\(name)", isRoot: false)
  }

  /// Fails with "`path` must be `expected`, not ...", or "`path` is missing".
  package func failure(expected: String) -> InvalidParams {
    guard let json else { return InvalidParams(reason: isRoot ? "params are missing" : "\(path) is missing") }
    return InvalidParams(reason: "\(path) must be \(expected), not \(json.kindName)")
  }

  /// The text of a string.
  package func string() throws(InvalidParams) -> String {
    guard let text = json?.string else { throw failure(expected: "a string") }
    return text
  }

  /// An `integer` of the protocol, −2³¹ to 2³¹−1.
  package func integer() throws(InvalidParams) -> Int {
    guard let number = json?.integer, let number = Int32(exactly: number) else {
      throw failure(expected: "a whole number of 32 bits")
    }
    return Int(number)
  }

  /// A `uinteger` of the protocol, 0 to 2³¹−1. Larger numbers, which some clients send for "to the end", become the
  /// largest.
  package func uinteger() throws(InvalidParams) -> Int {
    guard let number = json?.integer, number >= 0 else { throw failure(expected: "a whole number from 0") }
    return min(number, Int(Int32.max))
  }

  /// The elements of an array.
  package func array() throws(InvalidParams) -> [JSONReader] {
    guard let elements = json?.array else { throw failure(expected: "an array") }
    return elements.enumerated().map { index, element in
      JSONReader(json: element, path: "\(path)[\(index)]", isRoot: false)
    }
  }

  /// This place, sure to be an object.
  package func object() throws(InvalidParams) -> JSONReader {
    guard json?.object != nil else { throw failure(expected: "an object") }
    return self
  }

  /// A structure of the protocol.
  package func decode<T: JSONDecodable>(_ type: T.Type = T.self) throws(InvalidParams) -> T {
    try T(from: self)
  }

  /// A structure of the protocol, or nil where there is none.
  package func decodeIfPresent<T: JSONDecodable>(_ type: T.Type = T.self) throws(InvalidParams) -> T? {
    json == nil ? nil : try T(from: self)
  }

  /// The structures of an array.
  package func decodeArray<T: JSONDecodable>(of type: T.Type = T.self) throws(InvalidParams) -> [T] {
    var values: [T] = []
    for element in try array() { values.append(try T(from: element)) }
    return values
  }
}
