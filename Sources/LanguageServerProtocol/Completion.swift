// Completion (LSP 3.17 "Completion Request"), without what we never send.
import JSONRPC

/// The parameters of `textDocument/completion`; what triggered it makes no difference.
package typealias CompletionParams = TextDocumentPositionParams

/// What an item stands for; the kinds that we send.
package enum CompletionItemKind: Int, Sendable {
  case property = 10
  case value = 12
  case enumMember = 20
}

/// What becomes of white space when an item is inserted.
package enum InsertTextMode: Int, Sendable {
  /// It is inserted as it stands.
  case asIs = 1
  /// Lines after the first are indented further, by the indentation of the cursor's line.
  case adjustIndentation = 2
}

/// What accepting an item does to the text.
package enum CompletionTextEdit: Sendable, Equatable, JSONEncodable {
  case edit(TextEdit)
  /// For clients with `insertReplaceSupport`: one range to the cursor, one to the end of the token.
  case insertReplace(newText: String, insert: Range, replace: Range)

  package var json: JSONValue {
    switch self {
    case .edit(let edit): edit.json
    case .insertReplace(let newText, let insert, let replace):
      ["newText": .string(newText), "insert": insert.json, "replace": replace.json]
    }
  }
}

/// One proposal. Members the client has not announced are to be left nil by whoever makes it.
package struct CompletionItem: Sendable, Equatable, JSONEncodable {
  /// The one value of `CompletionItemTag`.
  static let deprecatedTag = 1

  /// How a client is told that an item is deprecated.
  package enum Deprecation: Sendable {
    /// As `tags`.
    case tag
    /// As `deprecated`, before LSP 3.15.
    case member
  }

  package var label: String
  /// `labelDetails.description`: shown fainter at the end of the line.
  package var labelDescription: String?
  package var kind: CompletionItemKind
  package var deprecation: Deprecation?
  package var detail: String?
  package var documentation: MarkupContent?
  package var sortText: String?
  package var filterText: String?
  /// Whether the new text is a snippet (`insertTextFormat` 2).
  package var isSnippet: Bool
  /// What becomes of the white space of the new text; nil for what the client does by default.
  package var insertTextMode: InsertTextMode?
  package var textEdit: CompletionTextEdit

  package init(
    label: String, labelDescription: String? = nil, kind: CompletionItemKind, deprecation: Deprecation? = nil,
    detail: String? = nil, documentation: MarkupContent? = nil, sortText: String? = nil, filterText: String? = nil,
    isSnippet: Bool = false, insertTextMode: InsertTextMode? = nil, textEdit: CompletionTextEdit
  ) {
    self.label = label
    self.labelDescription = labelDescription
    self.kind = kind
    self.deprecation = deprecation
    self.detail = detail
    self.documentation = documentation
    self.sortText = sortText
    self.filterText = filterText
    self.isSnippet = isSnippet
    self.insertTextMode = insertTextMode
    self.textEdit = textEdit
  }

  package var json: JSONValue {
    var object: JSONObject = ["label": .string(label)]
    object.append("labelDetails", labelDescription.map { ["description": .string($0)] })
    object.append("kind", .integer(kind.rawValue))
    switch deprecation {
    case .tag: object.append("tags", [.integer(Self.deprecatedTag)])
    case .member: object.append("deprecated", true)
    case nil: break
    }
    object.append("detail", detail.map { .string($0) })
    object.append("documentation", documentation?.json)
    object.append("sortText", sortText.map { .string($0) })
    object.append("filterText", filterText.map { .string($0) })
    if isSnippet { object.append("insertTextFormat", 2) }
    object.append("insertTextMode", insertTextMode.map { .integer($0.rawValue) })
    object.append("textEdit", textEdit.json)
    return .object(object)
  }
}

/// The result of `textDocument/completion`.
package struct CompletionList: Sendable, Equatable, JSONEncodable {
  /// Whether typing on must ask again.
  package var isIncomplete: Bool
  package var items: [CompletionItem]

  package init(isIncomplete: Bool, items: [CompletionItem]) {
    self.isIncomplete = isIncomplete
    self.items = items
  }

  package var json: JSONValue {
    ["isIncomplete": .bool(isIncomplete), "items": .array(items.map(\.json))]
  }
}
