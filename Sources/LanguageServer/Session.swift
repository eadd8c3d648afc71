// One client's session: its lifecycle (LSP 3.17 "Lifecycle Messages") and what is known while it lasts.
import JSONRPC
import LanguageServerProtocol
import SourceText

/// The state of a session. It belongs to the main loop's thread alone.
package final class Session {
  /// The name under which the server and its diagnostics appear.
  static let name = "casecheck"

  /// Where in its life a session is.
  enum Lifecycle {
    /// Before `initialize`: no other request is answered.
    case uninitialised
    /// From `initialize` on.
    case running
    /// From `shutdown` on: only `exit` is left.
    case shutDown
  }

  let client: Client
  let analysis: any AnalysisService
  let version: String
  /// Called once `initialize` has named the client's process.
  let watchProcess: (Int) -> Void
  var lifecycle = Lifecycle.uninitialised
  var capabilities = ClientCapabilities(json: .null)
  var encoding = PositionEncoding.utf16
  /// The folders open in the client.
  var folders: [DocumentURI] = []
  var documents = DocumentStore()
  /// The documents whose diagnostics are to be pushed, the longest waiting first.
  private var due: [DocumentURI] = []
  /// Those of them that did not change themselves, so that they are told of only where something is new.
  private var dependents: Set<String> = []
  /// What was last pushed, by document.
  private var published: [String: [Diagnostic]] = [:]
  private var documentsChanged = false

  /// Makes a session before its first message.
  package init(
    sink: any MessageSink, analysis: any AnalysisService, version: String,
    watchProcess: @escaping (Int) -> Void = { _ in }
  ) {
    client = Client(sink: sink)
    self.analysis = analysis
    self.version = version
    self.watchProcess = watchProcess
  }

  /// Takes what has arrived; returns the exit status once the session is over.
  func handle(_ incoming: Incoming) -> Int32? {
    switch incoming {
    case .closed:
      publishAll()
      return exitStatus
    case .invalid(let invalid):
      client.respond(to: invalid.id, .failure(invalid.error))
    case .message(.response(_, _, let error)):
      if let error { client.log("the client could not do what was asked: \(error.message)") }
    case .message(.request(let id, let method, let params)):
      client.respond(to: id, answer(method, params))
    case .message(.notification("exit", _)):
      return exitStatus
    case .message(.notification(let method, let params)):
      take(method, params)
    }
    return nil
  }

  /// 0 after `shutdown`, 1 without (LSP 3.17 "Exit Notification").
  private var exitStatus: Int32 { lifecycle == .shutDown ? 0 : 1 }

  private func answer(_ method: String, _ params: JSONValue) -> Result<JSONValue, ResponseError> {
    switch (lifecycle, method == InitializeRequest.method) {
    case (.uninitialised, false):
      return .failure(ResponseError(.serverNotInitialized, "\(method) came before initialize"))
    case (.running, true):
      return .failure(ResponseError(.invalidRequest, "initialize came a second time"))
    case (.shutDown, _):
      return .failure(ResponseError(.invalidRequest, "\(method) came after shutdown"))
    case (.uninitialised, true), (.running, false): break
    }
    guard let handler = Dispatch.requests[method] else {
      return .failure(ResponseError(.methodNotFound, "there is no method \(method)"))
    }
    tellAnalysis()
    return handler(params, self)
  }

  private func take(_ method: String, _ params: JSONValue) {
    // Before `initialize` and after `shutdown` notifications are dropped; unknown ones always are.
    guard lifecycle == .running, let handler = Dispatch.notifications[method] else { return }
    if case .failure(let error) = handler(params, self) { client.log("\(method): \(error.message)") }
  }

  // MARK: Diagnostics that are due

  /// Notes that `uri` changed, and with it what depends on it.
  func documentChanged(_ uri: DocumentURI) {
    documentsChanged = true
    markDue(uri)
    guard analysis.interFileDependencies else { return }
    for document in documents.all.sorted(by: { $0.uri.string < $1.uri.string }) where !due.contains(document.uri) {
      markDue(document.uri)
      dependents.insert(document.uri.string)
    }
    dependents.remove(uri.string)
  }

  /// Notes that `uri` is closed: what was pushed for it is taken back.
  func documentClosed(_ uri: DocumentURI) {
    markDue(uri)
    documentChanged(uri)
  }

  /// Notes that files on disk changed: the analysis forgets what it read, and a client that pulls is told to.
  func filesChanged() {
    analysis.filesChanged()
    everythingChanged()
    if capabilities.pullsDiagnostics, capabilities.refreshesDiagnostics {
      client.request("workspace/diagnostic/refresh")
    }
  }

  /// Notes that any open document may have new diagnostics.
  private func everythingChanged() {
    for document in documents.all.sorted(by: { $0.uri.string < $1.uri.string }) { markDue(document.uri) }
  }

  /// A client that pulls is not pushed to: it would show everything twice.
  private func markDue(_ uri: DocumentURI) {
    if !capabilities.pullsDiagnostics, !due.contains(uri) { due.append(uri) }
  }

  /// Pushes the diagnostics of the document that has waited longest; false where none does.
  func publishNext() -> Bool {
    guard !due.isEmpty else { return false }
    let uri = due.removeFirst()
    tellAnalysis()
    let isDependent = dependents.remove(uri.string) != nil
    if let document = documents[uri] {
      let found = diagnostics(of: document)
      if isDependent, published[uri.string] == found { return true }
      published[uri.string] = found
      publish(PublishDiagnosticsParams(uri: uri, version: document.version, diagnostics: found))
    } else {
      published[uri.string] = nil
      // A closed document keeps none: the client may have no other way to get rid of them.
      publish(PublishDiagnosticsParams(uri: uri, version: nil, diagnostics: []))
    }
    return true
  }

  /// Pushes all that is due.
  func publishAll() {
    while publishNext() {}
  }

  private func publish(_ params: PublishDiagnosticsParams) {
    client.notify("textDocument/publishDiagnostics", params)
  }

  /// The analysis hears of new texts when it is next asked something, not at each change.
  private func tellAnalysis() {
    guard documentsChanged else { return }
    documentsChanged = false
    analysis.openDocumentsChanged(to: documents.all)
  }
}
