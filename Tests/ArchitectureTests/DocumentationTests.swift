// Holds the documentation to the program: every code is described, every example does what it says, every link leads on.

import Analysis
import DocumentModel
import Foundation
import Rules
import Testing
import Workspace

@Suite struct DocumentationTests {
  static let programCodes = DiagnosticCode.analysisCodes + DiagnosticCode.configurationCodes

  @Test func everyCodeIsDescribedAndNoOther() throws {
    let described = CodePage.read(try Repository.file("docs/codes.md"))
    #expect(
      described.map { "\($0.code) \($0.name) \($0.severity)" }.sorted()
        == DocumentationTests.programCodes.map { "\($0.code) \($0.name) \($0.severity.rawValue)" }.sorted())
    for code in described { #expect(code.anchor == code.code.lowercased()) }
  }

  @Test func everyCodeOfRuleFilesIsDescribedAndNoOther() throws {
    let page = try Repository.file("docs/rule-codes.md")
    let rows = page.lines.compactMap { $0.wholeMatch(of: /\| ([A-Z]{3}\d{3}) \| `([a-z-]+)` \| (.+) \|/) }
    #expect(rows.map { "\($0.1) \($0.2)" } == DiagnosticCode.ruleCodes.map { "\($0.code) \($0.name)" })
    for (row, code) in zip(rows, DiagnosticCode.ruleCodes) { #expect(row.3.hasPrefix(code.title), "\(code.code)") }
  }

  @Test func everyExampleDoesWhatItSays() throws {
    for code in CodePage.read(try Repository.file("docs/codes.md")) {
      let failing = try findings(in: try #require(code.failing, "\(code.code)"), of: code)
      #expect(failing.contains { $0.code.code == code.code }, "\(code.code) does not fail: \(failing.map(\.message))")
      let mended = try findings(in: try #require(code.mended, "\(code.code)"), of: code)
      #expect(mended.isEmpty, "\(code.code) is not mended: \(mended.map(\.message))")
    }
  }

  @Test func everyLinkLeadsSomewhere() throws {
    let pages =
      try Repository.files(in: "docs", suffix: ".md") + Repository.files(in: "editors", suffix: ".md")
      + ["README.md", "CONTRIBUTING.md"].map(Repository.file)
    for page in pages {
      for match in page.text.matches(of: /\]\(([^)\s]+)\)|src="([^"]+)"/) {
        let link = String(match.1 ?? match.2 ?? "")
        guard !link.isEmpty, !link.contains("://") else { continue }
        let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let target = parts[0].isEmpty ? page.path : path(parts[0], from: page.path)
        #expect(Repository.exists(target), "\(page) links to \(link), which is not there")
        if parts.count == 2, target.hasSuffix(".md") {
          #expect(
            anchors(of: try Repository.file(target)).contains(parts[1]), "\(page) links to \(link): no such place")
        }
      }
    }
  }

  @Test func everyInvariantIsHeldByATest() throws {
    let page = try Repository.file("docs/architecture.md")
    let tests = try Repository.files(in: "Tests", suffix: ".swift")
    let names = page.text.matches(of: /`([A-Za-z]+Tests)\.([A-Za-z0-9]+)`/)
    #expect(names.count > 10)
    for name in names {
      let isThere = tests.contains {
        $0.text.contains("struct \(name.1)") && $0.text.contains("func \(name.2)(")
          || $0.text.contains("extension \(name.1)") && $0.text.contains("func \(name.2)(")
      }
      #expect(isThere, "\(page) names \(name.1).\(name.2), which is no test")
    }
    for invariant in page.text.matches(of: /\*\*Invariant\.\*\*(?s:.*?)(\n\n|$)/) {
      #expect(invariant.0.contains("Tests."), "no test is named: \(invariant.0)")
    }
  }

  // MARK: Helpers

  /// What the program finds in `example`, in a folder of its own.
  private func findings(in example: DescribedCode.Example, of code: DescribedCode) throws -> [Diagnostic] {
    let folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appending(path: "casecheck-\(UUID().uuidString)")
    // A `.git` makes the folder a root, so that no configuration above it has a say.
    try FileManager.default.createDirectory(at: folder.appending(path: ".git"), withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in code.others { try Data(text.utf8).write(to: folder.appending(path: name)) }
    switch example {
    case .text(let text):
      try Data(text.utf8).write(to: folder.appending(path: code.fileName))
    case .script(let script):
      let process = Process()
      process.executableURL = URL(filePath: "/bin/bash")
      process.arguments = ["-c", script]
      process.currentDirectoryURL = folder
      try process.run()
      process.waitUntilExit()
      try #require(process.terminationStatus == 0, "\(script)")
    }
    var options = CheckRun.Options()
    options.paths = [code.fileName]
    options.currentFolder = folder.path()
    options.jobs = 1
    let result = CheckRun(options).run()
    #expect(result.documents.contains { $0.path == code.fileName }, "\(code.code): \(code.fileName) was not checked")
    return result.documents.flatMap(\.diagnostics)
  }

  private func path(_ link: String, from page: String) -> String {
    var parts = page.split(separator: "/").dropLast().map(String.init)
    for part in link.split(separator: "/") where part != "." {
      if part == ".." { parts = parts.dropLast() } else { parts.append(String(part)) }
    }
    return parts.joined(separator: "/")
  }

  /// The places in `page` that a link can name: explicit ones, and headings as GitHub makes them.
  private func anchors(of page: RepositoryFile) -> Set<String> {
    let explicit = page.text.matches(of: /<a id="([^"]+)">/).map { String($0.1) }
    let headings = page.lines.filter { $0.hasPrefix("#") }.map { line in
      line.drop { $0 == "#" }.dropFirst().lowercased()
        .filter { $0.isLetter || $0.isNumber || $0 == " " || $0 == "-" || $0 == "_" }
        .replacing(" ", with: "-")
    }
    return Set(explicit + headings)
  }
}
