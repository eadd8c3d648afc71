// The runner of rule tests: what passes, what fails and where the rule file is marked for it.

import Analysis
import DocumentModel
import Rules
import SourceText
import Testing
import YAMLSyntax

/// A rule that finds titles that are not in capitals, with the tests of a text.
private func rule(_ tests: String) throws -> RuleFile {
  let text = """
    kind: rule
    code: TST001
    name: a-test
    severity: error
    checks:
      - for: $.metadata.title
        check: this == 'OK'
        message: "The title is {this}."
        fix: {title: Write OK, replace: this, with: "'OK'"}
    tests:

    """ + tests.split(separator: "\n", omittingEmptySubsequences: false).map { "  " + $0 + "\n" }.joined()
  let read = YAMLReader.read(SourceText(text))
  #expect(read.diagnostics.isEmpty)
  return RuleFile(tree: read.tree, root: try #require(read.tree.documents.first?.root), path: nil)
}

/// The outcome of the tests, each finding as `code @marked text: message`.
private func outcome(_ tests: String) throws -> (count: Int, failed: Int, lines: [String], fixes: [Fix]) {
  let file = try rule(tests)
  let book = RuleBook(adding: [file], to: .withoutRules)
  #expect(book.problems.flatMap { $0 }.isEmpty)
  let outcome = RuleTests.run(file, in: book)
  let lines = outcome.diagnostics.map {
    "\($0.code.code) @\(file.tree.source.string(in: $0.range)): \($0.message)"
  }
  return (outcome.count, outcome.failed, lines, outcome.diagnostics.flatMap(\.fixes))
}

@Suite struct RuleTestRunnerTests {
  @Test func passes() throws {
    let result = try outcome(
      """
      - good: |
          metadata: {title: OK}
      - bad: |
          metadata: {title: Bad}
        expect: [{at: /metadata/title, message: The title is Bad., severity: error}]
        fixed: |
          metadata: {title: OK}
      """)
    #expect(result.lines == [])
    #expect(result.count == 2 && result.failed == 0)
  }

  @Test func marksWhatIsFoundInAGoodDocument() throws {
    let result = try outcome(
      """
      - name: fine
        good: |
          # a remark
          metadata:
            title: Bad
      """)
    #expect(
      result.lines == [
        #"RUL011 @Bad: The test `fine` fails: this is found and not expected: error "The title is Bad.", at "/metadata/title"."#
      ])
    #expect(result.failed == 1)
  }

  @Test func marksWhatIsNotFound() throws {
    let result = try outcome(
      """
      - name: missed
        bad: "metadata: {title: OK}"
        expect: [{at: /metadata/title}]
      """)
    #expect(result.lines == ["RUL011 @/metadata/title: The test `missed` fails: nothing is found at this place."])
  }

  @Test func comparesMessageAndSeverity() throws {
    let result = try outcome(
      """
      - name: other words
        bad: "metadata: {title: Bad}"
        expect: [{at: /metadata/title, message: The title is bad.}]
      - name: other severity
        bad: "metadata: {title: Bad}"
        expect: [{at: /metadata/title, severity: warning}]
      """)
    #expect(
      result.lines == [
        #"RUL011 @The title is bad.: The test `other words` fails: expected is "The title is bad.", but found is "#
          + #""The title is Bad."."#,
        #"RUL011 @warning: The test `other severity` fails: expected is "warning", but found is "error"."#,
      ])
    #expect(result.fixes.map(\.title) == ["Expect what is found"])
  }

  @Test func comparesTheFixedDocument() throws {
    let result = try outcome(
      """
      - name: mended
        bad: |
          metadata:
            title: Bad
        expect: [{at: /metadata/title}]
        fixed: |
          metadata:
            title: Good
      """)
    #expect(
      result.lines == [
        #"RUL011 @title: Good: The test `mended` fails: after the fixes line 2 is "  title: OK"."#
      ])
    #expect(result.fixes.flatMap(\.edits).map(\.newText) == ["        title: OK\n"])
  }

  @Test func readsNoBrokenDocument() throws {
    let result = try outcome(
      """
      - name: broken
        good: |
          metadata: {title: OK
      """)
    #expect(result.lines.count == 1)
    #expect(result.lines.first?.hasPrefix("RUL020 @") == true)
    #expect(result.failed == 1)
  }

  @Test func countsDocumentsOfAPortfolio() throws {
    let result = try outcome(
      """
      - name: two
        bad: |
          metadata: {title: OK}
          ---
          metadata: {title: Bad}
        expect: [{at: /metadata/title, document: 2}]
      """)
    #expect(result.lines == [])
  }
}
