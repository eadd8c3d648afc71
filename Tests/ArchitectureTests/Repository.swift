// The files of this repository as the tests here read them.

import Foundation
import TestSupport

/// One file of the repository.
struct RepositoryFile: CustomStringConvertible {
  /// The path from the root, with `/`.
  let path: String
  let text: String

  var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
  var description: String { path }
}

enum Repository {
  /// The file at `path`, which has to be there.
  static func file(_ path: String) throws -> RepositoryFile {
    RepositoryFile(
      path: path, text: try String(contentsOf: Conformance.packageRoot.appending(path: path), encoding: .utf8))
  }

  /// Whether a file or folder is at `path`.
  static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: Conformance.packageRoot.appending(path: path).path())
  }

  /// The files below `folder` whose names end in `suffix`, in order; hidden ones are left out.
  static func files(in folder: String, suffix: String) throws -> [RepositoryFile] {
    let root = Conformance.packageRoot.appending(path: folder)
    let enumerator = FileManager.default.enumerator(atPath: root.path())
    var paths: [String] = []
    while let path = enumerator?.nextObject() as? String {
      let isHidden = path.split(separator: "/").contains { $0.hasPrefix(".") || $0 == "__pycache__" }
      guard !isHidden, path.hasSuffix(suffix), enumerator?.fileAttributes?[.type] as? FileAttributeType == .typeRegular
      else { continue }
      paths.append(folder + "/" + path)
    }
    return try paths.sorted().map(file)
  }

  /// The names of the folders directly below `folder`, in order.
  static func folders(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(
      at: Conformance.packageRoot.appending(path: folder), includingPropertiesForKeys: [.isDirectoryKey],
      options: [.skipsHiddenFiles]
    )
    .filter { try $0.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true }
    .map(\.lastPathComponent).sorted()
  }
}

/// A table in a Markdown file.
enum MarkdownTable {
  /// The cells of the rows below the header that starts with `header`, without blanks and back quotes around them.
  static func rows(of file: RepositoryFile, header: String) -> [[String]] {
    let start = file.lines.firstIndex { $0.hasPrefix(header) }
    guard let start else { return [] }
    return file.lines[start...].dropFirst(2).prefix { $0.hasPrefix("|") }.map { line in
      line.dropFirst().dropLast().split(separator: "|", omittingEmptySubsequences: false).map {
        $0.trimmingCharacters(in: CharacterSet(charactersIn: " `"))
      }
    }
  }
}
