// Loads schemas from disk and keeps them: where a URI leads, and when a file has to be read again.

import DocumentModel
import JSONSchema
import Synchronization

/// The schemas that are named by path: on the command line or by a modeline. A store may be used from any thread.
///
/// Nothing is ever fetched from the network. A URI leads to a folder that a mapping names, to a schema that is built in,
/// or to a file.
public final class SchemaStore: Sendable {
  private let mappings: [SchemaMapping]
  private let loaded = Mutex<[Path.Key: LoadedSchema]>([:])

  /// Makes a store. Of several mappings that fit a URI the longest counts.
  public init(mappings: [SchemaMapping] = []) {
    self.mappings = mappings.enumerated().sorted {
      ($1.element.uri.utf8.count, $0.offset) < ($0.element.uri.utf8.count, $1.offset)
    }.map(\.element)
  }

  /// The schema that `reference` names in a document in the absolute folder `folder`: a path relative to the folder, a
  /// `file` URI, or a URI that is mapped or built in. A fragment that names a part of the schema is refused, as the whole
  /// would be another schema.
  public func schema(named reference: String, in folder: String) -> LoadedSchema {
    let uri = String(reference.prefix { $0 != "#" })
    guard reference.dropFirst(uri.count + 1).isEmpty else {
      let failure = CheckFailure(path: reference, message: "It names a part of a schema; only a whole one can be used.")
      return LoadedSchema(schema: nil, documents: [], failures: [failure])
    }
    if let path = FileURI.path(of: uri) { return schema(at: path, in: folder) }
    guard SchemaStore.isURI(uri) else { return schema(at: uri, in: folder) }
    var opening = SchemaOpening(mappings: mappings)
    guard let (tree, root) = opening.open(uri) else {
      return LoadedSchema(
        schema: nil, documents: opening.documents(of: nil),
        failures: [CheckFailure(path: reference, message: opening.refusals[uri] ?? "There is no such schema.")])
    }
    return opening.compile(tree, root: root, uri: uri, path: reference)
  }

  /// Whether `reference` has a scheme, as `https:` is one; a path has none.
  static func isURI(_ reference: String) -> Bool {
    reference.prefix { $0 != "/" && $0 != "?" && $0 != "#" }.contains(":")
  }

  /// The schema in the file at `path`, which is relative to the absolute `folder` unless it is absolute itself. It is
  /// read again when its file, or one that it refers to, has changed.
  public func schema(at path: String, in folder: String) -> LoadedSchema {
    let absolute = Path.absolute(path, in: folder)
    return loaded.withLock { loaded in
      if let known = loaded[Path.key(absolute)], SchemaStore.isCurrent(known) { return known }
      let schema = load(absolute, shown: path)
      loaded[Path.key(absolute)] = schema
      return schema
    }
  }

  /// Whether all files of `loaded` are still as they were read. One that could not be used is always read again.
  private static func isCurrent(_ loaded: LoadedSchema) -> Bool {
    guard loaded.failures.isEmpty else { return false }
    return loaded.documents.allSatisfy { document in
      (try? FileSystem.status(of: document.path))?.stamp == document.stamp
    }
  }

  private func load(_ absolute: String, shown path: String) -> LoadedSchema {
    var opening = SchemaOpening(mappings: mappings)
    let uri = FileURI.uri(of: absolute)
    do throws(FileError) {
      let (tree, root) = try opening.read(absolute, uri: uri)
      return opening.compile(tree, root: root, uri: uri, path: path)
    } catch {
      return LoadedSchema(
        schema: nil, documents: opening.documents(of: nil), failures: [CheckFailure(path: path, message: error.message)]
      )
    }
  }
}
