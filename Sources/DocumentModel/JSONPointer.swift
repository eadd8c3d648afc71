// JSON Pointers (RFC 6901): the way reports name a node of an instance.

import SourceText

extension SyntaxTree {
  /// The JSON Pointer of `node`; a key has the pointer of its value. The root's is the empty string.
  public func pointer(of node: NodeID) -> String {
    var tokens: [String] = []
    var current = node
    while let parent = parent(of: current) {
      if kind(of: parent) == .sequence {
        var index = 0
        for item in items(of: parent) {
          if item == current { break }
          index += 1
        }
        tokens.append(String(index))
      } else {
        let key = self[current].flags.contains(.key) ? current : key(of: current) ?? current
        tokens.append(JSONPointer.escape(text(of: key)))
      }
      current = parent
    }
    return tokens.reversed().map { "/" + $0 }.joined()
  }

  /// The node that `pointer` names below `root`, aliases and merge keys followed; `nil` where there is none.
  public func node(at pointer: String, from root: NodeID) -> NodeID? {
    guard let tokens = JSONPointer.tokens(of: pointer) else { return nil }
    var current = resolved(root)
    for token in tokens {
      switch kind(of: current) {
      case .mapping:
        guard let value = value(of: current, named: token) else { return nil }
        current = value
      case .sequence:
        guard let index = JSONPointer.index(of: token) else { return nil }
        var iterator = items(of: current).dropFirst(index).makeIterator()
        guard let item = iterator.next() else { return nil }
        current = resolved(item)
      case .scalar, .alias:
        return nil
      }
    }
    return current
  }
}

/// The text form of JSON Pointers.
public enum JSONPointer {
  /// `token` with `~` and `/` escaped (RFC 6901 §3).
  public static func escape(_ token: String) -> String {
    guard token.utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") }) else { return token }
    var result = ""
    for scalar in token.unicodeScalars {
      switch scalar {
      case "~": result += "~0"
      case "/": result += "~1"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The reference tokens of `pointer`, unescaped; `nil` where it is not a JSON Pointer.
  public static func tokens(of pointer: String) -> [String]? {
    if pointer.isEmpty { return [] }
    guard pointer.utf8.first == UInt8(ascii: "/") else { return nil }
    var tokens: [String] = []
    for part in pointer.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
      guard let token = unescape(part) else { return nil }
      tokens.append(token)
    }
    return tokens
  }

  /// The array index that `token` is (RFC 6901 §4: no leading zeros), or `nil`.
  public static func index(of token: String) -> Int? {
    guard token == "0" || token.utf8.first != UInt8(ascii: "0") else { return nil }
    guard token.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int(token)
  }

  private static func unescape(_ part: Substring) -> String? {
    guard part.utf8.contains(UInt8(ascii: "~")) else { return String(part) }
    var result = ""
    var scalars = part.unicodeScalars.makeIterator()
    while let scalar = scalars.next() {
      guard scalar == "~" else {
        result.unicodeScalars.append(scalar)
        continue
      }
      switch scalars.next() {
      case "0": result += "~"
      case "1": result += "/"
      default: return nil
      }
    }
    return result
  }
}
