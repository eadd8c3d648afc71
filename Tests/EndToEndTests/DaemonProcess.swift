// A client of the real daemon: starts it, writes frames to its input and reads frames from its output.

import Foundation

/// What can go wrong in a conversation; a test that sees one has failed.
struct ConversationError: Error, CustomStringConvertible {
  let description: String
}

/// The program under test: `CASECHECK_BINARY`, else the one that the build puts beside the tests.
enum Program {
  static func url() throws -> URL {
    if let path = ProcessInfo.processInfo.environment["CASECHECK_BINARY"] { return URL(filePath: path) }
    let folders =
      [Bundle.main.executableURL?.deletingLastPathComponent()]
      + Bundle.allBundles.filter { $0.bundlePath.hasSuffix(".xctest") }.map { $0.bundleURL.deletingLastPathComponent() }
    let found = folders.compactMap { $0?.appending(path: "casecheck") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path()) }
    guard let found else {
      throw ConversationError(description: "the program is not built; set CASECHECK_BINARY or build it")
    }
    return found
  }
}

/// A daemon and the ends of its pipes. Every wait has a limit, so that a daemon that hangs fails its test.
final class DaemonProcess {
  /// A message, as Foundation reads JSON: none of our own code is between the bytes and the test.
  typealias Message = [String: Any]

  /// How long an answer may take, in milliseconds, before the daemon counts as hanging.
  private static let patience: Int32 = 30_000

  let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  private let ended = DispatchSemaphore(value: 0)
  private var unread: [UInt8] = []
  private var lastID = 0

  /// Starts `casecheck lsp`.
  init() throws {
    process.executableURL = try Program.url()
    process.arguments = ["lsp"]
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    process.terminationHandler = { [ended] _ in ended.signal() }
    try process.run()
    // Our copies of the daemon's ends: an end of file can be seen only when nobody else holds the pipe open.
    try input.fileHandleForReading.close()
    try output.fileHandleForWriting.close()
  }

  deinit {
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
  }

  // MARK: Writing

  /// Writes bytes as they are.
  func write(_ bytes: some DataProtocol) throws {
    try input.fileHandleForWriting.write(contentsOf: Data(bytes))
  }

  /// Writes a message in its frame.
  func send(_ message: Message) throws { try write(DaemonProcess.frame(message)) }

  /// The bytes of a message in its frame.
  static func frame(_ message: Message) throws -> Data {
    let body = try JSONSerialization.data(withJSONObject: message.merging(["jsonrpc": "2.0"]) { $1 })
    return Data("Content-Length: \(body.count)\r\n\r\n".utf8) + body
  }

  func notify(_ method: String, _ params: Any) throws { try send(["method": method, "params": params]) }

  /// Sends a request and gives the answer to it; what comes in between is passed over.
  func request(_ method: String, _ params: Any) throws -> Message {
    lastID += 1
    let id = lastID
    try send(["id": id, "method": method, "params": params])
    return try receive { $0["id"] as? Int == id && $0["method"] == nil }
  }

  /// Ends what the daemon reads.
  func closeInput() throws { try input.fileHandleForWriting.close() }

  /// Stops reading for good, as a client that died.
  func closeOutput() throws { try output.fileHandleForReading.close() }

  // MARK: Reading

  /// The next message that `isWanted`; the others are passed over.
  func receive(_ isWanted: (Message) -> Bool) throws -> Message {
    while true {
      let message = try receive()
      if isWanted(message) { return message }
    }
  }

  /// The next message. Anything on the output that is no frame is an error.
  func receive() throws -> Message {
    while true {
      if let body = try takeBody() {
        guard let message = try JSONSerialization.jsonObject(with: body) as? Message,
          message["jsonrpc"] as? String == "2.0"
        else { throw ConversationError(description: "no message: \(String(decoding: body, as: UTF8.self))") }
        return message
      }
      guard try readSome() else { throw ConversationError(description: "the output ended") }
    }
  }

  /// What is on the output until its end, without looking at it.
  func remainingOutput() throws -> [UInt8] {
    while try readSome() {}
    return unread
  }

  /// Waits for the end of the process.
  func exitStatus() throws -> Int32 {
    guard ended.wait(timeout: .now() + .milliseconds(Int(DaemonProcess.patience))) == .success else {
      throw ConversationError(description: "the daemon goes on")
    }
    guard process.terminationReason == .exit else {
      throw ConversationError(description: "the daemon died of signal \(process.terminationStatus)")
    }
    return process.terminationStatus
  }

  /// Cuts one body out of the bytes that have come, or nil where it is not complete.
  private func takeBody() throws -> Data? {
    let separator = Array("\r\n\r\n".utf8)
    guard let end = unread.firstRange(of: separator) else { return nil }
    let header = String(decoding: unread[..<end.lowerBound], as: UTF8.self)
    guard let match = header.wholeMatch(of: /Content-Length: ([0-9]+)/), let length = Int(match.1) else {
      throw ConversationError(description: "no frame on the output: \(header)")
    }
    guard unread.count - end.upperBound >= length else { return nil }
    let body = Data(unread[end.upperBound..<end.upperBound + length])
    unread.removeFirst(end.upperBound + length)
    return body
  }

  /// Waits for bytes and takes them. False at the end of the output.
  private func readSome() throws -> Bool {
    let descriptor = output.fileHandleForReading.fileDescriptor
    var poller = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&poller, 1, DaemonProcess.patience) == 1 else {
      throw ConversationError(description: "no answer in \(DaemonProcess.patience) ms")
    }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = read(descriptor, &buffer, buffer.count)
    guard count > 0 else { return false }
    unread += buffer[..<count]
    return true
  }
}
