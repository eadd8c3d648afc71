// The tests that the built-in rules carry, and that each rule carries enough of them.

import Analysis
import Catalog
import DocumentModel
import Rules
import SourceText
import Testing
import YAMLSyntax

/// A built-in rule with the path of its file below `schemas`.
struct BuiltInRule: Sendable, CustomTestStringConvertible {
  let path: String
  let file: RuleFile
  var testDescription: String { path }

  static let all: [BuiltInRule] = Catalog.files.filter { $0.path.hasPrefix("rules/") }.compactMap { file in
    let tree = YAMLReader.read(SourceText(bytes: Array(file.bytes))).tree
    return tree.documents.first?.root.map {
      BuiltInRule(path: file.path, file: RuleFile(tree: tree, root: $0, path: file.path))
    }
  }
}

@Suite struct RuleTestsTests {
  @Test(arguments: BuiltInRule.all) func passes(_ rule: BuiltInRule) {
    let outcome = RuleTests.run(rule.file, in: .builtIn)
    let source = rule.file.tree.source
    for diagnostic in outcome.diagnostics {
      let line = source.line(at: diagnostic.range.start) + 1
      Issue.record("\(rule.path):\(line): \(diagnostic.code.code) \(diagnostic.message)")
    }
  }

  @Test(arguments: BuiltInRule.all) func hasGoodAndBadTests(_ rule: BuiltInRule) throws {
    let tree = rule.file.tree
    let tests = try #require(tree.value(of: rule.file.root, named: "tests"))
    let items = tree.items(of: tests).map { $0 }
    #expect(items.filter { tree.value(of: $0, named: "good") != nil }.count >= 2)
    #expect(items.filter { tree.value(of: $0, named: "bad") != nil }.count >= 2)
  }
}
