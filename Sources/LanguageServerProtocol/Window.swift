// What the client is told outside of documents (LSP 3.17 "Window Features").
import JSONRPC

/// How much a message matters.
package enum MessageType: Int, Sendable {
  case error = 1
  case warning = 2
  case info = 3
  case log = 4
}

/// The parameters of `window/logMessage`.
package struct LogMessageParams: Sendable, Equatable, JSONEncodable {
  package var type: MessageType
  package var message: String

  package init(type: MessageType, message: String) {
    self.type = type
    self.message = message
  }

  package var json: JSONValue {
    ["type": .integer(type.rawValue), "message": .string(message)]
  }
}
