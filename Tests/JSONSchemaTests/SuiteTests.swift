// The official test suite of JSON Schema 2020-12, every file of it that is there.

import DocumentModel
import Foundation
import JSONSchema
import SourceText
import Testing

@Suite struct SuiteTests {
  @Test(arguments: OfficialSuite.files) func passes(_ file: String) throws {
    guard let folder = OfficialSuite.folder else { return }
    let tree = try OfficialSuite.read(folder.appending(path: "draft2020-12").appending(path: file))
    let root = try #require(tree.documents.first?.root)
    let assertsFormat = file.hasPrefix("optional/format/")
    for group in tree.items(of: root) {
      let description = tree.value(of: group, named: "description").map { tree.text(of: $0) } ?? ""
      let schemaNode = try #require(tree.value(of: group, named: "schema"))
      let schema = Schema.compile(
        tree, root: schemaNode, uri: "https://suite.test/\(file)", loader: OfficialSuite.loader)
      #expect(schema.problems.isEmpty, "\(file): \(description): \(schema.problems.map(\.message))")
      let tests = try #require(tree.value(of: group, named: "tests"))
      for test in tree.items(of: tests) {
        let name =
          "\(file): \(description): \(tree.value(of: test, named: "description").map { tree.text(of: $0) } ?? "")"
        let data = try #require(tree.value(of: test, named: "data"))
        let valid = tree.value(of: test, named: "valid").flatMap { tree.boolean(of: $0) }
        for collectsMatches in [false, true] {
          let options = EvaluationOptions(assertsFormat: assertsFormat, collectsMatches: collectsMatches)
          let evaluation = schema.evaluate(tree, root: data, options: options)
          #expect(evaluation.isValid == valid, "\(name)")
          #expect(!evaluation.limitExceeded, "\(name)")
          #expect(evaluation.isValid == evaluation.errors.isEmpty, "\(name)")
        }
      }
    }
  }
}
