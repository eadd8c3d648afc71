// What goes to the client: answers, notifications and our own few requests.
import JSONRPC
import LanguageServerProtocol
import Logging

/// The other side, as far as we speak to it.
final class Client {
  private let sink: any MessageSink
  private let logger = Logger(label: "casecheck")
  private var lastRequest = 0
  /// Whether `initialize` has been answered; nothing but answers may be sent before.
  var isInitialised = false

  init(sink: any MessageSink) {
    self.sink = sink
  }

  /// Answers the request `id`.
  func respond(to id: RequestID?, _ outcome: Result<JSONValue, ResponseError>) {
    switch outcome {
    case .success(let result): sink.send(.response(id: id, result: result, error: nil))
    case .failure(let error): sink.send(.response(id: id, result: nil, error: error))
    }
  }

  /// Sends a notification.
  func notify(_ method: String, _ params: some JSONEncodable) {
    sink.send(.notification(method: method, params: params.json))
  }

  /// Sends a request. Nothing we do hangs on the answer; an error is logged when it comes.
  func request(_ method: String, params: JSONValue = .null) {
    lastRequest += 1
    sink.send(.request(id: .string("casecheck-\(lastRequest)"), method: method, params: params))
  }

  /// Tells standard error, and the client where it may be told, of something that went wrong.
  func log(_ message: String) {
    logger.warning("\(message)")
    if isInitialised { notify("window/logMessage", LogMessageParams(type: .warning, message: message)) }
  }
}
