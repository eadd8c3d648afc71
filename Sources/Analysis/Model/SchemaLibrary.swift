// The schemas that are built in: read and compiled when they are first asked for, and kept.

import Catalog
import DocumentModel
import JSONSchema
import Rules
import SourceText
import Synchronization

/// The built-in schemas by kind. A library may be used from any thread.
public final class SchemaLibrary: Sendable {
  private let compiled = Mutex<[DocumentKind: Schema]>([:])

  /// Makes a library in which nothing is compiled yet.
  public init() {}

  /// The schema of documents of `kind`.
  public func schema(for kind: DocumentKind) -> Schema {
    // What rules read has its schema from them, so that none is compiled twice.
    switch kind {
    case .businessCase: return ShapeTable.businessCase.schema
    case .supplierProfile: return ShapeTable.supplierProfile.schema
    case .policyPack, .rule, .casecheckConfig: break
    }
    return compiled.withLock { compiled in
      if let schema = compiled[kind] { return schema }
      let uri = SchemaLibrary.uri(of: kind)
      let schema: Schema
      if let document = SchemaLibrary.load(uri) {
        schema = Schema.compile(document.tree, root: document.root, uri: uri, loader: SchemaLibrary.load)
      } else {
        // A build without its catalogue: a schema that nothing satisfies says so, where one that allows all would not.
        schema = SchemaLibrary.unsatisfiable
      }
      compiled[kind] = schema
      return schema
    }
  }

  /// The built-in schema document at `uri` (absolute, without fragment): the schemas of our kinds and the meta-schemas of
  /// JSON Schema. `nil` for any other. Fit to be a schema loader, or the first resort of one.
  public static func load(_ uri: String) -> (tree: SyntaxTree, root: NodeID)? {
    guard let resource = Catalog.resource(at: uri) else { return nil }
    let tree = JSONReader.read(SourceText(bytes: Array(resource.bytes))).tree
    guard let root = tree.documents.first?.root else { return nil }
    return (tree, root)
  }

  /// The URI of the schema of `kind`.
  public static func uri(of kind: DocumentKind) -> String {
    let name =
      switch kind {
      case .businessCase: "business-case"
      case .supplierProfile: "supplier-profile"
      case .policyPack: "policy-pack"
      case .rule: "rule"
      case .casecheckConfig: "casecheck-config"
      }
    return "https://casecheck.dev/schemas/1/\(name).schema.json"
  }

  private static var unsatisfiable: Schema {
    let tree = JSONReader.read(SourceText("false")).tree
    return Schema.compile(tree, root: tree.documents.first?.root ?? NodeID(index: 0), uri: "")
  }
}
