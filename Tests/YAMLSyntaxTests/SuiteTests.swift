// Holds the reader against the public YAML Test Suite, and against libyaml itself on the same inputs.

import CLibYAML
import DocumentModel
import Foundation
import SourceText
import TestSupport
import Testing

@testable import YAMLSyntax

@Suite struct SuiteTests {
  /// The cases in which the reader does not do what YAML 1.2 asks, all of them libyaml's own departures.
  /// `docs/yaml.md` describes them.
  static let departures: Set<String> = ["JEF9-02", "Y2GN"]

  @Test func readsWhatTheSuiteAsks() throws {
    guard let folder = Conformance.folder("yaml") else { return }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted()
    var departed: Set<String> = []
    var worse: [String] = []
    for name in names {
      let place = folder.appending(path: name)
      guard let input = try? Data(contentsOf: place.appending(path: "in.yaml")) else { continue }
      let bytes = [UInt8](input)
      let mustFail = FileManager.default.fileExists(atPath: place.appending(path: "error").path())
      let expected = try String(contentsOf: place.appending(path: "test.event"), encoding: .utf8)
      let result = YAMLReader.read(SourceDecoder.decode(bytes).text)
      let failed = result.diagnostics.contains {
        $0.severity == .error && $0.code != .duplicateKey && $0.code != .badMerge
      }
      let right = failed == mustFail && (mustFail || EventText(result.tree).text == EventText.normalised(expected))
      let libyaml = LibYAMLEvents.read(bytes)
      let libyamlRight = (libyaml == nil) == mustFail && (mustFail || libyaml == EventText.normalised(expected))
      if !right { departed.insert(name) }
      if libyamlRight, !right { worse.append(name) }
    }
    print("YAML Test Suite: \(names.count - departed.count) of \(names.count) cases as YAML 1.2 asks")
    #expect(worse == [], "libyaml does these right")
    #expect(departed.sorted() == SuiteTests.departures.sorted(), "the departures that are described")
  }
}

/// The events of a tree in the suite's notation, without the marks of documents.
struct EventText {
  private(set) var text = "+STR\n"
  private let tree: SyntaxTree

  init(_ tree: SyntaxTree) {
    self.tree = tree
    for document in tree.documents where document.root != nil {
      text += "+DOC\n"
      if let root = document.root { add(root) }
      text += "-DOC\n"
    }
    text += "-STR\n"
  }

  static func normalised(_ events: String) -> String {
    events.split(separator: "\n").map { line in
      let line = line.hasPrefix("+DOC") ? "+DOC" : line.hasPrefix("-DOC") ? "-DOC" : String(line)
      return line.replacing("+MAP {}", with: "+MAP").replacing("+SEQ []", with: "+SEQ")
    }.joined(separator: "\n") + "\n"
  }

  private mutating func add(_ node: NodeID) {
    let properties = tree.properties(of: node)
    var head = properties?.anchor.map { " &" + $0 } ?? ""
    if let tag = properties?.tag { head += " <" + tag + ">" }
    switch tree.kind(of: node) {
    case .alias:
      text += "=ALI *" + tree.source.string(in: tree.range(of: node)).dropFirst() + "\n"
    case .scalar:
      let mark: String =
        switch tree[node].style {
        case .singleQuoted: "'"
        case .doubleQuoted: "\""
        case .literal: "|"
        case .folded: ">"
        default: ":"
        }
      text += "=VAL\(head) \(mark)\(EventText.escape(tree.text(of: node)))\n"
    case .mapping:
      text += "+MAP\(head)\n"
      for child in tree.children(of: node) { add(child) }
      text += "-MAP\n"
    case .sequence:
      text += "+SEQ\(head)\n"
      for child in tree.children(of: node) { add(child) }
      text += "-SEQ\n"
    }
  }

  static func escape(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      case "\u{8}": result += "\\b"
      case "\0": result += "\\0"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

/// The events libyaml gives, in the suite's notation; `nil` where it refuses the text.
enum LibYAMLEvents {
  static func read(_ bytes: [UInt8]) -> String? {
    bytes.withUnsafeBufferPointer { buffer -> String? in
      guard let parser = EventParser(buffer) else { return nil }
      var text = ""
      while true {
        guard let event = parser.next() else { return nil }
        text += line(event.pointee)
        if event.pointee.type == YAML_STREAM_END_EVENT { return text }
      }
    }
  }

  private static func line(_ event: yaml_event_t) -> String {
    func head(_ anchor: UnsafeMutablePointer<UInt8>?, _ tag: UnsafeMutablePointer<UInt8>?) -> String {
      (anchor.map { " &" + String(cString: $0) } ?? "") + (tag.map { " <" + String(cString: $0) + ">" } ?? "")
    }
    switch event.type {
    case YAML_STREAM_START_EVENT: return "+STR\n"
    case YAML_STREAM_END_EVENT: return "-STR\n"
    case YAML_DOCUMENT_START_EVENT: return "+DOC\n"
    case YAML_DOCUMENT_END_EVENT: return "-DOC\n"
    case YAML_ALIAS_EVENT: return "=ALI *" + String(cString: event.data.alias.anchor) + "\n"
    case YAML_MAPPING_START_EVENT: return "+MAP\(head(event.data.mapping_start.anchor, event.data.mapping_start.tag))\n"
    case YAML_MAPPING_END_EVENT: return "-MAP\n"
    case YAML_SEQUENCE_START_EVENT:
      return "+SEQ\(head(event.data.sequence_start.anchor, event.data.sequence_start.tag))\n"
    case YAML_SEQUENCE_END_EVENT: return "-SEQ\n"
    case YAML_SCALAR_EVENT:
      let data = event.data.scalar
      let mark = [2: "'", 3: "\"", 4: "|", 5: ">"][data.style.rawValue] ?? ":"
      let value = String(decoding: UnsafeBufferPointer(start: data.value, count: data.length), as: UTF8.self)
      return "=VAL\(head(data.anchor, data.tag)) \(mark)\(EventText.escape(value))\n"
    default: return ""
    }
  }
}
