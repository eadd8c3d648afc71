// Which rules and policy packs are in force for a file, and what the rules may know beside it.

import Analysis
import CEL
import DocumentModel
import Rules
import Synchronization

/// The rules and packs in force somewhere, with what is wrong in the files they come from.
public struct LoadedPolicy: Sendable {
  /// The rules and the packs.
  public let book: RuleBook
  /// The rule and pack files in which something is wrong.
  public let documents: [RunDocument]
  /// What could not be read, and which files are broken.
  public let failures: [CheckFailure]
}

/// Gives the rules for a folder. A store may be used from any thread.
public final class PolicyStore: Sendable {
  /// The policy pack, as `id@version`, in place of those that documents and configurations name.
  private let given: String?
  private let today: CalendarDate
  private let currentFolder: String
  private let folders: [String]
  private let loaded = Mutex<[String: LoadedPolicy]>([:])

  /// Makes a store of the built-in rules and packs, and of those below `folders`.
  ///
  /// - Parameters:
  ///   - given: The policy pack in place of those that documents and configurations name.
  ///   - folders: Folders and files with further rules and packs.
  ///   - today: The day, by default the system's.
  public init(
    given: String? = nil, folders: [String] = [], currentFolder: String = FileSystem.currentFolder(),
    today: CalendarDate = Today.date
  ) {
    self.given = given
    self.today = today
    self.currentFolder = currentFolder
    self.folders = folders
  }

  /// What is built in and what the command line adds; read when it is first asked for, since much needs no rules.
  public var base: LoadedPolicy { policy(at: folders, in: currentFolder) { nil } }

  /// The rules and packs under `configuration`: those of the store, and those that it names.
  public func policy(for configuration: Configuration) -> LoadedPolicy {
    let folder = configuration.base
    let paths = configuration.packs.map { Path.absolute($0.value, in: folder) }
    return paths.isEmpty ? base : policy(at: paths, in: currentFolder) { base.book }
  }

  /// The rules and packs at `paths` on top of `lower`, or of what is built in.
  private func policy(at paths: [String], in folder: String, on lower: () -> RuleBook?) -> LoadedPolicy {
    guard !paths.isEmpty else { return LoadedPolicy(book: .builtIn, documents: [], failures: []) }
    let key = paths.joined(separator: "\u{0}")
    if let known = loaded.withLock({ $0[key] }) { return known }
    let policy = PolicyStore.load(paths, in: folder, on: lower() ?? .builtIn)
    // Of two threads that read at once, the first counts: cases of one portfolio are to have one book.
    return loaded.withLock { loaded in
      if let known = loaded[key] { return known }
      loaded[key] = policy
      return policy
    }
  }

  /// Forgets what was read for configurations, so that it is read again.
  public func forget() { loaded.withLock { $0 = [:] } }

  private static func load(_ paths: [String], in folder: String, on base: RuleBook) -> LoadedPolicy {
    let sources = RuleSources(paths: paths, currentFolder: folder)
    let (book, problems) = sources.book(on: base)
    var documents: [RunDocument] = []
    var failures = sources.failures
    for (file, found) in zip(sources.files, problems) {
      let all = (file.diagnostics + found).sorted { ($0.range, $0.code.code) < ($1.range, $1.code.code) }
      guard !all.isEmpty else { continue }
      let name = Path.relative(file.path, to: folder) ?? file.path
      documents.append(
        RunDocument(
          path: name, kind: file.analysis.documents.first?.kind, text: file.analysis.file.text, diagnostics: all))
      if all.contains(where: { $0.severity == .error }) {
        failures.append(
          CheckFailure(path: name, message: "The rules and packs of this file cannot be relied on: it has errors."))
      }
    }
    return LoadedPolicy(book: book, documents: documents, failures: failures)
  }

  /// The rules for files in the absolute `folder`, under `configuration`.
  func settings(for configuration: Configuration, folder: String) -> RuleSettings {
    RuleSettings(
      book: policy(for: configuration).book,
      context: RunContext(
        policy: given ?? configuration.policy?.value, today: today,
        files: WorkspaceFiles(root: configuration.root, folder: folder)))
  }

  /// Why not all that was given or that `configuration` names is in force: rules and packs that are broken or cannot be
  /// read, and a policy that there is not.
  public func failures(under configuration: Configuration) -> [String] {
    policy(for: configuration).failures.map { "\($0.path): \($0.message)" }
      + [failure(under: configuration)].compactMap { $0 }
  }

  /// Why the policy that was given, or that `configuration` names, cannot be used; `nil` where it can.
  func failure(under configuration: Configuration) -> String? {
    guard let reference = given ?? configuration.policy?.value else { return nil }
    let packs = policy(for: configuration).book.packs
    guard packs.resolve(reference) == nil else { return nil }
    let nearest = packs.nearest(to: reference).map { "; did you mean `\($0)`?" } ?? "."
    return "The file was not checked to its end: there is no policy pack `\(reference)`\(nearest) Known packs: "
      + packs.references.joined(separator: ", ") + "."
  }
}
