// `textDocument/hover`: what the analysis says of the token under the cursor.
import JSONRPC
import LanguageServerProtocol
import SourceText

enum HoverRequest: RequestHandler {
  static let method = "textDocument/hover"

  static func handle(_ params: HoverParams, in session: Session) -> JSONValue {
    guard let document = session.documents[params.textDocument.uri] else { return .null }
    let offset = document.text.offset(of: params.position, encoding: session.encoding)
    guard let hover = session.analysis.hover(in: document, at: offset) else { return .null }
    return Hover(
      contents: MarkupContent(markdown: hover.markdown, formats: session.capabilities.hoverContentFormat),
      range: Range(hover.range, in: document.text, encoding: session.encoding)
    ).json
  }
}
