// Frames: in pieces of any size, with headers of any case, and after headers that make no sense.
import Testing

@testable import JSONRPC

@Suite struct FramingTests {
  /// What comes out of `stream` when it arrives in pieces of `size` bytes.
  private func frames(_ stream: String, size: Int = .max) -> [FrameDecoder.Frame] {
    var decoder = FrameDecoder()
    var frames: [FrameDecoder.Frame] = []
    var rest = Array(stream.utf8)[...]
    while !rest.isEmpty {
      decoder.append(rest.prefix(size))
      rest = rest.dropFirst(size)
      while let frame = decoder.next() { frames.append(frame) }
    }
    return frames
  }

  private func body(_ text: String) -> FrameDecoder.Frame { .body(Array(text.utf8)) }

  private func isMalformed(_ frame: FrameDecoder.Frame?) -> Bool {
    if case .malformed = frame { true } else { false }
  }

  @Test func piecesOfAnySizeGiveTheSame() {
    let stream =
      "Content-Length: 2\r\n\r\n{}CONTENT-TYPE: application/vscode-jsonrpc; charset=utf8\r\ncontent-length:4\r\n\r\nnull"
      + "Content-Length: abc\r\n\r\n{}Content-Length: 0\r\n\r\nContent-Length: 3\n\n[1]"
    let whole = frames(stream)
    #expect(whole.count == 5)
    #expect(whole.first == body("{}"))
    #expect(whole.dropFirst().first == body("null"))
    #expect(isMalformed(whole.dropFirst(2).first))
    #expect(whole.suffix(2) == [body(""), body("[1]")])
    for size in 1...stream.utf8.count { #expect(frames(stream, size: size) == whole) }
  }

  @Test(arguments: [
    "Content-Length: -1\r\n\r\n", "Content-Length: 99999999999999999999999\r\n\r\n", "X: y\r\n\r\n", "\r\n",
    "no colon\r\n\r\n", "Content-Length:\r\n\r\n", "{}garbage\r\n",
    "Content-Length: 2\r\nContent-Type: x; charset=latin1\r\n\r\n{}",
  ])
  func aBadHeaderIsReportedOnceAndTheNextMessageIsRead(bad: String) {
    let good = "Content-Length: 2\r\n\r\n[]"
    for size in [1, 7, Int.max] {
      let frames = frames(bad + good, size: size)
      #expect(frames.count == 2)
      #expect(isMalformed(frames.first))
      #expect(frames.last == body("[]"))
    }
  }

  @Test func aLengthTooShortIsSurvived() {
    let frames = frames("Content-Length: 3\r\n\r\n{\"a\":1}\r\nContent-Length: 2\r\n\r\n{}")
    #expect(frames.first == body("{\"a"))
    #expect(isMalformed(frames.dropFirst().first))
    #expect(frames.dropFirst(2) == [body("{}")])
  }

  @Test func aHeaderWithoutEndIsGivenUp() {
    let stream = String(repeating: "x", count: FrameDecoder.headerLimit + 10) + "Content-Length: 2\r\n\r\n{}"
    let frames = frames(stream, size: 100)
    #expect(frames.count == 2)
    #expect(isMalformed(frames.first))
    #expect(frames.last == body("{}"))
  }

  @Test func aBodyTooLongIsSkipped() {
    var decoder = FrameDecoder()
    let length = FrameDecoder.bodyLimit + 1
    decoder.append(Array("Content-Length: \(length)\r\n\r\n".utf8))
    #expect(isMalformed(decoder.next()))
    let piece = [UInt8](repeating: 0x20, count: 1 << 20)
    for _ in 0..<(length / piece.count) {
      decoder.append(piece)
      #expect(decoder.next() == nil)
    }
    decoder.append(Array(" Content-Length: 2\r\n\r\n{}".utf8))
    #expect(decoder.next() == body("{}"))
  }

  @Test func encodesWhatItDecodes() {
    let value: JSONValue = ["é": "😀"]
    var decoder = FrameDecoder()
    decoder.append(FrameEncoder.frame(value))
    #expect(decoder.next() == .body(value.serialised()))
  }
}
