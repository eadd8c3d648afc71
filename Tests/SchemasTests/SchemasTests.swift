// Holds the schemas of this repository to the meta-schema, to the samples, and to what the program writes.

import Analysis
import Catalog
import DocumentModel
import Foundation
import JSONSchema
import Reporters
import SourceText
import TestSupport
import Testing
import YAMLSyntax

@Suite struct SchemasTests {
  static let names = [
    "business-case", "casecheck-config", "policy-pack", "report", "rule", "supplier-profile",
  ].map { "https://casecheck.dev/schemas/1/\($0).schema.json" }

  private func schema(_ uri: String) throws -> Schema {
    let document = try #require(SchemaLibrary.load(uri), "\(uri) is not built in")
    return Schema.compile(document.tree, root: document.root, uri: uri, loader: SchemaLibrary.load)
  }

  private func sample(_ path: String) throws -> SyntaxTree {
    let file = Conformance.packageRoot.appending(path: "samples").appending(path: path)
    let result = YAMLReader.read(SourceText(bytes: [UInt8](try Data(contentsOf: file))))
    #expect(result.diagnostics.isEmpty)
    return result.tree
  }

  @Test(arguments: names) func compilesAndIsValidByTheMetaSchema(_ uri: String) throws {
    let compiled = try schema(uri)
    #expect(compiled.problems.map(\.message) == [])
    let document = try #require(SchemaLibrary.load(uri))
    let meta = try schema("https://json-schema.org/draft/2020-12/schema")
    let evaluation = meta.evaluate(document.tree, root: document.root)
    #expect(evaluation.errors.map { document.tree.pointer(of: $0.node) } == [])
    #expect(!evaluation.limitExceeded)
  }

  @Test(arguments: [("worked-example.case.yaml", 0), ("supplier.supplier.yaml", 5)])
  func soundSamplesAreValidAndDescribed(_ path: String, _ index: Int) throws {
    let tree = try sample(path)
    let root = try #require(tree.documents.first?.root)
    let compiled = try schema(Self.names[index])
    let options = EvaluationOptions(assertsFormat: true, collectsMatches: true)
    let evaluation = compiled.evaluate(tree, root: root, options: options)
    #expect(evaluation.errors.map { tree.pointer(of: $0.node) } == [])
    var described = 0
    for index in tree.nodes.indices {
      let node = NodeID(index: Int32(truncatingIfNeeded: index))
      guard let parent = tree.parent(of: node), tree.kind(of: parent) == .mapping, !tree[node].flags.contains(.key)
      else {
        continue
      }
      let about = evaluation.subschemas(of: node).flatMap { compiled.effectiveSubschemas($0) }.map(compiled.subschema)
      #expect(about.contains { $0.title != nil && $0.description != nil }, "\(tree.pointer(of: node)) is not described")
      described += 1
    }
    #expect(described > 20)
  }

  @Test func reportsAreValidByTheirSchema() throws {
    let folder = Conformance.packageRoot.appending(path: "samples/faulty")
    var documents: [ReportedDocument] = []
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted()
    where name.hasSuffix(".yaml") {
      let text = SourceText(bytes: [UInt8](try Data(contentsOf: folder.appending(path: name))))
      for document in Analyzer().analyze(SourceFile(path: name, text: text)).documents {
        documents.append(
          ReportedDocument(
            path: name, kind: document.kind?.rawValue, policy: document.policy, source: text,
            diagnostics: document.diagnostics, relatedSources: [:]))
      }
    }
    #expect(documents.reduce(0) { $0 + $1.diagnostics.count } > 40)
    let report = Report(
      toolVersion: "1.2.3", documents: documents,
      failures: [Failure(path: "gone.yaml", message: "There is no such file.")])
    let bytes = ReportFormat.json.render(
      report, options: ReportOptions(documentation: { "https://example.org/\($0.code)" }))
    let result = JSONReader.read(SourceText(bytes: bytes))
    #expect(result.diagnostics.isEmpty)
    let root = try #require(result.tree.documents.first?.root)
    let evaluation = try schema(Self.names[3]).evaluate(result.tree, root: root)
    #expect(evaluation.errors.map { result.tree.pointer(of: $0.node) } == [])
  }
}
