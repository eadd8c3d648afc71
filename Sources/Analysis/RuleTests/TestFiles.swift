// The files that a test says there are beside its document.

import Rules
import SourceText

/// Files by path, with their content.
struct TestFiles: EvidenceFiles {
  let files: [String: String]

  func lookUp(_ path: String, from documentPath: String, wantsDigest: Bool) -> EvidenceFact {
    guard !path.hasPrefix("/") else { return .outsideWorkspace }
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part != ".." {
        parts.append(part)
      } else if parts.popLast() == nil {
        return .outsideWorkspace
      }
    }
    guard let content = files[parts.joined(separator: "/")] else { return .missing }
    return .file(sha256: wantsDigest ? SHA256.hexadecimal(content.utf8) : nil)
  }
}
