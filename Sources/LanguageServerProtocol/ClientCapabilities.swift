// What the client says it can do (LSP 3.17 "initialize"), as far as it changes what we do.
import JSONRPC

/// The capabilities we look at. What is absent, or of a shape the protocol does not know, counts as not announced: no
/// client should be turned away for a capability it spelt badly.
package struct ClientCapabilities: Sendable, Equatable {
  /// `general.positionEncodings` that we know, the client's favourite first.
  package var positionEncodings: [PositionEncodingKind]
  /// `textDocument.publishDiagnostics`.
  package var publishDiagnostics: PublishDiagnosticsClientCapabilities
  /// `textDocument.diagnostic`: present where the client pulls.
  package var pullsDiagnostics: Bool
  /// `textDocument.completion`.
  package var completion: CompletionClientCapabilities
  /// `textDocument.hover.contentFormat` that we know, the client's favourite first.
  package var hoverContentFormat: [MarkupKind]
  /// `workspace.didChangeWatchedFiles.dynamicRegistration`.
  package var registersWatchedFiles: Bool
  /// `workspace.diagnostics.refreshSupport`.
  package var refreshesDiagnostics: Bool

  /// Reads `capabilities`.
  package init(json: JSONValue) {
    let textDocument = json["textDocument"]
    positionEncodings = Self.known(json["general"]?["positionEncodings"])
    publishDiagnostics = PublishDiagnosticsClientCapabilities(
      json: textDocument?["publishDiagnostics"], pull: textDocument?["diagnostic"])
    pullsDiagnostics = textDocument?["diagnostic"]?.object != nil
    completion = CompletionClientCapabilities(json: textDocument?["completion"])
    hoverContentFormat = Self.known(textDocument?["hover"]?["contentFormat"])
    registersWatchedFiles = json["workspace"]?["didChangeWatchedFiles"]?["dynamicRegistration"]?.bool ?? false
    refreshesDiagnostics = json["workspace"]?["diagnostics"]?["refreshSupport"]?.bool ?? false
  }

  /// The strings of an array that are cases of `Kind`, in its order.
  fileprivate static func known<Kind: RawRepresentable<String>>(_ json: JSONValue?) -> [Kind] {
    (json?.array ?? []).compactMap { $0.string.flatMap(Kind.init(rawValue:)) }
  }
}

/// What a diagnostic may carry. LSP 3.18 lets clients that pull say it a second time under `textDocument.diagnostic`.
package struct PublishDiagnosticsClientCapabilities: Sendable, Equatable {
  /// Whether `relatedInformation` is shown.
  package var relatedInformation: Bool
  /// Whether `codeDescription` is shown.
  package var codeDescriptionSupport: Bool
  /// The `tags` that are shown.
  package var tagSupport: [DiagnosticTag]

  fileprivate init(json: JSONValue?, pull: JSONValue?) {
    func announces(_ name: String) -> Bool { json?[name]?.bool ?? pull?[name]?.bool ?? false }
    relatedInformation = announces("relatedInformation")
    codeDescriptionSupport = announces("codeDescriptionSupport")
    let tags = json?["tagSupport"]?["valueSet"]?.array ?? pull?["tagSupport"]?["valueSet"]?.array ?? []
    tagSupport = tags.compactMap { $0.integer.flatMap(DiagnosticTag.init(rawValue:)) }
  }
}

/// What a completion item may carry.
package struct CompletionClientCapabilities: Sendable, Equatable {
  /// `completionItem.snippetSupport`.
  package var snippetSupport: Bool
  /// `completionItem.documentationFormat` that we know, the client's favourite first.
  package var documentationFormat: [MarkupKind]
  /// `completionItem.tagSupport` with deprecated among its values.
  package var deprecatedTagSupport: Bool
  /// `completionItem.deprecatedSupport`, the older way to say so.
  package var deprecatedSupport: Bool
  /// `completionItem.labelDetailsSupport`.
  package var labelDetailsSupport: Bool
  /// `completionItem.insertReplaceSupport`.
  package var insertReplaceSupport: Bool
  /// `completionItem.insertTextModeSupport` with "as it stands" among its values.
  package var asIsSupport: Bool
  /// `insertTextMode`, the client's default; editors from before LSP 3.16 adjust the indentation.
  package var insertTextMode: InsertTextMode

  fileprivate init(json: JSONValue?) {
    let item = json?["completionItem"]
    snippetSupport = item?["snippetSupport"]?.bool ?? false
    documentationFormat = ClientCapabilities.known(item?["documentationFormat"])
    let tags = item?["tagSupport"]?["valueSet"]?.array ?? []
    deprecatedTagSupport = tags.contains { $0.integer == CompletionItem.deprecatedTag }
    deprecatedSupport = item?["deprecatedSupport"]?.bool ?? false
    labelDetailsSupport = item?["labelDetailsSupport"]?.bool ?? false
    insertReplaceSupport = item?["insertReplaceSupport"]?.bool ?? false
    let modes = item?["insertTextModeSupport"]?["valueSet"]?.array ?? []
    asIsSupport = modes.contains { $0.integer == InsertTextMode.asIs.rawValue }
    insertTextMode = (json?["insertTextMode"]?.integer).flatMap(InsertTextMode.init) ?? .adjustIndentation
  }
}
