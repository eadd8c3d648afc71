// Names for the parts of a compiled schema: subschemas, documents and places in their trees.

import DocumentModel
import SourceText

/// Names a subschema of one ``Schema``.
public struct SubschemaID: Hashable, Comparable, Sendable {
  /// The index of the subschema's record.
  public let index: Int32

  init(_ index: Int32) { self.index = index }

  /// Orders as the subschemas were compiled.
  public static func < (left: SubschemaID, right: SubschemaID) -> Bool { left.index < right.index }
}

/// A file or text that holds schemas.
public struct SchemaDocument: Sendable {
  /// The absolute URI it was loaded by, without fragment.
  public let uri: String
  /// Its tree.
  public let tree: SyntaxTree
  /// The node that is its schema.
  public let root: NodeID

  /// Names a schema in `tree` that was found at `uri`.
  public init(uri: String, tree: SyntaxTree, root: NodeID) {
    self.uri = uri
    self.tree = tree
    self.root = root
  }
}

/// A node of one of a schema's documents.
public struct SchemaLocation: Hashable, Sendable {
  /// The index of the document in ``Schema/documents``.
  public let document: Int
  /// The node in that document's tree.
  public let node: NodeID
}
