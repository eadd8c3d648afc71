// The lines of one gitignore file, or of a list of globs in a configuration, and what they say of a path.

/// Patterns in the syntax of gitignore(5), of which the last that matches decides.
struct IgnoreRules: Sendable {
  private struct Rule: Sendable {
    let glob: Glob
    /// The pattern brings back what an earlier one ignored.
    let isNegated: Bool
    /// The pattern had a slash at its end.
    let foldersOnly: Bool
    /// The pattern has no slash and so is for names, at whatever depth.
    let isForNames: Bool
  }

  private var rules: [Rule] = []

  var isEmpty: Bool { rules.isEmpty }

  /// Reads a gitignore file. A byte order mark and carriage returns before line feeds do not count.
  init(file bytes: [UInt8]) {
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    for line in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: true) {
      add(line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
    }
  }

  /// Takes each of `patterns` as a line.
  init(patterns: [String]) {
    for pattern in patterns { add(Array(pattern.utf8)[...]) }
  }

  private mutating func add(_ line: ArraySlice<UInt8>) {
    var pattern = IgnoreRules.withoutTrailingSpaces(line)
    if pattern.isEmpty || pattern.first == UInt8(ascii: "#") { return }
    let isNegated = pattern.first == UInt8(ascii: "!")
    if isNegated { pattern = pattern.dropFirst() }
    let foldersOnly = pattern.last == UInt8(ascii: "/")
    if foldersOnly { pattern = pattern.dropLast() }
    let isForNames = !pattern.contains(UInt8(ascii: "/"))
    if pattern.first == UInt8(ascii: "/") { pattern = pattern.dropFirst() }
    if pattern.isEmpty { return }
    rules.append(Rule(glob: Glob(pattern), isNegated: isNegated, foldersOnly: foldersOnly, isForNames: isForNames))
  }

  /// Spaces at the end do not count unless a backslash stands before them.
  private static func withoutTrailingSpaces(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var end = line.startIndex
    var index = line.startIndex
    while index < line.endIndex {
      let byte = line[index]
      index += byte == UInt8(ascii: "\\") && index + 1 < line.endIndex ? 2 : 1
      if byte != UInt8(ascii: " ") { end = index }
    }
    return line[..<end]
  }

  /// Whether `path`, relative to the folder of the rules, is ignored (`true`), brought back (`false`) or not spoken of.
  func verdict(on path: ArraySlice<UInt8>, isFolder: Bool) -> Bool? {
    let name = path.lastIndex(of: UInt8(ascii: "/")).map { path[($0 + 1)...] } ?? path
    for rule in rules.reversed() where isFolder || !rule.foldersOnly {
      if rule.glob.matches(rule.isForNames ? name : path) { return !rule.isNegated }
    }
    return nil
  }
}

/// The rules in force in a folder: its own, before those of the folders above it.
final class IgnoreScope: Sendable {
  private let rules: IgnoreRules
  /// The path of the folder the rules stand in, its slash included.
  private let prefix: [UInt8]
  private let outer: IgnoreScope?

  /// Adds `rules`, which stand in the absolute `folder`, to those of `outer`.
  init(_ rules: IgnoreRules, in folder: String, outer: IgnoreScope?) {
    self.rules = rules
    self.prefix = Array((folder == "/" ? "/" : folder + "/").utf8)
    self.outer = outer
  }

  /// Whether the absolute `path` is ignored; rules say nothing of what is not below their folder.
  func ignores(_ path: [UInt8], isFolder: Bool) -> Bool {
    var scope: IgnoreScope? = self
    while let current = scope {
      if path.starts(with: current.prefix),
        let verdict = current.rules.verdict(on: path.dropFirst(current.prefix.count), isFolder: isFolder)
      {
        return verdict
      }
      scope = current.outer
    }
    return false
  }

  /// Whether everything in the absolute `folder` is ignored, as far as a name that no pattern can expect tells.
  func ignoresAll(in folder: String) -> Bool {
    let folders = sequence(first: folder) { Path.parent(of: $0) }
    return ignores(Array(Path.join(folder, "\u{1}").utf8), isFolder: false)
      || folders.contains { ignores(Array($0.utf8), isFolder: true) }
  }
}
