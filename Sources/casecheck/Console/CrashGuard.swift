// Gives a trap of ours the exit status of a defect, so that no caller takes it for a finding.

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

enum CrashGuard {
  /// Handles the signals that a trap raises: a sentence and status 3. Where a backtrace was asked for, the runtime's own
  /// handling stays.
  static func install() {
    guard getenv("SWIFT_BACKTRACE") == nil else { return }
    for number in [SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGSEGV, SIGFPE] {
      signal(number) { _ in
        // Nothing that allocates may be called in a handler.
        let message: StaticString =
          "casecheck: a defect of casecheck itself ended the run; nothing is known of what was not yet reported.\n"
        _ = write(STDERR_FILENO, message.utf8Start, message.utf8CodeUnitCount)
        _exit(3)
      }
    }
  }
}
