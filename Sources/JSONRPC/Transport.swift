// Messages over file descriptors: a thread that reads into the mailbox, and writes that are whole or not at all.

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Where frames to the client go.
package protocol MessageSink: Sendable {
  /// Writes one message. Nothing is reported: a client that does not listen any more is found out by the reader.
  func send(_ message: Message)
}

/// The two ends of the conversation as file descriptors.
package final class Transport: MessageSink {
  private let input: Int32
  private let output: Int32

  /// Speaks over `input` and `output`, which stay the caller's to close.
  package init(input: Int32, output: Int32) {
    self.input = input
    self.output = output
  }

  /// Takes standard input and output for the protocol alone.
  ///
  /// Output goes to a duplicate of descriptor 1, and descriptor 1 itself from now on to standard error, so that no
  /// stray `print`, ours or a library's, can end up between two frames. SIGPIPE is ignored: a client that went away is
  /// an end of input, not a reason to die.
  ///
  /// - Returns: nil where standard output is closed or cannot be duplicated.
  package static func claimStandardStreams() -> Transport? {
    signal(SIGPIPE, SIG_IGN)
    let output = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3)
    guard output >= 0, dup2(STDERR_FILENO, STDOUT_FILENO) >= 0 else { return nil }
    return Transport(input: STDIN_FILENO, output: output)
  }

  /// Starts the thread that reads until input ends, putting each message, each error and at last `closed` into
  /// `mailbox`.
  ///
  /// - Returns: false where the system has no thread to give.
  package func startReading(into mailbox: Mailbox) -> Bool {
    Thread.start { [input] in
      Self.read(from: input, into: mailbox)
    }
  }

  /// The reader's loop.
  private static func read(from input: Int32, into mailbox: Mailbox) {
    var decoder = FrameDecoder()
    let capacity = 64 * 1024
    let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: capacity, alignment: 16)
    defer { piece.deallocate() }
    while true {
      #if canImport(Darwin)
        let count = Darwin.read(input, piece.baseAddress, capacity)
      #else
        let count = Glibc.read(input, piece.baseAddress, capacity)
      #endif
      if count < 0, errno == EINTR { continue }
      if count < 0, errno == EAGAIN {
        // A client that made the pipe non-blocking is waited for as one that did not.
        var descriptor = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
        poll(&descriptor, 1, -1)
        continue
      }
      guard count > 0 else { break }
      decoder.append(piece[..<count])
      while let frame = decoder.next() { mailbox.put(Incoming(frame)) }
    }
    mailbox.put(.closed)
  }

  package func send(_ message: Message) {
    let frame = FrameEncoder.frame(message.json)
    frame.withUnsafeBytes { bytes in
      var written = 0
      while written < bytes.count {
        let count = write(output, bytes.baseAddress.map { $0 + written }, bytes.count - written)
        if count > 0 {
          written += count
        } else if count < 0, errno == EINTR {
          continue
        } else if count < 0, errno == EAGAIN {
          var descriptor = pollfd(fd: output, events: Int16(POLLOUT), revents: 0)
          poll(&descriptor, 1, -1)
        } else {
          // EPIPE and the like: there is nobody to tell.
          return
        }
      }
    }
  }
}

extension Incoming {
  /// What the main loop is to see of a frame.
  package init(_ frame: FrameDecoder.Frame) {
    switch frame {
    case .malformed(let reason):
      self = .invalid(InvalidMessage(id: nil, error: ResponseError(.parseError, "malformed message: \(reason)")))
    case .body(let body):
      do throws(InvalidMessage) {
        self = .message(try Message.decode(body))
      } catch {
        self = .invalid(error)
      }
    }
  }
}
