// Which method is handled by what: the one table of all requests and notifications.
import JSONRPC
import LanguageServerProtocol

/// The handler of a request: one file each, under `Requests`.
protocol RequestHandler {
  associatedtype Params: JSONDecodable
  static var method: String { get }
  static func handle(_ params: Params, in session: Session) throws(ResponseError) -> JSONValue
}

/// The handler of a notification.
protocol NotificationHandler {
  associatedtype Params: JSONDecodable
  static var method: String { get }
  static func handle(_ params: Params, in session: Session)
}

/// Parameters that are not looked at: clients send `null`, `{}` or nothing.
struct NoParams: JSONDecodable {
  init(from reader: JSONReader) {}
}

enum Dispatch {
  typealias Handler<Success> = @Sendable (JSONValue, Session) -> Result<Success, ResponseError>

  static let requests: [String: Handler<JSONValue>] = [
    InitializeRequest.method: handler(InitializeRequest.self),
    ShutdownRequest.method: handler(ShutdownRequest.self),
    CompletionRequest.method: handler(CompletionRequest.self),
    HoverRequest.method: handler(HoverRequest.self),
    DocumentDiagnosticRequest.method: handler(DocumentDiagnosticRequest.self),
    WorkspaceDiagnosticRequest.method: handler(WorkspaceDiagnosticRequest.self),
  ]

  static let notifications: [String: Handler<Void>] = [
    InitializedNotification.method: handler(InitializedNotification.self),
    DidOpenNotification.method: handler(DidOpenNotification.self),
    DidChangeNotification.method: handler(DidChangeNotification.self),
    DidSaveNotification.method: handler(DidSaveNotification.self),
    DidCloseNotification.method: handler(DidCloseNotification.self),
    DidChangeWatchedFilesNotification.method: handler(DidChangeWatchedFilesNotification.self),
    DidChangeWorkspaceFoldersNotification.method: handler(DidChangeWorkspaceFoldersNotification.self),
  ]

  private static func handler<H: RequestHandler>(_: H.Type) -> Handler<JSONValue> {
    { params, session in
      decode(params).flatMap { params in
        do throws(ResponseError) {
          return .success(try H.handle(params, in: session))
        } catch {
          return .failure(error)
        }
      }
    }
  }

  private static func handler<H: NotificationHandler>(_: H.Type) -> Handler<Void> {
    { params, session in
      decode(params).map { H.handle($0, in: session) }
    }
  }

  private static func decode<Params: JSONDecodable>(_ json: JSONValue) -> Result<Params, ResponseError> {
    do throws(InvalidParams) {
      return .success(try Params(from: JSONReader(params: json)))
    } catch {
      return .failure(error.responseError)
    }
  }
}
