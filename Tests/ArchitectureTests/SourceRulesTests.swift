// Holds the rules that every source file keeps, whatever it is about.

import Testing

@Suite struct SourceRulesTests {
  /// The longest a file may be, in lines; tables of data are longer.
  static let longestFile = 400

  /// Files that are data in Swift's clothes.
  static func isTable(_ file: RepositoryFile) -> Bool {
    file.path.hasPrefix("Sources/Catalog/Resources/") || file.path.hasSuffix("Data.swift")
      || file.path.hasSuffix("Table.swift")
  }

  @Test func nothingIsForced() throws {
    for file in try Repository.files(in: "Sources", suffix: ".swift") {
      for (number, line) in SwiftCode(file.text).lines.enumerated() where isForced(line) {
        Issue.record("\(file):\(number + 1) forces: \(file.lines[number])")
      }
    }
  }

  @Test func forcedCodeIsFound() {
    let forced = [
      "let a = b!", "let a = b!.c", "f(x!)", "a[0]!", "try! f()", "x as! Int", "var a: Int!", "g()!", "a = b! + 1",
      "\"\\(a!)\"", "let s: [Int]! = nil",
    ]
    for code in forced { #expect(SwiftCode(code).lines.contains { isForced($0) }, "\(code)") }
    let sound = [
      "a != b", "if !a {}", "f(!a)", "a && !b", "// b!", "/* b! */ a", "\"b!\"", "\"\"\"\nb!\n\"\"\"", "#\"b!\\\"#",
      "a !== b", "return !a", "[!a]", "try? f()", "x as? Int", "\"\\(!a) b!\"", "a ? !b : !c",
    ]
    for code in sound { #expect(!SwiftCode(code).lines.contains { isForced($0) }, "\(code)") }
  }

  @Test func everyFileSaysWhatItHolds() throws {
    for file in try swiftFiles() {
      let first = file.path == "Package.swift" ? file.lines.dropFirst().first : file.lines.first
      let line = String(first ?? "")
      #expect(
        line.hasPrefix("// ") && line.count > 20 && !line.contains("Placeholder"),
        "\(file) does not begin with a sentence on what it holds")
    }
  }

  @Test func filesStayShort() throws {
    for file in try swiftFiles() where !SourceRulesTests.isTable(file) {
      #expect(file.lines.count <= SourceRulesTests.longestFile + 1, "\(file) has \(file.lines.count) lines")
    }
  }

  @Test func nothingIsLeftForLater() throws {
    // Spelt in halves, so that this file is not its own finding.
    let marks = ["TO" + "DO", "FIX" + "ME", "XX" + "X:", "HA" + "CK"]
    let texts =
      try swiftFiles() + Repository.files(in: "scripts", suffix: "") + Repository.files(in: "docs", suffix: ".md")
    for file in texts where !SourceRulesTests.isTable(file) {
      for mark in marks { #expect(!file.text.contains(mark), "\(file) has \(mark)") }
    }
  }

  private func swiftFiles() throws -> [RepositoryFile] {
    var files = [try Repository.file("Package.swift")]
    for folder in ["Sources", "Tests", "Benchmarks"] where Repository.exists(folder) {
      files += try Repository.files(in: folder, suffix: ".swift")
    }
    return files
  }

  /// Whether `line` has a `!` that ends an expression or a type: one right behind a name, a bracket or a literal, and
  /// not the beginning of `!=`.
  private func isForced(_ line: [UInt8]) -> Bool {
    for (index, byte) in line.enumerated() where byte == UInt8(ascii: "!") && index > 0 {
      let before = line[index - 1]
      let after = index + 1 < line.count ? line[index + 1] : UInt8(ascii: " ")
      let endsOperand =
        before >= 0x80 || before == UInt8(ascii: "_") || UInt8(ascii: "0")...UInt8(ascii: "9") ~= before
        || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= before || UInt8(ascii: "a")...UInt8(ascii: "z") ~= before
        || [UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: "?")].contains(before)
      if endsOperand, after != UInt8(ascii: "=") { return true }
    }
    return false
  }
}
