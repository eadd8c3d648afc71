// What rules may know beside the document: the policy, the day, and the files of evidence.

import CEL
import DocumentModel

/// What is known of a file that a document names.
public enum EvidenceFact: Sendable, Hashable {
  /// There is no such file.
  case missing
  /// The path leads out of the workspace, where nothing is looked up.
  case outsideWorkspace
  /// It is there, and cannot be read.
  case unreadable
  /// It is there, with the SHA-256 of its content in lower-case hexadecimal where that was asked for and is known.
  case file(sha256: String?)
}

/// Looks up files that documents name.
public protocol EvidenceFiles: Sendable {
  /// What is known of the file at `path`, which stands in the document at `documentPath`. The file is only read where its
  /// digest is wanted.
  func lookUp(_ path: String, from documentPath: String, wantsDigest: Bool) -> EvidenceFact
}

/// What a run of the rules may know beside the document.
public struct RunContext: Sendable {
  /// The policy pack in place of the document's own, as `id@version`.
  public var policy: String?
  /// The day it is.
  public var today: CalendarDate
  /// Where files of evidence are looked up; nil where that cannot be done, so that nothing is said of them.
  public var files: (any EvidenceFiles)?
  /// The codes of the rules to run; all where nil.
  public var only: Set<String>?
  /// Whether a waiver takes back what a rule finds at a node of the case. What is taken back keeps no other rule silent.
  public var isWaived: (@Sendable (_ code: String, _ node: NodeID) -> Bool)?
  /// Whether rules ask what they need first. A rule's own tests run it alone.
  public var asksNeeds = true

  /// What a run may know.
  public init(
    policy: String? = nil, today: CalendarDate, files: (any EvidenceFiles)? = nil, only: Set<String>? = nil
  ) {
    self.policy = policy
    self.today = today
    self.files = files
    self.only = only
  }
}
