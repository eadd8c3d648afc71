// The daemon and clients that break the rules or break off.

import Foundation
import Testing

@Suite(.serialized, .timeLimit(.minutes(2))) struct RobustnessTests {
  @Test func exitWithoutShutdownIsStatusOne() throws {
    let daemon = try DaemonProcess()
    try daemon.initialise()
    try daemon.send(["method": "exit"])
    #expect(try daemon.exitStatus() == 1)
  }

  @Test func theEndOfTheInputEndsIt() throws {
    let daemon = try DaemonProcess()
    try daemon.closeInput()
    #expect(try daemon.exitStatus() == 1)
    #expect(try daemon.remainingOutput().isEmpty)
  }

  @Test func theEndOfTheInputAfterShutdownIsClean() throws {
    let daemon = try DaemonProcess()
    try daemon.initialise()
    _ = try daemon.request("shutdown", NSNull())
    try daemon.closeInput()
    #expect(try daemon.exitStatus() == 0)
  }

  @Test func theDeathOfTheClientEndsIt() throws {
    let client = Process()
    client.executableURL = URL(filePath: "/bin/sh")
    // A client that lives until it is told otherwise: it waits for input that never comes.
    client.arguments = ["-c", "read line"]
    let input = Pipe()
    client.standardInput = input
    try client.run()
    let daemon = try DaemonProcess()
    try daemon.initialise(processID: client.processIdentifier)
    // Not `terminate`: a child of a thread that blocks SIGTERM blocks it as well.
    kill(client.processIdentifier, SIGKILL)
    #expect(try daemon.exitStatus() == 1)
    try input.fileHandleForWriting.close()
  }

  @Test func aReaderThatIsGoneDoesNotCrashIt() throws {
    let daemon = try DaemonProcess()
    try daemon.initialise()
    try daemon.closeOutput()
    for id in 100..<150 { try? daemon.send(["id": id, "method": "nobody/knows"]) }
    try? daemon.closeInput()
    // By status, not by signal: `exitStatus` throws for the latter.
    #expect(try daemon.exitStatus() == 1)
  }

  @Test func aBodyThatIsNoJSONGetsAnAnswer() throws {
    let daemon = try DaemonProcess()
    try daemon.initialise()
    try daemon.write(Data("Content-Length: 3\r\n\r\n{x}".utf8))
    let answer = try daemon.receive { $0["error"] != nil }
    #expect(answer["id"] is NSNull)
    #expect((answer["error"] as? DaemonProcess.Message)?["code"] as? Int == -32700)
    #expect(try daemon.shutDown() == 0)
  }

  @Test func noiseBetweenMessagesIsSkipped() throws {
    let daemon = try DaemonProcess()
    try daemon.initialise()
    try daemon.write(Data("what is this\r\n\r\nContent-Length: no\r\n\r\n".utf8))
    try daemon.open(SessionTests.uri, SessionTests.sound)
    #expect(try daemon.diagnostics(of: SessionTests.uri, version: 1).isEmpty)
    #expect(try daemon.shutDown() == 0)
  }

  @Test func messagesMayComeInPieces() throws {
    let daemon = try DaemonProcess()
    let frame = try DaemonProcess.frame([
      "id": 7, "method": "initialize", "params": ["processId": NSNull(), "capabilities": [:] as DaemonProcess.Message],
    ])
    for byte in frame { try daemon.write([byte]) }
    #expect(try daemon.receive()["id"] as? Int == 7)
    #expect(try daemon.shutDown() == 0)
  }

  @Test func unknownRequestsAreRefusedAndUnknownNotificationsIgnored() throws {
    let daemon = try DaemonProcess()
    try daemon.initialise()
    try daemon.notify("nobody/knows", [:] as DaemonProcess.Message)
    let answer = try daemon.request("nobody/knows", [:] as DaemonProcess.Message)
    #expect((answer["error"] as? DaemonProcess.Message)?["code"] as? Int == -32601)
    #expect(try daemon.shutDown() == 0)
  }

  @Test func requestsBeforeInitializeAreRefused() throws {
    let daemon = try DaemonProcess()
    let answer = try daemon.ask("textDocument/hover", SessionTests.uri, line: 0, character: 0)
    #expect((answer["error"] as? DaemonProcess.Message)?["code"] as? Int == -32002)
    try daemon.initialise()
    #expect(try daemon.shutDown() == 0)
  }

  @Test func textsMadeToHurtAreSurvived() throws {
    let daemon = try DaemonProcess()
    try daemon.initialise()
    let texts = [
      String(repeating: "[", count: 100_000), String(repeating: "- ", count: 20_000), "\u{0}\u{1}\u{FEFF}",
      String(repeating: "a: &a [*a]\n", count: 2_000), "%YAML 9\n--- |\n", "\"\\u", "? ? ? ?", "{{{{{{{{{{",
      "kind: supplier_profile\n" + String(repeating: "organisation: ]\n", count: 2_000),
    ]
    for (index, text) in texts.enumerated() {
      let uri = "file:///cases/\(index).supplier.yaml"
      try daemon.open(uri, text)
      #expect(try !daemon.diagnostics(of: uri, version: 1).isEmpty, "\(text.prefix(20))")
      _ = try daemon.ask("textDocument/completion", uri, line: 0, character: 1)
      _ = try daemon.ask("textDocument/hover", uri, line: 99_999, character: 99_999)
    }
    #expect(try daemon.shutDown() == 0)
  }
}
