// `textDocument/didSave`: what others read from disk has changed.
import LanguageServerProtocol

enum DidSaveNotification: NotificationHandler {
  static let method = "textDocument/didSave"

  static func handle(_ params: DidSaveTextDocumentParams, in session: Session) {
    // A client that watches files says so itself, and says it for other programs' changes too.
    if !session.capabilities.registersWatchedFiles { session.filesChanged() }
  }
}
