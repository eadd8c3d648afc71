// The lifecycle: what is answered when, what is refused, and how the process ends.
import JSONRPC
import LanguageServer
import Testing

@Suite struct LifecycleTests {
  @Test(
    arguments: [
      (JSONValue.null, "utf-16"), (["positionEncodings": []], "utf-16"), (["positionEncodings": ["utf-7"]], "utf-16"),
      (["positionEncodings": ["utf-8", "utf-16"]], "utf-8"), (["positionEncodings": ["utf-32", "utf-8"]], "utf-32"),
      (["positionEncodings": ["utf-16", "utf-8"]], "utf-16"),
    ] as [(JSONValue, JSONValue)])
  func theClientsFavouriteEncodingIsTaken(general: JSONValue, expected: JSONValue) {
    let result = Conversation(capabilities: ["general": general]).run().result(0)
    #expect(result?["capabilities"]?["positionEncoding"] == expected)
    #expect(result?["capabilities"]?["textDocumentSync"]?["change"] == 2)
    #expect(result?["serverInfo"] == ["name": "casecheck", "version": "1.2.3"])
  }

  @Test func requestsBeforeInitializeAreRefusedAndNotificationsDropped() {
    var conversation = Conversation(capabilities: nil)
    conversation.open("bad")
    conversation.request(1, "textDocument/hover", at(0))
    conversation.request(2, "shutdown")
    conversation.request(3, "no/such")
    conversation.request(4, "initialize", [:])
    conversation.request(5, "initialize", ["capabilities": [:]])
    conversation.request(6, "initialize", ["capabilities": [:]])
    let outcome = conversation.run()
    #expect([1, 2, 3].map(outcome.error) == Array(repeating: .serverNotInitialized, count: 3))
    #expect(outcome.error(4) == .invalidParams)
    #expect(outcome.result(5) != nil)
    #expect(outcome.error(6) == .invalidRequest)
    #expect(outcome.published.isEmpty)
    #expect(outcome.sent.count == 6)
    #expect(outcome.status == 1)
  }

  @Test(arguments: [JSONValue.null, [:], []] as [JSONValue])
  func afterShutdownOnlyExitIsLeft(params: JSONValue) {
    var conversation = Conversation()
    conversation.request(1, "shutdown", params)
    conversation.request(2, "textDocument/hover", at(0))
    conversation.request(3, "shutdown")
    conversation.request(4, "initialize", ["capabilities": [:]])
    conversation.open("bad")
    conversation.notify("exit")
    conversation.request(5, "shutdown")
    let outcome = conversation.run()
    #expect(outcome.result(1) == .null)
    #expect([2, 3, 4].map(outcome.error) == Array(repeating: .invalidRequest, count: 3))
    #expect(outcome.published.isEmpty)
    #expect(outcome.error(5) == nil)
    #expect(outcome.status == 0)
  }

  @Test func theStatusTellsWhetherShutdownCameFirst() {
    var exits = Conversation(capabilities: nil)
    exits.notify("exit")
    #expect(exits.run().status == 1)
    exits = Conversation()
    exits.notify("exit")
    #expect(exits.run().status == 1)
    // The input ends.
    #expect(Conversation().run().status == 1)
    var ends = Conversation()
    ends.request(1, "shutdown")
    #expect(ends.run().status == 0)
  }

  @Test func theServerLivesOnAfterWhatItCannotUse() {
    var conversation = Conversation()
    conversation.incoming.append(Incoming(.malformed("no header")))
    conversation.incoming.append(Incoming(.body(Array("{\"jsonrpc\":".utf8))))
    conversation.incoming.append(Incoming(.body(Array("[]".utf8))))
    conversation.incoming.append(Incoming(.body(Array(#"{"jsonrpc":"2.0","id":1,"method":[]}"#.utf8))))
    conversation.request(2, "no/such")
    conversation.request(3, "$/noSuch")
    conversation.request(4, "textDocument/hover", "text")
    conversation.request(5, "textDocument/completion", ["textDocument": ["uri": "file:///w/a.yaml"]])
    conversation.notify("$/noSuch")
    conversation.notify("no/such", 5)
    conversation.notify("textDocument/didChange", ["textDocument": 5])
    conversation.notify("textDocument/hover", at(0))
    conversation.request(6, "textDocument/didOpen")
    conversation.incoming.append(.message(.response(id: .integer(9), result: nil, error: nil)))
    conversation.open("word")
    conversation.request(7, "textDocument/hover", at(0))
    conversation.request(8, "textDocument/hover", at(0, uri: "file:///not/open"))
    let outcome = conversation.run()
    let withoutID = outcome.sent.compactMap { message in
      if case .response(nil, _, let error) = message { error?.code } else { nil }
    }
    #expect(withoutID == [.parseError, .parseError, .invalidRequest])
    #expect(outcome.error(1) == .invalidRequest)
    #expect([2, 3, 6].map(outcome.error) == Array(repeating: .methodNotFound, count: 3))
    #expect([4, 5].map(outcome.error) == Array(repeating: .invalidParams, count: 2))
    #expect(outcome.params("window/logMessage").count == 1)
    #expect(outcome.result(7)?["range"] == range(0, 4))
    #expect(outcome.result(8) == .null)
    // The three above, nine under their ids, what was logged and what was pushed: nothing was answered twice.
    #expect(outcome.sent.count == 14)
  }

  @Test func cancellationOvertakesWhatHasNotBegun() {
    var conversation = Conversation()
    conversation.open("word")
    conversation.request(1, "textDocument/hover", at(0))
    conversation.request(2, "textDocument/hover", at(0))
    conversation.notify("$/cancelRequest", ["id": 2])
    conversation.notify("$/cancelRequest", ["id": 99])
    conversation.notify("$/cancelRequest", 7)
    conversation.request(3, "textDocument/hover", at(0))
    let outcome = conversation.run()
    #expect(outcome.error(2) == .requestCancelled)
    #expect(outcome.result(1) != nil)
    #expect(outcome.result(3) != nil)
  }

  @Test func cancellationThatArrivesDuringARequestReachesTheNext() {
    let mailbox = Mailbox()
    let sink = RecordingSink { message in
      guard case .response(.integer(1), _, _) = message else { return }
      mailbox.put(.message(.notification(method: "$/cancelRequest", params: ["id": 1])))
      mailbox.put(.message(.notification(method: "$/cancelRequest", params: ["id": 2])))
      mailbox.put(.closed)
    }
    var conversation = Conversation()
    conversation.request(1, "no/such")
    conversation.request(2, "no/such")
    conversation.incoming.forEach(mailbox.put)
    var loop = MainLoop(session: Session(sink: sink, analysis: WordAnalysis(), version: ""), mailbox: mailbox)
    #expect(loop.run() == 1)
    let outcome = Outcome(status: 1, sent: sink.sent)
    #expect(outcome.error(1) == .methodNotFound)
    #expect(outcome.error(2) == .requestCancelled)
  }

  @Test func filesAreWatchedWhereTheClientLetsUs() {
    #expect(Conversation().run().params("client/registerCapability").isEmpty)
    let watching: JSONValue = ["workspace": ["didChangeWatchedFiles": ["dynamicRegistration": true]]]
    let registrations = Conversation(capabilities: watching).run().params("client/registerCapability")
    #expect(registrations.count == 1)
    #expect(registrations.first?["registrations"]?[0]?["method"] == "workspace/didChangeWatchedFiles")
  }

  @Test func theClientsProcessIsNamedToTheWatch() {
    var watched: [Int] = []
    let session = Session(sink: RecordingSink(), analysis: WordAnalysis(), version: "") { watched.append($0) }
    let mailbox = Mailbox()
    mailbox.put(
      .message(.request(id: .integer(0), method: "initialize", params: ["processId": 42, "capabilities": [:]])))
    mailbox.put(.closed)
    var loop = MainLoop(session: session, mailbox: mailbox)
    _ = loop.run()
    #expect(watched == [42])
  }
}
