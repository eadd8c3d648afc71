// A document as the client sees it, and how changes arrive in it.
import LanguageServerProtocol
import SourceText

/// One document with its text; a value, so that whoever holds it sees one version.
package struct TextDocument: Sendable {
  /// Its URI, as the client wrote it.
  package let uri: DocumentURI
  /// The client's name of its language; empty for a file that is not open.
  package let languageId: String
  /// The client's version; nil for a file that is not open, or where the client sends none.
  package private(set) var version: Int?
  /// Its text.
  package private(set) var text: SourceText

  /// Makes a document.
  package init(uri: DocumentURI, languageId: String = "", version: Int? = nil, text: SourceText) {
    self.uri = uri
    self.languageId = languageId
    self.version = version
    self.text = text
  }

  /// Applies `changes` one after the other, each to the text the one before has left.
  ///
  /// Positions outside of the text are moved to its nearest place (LSP 3.17 "Position"); a range with its ends the
  /// wrong way round is turned.
  mutating func apply(
    _ changes: [TextDocumentContentChangeEvent], version: Int?, encoding: PositionEncoding
  ) {
    for change in changes {
      if let range = change.range {
        text = text.replacing(TextRange(range, in: text, encoding: encoding), with: change.text)
      } else {
        text = SourceText(change.text)
      }
    }
    self.version = version
  }
}

/// The open documents.
struct DocumentStore {
  private var documents: [DocumentURI: TextDocument] = [:]

  /// All of them, in no order.
  var all: [TextDocument] { Array(documents.values) }

  /// The document called `uri`, if it is open; setting it opens, replaces or closes it.
  subscript(uri: DocumentURI) -> TextDocument? {
    get { documents[uri] }
    set { documents[uri] = newValue }
  }

  /// Applies `body` to the document called `uri`; false where it is not open.
  mutating func update(_ uri: DocumentURI, _ body: (inout TextDocument) -> Void) -> Bool {
    guard var document = documents[uri] else { return false }
    body(&document)
    documents[uri] = document
    return true
  }
}
