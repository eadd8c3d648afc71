// Text synchronisation and diagnostics, pushed and pulled.
import JSONRPC
import LanguageServer
import LanguageServerProtocol
import SourceText
import Testing

@Suite struct DocumentTests {
  @Test func severalChangesInAMessageAreAppliedOneAfterTheOther() {
    var conversation = Conversation()
    conversation.open("one two\nthree\n")
    conversation.change([
      ["range": range(4, 7), "rangeLength": 99, "text": "2\n"],
      ["range": range(0, 0, line: 1), "text": "bad "],
      ["range": range(99, 99, line: 99), "text": "end"],
      ["range": ["start": ["line": 0, "character": 3], "end": ["line": 0, "character": 0]], "text": "1"],
    ])
    let outcome = conversation.run()
    // What had queued up was drained first: only the latest text was analysed.
    #expect(conversation.analysis.analysed == ["1 2\nbad \nthree\nend"])
    #expect(outcome.published.count == 1)
    #expect(outcome.published.first?["version"] == 2)
    #expect(outcome.published.first?["diagnostics"]?[0]?["range"] == range(0, 3, line: 1))
  }

  @Test func aChangeWithoutRangeReplacesAll() {
    var conversation = Conversation()
    conversation.open("old")
    conversation.change([["text": "new"], ["range": range(0, 0), "text": "very "]], version: 7)
    conversation.change([["text": "ignored"]], uri: "file:///not/open")
    let outcome = conversation.run()
    #expect(conversation.analysis.analysed == ["very new"])
    #expect(outcome.published.map { $0["version"] } == [7])
    #expect(outcome.params("window/logMessage").count == 1)
  }

  @Test(arguments: [("utf-8", 5), ("utf-16", 3), ("utf-32", 2)] as [(String, Int)])
  func columnsAreInTheEncodingAgreedOn(encoding: String, column: Int) {
    var conversation = Conversation(capabilities: ["general": ["positionEncodings": [.string(encoding)]]])
    conversation.open("😀 dad")
    conversation.change([["range": range(column, column + 1), "text": "b"]])
    let outcome = conversation.run()
    #expect(conversation.analysis.analysed == ["😀 bad"])
    #expect(outcome.published.first?["diagnostics"]?[0]?["range"] == range(column, column + 3))
  }

  @Test func eachChangeOfAQuietClientIsPushedWithItsVersion() {
    let mailbox = Mailbox()
    // The client types on once it has seen the diagnostics of what it typed before.
    let sink = RecordingSink { message in
      guard case .notification("textDocument/publishDiagnostics", let params) = message,
        let version = params["version"]?.integer
      else { return }
      var next = Conversation(capabilities: nil)
      next.change([["range": range(0, 0), "text": "x"]], version: version + 1)
      (version < 5 ? next.incoming : [.closed]).forEach(mailbox.put)
    }
    var conversation = Conversation()
    conversation.open("")
    conversation.incoming.forEach(mailbox.put)
    let analysis = WordAnalysis()
    var loop = MainLoop(session: Session(sink: sink, analysis: analysis, version: ""), mailbox: mailbox)
    _ = loop.run()
    #expect(analysis.analysed == ["", "x", "xx", "xxx", "xxxx"])
  }

  @Test func closingTakesDiagnosticsBack() {
    var conversation = Conversation()
    conversation.open("bad")
    conversation.notify("textDocument/didClose", ["textDocument": ["uri": "file:///w/a.yaml"]])
    conversation.notify("textDocument/didClose", ["textDocument": ["uri": "file:///w/b.yaml"]])
    #expect(conversation.run().published == [["uri": "file:///w/a.yaml", "diagnostics": []]])
    #expect(conversation.analysis.analysed == [])
  }

  @Test func spellingsOfAURIAreOneDocument() {
    var conversation = Conversation()
    conversation.open("old", uri: "file:///w/a%3Ab.yaml")
    conversation.change([["text": "new"]], uri: "file:///w/a:b.yaml")
    let outcome = conversation.run()
    #expect(outcome.published.map { $0["uri"] } == ["file:///w/a%3Ab.yaml"])
    #expect(conversation.analysis.analysed == ["new"])
  }

  @Test func diagnosticsCarryWhatIsAnnouncedAndNoMore() {
    var plain = Conversation()
    plain.open("bad")
    #expect(
      plain.run().published.first?["diagnostics"] == [
        ["range": range(0, 3), "severity": 2, "code": "TST001", "source": "casecheck", "message": "bad word"]
      ])
    var rich = Conversation(capabilities: [
      "textDocument": [
        "publishDiagnostics": [
          "relatedInformation": true, "codeDescriptionSupport": true, "tagSupport": ["valueSet": [1, 2]],
        ]
      ]
    ])
    rich.open("bad")
    let diagnostic = rich.run().published.first?["diagnostics"]?[0]
    #expect(diagnostic?["codeDescription"] == ["href": "https://example.org/TST001"])
    #expect(diagnostic?["tags"] == [1])
    #expect(
      diagnostic?["relatedInformation"] == [
        ["location": ["uri": "file:///w/a.yaml", "range": range(0, 1)], "message": "here it begins"]
      ])
  }

  @Test func noRangeIsEmpty() {
    var conversation = Conversation()
    conversation.open("empty range")
    #expect(conversation.run().published.first?["diagnostics"]?[0]?["range"] == range(10, 11))
  }

  @Test func clientsThatPullAreNotPushedTo() {
    var conversation = Conversation(capabilities: ["textDocument": ["diagnostic": [:]]])
    conversation.open("bad")
    let uri: JSONValue = ["uri": "file:///w/a.yaml"]
    conversation.request(1, "textDocument/diagnostic", ["textDocument": uri])
    conversation.request(2, "textDocument/diagnostic", ["textDocument": ["uri": "file:///not/open"]])
    let first = conversation.run()
    #expect(first.published.isEmpty)
    #expect(first.result(1)?["kind"] == "full")
    #expect(first.result(1)?["items"]?.array?.count == 1)
    #expect(first.result(2)?["items"] == [])
    let resultId = first.result(1)?["resultId"] ?? .null
    conversation.request(3, "textDocument/diagnostic", ["textDocument": uri, "previousResultId": resultId])
    conversation.change([["text": "good"]])
    conversation.request(4, "textDocument/diagnostic", ["textDocument": uri, "previousResultId": resultId])
    let second = conversation.run()
    #expect(second.result(3) == ["kind": "unchanged", "resultId": resultId])
    #expect(second.result(4)?["kind"] == "full")
  }

  @Test func theWorkspaceIsReportedOpenOrNot() {
    var conversation = Conversation()
    conversation.analysis.onDisk = ["/w/a.yaml", "/w/b.yaml", "/elsewhere/c.yaml"].map {
      TextDocument(uri: DocumentURI(path: $0), text: SourceText("bad bad"))
    }
    conversation.open("bad", version: 3)
    conversation.request(
      1, "workspace/diagnostic", ["previousResultIds": [["uri": "file:///w/gone.yaml", "value": "x"]]])
    let items = conversation.run().result(1)?["items"]?.array ?? []
    #expect(items.map { $0["uri"] } == ["file:///w/a.yaml", "file:///w/b.yaml", "file:///w/gone.yaml"])
    #expect(items.map { $0["version"] } == [3, .null, .null])
    #expect(items.map { $0["items"]?.array?.count } == [1, 2, 0])
    let folders: JSONValue = [
      "event": ["added": [["uri": "file:///elsewhere", "name": ""]], "removed": [["uri": "file:///w", "name": ""]]]
    ]
    conversation.notify("workspace/didChangeWorkspaceFolders", folders)
    let known = items.prefix(1).map { JSONValue.object(["uri": $0["uri"] ?? .null, "value": $0["resultId"] ?? .null]) }
    conversation.request(2, "workspace/diagnostic", ["previousResultIds": .array(known)])
    let later = conversation.run().result(2)?["items"]?.array ?? []
    #expect(later.map { $0["uri"] } == ["file:///elsewhere/c.yaml", "file:///w/a.yaml"])
    #expect(later.map { $0["kind"] } == ["full", "unchanged"])
  }

  @Test func changedFilesMakeOpenDocumentsDueOrAskForARefresh() {
    let changes: JSONValue = ["changes": [["uri": "file:///w/.casecheck.yaml", "type": 2]]]
    var pulling = Conversation(capabilities: [
      "textDocument": ["diagnostic": [:]], "workspace": ["diagnostics": ["refreshSupport": true]],
    ])
    pulling.open("bad")
    pulling.notify("workspace/didChangeWatchedFiles", changes)
    let outcome = pulling.run()
    #expect(outcome.params("workspace/diagnostic/refresh").count == 1)
    #expect(outcome.published.isEmpty)
  }
}
