// Completion and hover: the analysis' answers in the form the client has announced.
import JSONRPC
import Testing

@testable import LanguageServer

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

@Suite struct FeatureTests {
  @Test func completionIsPlainForAPlainClient() {
    var conversation = Conversation()
    conversation.open("one two")
    conversation.request(1, "textDocument/completion", at(5))
    #expect(
      conversation.run().result(1) == [
        "isIncomplete": false,
        "items": [
          [
            "label": "two", "kind": 10, "detail": "a word",
            "documentation": ["kind": "plaintext", "value": "bold code"], "sortText": "1", "filterText": "word",
            "textEdit": ["range": range(4, 7), "newText": "plain"],
          ]
        ],
      ])
  }

  @Test func completionIsRichForARichClient() {
    var conversation = Conversation(capabilities: [
      "textDocument": [
        "completion": [
          "completionItem": [
            "snippetSupport": true, "documentationFormat": ["markdown", "plaintext"], "insertReplaceSupport": true,
            "labelDetailsSupport": true, "tagSupport": ["valueSet": [1]], "deprecatedSupport": true,
          ]
        ]
      ]
    ])
    conversation.open("one two")
    conversation.request(1, "textDocument/completion", at(5))
    #expect(
      conversation.run().result(1)?["items"] == [
        [
          "label": "two", "labelDetails": ["description": "a word"], "kind": 10, "tags": [1],
          "documentation": ["kind": "markdown", "value": "**bold** `code`"], "sortText": "1", "filterText": "word",
          "insertTextFormat": 2,
          "textEdit": ["newText": "snippet $1", "insert": range(4, 5), "replace": range(4, 7)],
        ]
      ])
  }

  @Test func indentationIsLeftToClientsThatMustAdjustIt() {
    // The client's default and what an item may say otherwise; the text and the mode that it then gets.
    let cases: [(JSONValue, [JSONValue], JSONValue, JSONValue?)] = [
      (nil, [], "block:\n  $1", nil), (2, [2], "block:\n  $1", nil), (1, [], "block:\n      $1", nil),
      (2, [1, 2], "block:\n      $1", 1),
    ]
    for (byDefault, modes, newText, mode) in cases {
      var conversation = Conversation(capabilities: [
        "textDocument": [
          "completion": [
            "insertTextMode": byDefault,
            "completionItem": ["snippetSupport": true, "insertTextModeSupport": ["valueSet": .array(modes)]],
          ]
        ]
      ])
      conversation.open("one\n    block\n")
      conversation.request(1, "textDocument/completion", at(6, line: 1))
      let item = conversation.run().result(1)?["items"]?[0]
      #expect(item?["textEdit"]?["newText"] == newText)
      #expect(item?["insertTextMode"] == mode)
    }
  }

  @Test func hoverIsInTheFormatAnnounced() {
    for (formats, value) in [
      (["markdown"], "# The word\n**two** [page](https://a.b)"),
      (["plaintext", "markdown"], "The word\ntwo page (https://a.b)"), ([], "The word\ntwo page (https://a.b)"),
    ] as [([JSONValue], JSONValue)] {
      var conversation = Conversation(capabilities: ["textDocument": ["hover": ["contentFormat": .array(formats)]]])
      conversation.open("one two")
      conversation.request(1, "textDocument/hover", at(4))
      let result = conversation.run().result(1)
      #expect(result?["contents"]?["value"] == value)
      #expect(result?["range"] == range(4, 7))
    }
  }

  @Test func processesAreSeenAliveOrGone() {
    #expect(ClientProcessWatch.isAlive(getpid()))
    // Beyond what Linux and macOS give out.
    #expect(!ClientProcessWatch.isAlive(.max))
  }
}
