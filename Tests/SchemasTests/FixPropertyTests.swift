// Every kind of change at places all over the documents of the rules' own tests: the result says what was meant, and all
// else is as it was.

import CEL
import Catalog
import DocumentModel
import Rules
import SourceText
import Testing
import YAMLSyntax

@testable import Analysis

/// The documents of the tests of all built-in rules.
private let texts: [String] = BuiltInRule.all.flatMap { rule -> [String] in
  let tree = rule.file.tree
  guard let tests = tree.value(of: rule.file.root, named: "tests") else { return [] }
  return tree.items(of: tests).compactMap { test in
    let node = tree.value(of: test, named: "good") ?? tree.value(of: test, named: "bad")
    return node.map { tree.text(of: $0) }
  }
}

/// What a tree says, whatever its style.
private indirect enum Content: Equatable {
  case scalar(String)
  case mapping([Pair])
  case list([Content])

  struct Pair: Equatable {
    let key: String
    var value: Content
  }

  init(_ tree: SyntaxTree, _ node: NodeID) {
    let node = tree.resolved(node)
    switch tree.kind(of: node) {
    case .scalar, .alias: self = .scalar(tree[node].scalarType == .null ? "" : tree.text(of: node))
    case .sequence: self = .list(tree.items(of: node).map { Content(tree, $0) })
    case .mapping:
      self = .mapping(
        tree.members(of: node).map { Pair(key: tree.text(of: $0.key), value: Content(tree, $0.value)) }
          .sorted { $0.key < $1.key })
    }
  }

  /// The content as JSON, each entry on its own line, all scalars as strings.
  func json(_ margin: String = "\n") -> String {
    let inner = margin + "  "
    switch self {
    case .scalar(let text): return ScalarText.quoted(text)
    case .list(let items):
      return items.isEmpty ? "[]" : "[" + items.map { inner + $0.json(inner) }.joined(separator: ",") + margin + "]"
    case .mapping(let pairs):
      let lines = pairs.map { inner + ScalarText.quoted($0.key) + ": " + $0.value.json(inner) }
      return pairs.isEmpty ? "{}" : "{" + lines.joined(separator: ",") + margin + "}"
    }
  }

  /// The content with what stands at a pointer changed; `nil` removes it.
  func changing(_ tokens: ArraySlice<String>, _ change: (Content?) -> Content?) -> Content {
    guard let token = tokens.first else { return change(self) ?? .scalar("") }
    let rest = tokens.dropFirst()
    switch self {
    case .scalar: return self
    case .list(var items):
      guard let index = Int(token), items.indices.contains(index) else { return self }
      if !rest.isEmpty {
        items[index] = items[index].changing(rest, change)
      } else if let new = change(items[index]) {
        items[index] = new
      } else {
        items.remove(at: index)
      }
      return .list(items)
    case .mapping(var pairs):
      guard let index = pairs.firstIndex(where: { $0.key == token }) else { return self }
      if !rest.isEmpty {
        pairs[index].value = pairs[index].value.changing(rest, change)
      } else if let new = change(pairs[index].value) {
        pairs[index].value = new
      } else {
        pairs.remove(at: index)
      }
      return .mapping(pairs)
    }
  }
}

private let small = Content.mapping([
  .init(key: "p", value: .scalar("1")), .init(key: "w", value: .list([.scalar("2"), .scalar("x: z")])),
])

private func smallValue() -> Value {
  var map = MapValue()
  _ = map.insert(Value(.string("p")), Value(.int(1)))
  _ = map.insert(Value(.string("w")), Value(.list([Value(.int(2)), Value(.string("x: z"))])))
  return Value(.map(map))
}

@Suite struct FixPropertyTests {
  @Test(arguments: [SourceSyntax.yaml, .json]) func changesSayWhatIsMeantAndNoMore(_ syntax: SourceSyntax) throws {
    var count = 0
    for (number, yaml) in texts.enumerated() {
      let text = syntax == .yaml ? yaml : json(yaml)
      let source = SourceText(text)
      let tree = read(source, syntax).tree
      // Of streams with several documents the first will do; what is anchored changes in several places.
      guard tree.documents.count == 1, let root = tree.documents.first?.root, !yaml.contains("&") else { continue }
      let document = CaseDocument(tree: tree, root: root, path: "a.case.yaml")
      let writer = FixWriter(document: document, syntax: syntax)
      let before = Content(tree, root)
      var index = root.index + 1 + Int32(number % 3)
      while index < tree[root].subtreeEnd {
        let node = NodeID(index: index)
        index += 3
        guard !tree[node].flags.contains(.key) else { continue }
        let tokens = (JSONPointer.tokens(of: tree.pointer(of: node)) ?? [])[...]
        var changes: [(String, [FixPlan.Operation], (Content?) -> Content?)] = [
          ("set", [.set(at: node, steps: [], value: Value(.int(7)))], { _ in .scalar("7") }),
          ("write", [.set(at: node, steps: [], value: Value(.string("it's: #1")))], { _ in .scalar("it's: #1") }),
          ("collect", [.set(at: node, steps: [], value: smallValue())], { _ in small }),
          ("remove", [.remove(node)], { _ in nil }),
        ]
        if tree.kind(of: node) == .mapping {
          changes.append(
            (
              "insert",
              [
                .set(at: node, steps: [.member("zz"), .member("a")], value: Value(.int(1))),
                .set(at: node, steps: [.member("zz"), .member("b")], value: Value(.string("no"))),
              ],
              { old in
                guard case .mapping(let pairs)? = old else { return old }
                let new = Content.mapping([
                  .init(key: "a", value: .scalar("1")), .init(key: "b", value: .scalar("no")),
                ])
                return .mapping((pairs + [.init(key: "zz", value: new)]).sorted { $0.key < $1.key })
              }
            ))
        }
        if tree.kind(of: node) == .sequence {
          changes.append(
            (
              "append",
              [
                .append(to: node, steps: [], value: smallValue()),
                .append(to: node, steps: [], value: Value(.int(3))),
              ],
              { old in
                guard case .list(let items)? = old else { return old }
                return .list(items + [small, .scalar("3")])
              }
            ))
        }
        for (name, operations, change) in changes {
          let plan = FixPlan(title: name, isSafe: true, operations: operations)
          guard let fix = writer.fix(plan) else {
            Issue.record("\(name) at \(tree.pointer(of: node)) gives no fix in\n\(text)")
            continue
          }
          let result = source.applying(fix.edits)
          let (tree, faults) = read(result, syntax)
          let after = tree.documents.first?.root.map { Content(tree, $0) }
          let expected = before.changing(tokens, change)
          let isRight = after == expected && !faults.contains { $0.severity == .error }
          #expect(isRight, "\(name) at \(tree.pointer(of: node)) gives\n\(result.string)\nof\n\(text)")
          count += 1
        }
      }
    }
    #expect(count > 1_000)
  }

  private func read(_ source: SourceText, _ syntax: SourceSyntax) -> (tree: SyntaxTree, faults: [Diagnostic]) {
    guard syntax == .json else {
      let result = YAMLReader.read(source)
      return (result.tree, result.diagnostics)
    }
    let result = JSONReader.read(source)
    return (result.tree, result.diagnostics)
  }

  private func json(_ yaml: String) -> String {
    let tree = YAMLReader.read(SourceText(yaml)).tree
    return tree.documents.first?.root.map { Content(tree, $0).json() } ?? "{}"
  }
}
