// Edits and fixes: three small types that say how a text can be changed and how far the change can be trusted.

/// One replacement in a text, in byte offsets of the text before any edit.
public struct TextEdit: Hashable, Sendable {
  /// The bytes replaced; empty for an insertion.
  public var range: TextRange
  /// What stands there afterwards.
  public var newText: String

  /// Makes an edit that puts `newText` in the place of `range`.
  public init(_ range: TextRange, _ newText: String) {
    self.range = range
    self.newText = newText
  }
}

/// How far a fix can be applied without a person looking at it.
public enum Applicability: String, Hashable, Sendable, CaseIterable {
  /// The fix says what the author meant, beyond doubt.
  case safe
  /// The fix is a likely reading, which a person has to confirm.
  case unsafe
}

/// A change that mends one finding.
public struct Fix: Hashable, Sendable {
  /// A line for a menu, in the imperative: "Quote the value".
  public var title: String
  /// How far it can be trusted.
  public var applicability: Applicability
  /// The edits, disjoint, all on the same text.
  public var edits: [TextEdit]

  /// Makes a fix of `edits`, which must not overlap.
  public init(title: String, applicability: Applicability, edits: [TextEdit]) {
    self.title = title
    self.applicability = applicability
    self.edits = edits
  }
}
