// The structures that many messages share (LSP 3.17 "Basic JSON Structures"): positions, ranges, edits, identifiers.
import JSONRPC

/// How columns are counted (LSP 3.17 `PositionEncodingKind`).
package enum PositionEncodingKind: String, Sendable {
  case utf8 = "utf-8"
  case utf16 = "utf-16"
  case utf32 = "utf-32"
}

/// A place between two characters. Both numbers count from 0; `character` is in units of the negotiated encoding.
package struct Position: Sendable, Equatable, JSONDecodable, JSONEncodable {
  package var line: Int
  package var character: Int

  package init(line: Int, character: Int) {
    self.line = line
    self.character = character
  }

  package init(from reader: JSONReader) throws(InvalidParams) {
    let object = try reader.object()
    line = try object["line"].uinteger()
    character = try object["character"].uinteger()
  }

  package var json: JSONValue {
    ["line": .integer(line), "character": .integer(character)]
  }
}

/// A half-open range between two positions.
package struct Range: Sendable, Equatable, JSONDecodable, JSONEncodable {
  package var start: Position
  package var end: Position

  package init(start: Position, end: Position) {
    self.start = start
    self.end = end
  }

  package init(from reader: JSONReader) throws(InvalidParams) {
    let object = try reader.object()
    start = try object["start"].decode()
    end = try object["end"].decode()
  }

  package var json: JSONValue {
    ["start": start.json, "end": end.json]
  }
}

/// A range in a document.
package struct Location: Sendable, Equatable, JSONEncodable {
  package var uri: DocumentURI
  package var range: Range

  package init(uri: DocumentURI, range: Range) {
    self.uri = uri
    self.range = range
  }

  package var json: JSONValue {
    ["uri": uri.json, "range": range.json]
  }
}

/// A replacement of a range.
package struct TextEdit: Sendable, Equatable, JSONEncodable {
  package var range: Range
  package var newText: String

  package init(range: Range, newText: String) {
    self.range = range
    self.newText = newText
  }

  package var json: JSONValue {
    ["range": range.json, "newText": .string(newText)]
  }
}

/// Which document a message is about.
package struct TextDocumentIdentifier: Sendable, Equatable, JSONDecodable {
  package var uri: DocumentURI

  package init(from reader: JSONReader) throws(InvalidParams) {
    uri = try reader.object()["uri"].decode()
  }
}

/// A document and a position in it: the parameters of hover, and the first members of those of completion.
package struct TextDocumentPositionParams: Sendable, Equatable, JSONDecodable {
  package var textDocument: TextDocumentIdentifier
  package var position: Position

  package init(from reader: JSONReader) throws(InvalidParams) {
    let object = try reader.object()
    textDocument = try object["textDocument"].decode()
    position = try object["position"].decode()
  }
}

/// How a text for people is written.
package enum MarkupKind: String, Sendable {
  case plaintext
  case markdown
}

/// A text for people.
package struct MarkupContent: Sendable, Equatable, JSONEncodable {
  package var kind: MarkupKind
  package var value: String

  package init(kind: MarkupKind, value: String) {
    self.kind = kind
    self.value = value
  }

  package var json: JSONValue {
    ["kind": .string(kind.rawValue), "value": .string(value)]
  }
}
