// A client of the daemon: it opens a document, types in it, and asks what an editor asks (LSP 3.17).

import Foundation

final class EditorClient {
  private let daemon: ChildProcess
  private var buffer: [UInt8] = []
  private var nextID = 1
  private var version = 1
  private let uri: String

  /// Starts the daemon at `binary` and opens `text` as the file at `path`.
  init(binary: String, path: String, text: String) throws {
    daemon = try ChildProcess([binary, "lsp"], piped: true)
    uri = URL(filePath: path).absoluteString
    let folder = URL(filePath: path).deletingLastPathComponent().absoluteString
    _ = try request(
      "initialize",
      """
      {"processId":null,"rootUri":"\(folder)","capabilities":{"general":{"positionEncodings":["utf-8"]}}}
      """)
    try notify("initialized", "{}")
    let literal = String(decoding: try JSONEncoder().encode(text), as: UTF8.self)
    try notify(
      "textDocument/didOpen",
      "{\"textDocument\":{\"uri\":\"\(uri)\",\"languageId\":\"yaml\",\"version\":1,\"text\":\(literal)}}")
    _ = try diagnostics(version: 1)
  }

  /// Puts `text` in the place of `length` characters at the position and waits for the diagnostics of the new text.
  /// The result is the number of diagnostics.
  func type(_ text: String, replacing length: Int, line: Int, character: Int) throws -> Int {
    version += 1
    let start = "{\"line\":\(line),\"character\":\(character)}"
    let end = "{\"line\":\(line),\"character\":\(character + length)}"
    try notify(
      "textDocument/didChange",
      """
      {"textDocument":{"uri":"\(uri)","version":\(version)},"contentChanges":[{"range":{"start":\(start),"end":\(end)},\
      "text":"\(text)"}]}
      """)
    let published = try diagnostics(version: version)
    return published.split(separator: Array("\"range\"".utf8)).count - 1
  }

  /// Asks for `method`, such as `textDocument/hover`, at a position and returns the answer.
  func ask(_ method: String, line: Int, character: Int) throws -> [UInt8] {
    try request(
      method, "{\"textDocument\":{\"uri\":\"\(uri)\"},\"position\":{\"line\":\(line),\"character\":\(character)}}")
  }

  /// Ends the daemon and returns the most memory it held, in MiB.
  func end() throws -> Double {
    _ = try request("shutdown", "null")
    let memory = daemon.memory
    try notify("exit", "null")
    let cost = daemon.wait()
    guard cost.status == 0 else { throw BenchmarkFailure(description: "the daemon ended with status \(cost.status)") }
    return memory ?? cost.memory
  }

  // MARK: Messages

  private func request(_ method: String, _ parameters: String) throws -> [UInt8] {
    let id = nextID
    nextID += 1
    try send("{\"jsonrpc\":\"2.0\",\"id\":\(id),\"method\":\"\(method)\",\"params\":\(parameters)}")
    let wanted = Array("\"id\":\(id),".utf8)
    let alternative = Array("\"id\":\(id)}".utf8)
    while true {
      let message = try receive()
      guard message.contains(wanted) || message.contains(alternative), !message.contains(Array("\"method\"".utf8))
      else {
        continue
      }
      return message
    }
  }

  private func notify(_ method: String, _ parameters: String) throws {
    try send("{\"jsonrpc\":\"2.0\",\"method\":\"\(method)\",\"params\":\(parameters)}")
  }

  private func diagnostics(version: Int) throws -> [UInt8] {
    let method = Array("textDocument/publishDiagnostics".utf8)
    let wanted = Array("\"version\":\(version)".utf8)
    while true {
      let message = try receive()
      if message.contains(method), message.contains(wanted) { return message }
    }
  }

  private func send(_ message: String) throws {
    let bytes = Array("Content-Length: \(message.utf8.count)\r\n\r\n\(message)".utf8)
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes { write(daemon.input, $0.baseAddress, $0.count) }
      guard count > 0 else { throw BenchmarkFailure(description: "the daemon does not read") }
      sent += count
    }
  }

  /// The next message, without its header.
  private func receive() throws -> [UInt8] {
    let separator = Array("\r\n\r\n".utf8)
    while true {
      if let head = buffer.firstRange(of: separator) {
        let header = String(decoding: buffer[..<head.lowerBound], as: UTF8.self)
        guard let length = header.split(separator: "Content-Length: ").last.flatMap({ Int($0.prefix { $0.isNumber }) })
        else { throw BenchmarkFailure(description: "the daemon wrote no header: \(header)") }
        if buffer.count - head.upperBound >= length {
          let message = Array(buffer[head.upperBound..<(head.upperBound + length)])
          buffer.removeSubrange(..<(head.upperBound + length))
          return message
        }
      }
      var chunk = [UInt8](repeating: 0, count: 65_536)
      let count = chunk.withUnsafeMutableBytes { read(daemon.output, $0.baseAddress, $0.count) }
      guard count > 0 else { throw BenchmarkFailure(description: "the daemon has ended") }
      buffer += chunk[..<count]
    }
  }
}
