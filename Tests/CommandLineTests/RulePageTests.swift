// That the pages of the rules are what the program says, and that the example of how to write one passes its tests.

import Foundation
import TestSupport
import Testing

@Suite(.serialized) struct RulePageTests {
  private var documentation: URL { Conformance.packageRoot.appending(path: "docs") }

  @Test func pagesAreFresh() throws {
    let copy = try Folder()
    defer { copy.remove() }
    let script = Conformance.packageRoot.appending(path: "scripts/rule-pages.sh").path()
    let outcome = try Binary.shell("'\(script)' pages", in: copy.url)
    #expect(outcome.status == 0, "\(outcome.error)")
    let manager = FileManager.default
    let written = copy.url.appending(path: "pages")
    let kept = documentation.appending(path: "rules")
    let names = try manager.contentsOfDirectory(atPath: written.path()).sorted()
    #expect(try manager.contentsOfDirectory(atPath: kept.path()).sorted() == names)
    for name in names {
      let (old, new) = (kept.appending(path: name), written.appending(path: name))
      #expect(try Data(contentsOf: old) == Data(contentsOf: new), "\(name) is stale: run scripts/rule-pages.sh")
    }
  }

  @Test func exampleRulePasses() throws {
    let page = String(decoding: try Data(contentsOf: documentation.appending(path: "writing-rules.md")), as: UTF8.self)
    let start = try #require(page.range(of: "```yaml\n")).upperBound
    let end = try #require(page.range(of: "```", range: start..<page.endIndex)).lowerBound
    let copy = try Folder()
    defer { copy.remove() }
    try Data(page[start..<end].utf8).write(to: copy.url.appending(path: "LOC001.rule.yaml"))
    let outcome = try Binary.run(["test", "."], in: copy.url)
    #expect(outcome.status == 0, "\(outcome.output)")
    #expect(outcome.output.contains("1 rule, 4 tests: 4 passed"))
  }
}
