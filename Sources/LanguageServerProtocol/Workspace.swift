// Folders and files of the workspace (LSP 3.17 "Workspace Features") and registering for them.
import JSONRPC

/// A folder that is open in the client.
package struct WorkspaceFolder: Sendable, Equatable, JSONDecodable {
  package var uri: DocumentURI

  package init(uri: DocumentURI) {
    self.uri = uri
  }

  package init(from reader: JSONReader) throws(InvalidParams) {
    uri = try reader.object()["uri"].decode()
  }
}

/// The parameters of `workspace/didChangeWorkspaceFolders`.
package struct DidChangeWorkspaceFoldersParams: Sendable, JSONDecodable {
  package var added: [WorkspaceFolder]
  package var removed: [WorkspaceFolder]

  package init(from reader: JSONReader) throws(InvalidParams) {
    let event = try reader.object()["event"].object()
    added = try event["added"].decodeArray()
    removed = try event["removed"].decodeArray()
  }
}

/// The parameters of `workspace/didChangeWatchedFiles`.
package struct DidChangeWatchedFilesParams: Sendable, JSONDecodable {
  /// The files that were made, changed or removed.
  package var changes: [DocumentURI]

  package init(from reader: JSONReader) throws(InvalidParams) {
    var changes: [DocumentURI] = []
    for event in try reader.object()["changes"].array() { changes.append(try event["uri"].decode()) }
    self.changes = changes
  }
}

/// The parameters of `client/registerCapability` that asks to be told of changes to files.
package struct WatchedFilesRegistrationParams: Sendable, JSONEncodable {
  /// The globs, relative to any folder of the workspace.
  package var globPatterns: [String]

  package init(globPatterns: [String]) {
    self.globPatterns = globPatterns
  }

  package var json: JSONValue {
    let watchers = globPatterns.map { JSONValue.object(["globPattern": .string($0)]) }
    return [
      "registrations": [
        [
          "id": "watched-files", "method": "workspace/didChangeWatchedFiles",
          "registerOptions": ["watchers": .array(watchers)],
        ]
      ]
    ]
  }
}
