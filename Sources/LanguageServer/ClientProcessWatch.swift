// Noticing that the client's process is gone (LSP 3.17 "Initialize Request", `processId`), however it went.
import JSONRPC

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Watches processes from a thread of its own.
package enum ClientProcessWatch {
  /// Calls `onGone` once when the process `id` has ended. An id that no process can have is not watched.
  ///
  /// Should the process still be there some seconds after `onGone`, because the main loop waits for a pipe that
  /// nobody reads, it ends at once with status 1.
  package static func start(_ id: Int, onGone: @escaping @Sendable () -> Void) {
    guard let process = pid_t(exactly: id), process > 0 else { return }
    _ = Thread.start {
      while isAlive(process) { sleep(1) }
      onGone()
      sleep(5)
      _exit(1)
    }
  }

  /// Whether `process` runs: a process that has ended but whose parent has not asked yet does not.
  package static func isAlive(_ process: pid_t) -> Bool {
    guard kill(process, 0) == 0 || errno == EPERM else { return false }
    #if os(Linux)
      return !isZombie(process)
    #else
      return true
    #endif
  }

  #if os(Linux)
    /// proc(5): the state is the letter after the name in parentheses, which may itself have parentheses in it.
    private static func isZombie(_ process: pid_t) -> Bool {
      let file = open("/proc/\(process)/stat", O_RDONLY | O_CLOEXEC)
      guard file >= 0 else { return false }
      defer { close(file) }
      var bytes = [UInt8](repeating: 0, count: 512)
      let count = read(file, &bytes, bytes.count)
      guard count > 0, let name = bytes[..<count].lastIndex(of: UInt8(ascii: ")")) else { return false }
      let state = bytes[(name + 1)...].first { $0 != UInt8(ascii: " ") }
      return state == UInt8(ascii: "Z") || state == UInt8(ascii: "X")
    }
  #endif
}
