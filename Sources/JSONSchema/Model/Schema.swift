// A compiled schema: immutable tables that evaluation reads and the documents they came from.

import DocumentModel

/// Gives the schema document at an absolute URI without fragment, or `nil` where there is none. It is only asked for
/// documents not yet at hand, and never reaches for the network itself.
public typealias SchemaLoader = (_ uri: String) -> (tree: SyntaxTree, root: NodeID)?

/// A schema compiled once, to be applied to any number of instances from any thread.
public final class Schema: Sendable {
  /// The documents the schema is made of; the first is the one it was compiled from.
  public let documents: [SchemaDocument]
  /// What is wrong with the schema, in document order.
  public let problems: [SchemaProblem]
  /// The subschema at the root.
  public let root: SubschemaID
  let tables: SchemaTables
  let resources: [SchemaResource]

  init(
    documents: [SchemaDocument], problems: [SchemaProblem], root: SubschemaID, tables: SchemaTables,
    resources: [SchemaResource]
  ) {
    self.documents = documents
    self.problems = problems
    self.root = root
    self.tables = tables
    self.resources = resources
  }

  /// Whether any subschema says that what it describes is `deprecated` (Validation §9.3).
  public var deprecates: Bool { tables.deprecates }

  /// Compiles the schema at `root` in `tree`, which was found at `uri` (absolute, or empty where it has none).
  ///
  /// There is always a schema: what is wrong with it is in ``problems``, and the rest works.
  public static func compile(
    _ tree: SyntaxTree, root: NodeID, uri: String, loader: SchemaLoader = { _ in nil }
  ) -> Schema {
    withoutActuallyEscaping(loader) { loader in
      var compiler = SchemaCompiler(
        document: SchemaDocument(uri: URIReference(uri).withoutFragment.description, tree: tree, root: root),
        loader: loader)
      return compiler.compile()
    }
  }

  /// Evaluates the node `root` of `instance` (and all below it) against the schema.
  public func evaluate(
    _ instance: SyntaxTree, root node: NodeID, options: EvaluationOptions = EvaluationOptions()
  ) -> Evaluation {
    Evaluator.evaluate(instance, node: node, schema: self, options: options)
  }

  /// The tree that `location` points into.
  public func tree(of location: SchemaLocation) -> SyntaxTree { documents[location.document].tree }

  /// The text of the scalar at `location`; empty for a collection.
  public func text(of location: SchemaLocation) -> String { tree(of: location).text(of: location.node) }
}
