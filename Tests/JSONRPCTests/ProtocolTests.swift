// The protocol's structures: URIs, and errors of parameters that name the place.
import JSONRPC
import LanguageServerProtocol
import Testing

@Suite struct ProtocolTests {
  @Test(
    arguments: [
      ("file:///a/b.yaml", "/a/b.yaml"), ("file:///a%20b%3Ac", "/a b:c"), ("file:///a:b", "/a:b"),
      ("FILE:///x", "/x"), ("file://localhost/x", "/x"), ("file:/x", "/x"), ("file:///%C3%A9", "/é"),
      ("file:///é", "/é"), ("file:///100%", "/100%"), ("file:///a?q#f", "/a"), ("file://server/x", nil),
      ("file://", nil), ("file:", nil), ("file:///a%00b", nil), ("file:///%ff", nil), ("untitled:Untitled-1", nil),
      ("", nil),
    ] as [(String, String?)])
  func pathOfURI(uri: String, path: String?) {
    #expect(DocumentURI(uri).path == path)
    #expect(DocumentURI(uri).string == uri)
  }

  @Test func spellingsOfOneFileAreEqual() {
    #expect(DocumentURI("file:///a%3Ab") == DocumentURI("file:///a:b"))
    #expect(DocumentURI("file:///a%3Ab").hashValue == DocumentURI("file:///a:b").hashValue)
    #expect(DocumentURI("untitled:a") != DocumentURI("untitled:b"))
    #expect(DocumentURI("/a") != DocumentURI("file:///a"))
    let path = "/a b/é#?%:x.yaml"
    #expect(DocumentURI(path: path).string == "file:///a%20b/%C3%A9%23%3F%25%3Ax.yaml")
    #expect(DocumentURI(DocumentURI(path: path).string).path == path)
  }

  @Test(
    arguments: [
      (JSONValue.null, "params are missing"), ([], "params must be an object, not an array"),
      ([:], "textDocument is missing"), (["textDocument": 1], "textDocument must be an object, not a number"),
      (["textDocument": [:]], "textDocument.uri is missing"),
      (
        ["textDocument": ["uri": "file:///a", "version": "x"]],
        "textDocument.version must be a whole number of 32 bits, not a string"
      ),
      (["textDocument": ["uri": "file:///a", "version": 1]], "contentChanges is missing"),
      (
        ["textDocument": ["uri": "file:///a"], "contentChanges": [["text": "a"], ["range": [:], "text": ""]]],
        "contentChanges[1].range.start is missing"
      ),
      (
        [
          "textDocument": ["uri": "file:///a"],
          "contentChanges": [["range": ["start": ["line": -1, "character": 0]], "text": ""]],
        ],
        "contentChanges[0].range.start.line must be a whole number from 0, not a number"
      ),
    ] as [(JSONValue, String)])
  func paramsThatDoNotFitNameThePlace(json: JSONValue, reason: String) {
    let error = #expect(throws: InvalidParams.self) {
      try DidChangeTextDocumentParams(from: JSONReader(params: json))
    }
    #expect(error?.reason == reason)
  }

  @Test func hugePositionsAreCutToTheLargest() throws {
    let position = try Position(from: JSONReader(params: ["line": 4_294_967_295, "character": .integer(.max)]))
    #expect(position == Position(line: Int(Int32.max), character: Int(Int32.max)))
  }

  @Test func capabilitiesOfOddShapesCountAsAbsent() {
    let capabilities = ClientCapabilities(json: [
      "general": ["positionEncodings": ["utf-7", 5, "utf-32", "utf-8"]], "workspace": nil,
      "textDocument": ["publishDiagnostics": ["relatedInformation": "yes"], "completion": 3, "diagnostic": [:]],
    ])
    #expect(capabilities.positionEncodings == [.utf32, .utf8])
    #expect(!capabilities.publishDiagnostics.relatedInformation)
    #expect(!capabilities.completion.snippetSupport)
    #expect(capabilities.pullsDiagnostics)
  }
}
