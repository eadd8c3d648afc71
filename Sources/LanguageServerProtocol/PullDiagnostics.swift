// Diagnostics for clients that ask for them (LSP 3.17 "Pull Diagnostics").
import JSONRPC

/// The parameters of `textDocument/diagnostic`.
package struct DocumentDiagnosticParams: Sendable, JSONDecodable {
  package var textDocument: TextDocumentIdentifier
  /// The `resultId` of the report the client has.
  package var previousResultId: String?

  package init(from reader: JSONReader) throws(InvalidParams) {
    let object = try reader.object()
    textDocument = try object["textDocument"].decode()
    previousResultId = object["previousResultId"].json == nil ? nil : try object["previousResultId"].string()
  }
}

/// The report on one document.
package enum DocumentDiagnosticReport: Sendable, Equatable, JSONEncodable {
  /// All there is to say.
  case full(resultId: String, items: [Diagnostic])
  /// Nothing has changed since the report of this `resultId`.
  case unchanged(resultId: String)

  package var json: JSONValue { .object(members) }

  fileprivate var members: JSONObject {
    switch self {
    case .full(let resultId, let items):
      ["kind": "full", "resultId": .string(resultId), "items": .array(items.map(\.json))]
    case .unchanged(let resultId):
      ["kind": "unchanged", "resultId": .string(resultId)]
    }
  }
}

/// A report the client has already.
package struct PreviousResultId: Sendable, JSONDecodable {
  package var uri: DocumentURI
  package var value: String

  package init(from reader: JSONReader) throws(InvalidParams) {
    let object = try reader.object()
    uri = try object["uri"].decode()
    value = try object["value"].string()
  }
}

/// The parameters of `workspace/diagnostic`.
package struct WorkspaceDiagnosticParams: Sendable, JSONDecodable {
  package var previousResultIds: [PreviousResultId]

  package init(from reader: JSONReader) throws(InvalidParams) {
    previousResultIds = try reader.object()["previousResultIds"].decodeArray()
  }
}

/// The report on one document of the workspace.
package struct WorkspaceDocumentDiagnosticReport: Sendable, Equatable, JSONEncodable {
  package var uri: DocumentURI
  /// The version of an open document, nil for a file on disk.
  package var version: Int?
  package var report: DocumentDiagnosticReport

  package init(uri: DocumentURI, version: Int?, report: DocumentDiagnosticReport) {
    self.uri = uri
    self.version = version
    self.report = report
  }

  package var json: JSONValue {
    var object = report.members
    object.append("uri", uri.json)
    object.append("version", version.map { .integer($0) } ?? .null)
    return .object(object)
  }
}

/// The result of `workspace/diagnostic`.
package struct WorkspaceDiagnosticReport: Sendable, Equatable, JSONEncodable {
  package var items: [WorkspaceDocumentDiagnosticReport]

  package init(items: [WorkspaceDocumentDiagnosticReport]) {
    self.items = items
  }

  package var json: JSONValue {
    ["items": .array(items.map(\.json))]
  }
}
