// The error of a response (JSON-RPC 2.0 §5.1, LSP 3.17 "Response Message") and the codes we answer with.

/// Why a request was not answered with a result.
package struct ResponseError: Error, Sendable, Equatable {
  /// A number that says what kind of error this is.
  package struct Code: Sendable, Equatable, RawRepresentable {
    /// The number on the wire.
    package let rawValue: Int

    /// Makes a code of any number.
    package init(rawValue: Int) { self.rawValue = rawValue }

    /// What came is not JSON.
    package static let parseError = Code(rawValue: -32700)
    /// What came is JSON but no request, or one that is not allowed now.
    package static let invalidRequest = Code(rawValue: -32600)
    /// There is no such method here.
    package static let methodNotFound = Code(rawValue: -32601)
    /// The parameters do not fit the method.
    package static let invalidParams = Code(rawValue: -32602)
    /// A request came before `initialize`.
    package static let serverNotInitialized = Code(rawValue: -32002)
    /// The client cancelled the request.
    package static let requestCancelled = Code(rawValue: -32800)
  }

  /// The kind of error.
  package let code: Code
  /// One sentence for people.
  package let message: String

  /// Makes an error.
  package init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// The error as it is written in a response.
  package var json: JSONValue {
    ["code": .integer(code.rawValue), "message": .string(message)]
  }
}
