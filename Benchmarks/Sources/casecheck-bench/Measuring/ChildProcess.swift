// Starts programs and learns from the system what they cost: time, processor time, memory.

import Foundation

/// What stops a benchmark.
struct BenchmarkFailure: Error, CustomStringConvertible {
  let description: String
}

/// A program that runs, with its standard input and output as pipes where that is asked for.
struct ChildProcess {
  /// What a run cost.
  struct Cost {
    /// The exit status; negative where a signal ended it.
    let status: Int32
    /// From the start to the end, in milliseconds.
    let wall: Double
    /// On all processors together, in milliseconds.
    let processor: Double
    /// The most memory it held at a time, in MiB; on Linux not less than this process held when it started the other.
    let memory: Double
  }

  let id: pid_t
  /// The end to write to; -1 where standard input is empty.
  let input: Int32
  /// The end to read from; -1 where standard output is thrown away.
  let output: Int32

  /// Starts `arguments`, the first of which is the program's path.
  init(_ arguments: [String], piped: Bool = false) throws {
    var actions = Self.emptyActions
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    var toChild: [Int32] = [-1, -1]
    var fromChild: [Int32] = [-1, -1]
    if piped {
      guard pipe(&toChild) == 0, pipe(&fromChild) == 0 else { throw BenchmarkFailure(description: "no pipes") }
      for end in [toChild[1], fromChild[0]] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      posix_spawn_file_actions_adddup2(&actions, toChild[0], 0)
      posix_spawn_file_actions_adddup2(&actions, fromChild[1], 1)
      posix_spawn_file_actions_addclose(&actions, toChild[0])
      posix_spawn_file_actions_addclose(&actions, fromChild[1])
    } else {
      posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
      posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    }
    var strings: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
    strings.append(nil)
    defer { for string in strings { free(string) } }
    var id = pid_t()
    let error = posix_spawn(&id, arguments.first ?? "", &actions, nil, strings, environ)
    guard error == 0 else {
      throw BenchmarkFailure(description: "\(arguments.first ?? ""): \(String(cString: strerror(error)))")
    }
    if piped {
      close(toChild[0])
      close(fromChild[1])
    }
    self.id = id
    input = toChild[1]
    output = fromChild[0]
  }

  #if canImport(Darwin)
    private static let emptyActions: posix_spawn_file_actions_t? = nil
  #else
    private static var emptyActions: posix_spawn_file_actions_t { posix_spawn_file_actions_t() }
  #endif

  /// The most memory it has held so far, in MiB, while it runs; `nil` where the system does not tell.
  var memory: Double? {
    let lines = (try? String(contentsOfFile: "/proc/\(id)/status", encoding: .utf8))?.split(separator: "\n") ?? []
    let peak = lines.first { $0.hasPrefix("VmHWM:") }?.split(separator: " ").dropFirst().first
    return peak.flatMap { Double($0) }.map { $0 / 1024 }
  }

  /// Waits for the end. `wall` of the result is 0, as this does not know the start.
  func wait() -> Cost {
    var status: Int32 = 0
    var usage = rusage()
    while wait4(id, &status, 0, &usage) == -1, errno == EINTR {}
    for end in [input, output] where end >= 0 { close(end) }
    let code = status & 0x7F == 0 ? (status >> 8) & 0xFF : -(status & 0x7F)
    #if canImport(Darwin)
      let bytes = Double(usage.ru_maxrss)
    #else
      let bytes = Double(usage.ru_maxrss) * 1024
    #endif
    return Cost(
      status: code, wall: 0, processor: milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime),
      memory: bytes / 1_048_576)
  }

  /// Runs `arguments` to their end.
  static func run(_ arguments: [String]) throws -> Cost {
    var cost: Cost?
    var failure: (any Error)?
    let wall = Stopwatch.milliseconds {
      do { cost = try ChildProcess(arguments).wait() } catch { failure = error }
    }
    if let failure { throw failure }
    guard let cost else { throw BenchmarkFailure(description: "nothing ran") }
    return Cost(status: cost.status, wall: wall, processor: cost.processor, memory: cost.memory)
  }

  private func milliseconds(_ time: timeval) -> Double { Double(time.tv_sec) * 1e3 + Double(time.tv_usec) / 1e3 }
}
