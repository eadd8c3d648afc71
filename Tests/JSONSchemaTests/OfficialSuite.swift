// Where the official JSON Schema test suite lies and how its files and remote schemas are read; holds no tests.

import DocumentModel
import Foundation
import JSONSchema
import SourceText
import TestSupport

enum OfficialSuite {
  /// The root of the package.
  static let package = Conformance.packageRoot

  /// The folder with the suite; `nil` where there is none.
  static let folder = Conformance.folder("json-schema")

  /// The files of the suite below its draft's folder, by their path there.
  static let files: [String] = {
    guard let folder else { return [] }
    let root = folder.appending(path: "draft2020-12")
    let paths = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
    return paths.filter { $0.hasSuffix(".json") }.sorted()
  }()

  /// The tree of a JSON file.
  static func read(_ url: URL) throws -> SyntaxTree {
    let result = JSONReader.read(SourceText(bytes: [UInt8](try Data(contentsOf: url))))
    guard result.diagnostics.isEmpty else { throw ConformanceError.unreadable(url.path) }
    return result.tree
  }

  /// Finds the draft's meta-schemas and the suite's remote schemas.
  static let loader: @Sendable (String) -> (tree: SyntaxTree, root: NodeID)? = { uri in
    let meta = "https://json-schema.org/draft/2020-12/"
    let remote = "http://localhost:1234/"
    var url: URL?
    if uri.hasPrefix(meta), let name = uri.split(separator: "/").last {
      url = package.appending(path: "schemas/meta/\(name).json")
    } else if uri.hasPrefix(remote), let folder {
      url = folder.appending(path: "remotes").appending(path: String(uri.dropFirst(remote.count)))
    }
    guard let url, let tree = try? read(url), let root = tree.documents.first?.root else { return nil }
    return (tree, root)
  }
}

enum ConformanceError: Error {
  case unreadable(String)
}
