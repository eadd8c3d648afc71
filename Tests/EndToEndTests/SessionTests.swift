// The daemon as an editor meets it: a session from its first message to its last, over pipes.

import Foundation
import TestSupport
import Testing

@Suite(.serialized, .timeLimit(.minutes(2))) struct SessionTests {
  static let uri = "file:///cases/new.supplier.yaml"
  static let sound = "kind: supplier_profile\norganisation: 0CG\n"

  @Test func aSessionFromOpenToExit() throws {
    let daemon = try DaemonProcess()
    let result = try daemon.initialise()
    let capabilities = try #require(result["capabilities"] as? DaemonProcess.Message)
    #expect(capabilities["positionEncoding"] as? String == "utf-16")
    #expect(capabilities["hoverProvider"] != nil)
    #expect(capabilities["completionProvider"] != nil)
    #expect((result["serverInfo"] as? DaemonProcess.Message)?["name"] as? String == "casecheck")

    try daemon.open(SessionTests.uri, "kind: supplier_profile\norganisation:\n")
    let first = try daemon.diagnostics(of: SessionTests.uri, version: 1)
    #expect(
      first.compactMap(SeenDiagnostic.init)
        == [SeenDiagnostic(code: "SCH013", line: 1, character: 0, endCharacter: 12)])
    try daemon.change(SessionTests.uri, SessionTests.sound, version: 2)
    #expect(try daemon.diagnostics(of: SessionTests.uri, version: 2).isEmpty)

    let hover = try daemon.ask("textDocument/hover", SessionTests.uri, line: 1, character: 3)
    let contents = (hover["result"] as? DaemonProcess.Message)?["contents"] as? DaemonProcess.Message
    #expect((contents?["value"] as? String)?.contains("ODS code") == true)

    try daemon.change(SessionTests.uri, SessionTests.sound + "stran\n", version: 3)
    let completion = try daemon.ask("textDocument/completion", SessionTests.uri, line: 2, character: 5)
    let labels = ((completion["result"] as? DaemonProcess.Message)?["items"] as? [DaemonProcess.Message])?
      .compactMap { $0["label"] as? String }
    #expect(labels?.contains("stranded_costs") == true, "\(completion)")

    #expect(try daemon.shutDown() == 0)
    #expect(try daemon.remainingOutput().isEmpty)
  }

  @Test func itFindsWhatTheCommandLineFinds() throws {
    let daemon = try DaemonProcess()
    try daemon.initialise(root: Conformance.packageRoot)
    let samples = Conformance.packageRoot.appending(path: "samples")
    let names = ["draft.case.yaml", "worked-example.case.yaml", "faulty/slips-of-the-keyboard.case.yaml"]
    for name in names {
      let file = samples.appending(path: name)
      try daemon.open(file.absoluteString, try String(contentsOf: file, encoding: .utf8))
      let published = try daemon.diagnostics(of: file.absoluteString, version: 1).compactMap(SeenDiagnostic.init)
      #expect(published.map { "\($0.code) \($0.line)" } == (try findingsOfValidate(file)))
    }
    #expect(try daemon.shutDown() == 0)
  }

  @Test func onlyTheLatestTextCounts() throws {
    let daemon = try DaemonProcess()
    try daemon.initialise()
    try daemon.open(SessionTests.uri, SessionTests.sound)
    var burst = Data()
    for version in 2...500 {
      let text = version == 500 ? SessionTests.sound : String(repeating: "x: [\n", count: version)
      burst += try DaemonProcess.frame([
        "method": "textDocument/didChange",
        "params": [
          "textDocument": ["uri": SessionTests.uri, "version": version] as DaemonProcess.Message,
          "contentChanges": [["text": text]],
        ] as DaemonProcess.Message,
      ])
    }
    try daemon.write(burst)
    #expect(try daemon.diagnostics(of: SessionTests.uri, version: 500).isEmpty)
    #expect(try daemon.shutDown() == 0)
  }

  @Test(arguments: [("utf-8", 17), ("utf-16", 15), ("utf-32", 14)])
  func positionsAreInTheEncodingAgreed(encoding: String, character: Int) throws {
    let daemon = try DaemonProcess()
    let result = try daemon.initialise(capabilities: ["general": ["positionEncodings": [encoding]]])
    #expect((result["capabilities"] as? DaemonProcess.Message)?["positionEncoding"] as? String == encoding)
    try daemon.open(SessionTests.uri, SessionTests.sound + "x_a: {\"🙂\": 1, \"🙂\": 2}\n")
    let found = try daemon.diagnostics(of: SessionTests.uri, version: 1).compactMap(SeenDiagnostic.init)
    #expect(found.map(\.code) == ["YML010"])
    // The second key stands behind one character outside the basic plane: 4 bytes, 2 UTF-16 units, 1 scalar.
    #expect(found.first?.character == character)
    #expect(try daemon.shutDown() == 0)
  }

  @Test func filesThatAreNotOursGetNothing() throws {
    let daemon = try DaemonProcess()
    try daemon.initialise()
    try daemon.open("file:///cases/docker-compose.yaml", "services: [\n")
    try daemon.open(SessionTests.uri, SessionTests.sound)
    let other = try daemon.diagnostics(of: "file:///cases/docker-compose.yaml")
    #expect(other.isEmpty)
    #expect(try daemon.shutDown() == 0)
  }

  /// The findings of `casecheck validate`, as code and line from 0.
  private func findingsOfValidate(_ file: URL) throws -> [String] {
    let process = Process()
    let output = Pipe()
    process.executableURL = try Program.url()
    process.arguments = ["validate", "--format", "json", file.path()]
    process.standardOutput = output
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    let report = try JSONSerialization.jsonObject(with: data) as? [String: Any]
    let documents = report?["documents"] as? [[String: Any]] ?? []
    return documents.flatMap { $0["diagnostics"] as? [[String: Any]] ?? [] }.map { finding in
      let start = (finding["range"] as? [String: [String: Int]])?["start"]
      return "\(finding["code"] as? String ?? "") \((start?["line"] ?? 0) - 1)"
    }
  }
}
