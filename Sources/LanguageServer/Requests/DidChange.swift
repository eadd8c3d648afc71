// `textDocument/didChange`: the changes are applied at once, the analysis waits until the queue is empty.
import LanguageServerProtocol

enum DidChangeNotification: NotificationHandler {
  static let method = "textDocument/didChange"

  static func handle(_ params: DidChangeTextDocumentParams, in session: Session) {
    let uri = params.textDocument.uri
    let encoding = session.encoding
    let isOpen = session.documents.update(uri) { document in
      document.apply(params.contentChanges, version: params.version, encoding: encoding)
    }
    guard isOpen else {
      session.client.log("\(method): \(uri.string) is not open")
      return
    }
    session.documentChanged(uri)
  }
}
