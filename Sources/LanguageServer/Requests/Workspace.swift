// `workspace/didChangeWatchedFiles` and `workspace/didChangeWorkspaceFolders`.
import LanguageServerProtocol

enum DidChangeWatchedFilesNotification: NotificationHandler {
  static let method = "workspace/didChangeWatchedFiles"

  static func handle(_ params: DidChangeWatchedFilesParams, in session: Session) {
    if !params.changes.isEmpty { session.filesChanged() }
  }
}

enum DidChangeWorkspaceFoldersNotification: NotificationHandler {
  static let method = "workspace/didChangeWorkspaceFolders"

  static func handle(_ params: DidChangeWorkspaceFoldersParams, in session: Session) {
    let removed = Set(params.removed.map(\.uri))
    session.folders.removeAll(where: removed.contains)
    for folder in params.added where !session.folders.contains(folder.uri) { session.folders.append(folder.uri) }
    session.filesChanged()
  }
}
