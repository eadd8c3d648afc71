// `textDocument/completion`: proposals of the analysis with what the client has announced and no more.
import JSONRPC
import LanguageServerProtocol
import SourceText

enum CompletionRequest: RequestHandler {
  static let method = "textDocument/completion"

  static func handle(_ params: CompletionParams, in session: Session) -> JSONValue {
    guard let document = session.documents[params.textDocument.uri] else { return .null }
    let offset = document.text.offset(of: params.position, encoding: session.encoding)
    let items = session.analysis.completions(in: document, at: offset).map { proposal in
      item(proposal, in: document.text, encoding: session.encoding, announced: session.capabilities.completion)
    }
    return CompletionList(isIncomplete: false, items: items).json
  }

  private static func item(
    _ proposal: CompletionProposal, in text: SourceText, encoding: PositionEncoding,
    announced: CompletionClientCapabilities
  ) -> CompletionItem {
    let snippet = announced.snippetSupport ? proposal.snippet : nil
    let newText = snippet ?? proposal.newText
    let replace = LanguageServerProtocol.Range(proposal.range, in: text, encoding: encoding)
    let insert = LanguageServerProtocol.Range(proposal.insertRange, in: text, encoding: encoding)
    let edit: CompletionTextEdit =
      announced.insertReplaceSupport && insert != replace
      ? .insertReplace(newText: newText, insert: insert, replace: replace)
      : .edit(LanguageServerProtocol.TextEdit(range: replace, newText: newText))
    let deprecation: CompletionItem.Deprecation? =
      announced.deprecatedTagSupport ? .tag : announced.deprecatedSupport ? .member : nil
    return CompletionItem(
      label: proposal.label,
      labelDescription: announced.labelDetailsSupport ? proposal.detail : nil,
      kind: CompletionItemKind(proposal.kind),
      deprecation: proposal.isDeprecated ? deprecation : nil,
      detail: announced.labelDetailsSupport ? nil : proposal.detail,
      documentation: proposal.documentation.map {
        MarkupContent(markdown: $0, formats: announced.documentationFormat)
      },
      sortText: proposal.sortText,
      filterText: proposal.filterText,
      isSnippet: snippet != nil,
      textEdit: edit)
  }
}

extension CompletionItemKind {
  fileprivate init(_ kind: CompletionProposal.Kind) {
    switch kind {
    case .key: self = .property
    case .value: self = .value
    case .constant: self = .enumMember
    case .reference: self = .reference
    case .unit: self = .unit
    case .file: self = .file
    case .skeleton: self = .snippet
    }
  }
}
