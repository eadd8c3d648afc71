// `textDocument/completion`: proposals of the analysis with what the client has announced and no more.
import Analysis
import JSONRPC
import LanguageServerProtocol
import SourceText

enum CompletionRequest: RequestHandler {
  static let method = "textDocument/completion"

  static func handle(_ params: CompletionParams, in session: Session) -> JSONValue {
    guard let document = session.documents[params.textDocument.uri] else { return .null }
    let offset = document.text.offset(of: params.position, encoding: session.encoding)
    let announced = session.capabilities.completion
    let options = CompletionOptions(snippets: announced.snippetSupport)
    let result = session.analysis.completions(in: document, at: offset, options: options)
    let items = result.items.map {
      item($0, at: offset, in: document.text, encoding: session.encoding, announced: announced)
    }
    return CompletionList(isIncomplete: result.isIncomplete, items: items).json
  }

  private static func item(
    _ offer: Analysis.CompletionItem, at offset: Int, in text: SourceText, encoding: PositionEncoding,
    announced: CompletionClientCapabilities
  ) -> LanguageServerProtocol.CompletionItem {
    let range = offer.edit.range
    // The analysis leaves the indentation of the line to the client; where that can be said to be done, it is done.
    let isAsIs = announced.asIsSupport || announced.insertTextMode == .asIs
    let lines = offer.edit.newText.split(separator: "\n", omittingEmptySubsequences: false)
    let indent = isAsIs ? text.indent(ofLine: text.line(at: range.start)) : 0
    let newText = lines.joined(separator: "\n" + String(repeating: " ", count: indent))
    let replace = LanguageServerProtocol.Range(range, in: text, encoding: encoding)
    // Clients that insert keep what stands behind the cursor.
    let insert = LanguageServerProtocol.Range(
      TextRange(range.start, min(offset, range.end)), in: text, encoding: encoding)
    let edit: CompletionTextEdit =
      announced.insertReplaceSupport && insert != replace
      ? .insertReplace(newText: newText, insert: insert, replace: replace)
      : .edit(LanguageServerProtocol.TextEdit(range: replace, newText: newText))
    let deprecation: LanguageServerProtocol.CompletionItem.Deprecation? =
      announced.deprecatedTagSupport ? .tag : announced.deprecatedSupport ? .member : nil
    return LanguageServerProtocol.CompletionItem(
      label: offer.label,
      labelDescription: announced.labelDetailsSupport ? offer.detail : nil,
      kind: CompletionItemKind(offer.kind),
      deprecation: offer.isDeprecated ? deprecation : nil,
      detail: announced.labelDetailsSupport ? nil : offer.detail,
      documentation: offer.documentation.map {
        MarkupContent(markdown: $0, formats: announced.documentationFormat)
      },
      sortText: offer.sortText,
      filterText: offer.filterText,
      isSnippet: offer.isSnippet,
      insertTextMode: lines.count > 1 && announced.asIsSupport ? .asIs : nil,
      textEdit: edit)
  }
}

extension CompletionItemKind {
  fileprivate init(_ kind: CompletionKind) {
    switch kind {
    case .field: self = .property
    case .value: self = .value
    case .enumMember, .constant: self = .enumMember
    }
  }
}
