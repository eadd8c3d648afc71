// A bar on the terminal for runs that take a while; nothing anywhere else.

import Synchronization

/// Shows on standard error how many files are done, from the second second on.
final class ProgressBar: Sendable {
  private struct State {
    var lastDrawn: ContinuousClock.Instant?
  }

  private static let width = 30
  private let start = ContinuousClock.now
  private let state = Mutex(State())

  /// Tells that `done` of `count` files are done.
  func show(_ done: Int, of count: Int) {
    let now = ContinuousClock.now
    guard now - start > .seconds(1), count > 0 else { return }
    state.withLock { state in
      if let last = state.lastDrawn, now - last < .milliseconds(50), done < count { return }
      state.lastDrawn = now
      let filled = min(done, count) * ProgressBar.width / count
      let bar = String(repeating: "=", count: filled) + String(repeating: " ", count: ProgressBar.width - filled)
      Console.writeError("\r[\(bar)] \(done)/\(count) files")
    }
  }

  /// Takes the bar away.
  func clear() {
    state.withLock { state in
      if state.lastDrawn != nil { Console.writeError("\r\u{1B}[K") }
      state.lastDrawn = nil
    }
  }
}
