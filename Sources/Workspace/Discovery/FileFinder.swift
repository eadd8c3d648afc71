// Finds the files below folders that may be ours, in an order that does not depend on the file system.

import Analysis

/// Turns the arguments of a run into candidates.
///
/// A folder is searched to any depth. What gitignore files ignore is left out, what the configuration excludes, and
/// everything in `.git`. Of the rest a file is a candidate by its extension; whether it is ours its content says.
public struct FileFinder {
  /// The candidates found so far.
  public private(set) var candidates: [Candidate] = []
  /// Arguments and folders that could not be read.
  public private(set) var failures: [CheckFailure] = []
  /// The numbers of the arguments that are folders which could not be read.
  private(set) var unreadable: Set<Int> = []

  private let currentFolder: String
  private let configurations: ConfigurationStore
  /// Where a candidate stands in the list, by its absolute path.
  private var places: [Path.Key: Int] = [:]
  /// Where a candidate stands in the list, by the file it is; known from the first link on.
  private var identities: [FileIdentity: Int]?
  /// The folders searched, so that links in circles end.
  private var visited: Set<FileIdentity> = []

  /// A folder that is to be searched.
  private struct Folder {
    let path: String
    let shown: String
    let argument: Int
    let ignores: IgnoreScope?
    let excludes: IgnoreScope?
    let isTop: Bool
  }

  /// A symbolic link found on the way. Links wait until all that is reached without them is known.
  private struct Link {
    let name: String
    let folder: Folder

    var path: String { Path.join(folder.path, name) }
  }

  /// Makes a finder; `currentFolder` is absolute.
  public init(currentFolder: String, configurations: ConfigurationStore) {
    self.currentFolder = currentFolder
    self.configurations = configurations
  }

  /// Finds the candidates that `argument`, the path with the number `index`, stands for.
  public mutating func find(_ argument: String, index: Int) {
    guard !argument.isEmpty else {
      failures.append(CheckFailure(path: "", message: "One of the paths is empty."))
      return
    }
    let path = Path.join(currentFolder, argument)
    // Only the file system knows what lies above a folder that a link leads to.
    let isAbove = Path.components(of: argument).contains("..")
    let absolute = (isAbove ? FileSystem.real(path) : nil) ?? Path.absolute(argument, in: currentFolder)
    do throws(FileError) {
      guard try FileSystem.status(of: path).kind == .folder else {
        add(
          Candidate(path: argument, absolutePath: absolute, arguments: [index], isNamed: true, isStandardInput: false))
        return
      }
    } catch {
      failures.append(CheckFailure(path: argument, message: error.message))
      return
    }
    // A folder that is named is searched although it, or all that is in it, is left out otherwise.
    let configuration = configurations.configuration(forFolder: absolute)
    let ignores = RepositoryIgnores.scope(above: absolute, root: configuration.root)
    let excludes = excludes(of: configuration, within: nil)
    search(
      Folder(
        path: absolute, shown: Path.relative(absolute, to: currentFolder) ?? argument, argument: index,
        ignores: ignores?.ignoresAll(in: absolute) == true ? nil : ignores,
        excludes: excludes?.ignoresAll(in: absolute) == true ? nil : excludes, isTop: true))
  }

  /// Adds standard input, the argument with the number `index`, under `name`; without one under `-`.
  public mutating func addStandardInput(named name: String?, index: Int) {
    let path = Path.absolute(name ?? "-", in: currentFolder)
    guard !candidates.contains(where: \.isStandardInput) else { return }
    candidates.append(
      Candidate(path: name ?? "-", absolutePath: path, arguments: [index], isNamed: true, isStandardInput: true))
  }

  private mutating func search(_ top: Folder) {
    visited = []
    identities = nil
    var links: [Link] = []
    visitAll(from: top, links: &links)
    while !links.isEmpty {
      let found = links.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
      links = []
      if identities == nil {
        identities = Dictionary(
          candidates.enumerated().compactMap { index, candidate in
            FileFinder.identity(of: candidate).map { ($0, index) }
          }, uniquingKeysWith: { first, _ in first })
      }
      for link in found {
        if let folder = follow(link) { visitAll(from: folder, links: &links) }
      }
    }
  }

  /// Visits `folder` and all below it that is reached without links.
  private mutating func visitAll(from folder: Folder, links: inout [Link]) {
    var folders = [folder]
    while let folder = folders.popLast() { visit(folder, folders: &folders, links: &links) }
  }

  private mutating func visit(_ folder: Folder, folders: inout [Folder], links: inout [Link]) {
    let entries: [FolderEntry]
    do throws(FileError) {
      guard visited.insert(try FileSystem.status(of: folder.path).stamp.identity).inserted else { return }
      entries = try FileSystem.entries(of: folder.path)
    } catch {
      failures.append(CheckFailure(path: folder.shown.isEmpty ? "." : folder.shown, message: error.message))
      if folder.isTop { unreadable.insert(folder.argument) }
      return
    }
    let ignores = RepositoryIgnores.extending(folder.ignores, with: folder.path)
    var excludes = folder.excludes
    if !folder.isTop, entries.contains(where: { $0.name == Configuration.fileName }) {
      excludes = self.excludes(of: configurations.configuration(forFolder: folder.path), within: excludes)
    }
    let inner = Folder(
      path: folder.path, shown: folder.shown, argument: folder.argument, ignores: ignores, excludes: excludes,
      isTop: false)
    for entry in entries {
      switch entry.kind ?? (try? FileSystem.linkStatus(of: Path.join(folder.path, entry.name)))?.kind {
      case .folder: if let below = self.folder(entry.name, in: inner) { folders.append(below) }
      case .link: links.append(Link(name: entry.name, folder: inner))
      case .regular: addFile(entry.name, in: inner)
      case .pipe, .socket, .device:
        // Nobody can read it as a document, and its name says that it is meant to be one.
        if DocumentKind.byName(entry.name) != nil { addFile(entry.name, in: inner) }
      case nil: break
      }
    }
  }

  /// The folder `name` in `folder`, if it is to be searched.
  private func folder(_ name: String, in folder: Folder) -> Folder? {
    let path = Path.join(folder.path, name)
    guard name != ".git", !isLeftOut(path, in: folder, isFolder: true) else { return nil }
    return Folder(
      path: path, shown: Path.join(folder.shown, name), argument: folder.argument, ignores: folder.ignores,
      excludes: folder.excludes, isTop: false)
  }

  /// Adds the file that `link` leads to, or gives the folder.
  private mutating func follow(_ link: Link) -> Folder? {
    // Git takes a link for a file, whatever it leads to.
    guard !isLeftOut(link.path, in: link.folder, isFolder: false) else { return nil }
    guard let status = try? FileSystem.status(of: link.path) else {
      if DocumentKind.byName(link.name) != nil { addFile(link.name, in: link.folder) }
      return nil
    }
    if status.kind == .folder { return folder(link.name, in: link.folder) }
    addFile(link.name, in: link.folder)
    return nil
  }

  private static func identity(of candidate: Candidate) -> FileIdentity? {
    candidate.isStandardInput ? nil : (try? FileSystem.status(of: candidate.absolutePath))?.stamp.identity
  }

  /// Adds a file that was found, if its extension is one of ours.
  private mutating func addFile(_ name: String, in folder: Folder) {
    guard FileFinder.extensions.contains(where: { Path.hasSuffix(name, $0) }) else { return }
    let path = Path.join(folder.path, name)
    guard !isLeftOut(path, in: folder, isFolder: false) else { return }
    add(
      Candidate(
        path: Path.join(folder.shown, name), absolutePath: path, arguments: [folder.argument], isNamed: false,
        isStandardInput: false))
  }

  private static let extensions: [StaticString] = [".yaml", ".yml", ".json"]

  /// Adds a candidate unless the same path, or beyond links the same file, is one already.
  private mutating func add(_ candidate: Candidate) {
    let identity = identities == nil ? nil : FileFinder.identity(of: candidate)
    if let known = places[Path.key(candidate.absolutePath)] ?? identity.flatMap({ identities?[$0] }) {
      candidates[known].arguments.formUnion(candidate.arguments)
      return
    }
    places[Path.key(candidate.absolutePath)] = candidates.count
    if let identity { identities?[identity] = candidates.count }
    candidates.append(candidate)
  }

  private func isLeftOut(_ path: String, in folder: Folder, isFolder: Bool) -> Bool {
    guard folder.ignores != nil || folder.excludes != nil else { return false }
    let bytes = Array(path.utf8)
    return folder.ignores?.ignores(bytes, isFolder: isFolder) == true
      || folder.excludes?.ignores(bytes, isFolder: isFolder) == true
  }

  private func excludes(of configuration: Configuration, within outer: IgnoreScope?) -> IgnoreScope? {
    let rules = IgnoreRules(
      patterns: configuration.exclude.map { $0.value.hasPrefix("./") ? String($0.value.dropFirst(2)) : $0.value })
    return rules.isEmpty ? outer : IgnoreScope(rules, in: configuration.base, outer: outer)
  }
}
