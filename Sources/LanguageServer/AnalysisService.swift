// What the server asks of the analysis: plain data with byte ranges, nothing of the protocol.
import Analysis
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
  func completions(in document: TextDocument, at offset: Int, options: CompletionOptions) -> CompletionResult
  /// What there is to say about the token at byte `offset` of `document`.
  func hover(in document: TextDocument, at offset: Int) -> HoverResult?
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
