// The handshake (LSP 3.17 "Initialize Request").
import JSONRPC

/// The parameters of `initialize`.
package struct InitializeParams: Sendable, JSONDecodable {
  /// The process that started the server; nil where there is none to watch.
  package var processId: Int?
  /// What the client can do.
  package var capabilities: ClientCapabilities
  /// The folders that are open; `rootUri` or `rootPath` stand in where an older client sends no folders.
  package var workspaceFolders: [WorkspaceFolder]

  package init(from reader: JSONReader) throws(InvalidParams) {
    let params = try reader.object()
    processId = params["processId"].json == nil ? nil : try params["processId"].integer()
    let capabilities = try params["capabilities"].object()
    self.capabilities = ClientCapabilities(json: capabilities.json ?? .null)
    if params["workspaceFolders"].json != nil {
      workspaceFolders = try params["workspaceFolders"].decodeArray()
    } else if params["rootUri"].json != nil {
      workspaceFolders = [WorkspaceFolder(uri: try params["rootUri"].decode())]
    } else if params["rootPath"].json != nil {
      workspaceFolders = [WorkspaceFolder(uri: DocumentURI(path: try params["rootPath"].string()))]
    } else {
      workspaceFolders = []
    }
  }
}

/// The result of `initialize`.
package struct InitializeResult: Sendable, JSONEncodable {
  /// The encoding chosen from those the client offered.
  package var positionEncoding: PositionEncodingKind
  /// `completionProvider.triggerCharacters`.
  package var completionTriggerCharacters: [String]
  /// `diagnosticProvider.identifier`.
  package var diagnosticIdentifier: String
  /// Whether an edit of one document may change the diagnostics of another.
  package var interFileDependencies: Bool
  /// `serverInfo`.
  package var serverName: String
  package var serverVersion: String

  package init(
    positionEncoding: PositionEncodingKind, completionTriggerCharacters: [String], diagnosticIdentifier: String,
    interFileDependencies: Bool, serverName: String, serverVersion: String
  ) {
    self.positionEncoding = positionEncoding
    self.completionTriggerCharacters = completionTriggerCharacters
    self.diagnosticIdentifier = diagnosticIdentifier
    self.interFileDependencies = interFileDependencies
    self.serverName = serverName
    self.serverVersion = serverVersion
  }

  package var json: JSONValue {
    [
      "capabilities": [
        "positionEncoding": .string(positionEncoding.rawValue),
        "textDocumentSync": [
          "openClose": true,
          "change": .integer(TextDocumentSyncKind.incremental.rawValue),
          "save": ["includeText": false],
        ],
        "completionProvider": [
          "triggerCharacters": .array(completionTriggerCharacters.map { .string($0) }),
          "resolveProvider": false,
        ],
        "hoverProvider": true,
        "diagnosticProvider": [
          "identifier": .string(diagnosticIdentifier),
          "interFileDependencies": .bool(interFileDependencies),
          "workspaceDiagnostics": true,
        ],
        "workspace": ["workspaceFolders": ["supported": true, "changeNotifications": true]],
      ],
      "serverInfo": ["name": .string(serverName), "version": .string(serverVersion)],
    ]
  }
}
