// Tests that what is absent is told of by one of the built-in rules, and that the others wait.

import Rules
import Testing

@Suite struct AbsenceTests {
  private func found(_ text: String, _ codes: Set<String>) throws -> [String] {
    let document = try #require(try documents(text).first)
    var context = testContext
    context.only = codes
    return RuleRunner.run(.builtIn, on: document, context: context).findings
      .map { describe($0, [document]) }
      .map { String($0.prefix { $0 != ":" }) }
  }

  private static let opening = """
    policy_pack: ccg-2013-14@1
    metadata: {status: submitted}

    """

  @Test func evidenceMayBeCitedInASectionThatIsAbsent() throws {
    let text = Self.opening + "evidence: [{id: EV01, title: A, date: 2013-10-01, reference: B, held_by: 06N}]\n"
    #expect(try found(text, ["EVD003"]) == ["EVD003 /evidence/0 information"])
    #expect(try found(text, ["EVD003", "DOC010"]).filter { $0.hasPrefix("EVD003") } == [])
  }

  @Test func anObjectiveThatABenefitMisspellsIsNotWithoutBenefit() throws {
    let text =
      Self.opening + """
        strategic_case: {objectives: [{id: OBJ01}]}
        benefits: [{id: BEN01, objectives: [OBJ91]}]

        """
    #expect(try found(text, ["STR004"]) == ["STR004 /strategic_case/objectives/0 warning"])
    #expect(try found(text, ["STR004", "DOC005"]) == ["DOC005 /benefits/0/objectives/0 error"])
  }
}
