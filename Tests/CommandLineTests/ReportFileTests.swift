// Reports that go to files: replaced in one step, with what was there before kept where nothing can be written.

import Foundation
import Testing

@Suite(.serialized) struct ReportFileTests {
  private let manager = FileManager.default

  private func folder() throws -> Folder {
    let folder = try Folder()
    try folder.write("kind: supplier_profile\nturnovr: 1\n", to: "a.supplier.yaml")
    return folder
  }

  private func text(_ name: String, in folder: Folder) -> String? {
    try? String(contentsOf: folder.url.appending(path: name), encoding: .utf8)
  }

  private func validate(_ formats: [String], in folder: Folder) throws -> Binary.Outcome {
    try Binary.run(["validate", "a.supplier.yaml"] + formats.map { "--format=\($0)" }, in: folder.url)
  }

  @Test func allFormatsInOneRunAreThoseOfSeveralRuns() throws {
    let folder = try folder()
    defer { folder.remove() }
    let names = ["concise", "json", "sarif", "github", "gitlab", "junit", "tap"]
    let outcome = try validate(["text"] + names.map { "\($0)=out.\($0)" }, in: folder)
    #expect(outcome.status == 1)
    #expect(outcome.output == (try validate(["text"], in: folder)).output)
    for name in names {
      #expect(text("out.\(name)", in: folder) == (try validate([name], in: folder)).output)
    }
    let left = try manager.contentsOfDirectory(atPath: folder.url.path()).sorted()
    #expect(left == (["a.supplier.yaml"] + names.map { "out.\($0)" }).sorted())
  }

  @Test func aReplacedFileKeepsItsPermissionsAndLinks() throws {
    let folder = try folder()
    defer { folder.remove() }
    try folder.write("before", to: "kept/out.tap")
    let target = folder.url.appending(path: "kept/out.tap").path()
    let link = folder.url.appending(path: "link.tap").path()
    try manager.setAttributes([.posixPermissions: 0o640], ofItemAtPath: target)
    try manager.createSymbolicLink(atPath: link, withDestinationPath: "kept/out.tap")
    try manager.createSymbolicLink(
      atPath: folder.url.appending(path: "new.tap").path(), withDestinationPath: "kept/made.tap")
    #expect(try validate(["tap=link.tap", "concise=new.tap"], in: folder).status == 1)
    #expect(text("kept/out.tap", in: folder)?.hasPrefix("TAP version 14\n") == true)
    #expect(text("kept/made.tap", in: folder)?.contains("SCH003") == true)
    #expect(try manager.attributesOfItem(atPath: target)[.posixPermissions] as? Int == 0o640)
    #expect(try manager.destinationOfSymbolicLink(atPath: link) == "kept/out.tap")
    #expect(try manager.contentsOfDirectory(atPath: folder.url.appending(path: "kept").path()).count == 2)
  }

  @Test func whatIsNoFileIsWrittenToAsItStands() throws {
    let folder = try folder()
    defer { folder.remove() }
    #expect(try validate(["tap=/dev/null", "concise=/dev/stdout"], in: folder).output.contains("SCH003"))
    let outcome = try validate(["tap=."], in: folder)
    #expect(outcome.status == 2)
    #expect(outcome.error.contains("casecheck: .: The report cannot be written: "))
  }

  @Test func oneThatCannotBeWrittenDoesNotStopTheOthers() throws {
    let folder = try folder()
    defer { folder.remove() }
    let outcome = try validate(["tap=none/out.tap", "json=out.json", "concise"], in: folder)
    #expect(outcome.status == 2)
    #expect(outcome.error == "casecheck: none/out.tap: The report cannot be written: No such file or directory.\n")
    #expect(outcome.output.contains("SCH003"))
    #expect(text("out.json", in: folder)?.hasSuffix("}\n") == true)
    #expect(!manager.fileExists(atPath: folder.url.appending(path: "none").path()))
  }
}
