// The error of a response (JSON-RPC 2.0 §5.1, LSP 3.17 "Response Message") and the codes we answer with.

/// Why a request was not answered with a result.
public struct ResponseError: Error, Sendable, Equatable {
  /// A number that says what kind of error this is.
  public struct Code: Sendable, Equatable, RawRepresentable {
    /// The number on the wire.
    public let rawValue: Int

    /// Makes a code of any number.
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// What came is not JSON.
    public static let parseError = Code(rawValue: -32700)
    /// What came is JSON but no request, or one that is not allowed now.
    public static let invalidRequest = Code(rawValue: -32600)
    /// There is no such method here.
    public static let methodNotFound = Code(rawValue: -32601)
    /// The parameters do not fit the method.
    public static let invalidParams = Code(rawValue: -32602)
    /// A defect of the server.
    public static let internalError = Code(rawValue: -32603)
    /// A request came before `initialize`.
    public static let serverNotInitialized = Code(rawValue: -32002)
    /// The request is well formed but could not be fulfilled.
    public static let requestFailed = Code(rawValue: -32803)
    /// The document changed and made the result worthless.
    public static let contentModified = Code(rawValue: -32801)
    /// The client cancelled the request.
    public static let requestCancelled = Code(rawValue: -32800)
  }

  /// The kind of error.
  public let code: Code
  /// One sentence for people.
  public let message: String

  /// Makes an error.
  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// The error as it is written in a response.
  public var json: JSONValue {
    ["code": .integer(code.rawValue), "message": .string(message)]
  }
}
