// The files of evidence that documents name, looked up below the root of their workspace.

import Rules

/// Looks up files beside the documents of one folder.
struct WorkspaceFiles: EvidenceFiles {
  /// The root of the workspace; nothing outside is looked up.
  let root: String
  /// The folder of the document.
  let folder: String

  func lookUp(_ path: String, from documentPath: String) -> EvidenceFact {
    let target = Path.absolute(path, in: folder)
    guard Path.relative(target, to: root).map({ !$0.hasPrefix("../") && $0 != ".." && !$0.hasPrefix("/") }) ?? false
    else { return .outsideWorkspace }
    do throws(FileError) {
      _ = try FileSystem.status(of: target)
      return .file(sha256: nil)
    } catch {
      return .missing
    }
  }
}
