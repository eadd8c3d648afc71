// Hover (LSP 3.17 "Hover Request").
import JSONRPC

/// The parameters of `textDocument/hover`.
package typealias HoverParams = TextDocumentPositionParams

/// The result of `textDocument/hover`.
package struct Hover: Sendable, Equatable, JSONEncodable {
  package var contents: MarkupContent
  /// What the text is about.
  package var range: Range?

  package init(contents: MarkupContent, range: Range?) {
    self.contents = contents
    self.range = range
  }

  package var json: JSONValue {
    var object: JSONObject = ["contents": contents.json]
    object.append("range", range?.json)
    return .object(object)
  }
}
