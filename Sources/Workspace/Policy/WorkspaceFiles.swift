// The files of evidence that documents name, looked up below the root of their workspace.

import Rules
import SourceText

/// Looks up files beside the documents of one folder.
struct WorkspaceFiles: EvidenceFiles {
  /// The root of the workspace; nothing outside is looked up.
  let root: String
  /// The folder of the document.
  let folder: String

  func lookUp(_ path: String, from documentPath: String, wantsDigest: Bool) -> EvidenceFact {
    let target = Path.absolute(path, in: folder)
    guard Path.relative(target, to: root).map({ !$0.hasPrefix("../") && $0 != ".." && !$0.hasPrefix("/") }) ?? false
    else { return .outsideWorkspace }
    do throws(FileError) {
      let status = try FileSystem.status(of: target)
      guard status.kind == .regular || status.kind == .folder else { return .unreadable }
      guard wantsDigest else { return .file(sha256: nil) }
      let content = try FileReader.read(target)
      return .file(sha256: content.oversize == nil ? SHA256.hexadecimal(content.bytes) : nil)
    } catch {
      return error.isMissing ? .missing : .unreadable
    }
  }
}
