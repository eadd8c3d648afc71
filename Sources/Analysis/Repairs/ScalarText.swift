// How a text is written as a scalar: plain where that is safe, else in double quotes.

import DocumentModel

/// Writes scalars.
enum ScalarText {
  /// `text` as a string in `syntax`.
  static func written(_ text: String, _ syntax: SourceSyntax) -> String {
    syntax == .yaml && isPlain(text) ? text : quoted(text)
  }

  /// `text` in double quotes, with escapes that YAML 1.2 (§5.7) and JSON (RFC 8259 §7) share.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// What stands between the quotes of a word processor, which YAML takes for letters; `nil` for other texts.
  static func insideTypographicQuotes(_ text: String) -> String? {
    let quotes: Set<Character> = ["\u{201C}", "\u{201D}", "\u{201E}", "\u{2018}", "\u{2019}", "\u{AB}", "\u{BB}"]
    guard let first = text.first, let last = text.last, quotes.contains(first), quotes.contains(last), text.count > 2
    else { return nil }
    return String(text.dropFirst().dropLast())
  }

  /// Whether `text` as a plain scalar reads as this very string wherever it stands (YAML 1.2.2 §7.3.3), and does so for
  /// readers of YAML 1.1 too.
  static func isPlain(_ text: String) -> Bool {
    guard let first = text.utf8.first, let last = text.utf8.last else { return false }
    guard CoreSchema.type(of: text) == .string, !isWordOf11(text) else { return false }
    guard isWordByte(first), first != UInt8(ascii: "="), last != UInt8(ascii: ":"), last != 0x20 else { return false }
    var previous: UInt8 = 0
    for byte in text.utf8 {
      switch byte {
      case 0..<0x20, 0x7F, UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"),
        UInt8(ascii: "}"):
        return false
      case 0x20 where previous == UInt8(ascii: ":"): return false
      case UInt8(ascii: "#") where previous == 0x20: return false
      default: previous = byte
      }
    }
    return true
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0..<0x21, 0x7F: false
    case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"), UInt8(ascii: ","), UInt8(ascii: "["),
      UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "#"), UInt8(ascii: "&"),
      UInt8(ascii: "*"), UInt8(ascii: "!"), UInt8(ascii: "|"), UInt8(ascii: ">"), UInt8(ascii: "'"),
      UInt8(ascii: "\""), UInt8(ascii: "%"), UInt8(ascii: "@"), UInt8(ascii: "`"):
      false
    default: true
    }
  }

  /// Whether YAML 1.1 reads `text` as a boolean (yaml.org/type/bool).
  static func isWordOf11(_ text: String) -> Bool {
    booleanOf11(text) != nil
  }

  /// The boolean that YAML 1.1 reads in `text`, letters of either case being alike.
  static func booleanOf11(_ text: String) -> Bool? {
    guard text.utf8.count <= 5 else { return nil }
    switch text.lowercased() {
    case "yes", "on", "y", "true": return true
    case "no", "off", "n", "false": return false
    default: return nil
    }
  }
}
