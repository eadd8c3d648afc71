// Diagnostics from the analysis to the protocol, with what the client has announced and no more.
import DocumentModel
import JSONRPC
import LanguageServerProtocol
import SourceText

extension Session {
  /// The findings in `document` as the client is to see them.
  func diagnostics(of document: TextDocument) -> [LanguageServerProtocol.Diagnostic] {
    analysis.diagnostics(of: document).map { convert($0, in: document) }
  }

  /// The report on `document` for a client that has the one called `previous`.
  func report(on document: TextDocument, previous: String?) -> DocumentDiagnosticReport {
    let items = diagnostics(of: document)
    let resultId = Self.digest(JSONValue.array(items.map(\.json)).serialised())
    return previous == resultId ? .unchanged(resultId: resultId) : .full(resultId: resultId, items: items)
  }

  /// The name of a report goes by its content, so that it holds across sessions: FNV-1a of 64 bits.
  private static func digest(_ bytes: [UInt8]) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return String(hash, radix: 16)
  }

  private func convert(
    _ diagnostic: DocumentModel.Diagnostic, in document: TextDocument
  ) -> LanguageServerProtocol.Diagnostic {
    let announced = capabilities.publishDiagnostics
    let range = diagnostic.range.withWidth(in: document.text)
    return LanguageServerProtocol.Diagnostic(
      range: LanguageServerProtocol.Range(range, in: document.text, encoding: encoding),
      severity: DiagnosticSeverity(diagnostic.severity),
      code: diagnostic.code.code,
      codeDescription: announced.codeDescriptionSupport ? analysis.documentation(of: diagnostic.code) : nil,
      source: Self.name,
      message: diagnostic.message,
      tags: diagnostic.tags.map(LanguageServerProtocol.DiagnosticTag.init).filter(announced.tagSupport.contains),
      relatedInformation: announced.relatedInformation
        ? diagnostic.related.compactMap { convert($0, in: document) } : [])
  }

  /// Related information with its positions; nil where the file it speaks of cannot be read any more.
  private func convert(
    _ related: RelatedInformation, in document: TextDocument
  ) -> DiagnosticRelatedInformation? {
    var uri = document.uri
    var text = document.text
    if let path = related.path, path != document.uri.path {
      uri = DocumentURI(path: path)
      if let open = documents[uri] {
        (uri, text) = (open.uri, open.text)
      } else if let onDisk = analysis.text(ofFile: path) {
        text = onDisk
      } else {
        return nil
      }
    }
    let range = LanguageServerProtocol.Range(related.range, in: text, encoding: encoding)
    return DiagnosticRelatedInformation(location: Location(uri: uri, range: range), message: related.message)
  }
}

extension DiagnosticSeverity {
  fileprivate init(_ severity: Severity) {
    switch severity {
    case .error: self = .error
    case .warning: self = .warning
    case .information: self = .information
    case .hint: self = .hint
    }
  }
}

extension LanguageServerProtocol.DiagnosticTag {
  fileprivate init(_ tag: DocumentModel.DiagnosticTag) {
    switch tag {
    case .unnecessary: self = .unnecessary
    case .deprecated: self = .deprecated
    }
  }
}
