// Work on threads: order of results, and stacks that are deep enough.

import Testing

@testable import Workspace

@Suite struct WorkersTests {
  @Test(arguments: [1, 2, 7, 1_000]) func resultsKeepTheirOrder(_ jobs: Int) {
    #expect(Workers.map(count: 500, jobs: jobs) { $0 * $0 } == (0..<500).map { $0 * $0 })
  }

  @Test func nothingToDo() {
    #expect(Workers.map(count: 0, jobs: 4) { $0 }.isEmpty)
  }

  @Test func stacksAreDeep() {
    @Sendable func descend(_ depth: Int) -> Int {
      if depth == 0 { return 0 }
      return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1_000) { buffer in
        buffer.initialize(repeating: UInt8(truncatingIfNeeded: depth))
        return descend(depth - 1) + Int(buffer[depth % 1_000] & 1)
      }
    }
    #expect(Workers.onDeepStack { descend(20_000) } == 10_000)
  }
}
