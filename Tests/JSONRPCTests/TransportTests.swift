// The reader's thread and the mailbox over real pipes.
import JSONRPC
import Testing

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

@Suite struct TransportTests {
  private func pipeEnds() throws -> (read: Int32, write: Int32) {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    return (ends[0], ends[1])
  }

  @Test func messagesArriveInOrderAndTheEndIsSeen() throws {
    let (read, write) = try pipeEnds()
    let mailbox = Mailbox()
    #expect(Transport(input: read, output: write).startReading(into: mailbox))
    let writer = Transport(input: read, output: write)
    for number in 0..<1000 {
      writer.send(.notification(method: "m", params: ["number": .integer(number)]))
    }
    close(write)
    var arrived: [Incoming] = []
    while arrived.last != .closed { arrived += mailbox.waitForAll() }
    let expected = (0..<1000).map { Incoming.message(.notification(method: "m", params: ["number": .integer($0)])) }
    #expect(arrived == expected + [.closed])
    close(read)
  }

  @Test func aMessageLargerThanThePipeIsWrittenWhole() throws {
    let (read, write) = try pipeEnds()
    let mailbox = Mailbox()
    let transport = Transport(input: read, output: write)
    #expect(transport.startReading(into: mailbox))
    let message = Message.notification(method: "m", params: ["text": .string(String(repeating: "é", count: 1 << 20))])
    transport.send(message)
    #expect(mailbox.waitForAll() == [.message(message)])
    close(write)
    #expect(mailbox.waitForAll() == [.closed])
    close(read)
  }

  @Test func aClientThatIsGoneEndsNothing() throws {
    signal(SIGPIPE, SIG_IGN)
    let (read, write) = try pipeEnds()
    close(read)
    Transport(input: -1, output: write).send(.notification(method: "m", params: .null))
    close(write)
  }
}
