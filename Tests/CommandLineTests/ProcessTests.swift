// What scenarios cannot say: pipes that close, files that are written, runs that are compared.

import Foundation
import Testing

@Suite(.serialized) struct ProcessTests {
  private static let good = "kind: supplier_profile\norganisation: 0CG\n"
  private static let bad = "kind: supplier_profile\norganisation: []\nturnovr: 1\n"

  /// A folder with `count` files in several folders, one in three with findings.
  private func portfolio(_ count: Int) throws -> Folder {
    let folder = try Folder()
    for index in 0..<count {
      try folder.write(index % 3 == 0 ? Self.bad : Self.good, to: "unit-\(index % 7)/\(index).supplier.yaml")
    }
    return folder
  }

  @Test func outputIsTheSameHoweverTheWorkIsSpread() throws {
    let folder = try portfolio(120)
    defer { folder.remove() }
    for format in ["text", "concise", "json", "sarif", "github", "gitlab", "junit", "tap"] {
      let runs = try ["1", "2", "16"].map { jobs in
        try Binary.run(["validate", ".", "--format", format, "--jobs", jobs], in: folder.url)
      }
      #expect(runs.allSatisfy { $0.status == 1 && $0.error == "" })
      #expect(Set(runs.map(\.output)).count == 1)
      #expect(!runs[0].output.isEmpty)
    }
  }

  @Test func theOrderOfArgumentsDoesNotMatter() throws {
    let folder = try portfolio(9)
    defer { folder.remove() }
    let paths = (0..<7).map { "unit-\($0)" }
    let first = try Binary.run(["validate", "--format", "json"] + paths, in: folder.url)
    let second = try Binary.run(["validate", "--format", "json"] + paths.reversed(), in: folder.url)
    #expect(first.output == second.output)
  }

  @Test func aReaderThatGoesAwayIsNoFailure() throws {
    let folder = try portfolio(300)
    defer { folder.remove() }
    let outcome = try Binary.shell(
      "{ \"$CASECHECK\" validate . --format json; echo \"status $?\" >&2; } | head -c 10 > /dev/null", in: folder.url)
    #expect(outcome.error == "status 1\n")
  }

  @Test func reportsGoToFiles() throws {
    let folder = try portfolio(4)
    defer { folder.remove() }
    let outcome = try Binary.run(
      ["validate", ".", "--format", "json=report.json", "--format=concise", "--format", "text=report=1.txt"],
      in: folder.url)
    #expect(outcome.status == 1)
    #expect(outcome.output.hasPrefix("unit-0/0.supplier.yaml:2:1: error[SCH001]"))
    let json = try Data(contentsOf: folder.url.appending(path: "report.json"))
    let report = try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
    #expect((report["documents"] as? [Any])?.count == 4)
    #expect(FileManager.default.fileExists(atPath: folder.url.appending(path: "report=1.txt").path()))
  }

  @Test func aReportThatCannotBeWrittenIsStatus2() throws {
    let folder = try portfolio(1)
    defer { folder.remove() }
    let outcome = try Binary.run(["validate", ".", "--format", "json=no/such/folder.json"], in: folder.url)
    #expect(outcome.status == 2)
    #expect(outcome.error.contains("no/such/folder.json: The report cannot be written"))
  }

  @Test func failuresAreSaidWhereAllReportsGoToFiles() throws {
    let folder = try portfolio(1)
    defer { folder.remove() }
    let outcome = try Binary.run(["validate", "none.case.yaml", "--format", "json=r.json"], in: folder.url)
    #expect(outcome.status == 2)
    #expect(outcome.output == "")
    #expect(outcome.error == "casecheck: none.case.yaml: There is no such file or folder.\n")
  }

  @Test func anOversizeFileIsStatus2WithItsFinding() throws {
    let folder = try Folder()
    defer { folder.remove() }
    try folder.write("kind: business_case\n", to: "big.case.yaml")
    try folder.write(Self.good, to: "a.supplier.yaml")
    let handle = try FileHandle(forWritingTo: folder.url.appending(path: "big.case.yaml"))
    try handle.truncate(atOffset: (64 << 20) + 1)
    try handle.close()
    let outcome = try Binary.run(["validate", ".", "--fail-on", "never", "--format", "concise"], in: folder.url)
    #expect(outcome.status == 2)
    #expect(outcome.output.contains("big.case.yaml:1:1: error[YML022]"))
    #expect(outcome.output.contains("big.case.yaml: error: The file has 67108865 bytes"))
  }

  @Test func theCurrentFolderIsNoSourceOfConfiguration() throws {
    let folder = try Folder()
    defer { folder.remove() }
    try folder.write("kind: casecheck_config\nrules: {SCH: off}\n", to: "here/.casecheck.yaml")
    try folder.write(Self.bad, to: "there/a.supplier.yaml")
    let here = folder.url.appending(path: "here")
    let outcome = try Binary.run(["validate", "../there/a.supplier.yaml", "--format", "concise"], in: here)
    #expect(outcome.status == 1)
    #expect(outcome.output.hasPrefix("../there/a.supplier.yaml:2:1: error"))
  }

  @Test func theDeepestDocumentsAreChecked() throws {
    let folder = try Folder()
    defer { folder.remove() }
    let schema = ##"{"$defs": {"n": {"type": "array", "items": {"$ref": "#/$defs/n"}}}, "$ref": "#/$defs/n"}"##
    try folder.write(schema, to: "s.json")
    for depth in [499, 100_000] {
      try folder.write(String(repeating: "[", count: depth) + String(repeating: "]", count: depth), to: "i.json")
      let outcome = try Binary.run(["validate", "--schema", "s.json", "i.json"], in: folder.url)
      #expect(outcome.status == (depth == 499 ? 0 : 1))
    }
  }

  @Test func noOutputWithoutAProgressBarOffATerminal() throws {
    let folder = try portfolio(50)
    defer { folder.remove() }
    #expect(try Binary.run(["validate", "."], in: folder.url).error == "")
  }

  @Test func theDaemonFindsWhatTheCommandLineFinds() throws {
    let folder = try Folder()
    defer { folder.remove() }
    try folder.write("kind: casecheck_config\nrules: {SCH001: hint}\n", to: ".casecheck.yaml")
    let uri = "file://\(folder.url.path())/a.supplier.yaml"
    let messages: [[String: Any]] = [
      ["id": 1, "method": "initialize", "params": ["capabilities": [String: Any]()]],
      ["method": "initialized", "params": [String: Any]()],
      [
        "method": "textDocument/didOpen",
        "params": ["textDocument": ["uri": uri, "languageId": "yaml", "version": 1, "text": Self.bad]],
      ],
      ["id": 2, "method": "shutdown"], ["method": "exit"],
    ]
    var input = Data()
    for message in messages {
      let body = try JSONSerialization.data(withJSONObject: message.merging(["jsonrpc": "2.0"]) { $1 })
      input += Data("Content-Length: \(body.count)\r\n\r\n".utf8) + body
    }
    let outcome = try Binary.run(["lsp", "--stdio"], in: folder.url, input: input)
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("\"SCH003\""))
    #expect(outcome.output.contains("\"severity\":4"), "configuration is found from the document upward")
  }

  @Test func theSchemaThatIsPrintedIsTheOneInForce() throws {
    let folder = try Folder()
    defer { folder.remove() }
    let printed = try Binary.run(["schema", "supplier_profile"], in: folder.url)
    #expect(printed.status == 0)
    try folder.write(printed.output, to: "s.json")
    try folder.write(Self.bad, to: "a.supplier.yaml")
    let own = try Binary.run(["validate", "a.supplier.yaml", "--format", "concise"], in: folder.url)
    let given = try Binary.run(
      ["validate", "--schema", "s.json", "--assert-format", "a.supplier.yaml", "--format", "concise"], in: folder.url)
    #expect(own.output == given.output)
    #expect(own.status == 1)
  }
}
