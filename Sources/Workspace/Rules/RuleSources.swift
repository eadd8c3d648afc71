// Rule files and policy packs from folders: found, read, checked against their schemas, and made into a book of rules.

import Analysis
import DocumentModel
import Rules
import SourceText
import YAMLSyntax

/// The rules and packs below some folders.
public struct RuleSources: Sendable {
  /// A file with rules or packs in it.
  struct File: Sendable {
    /// The path as reports show it.
    let path: String
    let analysis: FileAnalysis
    /// What is wrong with it, as far as its syntax and its schema say.
    let diagnostics: [Diagnostic]
  }

  /// The files, in the order in which they were found.
  let files: [File]
  /// What could not be read.
  let failures: [CheckFailure]

  /// Reads the rules and packs that `paths` lead to: files, or folders that are searched.
  public init(paths: [String], currentFolder: String, analyzer: Analyzer = Analyzer()) {
    let configurations = ConfigurationStore(analyzer: analyzer, remembersFolders: true)
    var finder = FileFinder(currentFolder: currentFolder, configurations: configurations)
    for (index, path) in paths.enumerated() { finder.find(path, index: index) }
    var failures = finder.failures
    var files: [File] = []
    for candidate in finder.candidates {
      do throws(FileError) {
        if let file = try RuleSources.read(candidate, analyzer) { files.append(file) }
      } catch {
        failures.append(CheckFailure(path: candidate.path, message: error.message))
      }
    }
    self.files = files
    self.failures = failures
  }

  /// The file of a candidate; `nil` where there is neither a rule nor a pack in it.
  private static func read(_ candidate: Candidate, _ analyzer: Analyzer) throws(FileError) -> File? {
    let content = try FileReader.read(candidate.absolutePath)
    if let size = content.oversize { throw FileError.tooLarge(size) }
    let decoded = SourceDecoder.decode(content.bytes)
    let source = SourceFile(path: candidate.path, text: decoded.text)
    guard analyzer.couldBeOurs(path: source.path, text: source.text) else { return nil }
    let analysis = analyzer.analyze(source, settings: AnalysisSettings(collectsMatches: false))
    guard analysis.documents.contains(where: { $0.kind == .rule || $0.kind == .policyPack }) else { return nil }
    return File(path: candidate.path, analysis: analysis, diagnostics: decoded.diagnostics + analysis.diagnostics)
  }

  /// The book of these rules and packs on top of `base`, whose rules they may replace, with what is wrong in each file
  /// beside what ``File/diagnostics`` has.
  func book(on base: RuleBook) -> (book: RuleBook, problems: [[Diagnostic]]) {
    let (rules, packs) = (documents(of: .rule), documents(of: .policyPack))
    let book = RuleBook(
      adding: rules.map { RuleFile(tree: $0.tree, root: $0.root, path: files[$0.file].path) },
      packs: packs.map { PackFile(tree: $0.tree, root: $0.root, path: files[$0.file].path) }, to: base, replaces: true)
    var problems = [[Diagnostic]](repeating: [], count: files.count)
    for (document, found) in zip(rules, book.problems) {
      problems[document.file] += found.map { Diagnostic($0, in: document.tree) }
    }
    for (document, found) in zip(packs, book.packs.problems) {
      problems[document.file] += found.map { Diagnostic($0, in: document.tree) }
    }
    return (book, problems)
  }

  /// The documents of a kind, each with the index of its file.
  func documents(of kind: DocumentKind) -> [(file: Int, tree: SyntaxTree, root: NodeID)] {
    files.indices.flatMap { index in
      files[index].analysis.documents.compactMap { document in
        guard document.kind == kind, let root = document.root else { return nil }
        return (index, files[index].analysis.tree, root)
      }
    }
  }
}
