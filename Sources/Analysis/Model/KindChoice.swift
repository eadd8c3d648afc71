// What a document says of its own kind, read from its tree or guessed from its bytes.

import DocumentModel

/// The top-level `kind` of a document.
enum KindChoice {
  /// One that casecheck knows.
  case known(DocumentKind)
  /// Another one: the value's node.
  case unknown(NodeID)
  /// There is none.
  case absent

  /// The kind, where it is known.
  var known: DocumentKind? {
    if case .known(let kind) = self { return kind }
    return nil
  }

  /// Reads the `kind` of the mapping at `root`.
  static func read(_ tree: SyntaxTree, _ root: NodeID?) -> KindChoice {
    guard let root, let value = tree.value(of: tree.resolved(root), named: "kind") else { return .absent }
    guard tree.kind(of: value) == .scalar, let kind = DocumentKind(rawValue: tree.text(of: value)) else {
      return .unknown(value)
    }
    return .known(kind)
  }

  /// Whether `bytes` may have a top-level `kind` that casecheck knows. Never false where there is one: a block mapping
  /// has it at the left margin, a flow mapping or a JSON object begins with a brace and may have it anywhere.
  static func mayBeStated(in bytes: [UInt8]) -> Bool {
    var from = 0
    while let found = ByteSearch.range(of: "kind", in: bytes, from: from) {
      from = found.upperBound
      if mayBeKey(found, in: bytes), mayBeKnown(bytes[found.upperBound...]) { return true }
    }
    return false
  }

  /// Whether a key `kind` at `range` can be that of a root mapping.
  private static func mayBeKey(_ range: Range<Int>, in bytes: [UInt8]) -> Bool {
    var index = range.lowerBound
    while index > 0 {
      index -= 1
      switch bytes[index] {
      case 0x0A, 0x0D: return true
      case UInt8(ascii: "{"), UInt8(ascii: ","): return true
      case UInt8(ascii: "\""), UInt8(ascii: "'"), 0x20, 0x09, 0xEF, 0xBB, 0xBF, UInt8(ascii: "-"), UInt8(ascii: "?"):
        continue
      default: return false
      }
    }
    return true
  }

  /// Whether the value that follows a key, on its line or the next, can be one of the kinds.
  private static func mayBeKnown(_ rest: ArraySlice<UInt8>) -> Bool {
    var window = rest.prefix(4_096)
    window = window.drop { byte in
      byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D || byte == UInt8(ascii: "\"")
        || byte == UInt8(ascii: "'") || byte == UInt8(ascii: ":")
    }
    if DocumentKind.allCases.contains(where: { window.starts(with: $0.rawValue.utf8) }) { return true }
    // An anchor, a tag, an alias or a comment may stand before the value: leave that to the reader.
    guard let first = window.first else { return false }
    return first == UInt8(ascii: "&") || first == UInt8(ascii: "!") || first == UInt8(ascii: "*")
      || first == UInt8(ascii: "#") || first == UInt8(ascii: "|") || first == UInt8(ascii: ">")
      || first == UInt8(ascii: "\\")
  }
}
