// The check of the pack that a case names, with and without one that the user asks for in its place.

import Rules
import Testing

@Suite struct PolicyPackCheckTests {
  private func found(_ text: String, policy: String?) throws -> [String] {
    let document = try #require(try documents(text).first)
    var context = RunContext(policy: policy, today: testContext.today)
    context.only = ["DOC001"]
    return RuleRunner.run(.builtIn, on: document, context: context).findings.map { describe($0, [document]) }
  }

  @Test func aPackThatIsNotKnownIsFoundWithoutAnyPack() throws {
    #expect(
      try found("policy_pack: none@1\n", policy: nil) == [
        "DOC001 /policy_pack error: Policy pack \"none@1\" is not known. Known packs: ccg-2013-14@1, icb-2025-26@1."
      ])
  }

  @Test func aPackThatIsAskedForInItsPlaceAnswersForIt() throws {
    #expect(try found("policy_pack: none@1\n", policy: "ccg-2013-14@1") == [])
    #expect(try found("policy_pack: ccg-2013-14@1\n", policy: "other@1") == [])
  }
}
