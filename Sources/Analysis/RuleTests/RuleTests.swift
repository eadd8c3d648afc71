// The tests that rule files carry: run, and what fails shown where the file says otherwise.

import CEL
import DocumentModel
import Rules
import SourceText

/// What came of the tests of one rule file.
public struct RuleTestOutcome: Sendable {
  /// How many tests there are.
  public internal(set) var count = 0
  /// How many of them fail.
  public internal(set) var failed = 0
  /// What is wrong, in the rule file: RUL011 where the rule finds something else than what is expected, RUL020 where a
  /// document cannot be read.
  public internal(set) var diagnostics: [Diagnostic] = []

  /// No tests.
  public init() {}
}

/// Runs the tests of rules.
public enum RuleTests {
  /// Runs the tests of the rule in `file`, which has to be one of `book`.
  public static func run(_ file: RuleFile, in book: RuleBook) -> RuleTestOutcome {
    var outcome = RuleTestOutcome()
    let tree = file.tree
    guard let code = tree.value(of: tree.resolved(file.root), named: "code").map({ tree.text(of: $0) }) else {
      return outcome
    }
    for test in RuleTest.all(in: tree, root: file.root) {
      var judge = RuleTestJudge(test: test, tree: tree, code: code, book: book)
      judge.run()
      outcome.count += 1
      if !judge.diagnostics.isEmpty { outcome.failed += 1 }
      outcome.diagnostics += judge.diagnostics
    }
    outcome.diagnostics.sort { $0.range < $1.range }
    return outcome
  }
}

/// Holds what was found in one test against what is expected.
private struct RuleTestJudge {
  let test: RuleTest
  let tree: SyntaxTree
  let code: String
  let book: RuleBook
  var diagnostics: [Diagnostic] = []

  /// How often fixes that touch each other are applied.
  private static let roundLimit = 10

  mutating func run() {
    let run = run(over: tree.text(of: test.document))
    for fault in run.faults {
      report(
        .badTest, "The document of the test `\(test.name)` cannot be read: \(fault.message)",
        at: places(test.document).range(of: fault.range.start..<fault.range.end), test.document)
    }
    guard run.faults.isEmpty else { return }
    compare(run)
    guard !test.isGood else { return }
    checkFixes(of: run)
  }

  private func run(over text: String) -> RuleTestRun { RuleTestRun(text, of: test, code: code, book: book) }

  private func places(_ scalar: NodeID) -> ScalarPlaces { ScalarPlaces(tree: tree, node: scalar) }

  private mutating func report(
    _ code: DiagnosticCode, _ message: String, at range: TextRange, _ node: NodeID,
    related: [RelatedInformation] = [], fixes: [Fix] = []
  ) {
    diagnostics.append(
      Diagnostic(code, message, at: range, pointer: tree.pointer(of: node), related: related, fixes: fixes))
  }

  // MARK: Findings

  private mutating func compare(_ run: RuleTestRun) {
    var left = run.findings
    var missing: [RuleTest.Expectation] = []
    for expectation in test.expectations {
      if let index = left.firstIndex(where: { meets($0, expectation, whole: true) }) {
        left.remove(at: index)
      } else {
        missing.append(expectation)
      }
    }
    for expectation in missing {
      if let index = left.firstIndex(where: { meets($0, expectation, whole: false) }) {
        reportDifference(left.remove(at: index), expectation)
      } else {
        report(
          .testFails, "The test `\(test.name)` fails: nothing is found at this place." + notes(run),
          at: Places(tree: tree).ofValue(expectation.node), expectation.node)
      }
    }
    for found in left {
      report(
        .testFails,
        "The test `\(test.name)` fails: this is found and not expected: \(summary(found)), at \(pointer(found)).",
        at: range(of: found), test.document)
    }
  }

  /// Whether a finding stands where one is expected, and says what it is to say if the whole is compared.
  private func meets(_ found: RuleTestRun.Found, _ expected: RuleTest.Expectation, whole: Bool) -> Bool {
    guard found.document == expected.document, found.diagnostic.pointer == expected.pointer,
      found.diagnostic.code.code == code
    else { return false }
    guard whole else { return true }
    return differs(found, expected) == nil
  }

  /// The scalar of the expectation that a finding differs from, and what was found in its place.
  private func differs(_ found: RuleTestRun.Found, _ expected: RuleTest.Expectation) -> (node: NodeID, found: String)? {
    if let message = expected.message, tree.text(of: message) != found.diagnostic.message {
      return (message, found.diagnostic.message)
    }
    if let severity = expected.severity, tree.text(of: severity) != found.diagnostic.severity.rawValue {
      return (severity, found.diagnostic.severity.rawValue)
    }
    return nil
  }

  private mutating func reportDifference(_ found: RuleTestRun.Found, _ expected: RuleTest.Expectation) {
    guard let difference = differs(found, expected) else { return }
    report(
      .testFails,
      "The test `\(test.name)` fails: expected is \(quoted(tree.text(of: difference.node))), "
        + "but found is \(quoted(difference.found)).",
      at: Places(tree: tree).ofValue(difference.node), difference.node,
      related: [
        RelatedInformation(range: range(of: found), pointer: tree.pointer(of: test.document), message: "found here")
      ], fixes: difference.node == expected.message ? [accepting(difference.found, at: difference.node)] : [])
  }

  private func accepting(_ text: String, at node: NodeID) -> Fix {
    let range = tree.range(of: node)
    let style = tree[node].style
    let isBlock = style == .literal || style == .folded
    let end = isBlock && tree.source.byte(at: range.end - 1) == 0x0A ? "\n" : ""
    return Fix(
      title: "Expect what is found", applicability: .unsafe, edits: [TextEdit(range, ScalarText.quoted(text) + end)])
  }

  private func range(of found: RuleTestRun.Found) -> TextRange {
    let range = found.diagnostic.range
    return places(test.document).range(of: range.start..<range.end)
  }

  private func pointer(_ found: RuleTestRun.Found) -> String {
    let pointer = quoted(found.diagnostic.pointer)
    return found.document == 0 ? pointer : "\(pointer) of document \(found.document + 1)"
  }

  private func summary(_ found: RuleTestRun.Found) -> String {
    let other = found.diagnostic.code.code == code ? "" : "\(found.diagnostic.code.code) "
    return "\(other)\(found.diagnostic.severity.rawValue) \(quoted(found.diagnostic.message))"
  }

  /// What may be why nothing is found.
  private func notes(_ run: RuleTestRun) -> String {
    NotInForce.messages(for: run.notInForce).map { " " + $0.message }.joined()
  }

  private func quoted(_ text: String) -> String { ScalarText.quoted(text) }

  // MARK: Fixes

  private mutating func checkFixes(of run: RuleTestRun) {
    var result = run.fixed
    guard result.changes else {
      if let fixed = test.fixed {
        report(
          .testFails, "The test `\(test.name)` fails: no finding has a fix, so nothing is `fixed`.",
          at: Places(tree: tree).ofValue(fixed), fixed)
      }
      return
    }
    var after = self.run(over: result.text)
    var rounds = 1
    while !result.isWhole, after.faults.isEmpty, after.fixed.changes, rounds < RuleTestJudge.roundLimit {
      result = after.fixed
      after = self.run(over: result.text)
      rounds += 1
    }
    let place = test.fixed ?? test.document
    if let fault = after.faults.first {
      report(
        .testFails,
        "The test `\(test.name)` fails: the document cannot be read after the fixes, which leave "
          + "\(quoted(result.text)): \(fault.message)", at: Places(tree: tree).ofValue(place), place)
      return
    }
    guard let fixed = test.fixed else { return }
    compare(result.text, with: fixed)
    for found in after.findings {
      report(
        .testFails,
        "The test `\(test.name)` fails: after the fixes there is still \(summary(found)), at \(pointer(found)).",
        at: Places(tree: tree).ofValue(fixed), fixed)
    }
  }

  /// Compares line by line; line breaks at the end do not count.
  private mutating func compare(_ text: String, with fixed: NodeID) {
    guard let difference = LineDifference(from: tree.text(of: fixed), to: text) else { return }
    let range = difference.range.map { places(fixed).range(of: $0) } ?? Places(tree: tree).ofValue(fixed)
    let line = difference.found.first
    let found =
      line.map { "line \(difference.line + 1) is \(quoted($0))" } ?? "line \(difference.line + 1) is not there"
    report(
      .testFails, "The test `\(test.name)` fails: after the fixes \(found).", at: range, fixed,
      fixes: difference.fix(of: fixed, in: tree).map { [$0] } ?? [])
  }
}
