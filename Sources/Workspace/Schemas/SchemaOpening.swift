// The opening of one schema: the files read for it on the way and the references that led nowhere.

import Analysis
import DocumentModel
import JSONSchema
import SourceText
import YAMLSyntax

/// Gathers the files of one schema while it is compiled.
struct SchemaOpening {
  /// Why a URI gave no schema, as a sentence.
  private(set) var refusals: [String: String] = [:]
  private let mappings: [SchemaMapping]
  private var files: [File] = []

  /// A file that was read.
  private struct File {
    let uri: String
    let path: String
    let text: SourceText
    let stamp: FileStamp
    /// What is wrong with its syntax.
    let faults: [Diagnostic]
  }

  init(mappings: [SchemaMapping]) {
    self.mappings = mappings
  }

  /// Reads the file at the absolute `path` as the schema document at `uri`.
  mutating func read(_ path: String, uri: String) throws(FileError) -> (tree: SyntaxTree, root: NodeID) {
    let content = try FileReader.read(path)
    if let size = content.oversize { throw FileError.tooLarge(size) }
    let decoded = SourceDecoder.decode(content.bytes)
    let tree: SyntaxTree
    let faults: [Diagnostic]
    switch SourceFile(path: path, text: decoded.text).syntax {
    case .json:
      let result = JSONReader.read(decoded.text)
      (tree, faults) = (result.tree, result.diagnostics)
    case .yaml:
      let result = YAMLReader.read(decoded.text)
      (tree, faults) = (result.tree, result.diagnostics)
    }
    files.append(
      File(uri: uri, path: path, text: decoded.text, stamp: content.stamp, faults: decoded.diagnostics + faults))
    guard let root = tree.documents.first?.root else { throw FileError("The file is empty: there is no schema in it.") }
    guard tree.documents.count == 1 else {
      throw FileError("The file has \(tree.documents.count) documents; a schema is one.")
    }
    return (tree, root)
  }

  /// The schema document at `uri`, absolute and without fragment; `nil` where there is none, and the reason is kept.
  mutating func open(_ uri: String) -> (tree: SyntaxTree, root: NodeID)? {
    for mapping in mappings {
      switch mapping.place(of: uri) {
      case .elsewhere: continue
      case .refused:
        refusals[uri] = "`\(uri)` leads out of `\(mapping.folder)`."
        return nil
      case .path(let path):
        if let document = open(uri, at: path) { return document }
        if let document = SchemaLibrary.load(uri) { return document }
        return nil
      }
    }
    if let document = SchemaLibrary.load(uri) { return document }
    if let path = FileURI.path(of: uri) { return open(uri, at: path) }
    refusals[uri] =
      uri.hasPrefix("http:") || uri.hasPrefix("https:")
      ? "`\(uri)` is not fetched: no schema is read from the network. Save it and say where it lies with "
        + "`--schema-map`, or name the file."
      : "`\(uri)` is no file, and no `--schema-map` says where it lies."
    return nil
  }

  private mutating func open(_ uri: String, at path: String) -> (tree: SyntaxTree, root: NodeID)? {
    do throws(FileError) {
      return try read(path, uri: uri)
    } catch {
      refusals[uri] = "`\(path)` cannot be used as a schema. \(error.message)"
      return nil
    }
  }

  /// Compiles the schema at `root`, opening what it refers to.
  mutating func compile(_ tree: SyntaxTree, root: NodeID, uri: String, path: String) -> LoadedSchema {
    var opening = self
    let schema = Schema.compile(tree, root: root, uri: uri) { opening.open($0) }
    self = opening
    let documents = documents(of: schema)
    let isBroken =
      documents.contains { $0.diagnostics.contains { $0.severity == .error } } || !schema.problems.isEmpty
    return LoadedSchema(
      schema: schema, documents: documents,
      failures: isBroken ? [CheckFailure(path: path, message: "The schema cannot be used: it has errors.")] : [])
  }

  /// The files read so far with the faults of their syntax, and the problems that `schema` has in them.
  func documents(of schema: Schema?) -> [LoadedSchema.Document] {
    files.enumerated().map { position, file in
      var diagnostics = file.faults
      if let schema, let index = schema.documents.firstIndex(where: { $0.uri == file.uri }) {
        diagnostics += SchemaProblems.diagnostics(of: schema, document: index).map(explained)
        if position == 0 { diagnostics += otherDraft(schema.documents[index]).map { [$0] } ?? [] }
      }
      diagnostics.sort { ($0.range, $0.code.code, $0.message) < ($1.range, $1.code.code, $1.message) }
      return LoadedSchema.Document(path: file.path, text: file.text, diagnostics: diagnostics, stamp: file.stamp)
    }
  }

  /// `diagnostic` with the reason why its reference leads nowhere, where that is known here.
  private func explained(_ diagnostic: Diagnostic) -> Diagnostic {
    guard diagnostic.code == .unresolvableReference,
      let refusal = refusals.first(where: { diagnostic.message.contains("`\($0.key)`") })
    else { return diagnostic }
    var diagnostic = diagnostic
    diagnostic.message = refusal.value
    return diagnostic
  }

  /// The older drafts are read where a schema refers to one; a schema that is itself in one is not promised to work.
  private func otherDraft(_ document: SchemaDocument) -> Diagnostic? {
    let tree = document.tree
    guard let node = tree.value(of: document.root, named: "$schema") else { return nil }
    let name = tree.text(of: node)
    guard SchemaOpening.olderDrafts.contains(where: { name.contains("//json-schema.org/\($0)/") }) else { return nil }
    return Diagnostic(
      .unsupportedDraft, "The draft `\(name)` is not supported; schemas are read as JSON Schema 2020-12.",
      at: tree.range(of: node), pointer: tree.pointer(of: node))
  }

  private static let olderDrafts = ["draft-06", "draft-07", "draft/2019-09"]
}
