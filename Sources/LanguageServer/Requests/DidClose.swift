// `textDocument/didClose`: the file on disk is the document again.
import LanguageServerProtocol

enum DidCloseNotification: NotificationHandler {
  static let method = "textDocument/didClose"

  static func handle(_ params: DidCloseTextDocumentParams, in session: Session) {
    let uri = params.textDocument.uri
    guard session.documents[uri] != nil else { return }
    session.documents[uri] = nil
    session.documentClosed(uri)
  }
}
