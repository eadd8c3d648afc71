// What the tests of rules share: rules and cases from text, and findings in a form that can be compared.

import CEL
import DocumentModel
import SourceText
import Testing
import YAMLSyntax

@testable import Rules

/// A rule of a text.
func ruleFile(_ text: String, path: String? = "test.rule.yaml") throws -> RuleFile {
  let read = YAMLReader.read(SourceText(text))
  #expect(read.diagnostics.isEmpty, "\(read.diagnostics)")
  return RuleFile(tree: read.tree, root: try #require(read.tree.documents.first?.root), path: path)
}

/// A rule with one check, given by the lines of the check.
func oneCheck(_ check: String, code: String = "TST001", head: String = "severity: error") throws -> RuleFile {
  let lines = check.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n")
  return try ruleFile("kind: rule\ncode: \(code)\nname: a-test\n\(head)\nchecks:\n  -\n\(lines)\n")
}

/// A book of rules with the packs that are built in, and none of the rules that are.
func book(_ rules: RuleFile...) -> RuleBook { book(rules) }

func book(_ rules: [RuleFile]) -> RuleBook {
  RuleBook(adding: rules, packs: [], to: .withoutRules)
}

/// The business cases and profiles of a text.
func documents(_ text: String, rejecting pointers: [String] = []) throws -> [CaseDocument] {
  let read = YAMLReader.read(SourceText(text))
  return try read.tree.documents.map { document in
    let root = try #require(document.root)
    let rejected = Set(pointers.compactMap { read.tree.node(at: $0, from: root) })
    let isProfile = read.tree.value(of: root, named: "kind").map { read.tree.text(of: $0) } == "supplier_profile"
    return CaseDocument(
      tree: read.tree, root: root, path: "case.yaml", kind: isProfile ? .supplierProfile : .businessCase,
      rejected: rejected)
  }
}

let testContext = RunContext(policy: "ccg-2013-14@1", today: CalendarDate("2014-01-01") ?? CalendarDate.distant)

extension CalendarDate {
  fileprivate static var distant: CalendarDate {
    guard let date = CalendarDate(day: 0) else { preconditionFailure("day 0 is a day") }
    return date
  }
}

/// The findings of a book in a case, each as `CODE pointer severity: message`.
func findings(
  _ book: RuleBook, _ text: String, rejecting: [String] = [], context: RunContext = testContext
) throws -> [String] {
  for problem in book.problems.flatMap({ $0 }) { Issue.record("\(problem.code.code): \(problem.message)") }
  let document = try #require(try documents(text, rejecting: rejecting).first)
  return RuleRunner.run(book, on: document, context: context).findings.map { describe($0, [document]) }
}

func describe(_ finding: RuleFinding, _ documents: [CaseDocument]) -> String {
  let pointer = documents[finding.place.document].tree.pointer(of: finding.place.node)
  let missing = finding.place.isMissing ? "?" : ""
  return "\(finding.code.code) \(pointer)\(missing) \(finding.severity): \(finding.message)"
}

/// What is wrong with a rule, each as `CODE 'text': message`.
func problems(_ file: RuleFile) -> [String] {
  book(file).problems.flatMap { $0 }.map { problem in
    let text = Array(file.tree.text(of: problem.node).utf8)
    let range = problem.range ?? 0..<text.count
    let part = range.upperBound <= text.count ? String(decoding: text[range], as: UTF8.self) : "beyond"
    return "\(problem.code.code) '\(part)': \(problem.message)"
  }
}
