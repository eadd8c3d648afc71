// Runs every fixture of this folder: findings, fixes, completion and hover.

import Analysis
import Foundation
import TestSupport
import Testing

private let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")

@Suite struct FixtureTests {
  static let analyzer = Analyzer()

  @Test(arguments: try Fixture.all(in: folder))
  func fixture(_ fixture: Fixture) throws {
    let problems = try fixture.run(FixtureTests.analyzer)
    #expect(problems.isEmpty, "\(problems.joined(separator: "\n"))")
  }
}
