// Times code in rounds: in each round every contestant runs once, so that what disturbs one disturbs the others as well.

import Foundation

/// Keeps a result from being optimised away.
@inline(never)
func keep<Value>(_ value: Value) {
  withExtendedLifetime(value) {}
}

enum Stopwatch {
  /// The processor time that `body` takes on this thread, in milliseconds: what other programs take does not count.
  static func processorMilliseconds(_ body: () -> Void) -> Double {
    func now() -> timespec {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return time
    }
    let start = now()
    body()
    let end = now()
    return Double(end.tv_sec - start.tv_sec) * 1e3 + Double(end.tv_nsec - start.tv_nsec) / 1e6
  }

  /// The time that `body` takes, in milliseconds.
  static func milliseconds(_ body: () -> Void) -> Double {
    let clock = ContinuousClock()
    let time = clock.measure(body).components
    return Double(time.seconds) * 1e3 + Double(time.attoseconds) / 1e15
  }

  /// For each of `bodies` the milliseconds of processor time of one call in each round. A round lasts at least about `length`
  /// milliseconds for each of them, by calling short ones more than once.
  static func interleave(rounds: Int, length: Double = 4, _ bodies: [() -> Void]) -> [[Double]] {
    let calls = bodies.map { body in
      body()
      return max(1, Int(length / max(processorMilliseconds(body), 1e-6)))
    }
    var times = bodies.map { _ in [Double]() }
    for round in 0..<rounds {
      // The order turns with the rounds, as the first one finds the caches as the last one left them.
      for turn in bodies.indices {
        let index = (turn + round) % bodies.count
        let time = processorMilliseconds { for _ in 0..<calls[index] { bodies[index]() } }
        times[index].append(time / Double(calls[index]))
      }
    }
    return times
  }

  /// The ratio of `times` to `unit` in each round.
  static func ratios(_ times: [Double], to unit: [Double]) -> Samples {
    Samples(zip(times, unit).map { $0 / $1 })
  }
}
