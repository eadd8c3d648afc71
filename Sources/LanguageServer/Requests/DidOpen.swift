// `textDocument/didOpen`: from here on the client's text is the document.
import LanguageServerProtocol
import SourceText

enum DidOpenNotification: NotificationHandler {
  static let method = "textDocument/didOpen"

  static func handle(_ params: DidOpenTextDocumentParams, in session: Session) {
    let item = params.textDocument
    session.documents[item.uri] = TextDocument(
      uri: item.uri, languageId: item.languageId, version: item.version, text: SourceText(item.text))
    session.documentChanged(item.uri)
  }
}
