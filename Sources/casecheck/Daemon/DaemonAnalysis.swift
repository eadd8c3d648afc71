// The analysis as the daemon asks for it: the same check as on the command line, over texts that are open.

import Analysis
import DocumentModel
import LanguageServer
import LanguageServerProtocol
import SourceText
import Workspace
import YAMLSyntax

/// Checks open documents with configuration and schemas from disk. It belongs to the daemon's one thread.
final class DaemonAnalysis: AnalysisService {
  private let analyzer: Analyzer
  private let configurations: ConfigurationStore
  private let checker: FileChecker
  /// What was found in each open document, with the text it was found in.
  private var known: [String: (text: SourceText, checked: CheckedFile)] = [:]
  /// The cases and profiles on disk, by the root of their workspace and their path.
  private var onDisk: [String: [String: CheckedFile]] = [:]
  private let policies: PolicyStore

  /// - Parameter rules: Folders and files with rules and packs beside those that are built in.
  init(rules: [String] = []) {
    analyzer = Analyzer()
    configurations = ConfigurationStore(analyzer: analyzer, remembersFolders: false)
    policies = PolicyStore(folders: rules)
    checker = FileChecker(
      analyzer: analyzer, configurations: configurations, schemas: SchemaStore(), policies: policies)
  }

  let interFileDependencies = true
  let completionTriggerCharacters = [":", " ", "-"]
  let watchedFiles = ["**/.casecheck.yaml", "**/*.{yaml,yml,json}"]

  func diagnostics(of document: TextDocument) -> [DocumentModel.Diagnostic] {
    guard let checked = check(document), !checker.isOursByNetworkSchemaAlone(checked) else { return [] }
    guard checked.isMember, let path = document.uri.path else { return checked.diagnostics }
    let others = neighbours(of: path, root: checked.configuration.root)
    return checker.portfolio(of: checked, among: others).diagnostics
  }

  /// The other cases and supplier profiles of the workspace at `root`: those that are open as they are in the editor,
  /// the others as they are on disk.
  private func neighbours(of path: String, root: String) -> [CheckedFile] {
    var open: [String: CheckedFile] = [:]
    for (name, entry) in known {
      if let path = DocumentURI(name).path { open[path] = entry.checked }
    }
    let onDisk = members(of: root).filter { open[$0.key] == nil && $0.key != path }
    let opened = open.filter { $0.key != path && $0.value.isMember && $0.value.configuration.root == root }
    return (Array(onDisk) + Array(opened)).sorted { $0.key < $1.key }.map(\.value)
  }

  /// The cases and supplier profiles on disk below `root`, by path; read once, and again when files change.
  private func members(of root: String) -> [String: CheckedFile] {
    if let known = onDisk[root] { return known }
    var members: [String: CheckedFile] = [:]
    for document in documents(inFolders: [root]) {
      guard let path = document.uri.path else { continue }
      let checked = checker.check(
        SourceFile(path: path, text: document.text), in: Path.parent(of: path) ?? "/",
        settings: AnalysisSettings(collectsMatches: false))
      if checked.isMember, checked.configuration.root == root { members[path] = checked }
    }
    onDisk[root] = members
    return members
  }

  func documentation(of code: DiagnosticCode) -> String? { Documentation.page(of: code.code) }

  func completions(in document: TextDocument, at offset: Int, options: CompletionOptions) -> CompletionResult {
    guard let checked = check(document) else { return .none }
    return analyzer.completions(in: checked.analysis, at: offset, options: options)
  }

  func hover(in document: TextDocument, at offset: Int) -> HoverResult? {
    check(document).flatMap { analyzer.hover(in: $0.analysis, at: offset) }
  }

  func documents(inFolders folders: [String]) -> [TextDocument] {
    var finder = FileFinder(
      currentFolder: "/", configurations: ConfigurationStore(analyzer: analyzer, remembersFolders: true))
    for (index, folder) in folders.enumerated() { finder.find(folder, index: index) }
    return finder.candidates.compactMap { candidate in
      guard let text = text(ofFile: candidate.absolutePath),
        analyzer.couldBeOurs(path: candidate.absolutePath, text: text)
      else { return nil }
      return TextDocument(uri: DocumentURI(path: candidate.absolutePath), text: text)
    }
  }

  func text(ofFile path: String) -> SourceText? {
    guard let content = try? FileReader.read(path), content.oversize == nil else { return nil }
    return SourceDecoder.decode(content.bytes).text
  }

  func openDocumentsChanged(to documents: [TextDocument]) {
    let open = Set(documents.map(\.uri.string))
    known = known.filter { open.contains($0.key) }
  }

  func filesChanged() {
    known = [:]
    onDisk = [:]
    policies.forget()
  }

  /// The document with its findings, checked once for each text it has; `nil` for one that is none of ours, which costs
  /// no more than a look at its name and its top-level keys.
  private func check(_ document: TextDocument) -> CheckedFile? {
    let name = document.uri.string
    if let known = known[name], known.text === document.text { return known.checked }
    // A document that is in no folder has no configuration and no neighbours.
    let path = document.uri.path
    guard analyzer.couldBeOurs(path: path ?? name, text: document.text) else { return nil }
    let checked = checker.check(
      SourceFile(path: path ?? name, text: document.text), in: path.flatMap(Path.parent) ?? "/",
      settings: AnalysisSettings())
    known[name] = (document.text, checked)
    return checked
  }
}
