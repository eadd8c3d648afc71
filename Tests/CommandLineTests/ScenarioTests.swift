// Runs every scenario against the real program; `UPDATE_FIXTURES=1` writes down what it does in place of comparing.

import Foundation
import Testing

@Suite(.serialized) struct ScenarioTests {
  @Test func scenariosExist() {
    #expect(!Scenario.all.isEmpty)
  }

  @Test(arguments: Scenario.all) func scenario(_ scenario: Scenario) throws {
    let outcome = try scenario.run()
    let environment = ProcessInfo.processInfo.environment
    if environment["UPDATE_FIXTURES"] == "1" {
      try #require(environment["CI"] == nil, "fixtures are not rewritten in CI")
      try update(scenario, outcome)
      return
    }
    #expect(outcome.output == scenario.text("stdout"))
    #expect("\(outcome.status)\n" == scenario.text("status"))
    if let expected = scenario.text("stderr") {
      for line in expected.split(separator: "\n") { #expect(outcome.error.contains(line)) }
    } else {
      #expect(outcome.error == "")
    }
  }

  private func update(_ scenario: Scenario, _ outcome: Binary.Outcome) throws {
    func write(_ text: String, _ name: String) throws {
      try Data(text.utf8).write(to: scenario.folder.appending(path: name))
    }
    try write(outcome.output, "stdout")
    try write("\(outcome.status)\n", "status")
    let error = scenario.folder.appending(path: "stderr")
    if outcome.error.isEmpty {
      try? FileManager.default.removeItem(at: error)
    } else if scenario.text("stderr") == nil {
      try write(outcome.error, "stderr")
    }
  }
}
