// What is wrong with a rule file or a policy pack, and where in the text of which scalar.

import DocumentModel

/// One fault in a rule file or a policy pack.
public struct RuleProblem: Sendable, Hashable {
  /// A place in the same file that has to do with it.
  public struct Related: Sendable, Hashable {
    /// The node there.
    public let node: NodeID
    /// A few words to stand beside it.
    public let message: String
  }

  /// Which fault it is.
  public let code: DiagnosticCode
  /// What was found and what was expected, as sentences.
  public let message: String
  /// The node it is in.
  public let node: NodeID
  /// The part of the scalar's text that is meant, in UTF-8 bytes of the text after quotes and folding; nil for all of it.
  public let range: Range<Int>?
  /// What was probably meant in the place of that part.
  public let suggestion: String?
  /// Other places concerned.
  public let related: [Related]

  /// Says what is wrong with a node, or with a part of a scalar's text.
  public init(
    _ code: DiagnosticCode, _ message: String, node: NodeID, range: Range<Int>? = nil, suggestion: String? = nil,
    related: [Related] = []
  ) {
    self.code = code
    self.message = message
    self.node = node
    self.range = range
    self.suggestion = suggestion
    self.related = related
  }
}
