// A policy pack as a file that was read: the tree it stands in, and where it came from.

import DocumentModel

/// A document of kind `policy_pack`. Whether it has the shape of one is for its schema to say.
public struct PackFile: Sendable {
  /// The tree of the stream.
  public let tree: SyntaxTree
  /// The root of the document.
  public let root: NodeID
  /// The path of the file; nil for a pack that is built in.
  public let path: String?

  /// Names a document of a tree.
  public init(tree: SyntaxTree, root: NodeID, path: String?) {
    self.tree = tree
    self.root = root
    self.path = path
  }
}
