// `initialize` and `initialized`: agreeing on the encoding, and asking to hear of files.
import JSONRPC
import LanguageServerProtocol
import SourceText

enum InitializeRequest: RequestHandler {
  static let method = "initialize"

  static func handle(_ params: InitializeParams, in session: Session) -> JSONValue {
    // The client lists the encodings with its favourite first; one that lists none speaks utf-16.
    let encoding = params.capabilities.positionEncodings.first ?? .utf16
    session.lifecycle = .running
    session.client.isInitialised = true
    session.capabilities = params.capabilities
    session.encoding = PositionEncoding(encoding)
    session.folders = params.workspaceFolders.map(\.uri)
    if let process = params.processId { session.watchProcess(process) }
    return InitializeResult(
      positionEncoding: encoding,
      completionTriggerCharacters: session.analysis.completionTriggerCharacters,
      diagnosticIdentifier: Session.name,
      interFileDependencies: session.analysis.interFileDependencies,
      serverName: Session.name,
      serverVersion: session.version
    ).json
  }
}

enum InitializedNotification: NotificationHandler {
  static let method = "initialized"

  static func handle(_ params: NoParams, in session: Session) {
    let globs = session.analysis.watchedFiles
    guard session.capabilities.registersWatchedFiles, !globs.isEmpty else { return }
    session.client.request(
      "client/registerCapability", params: WatchedFilesRegistrationParams(globPatterns: globs).json)
  }
}
