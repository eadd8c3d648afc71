// How documents are opened, changed, saved and closed (LSP 3.17 "Text Document Synchronization").
import JSONRPC

/// How changes are sent.
package enum TextDocumentSyncKind: Int, Sendable {
  case none = 0
  case full = 1
  case incremental = 2
}

/// A document with its whole text.
package struct TextDocumentItem: Sendable, JSONDecodable {
  package var uri: DocumentURI
  package var languageId: String
  package var version: Int
  package var text: String

  package init(from reader: JSONReader) throws(InvalidParams) {
    let object = try reader.object()
    uri = try object["uri"].decode()
    languageId = try object["languageId"].string()
    version = try object["version"].integer()
    text = try object["text"].string()
  }
}

/// The parameters of `textDocument/didOpen`.
package struct DidOpenTextDocumentParams: Sendable, JSONDecodable {
  package var textDocument: TextDocumentItem

  package init(from reader: JSONReader) throws(InvalidParams) {
    textDocument = try reader.object()["textDocument"].decode()
  }
}

/// One change. `rangeLength` is not read: it is deprecated, and eglot counts it in characters.
package struct TextDocumentContentChangeEvent: Sendable, Equatable, JSONDecodable {
  /// What is replaced, in the text as the change before has left it; nil for all of it.
  package var range: Range?
  package var text: String

  package init(range: Range?, text: String) {
    self.range = range
    self.text = text
  }

  package init(from reader: JSONReader) throws(InvalidParams) {
    let object = try reader.object()
    range = try object["range"].decodeIfPresent()
    text = try object["text"].string()
  }
}

/// The parameters of `textDocument/didChange`.
package struct DidChangeTextDocumentParams: Sendable, JSONDecodable {
  package var textDocument: TextDocumentIdentifier
  /// The version after all changes; nil where an older client sends `null`.
  package var version: Int?
  /// The changes, to be applied one after the other.
  package var contentChanges: [TextDocumentContentChangeEvent]

  package init(from reader: JSONReader) throws(InvalidParams) {
    let object = try reader.object()
    textDocument = try object["textDocument"].decode()
    let version = object["textDocument"]["version"]
    self.version = version.json == nil ? nil : try version.integer()
    contentChanges = try object["contentChanges"].decodeArray()
  }
}

/// The parameters of `textDocument/didSave`; the text is not asked for.
package struct DidSaveTextDocumentParams: Sendable, JSONDecodable {
  package var textDocument: TextDocumentIdentifier

  package init(from reader: JSONReader) throws(InvalidParams) {
    textDocument = try reader.object()["textDocument"].decode()
  }
}

/// The parameters of `textDocument/didClose`.
package struct DidCloseTextDocumentParams: Sendable, JSONDecodable {
  package var textDocument: TextDocumentIdentifier

  package init(from reader: JSONReader) throws(InvalidParams) {
    textDocument = try reader.object()["textDocument"].decode()
  }
}
