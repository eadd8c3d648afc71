// A file as the analysis sees it: a path that is never opened and the text that stands there.

import SourceText

/// In which syntax a file is written.
public enum SourceSyntax: Sendable, Hashable {
  /// YAML 1.2.
  case yaml
  /// JSON (RFC 8259).
  case json
}

/// A text with the name it goes by.
public struct SourceFile: Sendable {
  /// The path, its parts separated by `/`. Only the last part means anything here: conventions go by it.
  public let path: String
  /// The text.
  public let text: SourceText
  /// The syntax, which the name's extension decides: JSON for `.json`, else YAML.
  public let syntax: SourceSyntax

  /// Names `text` by `path`.
  public init(path: String, text: SourceText) {
    self.path = path
    self.text = text
    syntax = SourceFile.name(of: path).utf8.ends(with: ".json") ? .json : .yaml
  }

  /// The part of `path` after its last `/`.
  static func name(of path: String) -> Substring {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path[...] }
    return path[path.utf8.index(after: slash)...]
  }
}

extension Substring.UTF8View {
  /// Whether the bytes end with those of `suffix`, letters of either case being alike.
  func ends(with suffix: StaticString) -> Bool {
    guard count >= suffix.utf8CodeUnitCount else { return false }
    var index = 0
    for byte in self.suffix(suffix.utf8CodeUnitCount) {
      let lower = (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
      guard lower == suffix.utf8Start[index] else { return false }
      index += 1
    }
    return true
  }
}
