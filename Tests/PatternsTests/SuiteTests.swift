// The JSON Schema Test Suite's patterns, where the suite is found: what they match, and that all of them compile.

import Foundation
import Patterns
import TestSupport
import Testing

@Suite struct SuiteTests {
  private static let folder = Conformance.folder("json-schema/draft2020-12")

  @Test(arguments: ["optional/ecmascript-regex.json", "optional/non-bmp-regex.json", "pattern.json"])
  func patternsMatchWhatTheSuiteSays(_ file: String) throws {
    guard let folder = Self.folder else { return }
    var count = 0
    for group in try groups(of: folder.appending(path: file)) {
      let schema = group["schema"] as? [String: Any] ?? [:]
      for test in group["tests"] as? [[String: Any]] ?? [] {
        let isValid = test["valid"] as? Bool
        let description = "\(test["description"] ?? "")"
        if let source = schema["pattern"] as? String, let data = test["data"] as? String {
          count += 1
          #expect((try Pattern(source).firstMatch(in: data) == .match) == isValid, "\(description)")
        }
        // These groups allow no other property than those that match.
        if let properties = schema["patternProperties"] as? [String: Any], let data = test["data"] as? [String: Any] {
          count += 1
          let patterns = try properties.keys.map { try Pattern($0) }
          let allMatch = data.keys.allSatisfy { key in patterns.contains { $0.firstMatch(in: key) == .match } }
          #expect(allMatch == isValid, "\(description)")
        }
      }
    }
    print("\(file): \(count) tests")
    #expect(count > 0)
  }

  @Test func everyPatternOfTheSuiteCompiles() throws {
    guard let folder = Self.folder else { return }
    var count = 0
    func visit(_ value: Any, _ isSchema: Bool) throws {
      if let list = value as? [Any] {
        for item in list { try visit(item, isSchema) }
      } else if let object = value as? [String: Any] {
        if isSchema, let source = object["pattern"] as? String {
          count += 1
          _ = try Pattern(source)
        }
        if isSchema, let properties = object["patternProperties"] as? [String: Any] {
          for source in properties.keys {
            count += 1
            _ = try Pattern(source)
          }
        }
        for (key, item) in object where key != "tests" { try visit(item, isSchema || key == "schema") }
      }
    }
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) where path.hasSuffix(".json") {
      for group in try groups(of: folder.appending(path: path)) { try visit(group, false) }
    }
    print("\(count) patterns compile")
    #expect(count > 0)
  }

  private func groups(of file: URL) throws -> [[String: Any]] {
    try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [[String: Any]] ?? []
  }
}
