// Tests of what is said of rules that are wrong: the code, the exact part of the text, and what was meant.

import SourceText
import Testing
import YAMLSyntax

@testable import Rules

@Suite struct RuleProblemTests {
  @Test(arguments: [
    ("check: 'this.id =='", "RUL001"),
    ("check: this.title_ == 'x'", "RUL002 'title_'"),
    ("check: thiss.id == 'x'", "RUL002 'thiss'"),
    ("check: sise(this.id) == 1", "RUL002 'sise'"),
    ("check: this.kind == 'shared'", "RUL002 ''shared''"),
    ("check: this.id == 1", "RUL003 'this.id == 1'"),
    ("check: this.id", "RUL003 'this.id'"),
    ("check: size(this.partners) > 0", "RUL004 'partners'"),
    ("check: pack.sum_tolerance == 1", "RUL002 'sum_tolerance'"),
    ("check: \"this.id.matches('(')\"", "RUL019 ''(''"),
    ("check: this.shortlisted\nat: this.resultt.rank", "RUL005 'resultt'"),
    ("check: this.shortlisted\nat: that.result", "RUL002 'that'"),
    ("check: this.shortlisted\nat: this.costs[*]", "RUL005"),
    ("check: this.shortlisted\nat: this..costs", "RUL005"),
    ("check: this.shortlisted\nrelated: [{for: this.id, at: it, message: x}]", "RUL003"),
    ("check: this.shortlisted\nfix: {title: 'Write {a}', replace: this.id, with: this.id}", "RUL002 'a'"),
    ("swift: no-such-check", "RUL010 'no-such-check'"),
    ("check: this.shortlisted\nneeds: [ABC001]", "RUL008 'ABC001'"),
    ("let: {this: '1'}\ncheck: this.shortlisted", "RUL005 'this'"),
    ("derive: {at: this.id, value: this.id, format: gbp}", "RUL003"),
  ])
  func faultsHaveTheirPlace(_ check: String, _ expected: String) throws {
    let found = problems(try oneCheck("for: $.economic_case.options[*]\n\(check)\nmessage: x"))
    #expect(found.count == 1 && found.first?.hasPrefix(expected) == true, "\(found)")
  }

  @Test(arguments: [
    ("a {this.id", "RUL006 '{this.id'"), ("a {this.idd}", "RUL002 'idd'"), ("a {this.id +}", "RUL001"),
    ("a } {{ {this.id}", nil), ("a {'}'} {{}} {{'a': 1}.a}", nil),
  ])
  func messagesAreRead(_ message: String, _ expected: String?) throws {
    let file = try oneCheck(
      "for: $.economic_case.options[*]\ncheck: this.shortlisted\nmessage: \"\(message)\"")
    let found = problems(file)
    if let expected {
      #expect(found.count == 1 && found.first?.hasPrefix(expected) == true, "\(found)")
    } else {
      #expect(found == [])
    }
  }

  @Test(arguments: [
    ("$.economic_case.option[*]", "RUL005 'option'"), ("this.costs", "RUL005 'this'"),
    ("$.economic_case[*]", "RUL005"),
    ("$.economic_case.options[*", "RUL005"), ("$ economic_case", "RUL005"), ("", "RUL005"),
    ("$.economic_case.options['a']", nil),
  ])
  func pathsAreRead(_ path: String, _ expected: String?) throws {
    let found = problems(try oneCheck("for: \"\(path)\"\ncheck: 'true'\nmessage: x"))
    if let expected {
      #expect(found.count == 1 && found.first?.hasPrefix(expected) == true, "\(found)")
    } else {
      #expect(found == [])
    }
  }

  @Test func suggestionsAreMade() throws {
    let file = try oneCheck("for: $.economic_case.option[*]\ncheck: 'true'\nmessage: x")
    #expect(book(file).problems.flatMap { $0 }.first?.suggestion == "options")
  }

  @Test func aBrokenCheckDoesNotHideTheOthers() throws {
    let rules = book(
      try oneCheck("for: $.metadata\ncheck: nothing\nmessage: x"),
      try oneCheck("for: $.metadata\ncheck: 'false'\nmessage: y", code: "TST002"))
    #expect(rules.problems.map(\.count) == [1, 0])
    let document = try #require(try documents("metadata: {}").first)
    #expect(RuleRunner.run(rules, on: document, context: testContext).findings.map(\.message) == ["y"])
  }

  @Test func whatConditionsAskForIsKnown() throws {
    #expect(
      problems(
        try oneCheck(
          """
          for: $.economic_case.options[*] as option .partners[*]
          check: size(option.partners) < 1
          message: "{option.partners}"
          """)) == [])
    #expect(
      problems(
        try oneCheck(
          """
          for: $.economic_case.options[*]
          when: has(this.partners)
          let: {count: size(this.partners)}
          check: "!has(this.result.bcr) || this.result.bcr > 1"
          message: "{count} {this.result.bcr} {this.partners}"
          """)) == [])
  }

  @Test func oneCodeIsOneRule() throws {
    let one = try oneCheck("for: $.metadata\ncheck: 'true'\nmessage: x")
    #expect(book(one, one).problems.map { $0.map(\.code.code) } == [[], ["RUL007"]])
    let base = book(one)
    let other = try oneCheck("for: $.metadata\ncheck: 'false'\nmessage: new")
    #expect(RuleBook(adding: [other], to: base).problems.flatMap { $0 }.map(\.code.code) == ["RUL007"])
    let replaced = RuleBook(adding: [other], to: base, replaces: true)
    #expect(replaced.problems == [[]] && replaced.rules.count == 1)
    let document = try #require(try documents("metadata: {}").first)
    #expect(RuleRunner.run(replaced, on: document, context: testContext).findings.map(\.message) == ["new"])
  }

  @Test func circlesOfNeedsAreTold() throws {
    let check = "for: $.metadata\ncheck: 'true'\nmessage: x"
    let found = book(
      try oneCheck(check, code: "TST001", head: "severity: error\nneeds: [TST002]"),
      try oneCheck(check, code: "TST002", head: "severity: error\nneeds: [{code: TST003, scope: case}]"),
      try oneCheck(check + "\nneeds: [TST001]", code: "TST003"), try oneCheck(check, code: "TST004")
    ).problems.map { $0.map(\.code.code) }
    #expect(found == [["RUL009"], ["RUL009"], ["RUL009"], []])
  }

  @Test func namesThatAreTaken() throws {
    #expect(
      problems(try oneCheck("for: $.metadata as this\ncheck: 'true'\nmessage: x")).first?.hasPrefix("RUL005") == true)
    let check = "for: $.metadata\nlet: {others: '1'}\ncheck: others == 1\nmessage: x"
    #expect(problems(try oneCheck(check)) == [])
    #expect(problems(try oneCheck(check, head: "severity: error\nscope: portfolio")).first?.hasPrefix("RUL005") == true)
  }

  @Test func everyBeginningOfARuleIsRead() throws {
    let text =
      "kind: rule\ncode: TST001\nname: a\nseverity: error\nchecks:\n  - "
      + RuleRunnerTests.totals.replacing("\n", with: "\n    ")
    let document = try #require(
      try documents("financial_case: {total_cost_gbp: {2013/14: 1}, costs: [{values_gbp: {2013/14: 5}}]}").first)
    for length in 0...text.count {
      let read = YAMLReader.read(SourceText(String(text.prefix(length))))
      guard let root = read.tree.documents.first?.root else { continue }
      let rules = RuleBook(adding: [RuleFile(tree: read.tree, root: root, path: nil)], to: .withoutRules)
      _ = RuleRunner.run(rules, on: document, context: testContext)
      _ = RuleRunner.derivedValues(rules, of: document, context: testContext)
    }
  }

  @Test func everyBeginningOfACaseIsRead() throws {
    let rules = book(try oneCheck(RuleRunnerTests.totals))
    let text = """
      &a metadata: {case_id: A, status: draft}
      financial_case: &b
        total_cost_gbp: {<<: *c, 2013/14: 1e3, 2014/15: 0x10, 2015/16: .inf, 2016/17: "9", 2017/18: [1], 2018/19: ~}
        costs: [{values_gbp: {2013/14: 5, 2014/15: -0.005}}, *b, {values_gbp: *b}, 3, null]
      """
    for length in 1...text.count {
      for document in try documents(String(text.prefix(length))) {
        _ = RuleRunner.run(rules, on: document, context: testContext)
      }
    }
  }

  @Test func whatIsBuiltInIsRight() {
    let found = RuleBook.builtInProblems().map { "\($0.path): \($0.problem.code.code) \($0.problem.message)" }
    #expect(found == [])
  }
}
