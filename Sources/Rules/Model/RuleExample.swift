// What a rule's own tests show of it: a document that fails, and the same one mended.

import Catalog
import DocumentModel
import SourceText
import YAMLSyntax

/// A document in which a rule finds something.
public struct RuleExample: Sendable, Hashable {
  /// The document, in YAML.
  public let failing: String
  /// The same document mended; nil where the rule has no fix for it.
  public let mended: String?
}

extension RuleBook {
  /// The first test of the rule `code` that fails and is mended, or else the first that fails; nil where there is none.
  public func example(of code: String) -> RuleExample? {
    guard let found = lazyRules.first(where: { $0.rule.code.text == code }) else { return nil }
    let own = found.tree.parent(of: found.rule.code.node).map { (found.tree, $0) }
    guard let (tree, tests) = tests(in: own) ?? tests(in: builtInFile(of: code)) else { return nil }
    func text(_ name: String, of test: NodeID) -> String? {
      guard let node = tree.value(of: test, named: name), tree.kind(of: node) == .scalar else { return nil }
      return tree.text(of: node)
    }
    let examples = tree.items(of: tests).compactMap { test in
      let test = tree.resolved(test)
      return text("bad", of: test).map { RuleExample(failing: $0, mended: text("fixed", of: test)) }
    }
    return examples.first { $0.mended != nil } ?? examples.first
  }

  private func tests(in document: (tree: SyntaxTree, root: NodeID)?) -> (SyntaxTree, NodeID)? {
    guard let document, let tests = document.tree.value(of: document.root, named: "tests") else { return nil }
    return (document.tree, tests)
  }

  /// The whole file of a built-in rule, of which runs read only the beginning.
  private func builtInFile(of code: String) -> (tree: SyntaxTree, root: NodeID)? {
    guard let file = Catalog.files.first(where: { $0.path.hasSuffix("/\(code).rule.yaml") }) else { return nil }
    let tree = YAMLReader.read(SourceText(bytes: Array(file.bytes))).tree
    return tree.documents.first?.root.map { (tree, $0) }
  }
}
