// Schema resources: the parts of documents that have a URI of their own, with their anchors.

import DocumentModel

/// A schema resource (JSON Schema Core §4.3.5): a document's root schema, or one embedded with `$id`.
struct SchemaResource: Sendable {
  /// Its absolute URI, without fragment.
  let uri: String
  let document: Int
  let root: NodeID
  let dialect: Dialect
  /// The subschemas that `$anchor` and `$dynamicAnchor` name.
  var anchors: [String: NodeID] = [:]
  /// Which of the anchors are dynamic.
  var dynamicAnchors: Set<String> = []
  /// Whether `$recursiveAnchor` is true (2019-09).
  var isRecursive = false

  init(uri: String, document: Int, root: NodeID, dialect: Dialect) {
    self.uri = uri
    self.document = document
    self.root = root
    self.dialect = dialect
  }

  /// The name under which the root of a recursive resource stands among the dynamic anchors; no `$dynamicAnchor` is
  /// empty.
  static let recursiveName = ""
}
