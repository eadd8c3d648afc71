// Whether the file that a piece of evidence names is there and is the one that was meant.

import CEL
import DocumentModel

/// At an item of `evidence` with a `path`: says that the path is absolute, leads out of the workspace, names no file, or
/// names one with another digest than `sha256`.
struct EvidenceFile: SwiftCheck {
  static let name = "evidence-file"
  static let variables: [String: ValueType] = ["fault": .string]

  init(_ parameters: CheckParameters) {}

  func run(_ scope: CheckScope) throws(EvaluationError) -> [SwiftFinding] {
    let tree = scope.tree
    guard let node = tree.value(of: scope.match, named: "path"), tree.kind(of: node) == .scalar,
      !scope.document.isRejected(node)
    else { return [] }
    let path = tree.text(of: node)
    if Self.isAbsolute(path) { return [finding(scope, "is absolute; write it relative to this file")] }
    try scope.spend(steps: 1)
    let stated = tree.value(of: scope.match, named: "sha256").flatMap { node in
      tree.kind(of: node) == .scalar && !scope.document.isRejected(node) ? tree.text(of: node).lowercased() : nil
    }
    switch scope.context.files?.lookUp(path, from: scope.document.path, wantsDigest: stated != nil) {
    case .missing: return [finding(scope, "is not there")]
    case .outsideWorkspace: return [finding(scope, "leads out of the workspace")]
    case .unreadable: return [finding(scope, "cannot be read")]
    case .file(let digest):
      guard let stated else { return [] }
      guard let digest else { return [finding(scope, "is too large for its SHA-256 to be compared")] }
      guard stated != digest else { return [] }
      return [finding(scope, "has changed: its SHA-256 is \(digest), not the one given")]
    case nil: return []
    }
  }

  private func finding(_ scope: CheckScope, _ fault: String) -> SwiftFinding {
    SwiftFinding(at: scope.place(scope.match), ["fault": Value(.string(fault))])
  }

  /// Whether a path starts at a root: of POSIX, of a drive or a share of Windows, or of a URI.
  private static func isAbsolute(_ path: String) -> Bool {
    let bytes = Array(path.utf8.prefix(2))
    guard let first = bytes.first else { return false }
    if first == UInt8(ascii: "/") || first == UInt8(ascii: "\\") || path.contains("://") { return true }
    return bytes.count == 2 && bytes[1] == UInt8(ascii: ":")
  }
}
