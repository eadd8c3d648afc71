// `shutdown`: the last request of a session.
import JSONRPC

enum ShutdownRequest: RequestHandler {
  static let method = "shutdown"

  static func handle(_ params: NoParams, in session: Session) -> JSONValue {
    // A script that sends its whole session at once still hears what was found.
    session.publishAll()
    session.lifecycle = .shutDown
    return .null
  }
}
