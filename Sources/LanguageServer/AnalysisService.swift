// What the server asks of the analysis: plain data with byte ranges, nothing of the protocol.
import DocumentModel
import SourceText

/// The analysis as the server sees it. All calls come from the main loop's one thread.
package protocol AnalysisService: AnyObject {
  /// Whether an edit of one document may change the diagnostics of another, so that all open ones are looked at again.
  var interFileDependencies: Bool { get }
  /// The characters that, typed, make a client ask for completion.
  var completionTriggerCharacters: [String] { get }
  /// Globs of the files on disk whose changes matter: configuration, rules, schemas, neighbouring cases.
  var watchedFiles: [String] { get }

  /// The findings in `document`.
  func diagnostics(of document: TextDocument) -> [Diagnostic]
  /// A web page about `code`, if there is one.
  func documentation(of code: DiagnosticCode) -> String?
  /// What can stand at byte `offset` of `document`.
  func completions(in document: TextDocument, at offset: Int) -> [CompletionProposal]
  /// What there is to say about the token at byte `offset` of `document`.
  func hover(in document: TextDocument, at offset: Int) -> HoverText?
  /// The documents below `folders` (absolute paths) that `workspace/diagnostic` reports on. Those that are open in
  /// the client may be among them; their text on disk is not used.
  func documents(inFolders folders: [String]) -> [TextDocument]
  /// The text of the file at an absolute path, for positions in related information.
  func text(ofFile path: String) -> SourceText?
  /// The documents open now, in no order; called before each round of questions after one of them changed.
  func openDocumentsChanged(to documents: [TextDocument])
  /// Files on disk changed: what was read from them is no longer good.
  func filesChanged()
}

/// One proposal of completion.
package struct CompletionProposal: Sendable, Hashable {
  /// What kind of thing is proposed.
  package enum Kind: Sendable, Hashable {
    case key, value, constant, reference, unit, file, skeleton
  }

  /// What the list shows.
  package var label: String
  /// What kind of thing it is.
  package var kind: Kind
  /// What accepting it writes.
  package var newText: String
  /// The same as a snippet (LSP 3.17 "Snippet Syntax"), where it has places to fill in.
  package var snippet: String?
  /// What is replaced, in bytes: the whole token under the cursor.
  package var range: TextRange
  /// What is replaced, in bytes, by clients that insert: the token up to the cursor.
  package var insertRange: TextRange
  /// A few words: the type, the title.
  package var detail: String?
  /// Markdown for the panel beside the list.
  package var documentation: String?
  /// Whether it is no longer to be used.
  package var isDeprecated: Bool
  /// What the order goes by where it is not the label.
  package var sortText: String?
  /// What typed text is matched against where it is not the label.
  package var filterText: String?

  /// Makes a proposal; `insertRange` is `range` where nothing else is said.
  package init(
    label: String, kind: Kind, newText: String, snippet: String? = nil, range: TextRange,
    insertRange: TextRange? = nil, detail: String? = nil, documentation: String? = nil, isDeprecated: Bool = false,
    sortText: String? = nil, filterText: String? = nil
  ) {
    self.label = label
    self.kind = kind
    self.newText = newText
    self.snippet = snippet
    self.range = range
    self.insertRange = insertRange ?? range
    self.detail = detail
    self.documentation = documentation
    self.isDeprecated = isDeprecated
    self.sortText = sortText
    self.filterText = filterText
  }
}

/// What a hover says.
package struct HoverText: Sendable, Hashable {
  /// The text, in Markdown.
  package var markdown: String
  /// What it is about, in bytes.
  package var range: TextRange

  /// Makes a hover.
  package init(markdown: String, range: TextRange) {
    self.markdown = markdown
    self.range = range
  }
}
