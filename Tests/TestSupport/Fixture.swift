// A fixture: a document with the findings that are expected of it written below the lines they are about.

import Foundation
import SourceText

/// One fixture file, taken apart. `README.md` beside this file says how it is written.
public struct Fixture: Sendable, CustomStringConvertible {
  /// Where the file is.
  public let url: URL
  /// The path below the folder of fixtures, for messages.
  public let description: String
  /// The lines before the document: the header and the schema, kept as they are.
  var preamble: [String] = []
  /// The name the document goes by.
  public private(set) var path = "fixture.yaml"
  /// The text of the schema it is checked against; `nil` for the schema of its kind.
  public private(set) var schema: String?
  /// Whether `format` is an assertion of that schema.
  public private(set) var assertsFormat = true
  /// The document without annotations and cursor.
  public private(set) var text = SourceText("")
  /// What is expected, in the order of the file.
  public private(set) var annotations: [Annotation] = []
  /// Where the cursor is, in bytes of ``text``.
  public private(set) var cursor: Int?
  /// The sections below the document by their names, such as `after fix`.
  public private(set) var sections: [(name: String, text: String)] = []

  /// The names that a line `--- NAME` may have to begin a section; `completed LABEL` is one too.
  static let sectionNames = ["schema", "document", "after fix", "completions", "hover"]

  /// Takes the file at `url` apart; `description` names it in messages.
  public init(url: URL, description: String) throws {
    self.url = url
    self.description = description
    let whole = try String(contentsOf: url, encoding: .utf8)
    var current = "document"
    var document: [String] = []
    var schemaLines: [String]?
    var isHeader = true
    for line in Fixture.lines(of: whole) {
      if let name = Fixture.sectionName(of: line) {
        current = name
        isHeader = false
        if name == "schema" || name == "document" { preamble.append(line) }
        if name == "schema" { schemaLines = [] } else if name != "document" { sections.append((name, "")) }
        continue
      }
      switch current {
      case "schema":
        preamble.append(line)
        schemaLines?.append(line)
      case "document":
        if isHeader, try readHeader(line) {
          preamble.append(line)
        } else {
          isHeader = false
          document.append(line)
        }
      default:
        sections[sections.count - 1].text += line + "\n"
      }
    }
    if let schemaLines { schema = schemaLines.joined(separator: "\n") }
    readDocument(document)
  }

  /// Every fixture below `folder`, in the order of their paths.
  public static func all(in folder: URL) throws -> [Fixture] {
    let root = folder.standardizedFileURL.path()
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    var found: [(String, URL)] = []
    while let file = files?.nextObject() as? URL {
      guard file.pathExtension == "yaml" || file.pathExtension == "json" else { continue }
      let path = file.standardizedFileURL.path().dropFirst(root.count).drop { $0 == "/" }
      found.append((String(path), file))
    }
    return try found.sorted { $0.0 < $1.0 }.map { try Fixture(url: $0.1, description: $0.0) }
  }

  /// The lines of `text`; one line break at the end ends the last line rather than beginning another.
  static func lines(of text: String) -> [String] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    return lines
  }

  private static func sectionName(of line: String) -> String? {
    guard line.hasPrefix("--- ") else { return nil }
    let name = String(line.dropFirst(4))
    return sectionNames.contains(name) || name.hasPrefix("completed ") ? name : nil
  }

  /// Reads a line of the header; false where the document has begun.
  private mutating func readHeader(_ line: String) throws -> Bool {
    if line.hasPrefix("# file: ") {
      path = String(line.dropFirst(8))
    } else if line.hasPrefix("# schema: ") {
      let file = url.deletingLastPathComponent().appending(path: String(line.dropFirst(10)))
      schema = try String(contentsOf: file, encoding: .utf8)
    } else if line == "# format: annotation" {
      assertsFormat = false
    } else {
      return line.hasPrefix("#: ")
    }
    return true
  }

  private mutating func readDocument(_ lines: [String]) {
    var kept: [String] = []
    for line in lines {
      if var annotation = Annotation(line) {
        annotation.line = max(kept.count - 1, 0)
        annotations.append(annotation)
      } else if let fix = Annotation.Fix(line), !annotations.isEmpty {
        annotations[annotations.count - 1].fixes.append(fix)
      } else {
        kept.append(line)
      }
    }
    var whole = kept.map { $0 + "\n" }.joined()
    // A backslash at the very end of a document stands for the absence of its last line break.
    if whole.hasSuffix("\\\n") { whole.removeLast(2) }
    whole = whole.replacing("\\r\n", with: "\r\n")
    if let mark = whole.range(of: "<|>") {
      cursor = whole[..<mark.lowerBound].utf8.count
      whole.removeSubrange(mark)
    }
    text = SourceText(whole)
  }
}
