// What completion offers, as plain data: items with the edit each one makes.

import SourceText

/// How completion is asked for.
public struct CompletionOptions: Sendable, Hashable {
  /// Whether the client understands snippets (LSP 3.17, `snippetSupport`); else items insert plain text.
  public var snippets: Bool

  /// Makes options.
  public init(snippets: Bool) {
    self.snippets = snippets
  }
}

/// What a completion item stands for.
public enum CompletionKind: Sendable, Hashable {
  /// A key of a mapping.
  case field
  /// A value that is an example or a default.
  case value
  /// A value of a list of allowed ones.
  case enumMember
  /// A value that is the only one allowed, or a boolean.
  case constant
}

/// One offer.
public struct CompletionItem: Sendable, Hashable {
  /// What the list shows.
  public var label: String
  /// What it stands for.
  public var kind: CompletionKind
  /// A few words beside the label: the title and whether it is required.
  public var detail: String?
  /// What the schema says of it, in Markdown.
  public var documentation: String?
  /// Whether ``edit`` holds a snippet in the protocol's syntax, with `$` and `}` escaped.
  public var isSnippet: Bool
  /// The change that taking the offer makes; its range stands on the cursor's line and includes the cursor.
  public var edit: TextEdit
  /// A text by which the list is ordered.
  public var sortText: String
  /// The text that what is typed is matched against, which begins where ``edit`` does.
  public var filterText: String
  /// Whether the schema says not to use it any more.
  public var isDeprecated: Bool

  /// Makes an offer.
  public init(
    label: String, kind: CompletionKind, detail: String? = nil, documentation: String? = nil, isSnippet: Bool = false,
    edit: TextEdit, sortText: String, filterText: String, isDeprecated: Bool = false
  ) {
    self.label = label
    self.kind = kind
    self.detail = detail
    self.documentation = documentation
    self.isSnippet = isSnippet
    self.edit = edit
    self.sortText = sortText
    self.filterText = filterText
    self.isDeprecated = isDeprecated
  }
}

/// The offers at one place.
public struct CompletionResult: Sendable, Hashable {
  /// The offers, in order.
  public var items: [CompletionItem]
  /// Whether typing on may bring other offers than these.
  public var isIncomplete: Bool

  /// Makes the offers at one place.
  public init(items: [CompletionItem], isIncomplete: Bool) {
    self.items = items
    self.isIncomplete = isIncomplete
  }

  /// No offers.
  public static let none = CompletionResult(items: [], isIncomplete: false)
}
