// `textDocument/diagnostic` and `workspace/diagnostic`: the same findings, for clients that ask.
import JSONRPC
import LanguageServerProtocol

enum DocumentDiagnosticRequest: RequestHandler {
  static let method = "textDocument/diagnostic"

  static func handle(_ params: DocumentDiagnosticParams, in session: Session) -> JSONValue {
    guard let document = session.documents[params.textDocument.uri] else {
      return DocumentDiagnosticReport.full(resultId: "closed", items: []).json
    }
    return session.report(on: document, previous: params.previousResultId).json
  }
}

enum WorkspaceDiagnosticRequest: RequestHandler {
  static let method = "workspace/diagnostic"

  static func handle(_ params: WorkspaceDiagnosticParams, in session: Session) -> JSONValue {
    let open = session.documents.all
    let openURIs = Set(open.map(\.uri))
    let onDisk = session.analysis.documents(inFolders: session.folders.compactMap(\.path))
    let documents = (open + onDisk.filter { !openURIs.contains($0.uri) }).sorted { $0.uri.string < $1.uri.string }
    let previous = Dictionary(params.previousResultIds.map { ($0.uri, $0.value) }, uniquingKeysWith: { $1 })
    var items = documents.map { document in
      let report = session.report(on: document, previous: previous[document.uri])
      return WorkspaceDocumentDiagnosticReport(uri: document.uri, version: document.version, report: report)
    }
    // What the client still shows of a file that is gone is taken back.
    let present = Set(documents.map(\.uri))
    for gone in params.previousResultIds where !present.contains(gone.uri) {
      let report = DocumentDiagnosticReport.full(resultId: "closed", items: [])
      items.append(WorkspaceDocumentDiagnosticReport(uri: gone.uri, version: nil, report: report))
    }
    return WorkspaceDiagnosticReport(items: items).json
  }
}
