// Holds the layering: imports point down only, and code, package and documentation tell of the same levels.

import Testing

@Suite struct LayeringTests {
  /// What a target may build on.
  struct Layer: Equatable {
    let level: Int
    /// The modules from outside the package that it may import, beside the platform's C library.
    var outside: Set<String> = []
  }

  static let layers: [String: Layer] = [
    "CLibYAML": Layer(level: 0),
    "SourceText": Layer(level: 0),
    "Patterns": Layer(level: 0),
    "Catalog": Layer(level: 0),
    "JSONRPC": Layer(level: 0),
    "LanguageServerProtocol": Layer(level: 1),
    "DocumentModel": Layer(level: 1),
    "YAMLSyntax": Layer(level: 2),
    "JSONSchema": Layer(level: 2),
    "CEL": Layer(level: 2),
    "Rules": Layer(level: 3, outside: ["Synchronization"]),
    "Analysis": Layer(level: 4, outside: ["Synchronization"]),
    "Workspace": Layer(level: 5, outside: ["Synchronization"]),
    "Reporters": Layer(level: 5),
    "LanguageServer": Layer(level: 6, outside: ["Logging"]),
    "casecheck": Layer(level: 7, outside: ["ArgumentParser", "Synchronization"]),
    "generate-catalog": Layer(level: 7, outside: ["Foundation"]),
  ]

  static let platform: Set<String> = ["Darwin", "Glibc", "Musl", "Swift"]

  @Test func everyTargetHasALevel() throws {
    #expect(try Repository.folders(in: "Sources") == LayeringTests.layers.keys.sorted())
  }

  @Test func importsPointDown() throws {
    var imports = 0
    for file in try Repository.files(in: "Sources", suffix: ".swift") {
      let target = String(file.path.split(separator: "/")[1])
      let layer = try #require(LayeringTests.layers[target])
      for module in importedModules(file) {
        imports += 1
        if let other = LayeringTests.layers[module] {
          #expect(other.level < layer.level, "\(file) imports \(module), which is not below it")
        } else {
          #expect(
            LayeringTests.platform.union(layer.outside).contains(module),
            "\(file) imports \(module), which \(target) has no leave for")
        }
      }
    }
    #expect(imports > 0)
  }

  @Test func noLeaveIsUnused() throws {
    var used: [String: Set<String>] = [:]
    for file in try Repository.files(in: "Sources", suffix: ".swift") {
      used[String(file.path.split(separator: "/")[1]), default: []].formUnion(importedModules(file))
    }
    for (target, layer) in LayeringTests.layers {
      #expect(layer.outside.subtracting(used[target] ?? []) == [], "\(target)")
    }
  }

  @Test func thePageSaysTheSame() throws {
    let rows = MarkdownTable.rows(of: try Repository.file("docs/architecture.md"), header: "| level | target |")
    var described: [String: Layer] = [:]
    for row in rows where row.count == 4 {
      let outside = row[2].split(separator: ",").map { $0.filter { $0 != " " && $0 != "`" } }
      described[row[1]] = Layer(level: try #require(Int(row[0])), outside: Set(outside))
    }
    #expect(described == LayeringTests.layers)
  }

  @Test func thePackageSaysTheSame() throws {
    let package = try Repository.file("Package.swift").text
    let beforeTests = package.prefix(upTo: try #require(package.range(of: "// Tests\n")).lowerBound)
    var described: [String: Int] = [:]
    for section in beforeTests.split(separator: "// Level ").dropFirst() {
      let level = try #require(Int(section.prefix { $0.isNumber }))
      for match in section.matches(of: /(?:library\(|name:)\s*"([A-Za-z-]+)"/) {
        let name = String(match.1)
        if LayeringTests.layers[name] != nil { described[name] = level }
      }
    }
    #expect(described == LayeringTests.layers.mapValues(\.level))
  }

  /// The modules that `file` imports.
  private func importedModules(_ file: RepositoryFile) -> [String] {
    SwiftCode(file.text).lines.compactMap { line in
      let words = String(decoding: line, as: UTF8.self).split(separator: " ")
      guard let keyword = words.firstIndex(of: "import"), keyword <= 2, keyword + 1 < words.count,
        words[..<keyword].allSatisfy({ $0.hasPrefix("@") || ["public", "package", "internal", "private"].contains($0) })
      else { return nil }
      let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "func", "typealias", "let", "var"]
      let name = kinds.contains(words[keyword + 1]) ? words[keyword + 2] : words[keyword + 1]
      return name.split(separator: ".").first.map(String.init)
    }
  }
}
