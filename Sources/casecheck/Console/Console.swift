// Standard output and standard error as bytes, and what to do when nobody reads them any more.

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The streams of the process.
enum Console {
  /// Whether standard output is a terminal.
  static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// The number of columns of the terminal that standard output is; `nil` where it is none or does not say.
  static var outputColumns: Int? {
    var size = winsize()
    guard outputIsTerminal, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// Whether standard error is a terminal.
  static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// The variables of the environment that say something about colour.
  static var colorEnvironment: [String: String] {
    var variables: [String: String] = [:]
    for name in ["NO_COLOR", "CLICOLOR_FORCE", "TERM"] {
      if let value = getenv(name) { variables[name] = String(cString: value) }
    }
    return variables
  }

  /// Makes a write to a closed pipe an error to be handled in place of a signal that kills.
  static func ignoreBrokenPipes() {
    signal(SIGPIPE, SIG_IGN)
  }

  /// Writes `bytes` to standard output. A reader that has gone away is no failure: it has seen what it wanted.
  ///
  /// - Returns: false where the bytes could not be written, after saying so.
  static func write(_ bytes: [UInt8]) -> Bool {
    let failure = write(bytes, to: STDOUT_FILENO)
    guard failure != 0, failure != EPIPE else { return true }
    writeError("casecheck: Standard output cannot be written: \(String(cString: strerror(failure))).\n")
    return false
  }

  /// Writes `text` to standard output as ``write(_:)-([UInt8])`` does.
  static func write(_ text: String) -> Bool { write(Array(text.utf8)) }

  /// Writes `text` to standard error; if that fails there is nobody left to tell.
  static func writeError(_ text: String) {
    _ = write(Array(text.utf8), to: STDERR_FILENO)
  }

  /// Ends the process.
  static func exit(_ status: Int32) -> Never {
    #if canImport(Darwin)
      Darwin.exit(status)
    #elseif canImport(Musl)
      Musl.exit(status)
    #else
      Glibc.exit(status)
    #endif
  }

  /// Writes all of `bytes` and returns 0, or the `errno` of what stopped it.
  static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
    bytes.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count {
        let count = systemWrite(descriptor, UnsafeRawBufferPointer(rebasing: buffer[done...]))
        if count >= 0 {
          done += count
        } else if errno == EAGAIN {
          // A terminal or pipe that others have made non-blocking: wait until it takes more.
          var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
          poll(&waiting, 1, -1)
        } else if errno != EINTR {
          return errno
        }
      }
      return 0
    }
  }

  private static func systemWrite(_ descriptor: Int32, _ buffer: UnsafeRawBufferPointer) -> Int {
    #if canImport(Darwin)
      Darwin.write(descriptor, buffer.baseAddress, buffer.count)
    #elseif canImport(Musl)
      Musl.write(descriptor, buffer.baseAddress, buffer.count)
    #else
      Glibc.write(descriptor, buffer.baseAddress, buffer.count)
    #endif
  }
}
