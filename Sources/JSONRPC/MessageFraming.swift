// The base protocol's frames (LSP 3.17, "Base Protocol"): `Content-Length` headers around a body, taken apart and made.

/// Cuts a stream of bytes, arriving in pieces of any size, into the bodies of messages.
///
/// Names of headers are matched without regard to case, a header may end in a bare line feed. Where a header cannot be
/// understood, the decoder reports it once and goes on at the next `Content-Length:`.
package struct FrameDecoder: Sendable {
  /// What came out of the stream.
  package enum Frame: Sendable, Equatable {
    /// The content part of one message.
    case body([UInt8])
    /// Something that was no message, with the reason; the decoder has already found, or is looking for, a new start.
    case malformed(String)
  }

  /// The most bytes a header part may have.
  package static let headerLimit = 8 * 1024
  /// The most bytes a body may have; a longer one is skipped and reported.
  package static let bodyLimit = 128 * 1024 * 1024

  private enum State {
    /// A header part begins at `start`.
    case header
    /// A body of this many bytes begins at `start`.
    case body(Int)
    /// This many bytes of an unwanted body are still to come.
    case skipping(Int)
    /// The bytes from `start` on are no header; a `Content-Length:` is looked for.
    case resynchronising
  }

  private var buffer: [UInt8] = []
  /// The first byte in `buffer` not used up yet.
  private var start = 0
  private var state = State.header

  /// Makes a decoder at the start of a stream.
  package init() {}

  /// Takes the next piece of the stream.
  package mutating func append(_ bytes: some Collection<UInt8>) {
    // What is used up goes before the buffer grows; a body in the making has nothing before it and is not moved.
    if start > 0 {
      buffer.removeFirst(start)
      start = 0
    }
    buffer.append(contentsOf: bytes)
  }

  /// The next frame that is complete, or nil until more of the stream has come.
  package mutating func next() -> Frame? {
    while true {
      switch state {
      case .header:
        guard let outcome = readHeader() else { return nil }
        if case .failure(let problem) = outcome { return .malformed(problem.reason) }
      case .body(let length):
        guard buffer.count - start >= length else { return nil }
        let body = Array(buffer[start..<start + length])
        start += length
        state = .header
        return .body(body)
      case .skipping(let length):
        let available = min(length, buffer.count - start)
        start += available
        guard available == length else {
          state = .skipping(length - available)
          return nil
        }
        state = .header
      case .resynchronising:
        guard findContentLength() else { return nil }
        state = .header
      }
    }
  }

  private struct Problem: Error {
    let reason: String
  }

  /// Reads a whole header part and sets the state for what follows it; nil where it is not complete.
  private mutating func readHeader() -> Result<Void, Problem>? {
    var length: Int?
    var problem: String?
    var isForeign = false
    var lineStart = start
    while true {
      let window = buffer[lineStart..<min(buffer.count, start + Self.headerLimit)]
      guard let lineEnd = window.firstIndex(of: 0x0A) else {
        guard buffer.count - start >= Self.headerLimit else { return nil }
        return resynchronise("the header part is longer than \(Self.headerLimit) bytes")
      }
      var line = buffer[lineStart..<lineEnd]
      if line.last == 0x0D { line.removeLast() }
      lineStart = lineEnd + 1
      guard !line.isEmpty else { break }
      guard let (name, value) = Self.split(line) else {
        return resynchronise("a header line is not 'Name: value'")
      }
      switch name {
      case "content-length":
        guard let number = Self.length(value) else {
          return resynchronise("Content-Length is not a whole number")
        }
        length = number
      case "content-type" where !Self.isUTF8(value):
        isForeign = true
        problem = "the charset of Content-Type is not utf-8"
      default: break
      }
    }
    guard let length else { return resynchronise("the header part has no Content-Length") }
    start = lineStart
    if length > Self.bodyLimit { problem = "the content is longer than \(Self.bodyLimit) bytes" }
    state = isForeign || length > Self.bodyLimit ? .skipping(length) : .body(length)
    return problem.map { .failure(Problem(reason: $0)) } ?? .success(())
  }

  /// Gives up the header part at `start`, so that the search begins behind its first byte and always gets on.
  private mutating func resynchronise(_ reason: String) -> Result<Void, Problem> {
    start += 1
    state = .resynchronising
    return .failure(Problem(reason: reason))
  }

  private static let contentLength = Array("content-length:".utf8)

  /// Moves `start` to the next `Content-Length:`, or to where one may be in the making.
  private mutating func findContentLength() -> Bool {
    let name = Self.contentLength
    while buffer.count - start >= name.count {
      if buffer[start] | 0x20 == name[0], zip(buffer[start...], name).allSatisfy({ Self.lowercased($0) == $1 }) {
        return true
      }
      start += 1
    }
    return false
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }

  /// The name, in lower case, and the value of a header line; nil where the name is none (RFC 9110 §5.1).
  private static func split(_ line: ArraySlice<UInt8>) -> (name: String, value: String)? {
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex else { return nil }
    let name = line[..<colon].map(lowercased)
    let isName = name.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
        UInt8(ascii: "_"):
        true
      default: false
      }
    }
    guard isName else { return nil }
    let value = line[(colon + 1)...].map(lowercased)
    return (String(decoding: name, as: UTF8.self), String(decoding: value, as: UTF8.self))
  }

  private static func length(_ value: String) -> Int? {
    let digits = value.filter { $0 != " " && $0 != "\t" }
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
      return nil
    }
    return Int(digits)
  }

  /// Whether a Content-Type names no charset, or UTF-8 in one of the two spellings LSP accepts.
  private static func isUTF8(_ value: String) -> Bool {
    for parameter in value.split(separator: ";").dropFirst() {
      let parts = parameter.split(separator: "=", maxSplits: 1).map { $0.filter { !" \t\"".contains($0) } }
      guard parts.count == 2, parts[0] == "charset" else { continue }
      return parts[1] == "utf-8" || parts[1] == "utf8"
    }
    return true
  }
}

/// Makes frames.
package enum FrameEncoder {
  /// `value` as the content of one frame.
  package static func frame(_ value: JSONValue) -> [UInt8] {
    let body = value.serialised()
    var frame = Array("Content-Length: \(body.count)\r\n\r\n".utf8)
    frame.append(contentsOf: body)
    return frame
  }
}
