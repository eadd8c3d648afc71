// Which gitignore files count for a folder: those of its repository, from the top down.

/// Finds and reads the files that Git reads to tell what is ignored, other than the user's own global one.
enum RepositoryIgnores {
  /// The rules in force in `folder` (absolute) from all folders above it, up to the top of its repository. Without a
  /// repository those of `root`, the root of its workspace, and below count.
  static func scope(above folder: String, root: String) -> IgnoreScope? {
    var folders: [String] = []
    var current = folder
    var top: String?
    while true {
      if FileSystem.exists(Path.join(current, ".git")) {
        top = current
        break
      }
      guard let parent = Path.parent(of: current) else { break }
      folders.append(parent)
      current = parent
    }
    let first = top ?? root
    var scope: IgnoreScope?
    for above in folders.reversed() where Path.relative(above, to: first) != nil {
      scope = extending(scope, with: above)
    }
    return scope
  }

  /// The rules in force for what stands in `folder`, which has `outer` from the folders above it. The top of a
  /// repository starts afresh.
  static func extending(_ outer: IgnoreScope?, with folder: String) -> IgnoreScope? {
    var scope = outer
    if FileSystem.exists(Path.join(folder, ".git")) {
      scope = nil
      if let exclude = excludeFile(of: folder), let content = try? FileReader.read(exclude) {
        scope = adding(IgnoreRules(file: content.bytes), in: folder, to: scope)
      }
    }
    if let content = try? FileReader.read(Path.join(folder, ".gitignore")) {
      scope = adding(IgnoreRules(file: content.bytes), in: folder, to: scope)
    }
    return scope
  }

  private static func adding(_ rules: IgnoreRules, in folder: String, to scope: IgnoreScope?) -> IgnoreScope? {
    rules.isEmpty ? scope : IgnoreScope(rules, in: folder, outer: scope)
  }

  /// `info/exclude` of the repository whose top is `folder`. In a linked working tree `.git` is a file that names the
  /// folder of that tree, and a file there names the common one (gitrepository-layout(5)).
  private static func excludeFile(of folder: String) -> String? {
    let git = Path.join(folder, ".git")
    guard let status = try? FileSystem.status(of: git) else { return nil }
    if status.kind == .folder { return Path.join(git, "info/exclude") }
    guard let line = firstLine(of: git), line.hasPrefix("gitdir: ") else { return nil }
    let own = Path.absolute(String(line.dropFirst("gitdir: ".count)), in: folder)
    let common = firstLine(of: Path.join(own, "commondir")).map { Path.absolute($0, in: own) } ?? own
    return Path.join(common, "info/exclude")
  }

  private static func firstLine(of path: String) -> String? {
    guard let content = try? FileReader.read(path) else { return nil }
    let line = content.bytes.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    return String(decoding: line, as: UTF8.self)
  }
}
