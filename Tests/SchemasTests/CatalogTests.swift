// Holds the generated catalogue to the files it is made of: the same files, byte for byte.

import Catalog
import Foundation
import TestSupport
import Testing

@Suite struct CatalogTests {
  private static let folder = Conformance.packageRoot.appending(path: "schemas")

  /// The paths of all files of a kind below `schemas`.
  private static func paths(_ kind: String) -> [String] {
    let root = folder.standardizedFileURL.path()
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    var found: [String] = []
    while let file = files?.nextObject() as? URL {
      guard file.pathExtension == kind else { continue }
      found.append(String(file.standardizedFileURL.path().dropFirst(root.count).drop { $0 == "/" }))
    }
    return found.sorted()
  }

  @Test func everySchemaIsInTheCatalogue() {
    #expect(Catalog.resources.map(\.path) == CatalogTests.paths("json"), "run `swift run generate-catalog`")
    #expect(Catalog.files.map(\.path) == CatalogTests.paths("yaml"), "run `swift run generate-catalog`")
  }

  @Test func everyResourceIsFresh() throws {
    for resource in Catalog.resources {
      let file = try Data(contentsOf: CatalogTests.folder.appending(path: resource.path))
      #expect(file.elementsEqual(resource.bytes), "\(resource.path) has changed: run `swift run generate-catalog`")
    }
    for resource in Catalog.files {
      let file = try Data(contentsOf: CatalogTests.folder.appending(path: resource.path))
      #expect(file.elementsEqual(resource.bytes), "\(resource.path) has changed: run `swift run generate-catalog`")
    }
  }

  @Test func everyResourceIsKnownByItsIdentifier() throws {
    for resource in Catalog.resources {
      let schema = try JSONSerialization.jsonObject(with: Data(resource.bytes)) as? [String: Any]
      #expect(schema?["$id"] as? String == resource.uri)
      #expect(Catalog.resource(at: resource.uri)?.path == resource.path)
    }
    #expect(Catalog.resource(at: "https://example.org/none") == nil)
  }
}
