// Writes XML 1.0 as bytes, indented by two spaces.

/// An XML text in the making.
struct XMLWriter {
  private(set) var bytes: [UInt8] = Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8)
  private var depth = 0

  /// Begins an element that has others in it.
  mutating func open(_ name: String, _ attributes: [(String, String)]) {
    start(name, attributes)
    raw(">\n")
    depth += 1
  }

  /// Ends an element that ``open(_:_:)`` began.
  mutating func close(_ name: String) {
    depth -= 1
    indent()
    raw("</\(name)>\n")
  }

  /// Writes an element with nothing in it.
  mutating func empty(_ name: String, _ attributes: [(String, String)]) {
    start(name, attributes)
    raw("/>\n")
  }

  /// Writes an element with text in it.
  mutating func text(_ name: String, _ attributes: [(String, String)], _ text: String) {
    start(name, attributes)
    raw(">")
    escape(text, inAttribute: false)
    raw("</\(name)>\n")
  }

  private mutating func start(_ name: String, _ attributes: [(String, String)]) {
    indent()
    raw("<\(name)")
    for (name, value) in attributes {
      raw(" \(name)=\"")
      escape(value, inAttribute: true)
      raw("\"")
    }
  }

  private mutating func indent() {
    for _ in 0..<depth { raw("  ") }
  }

  private mutating func raw(_ text: String) {
    bytes.append(contentsOf: text.utf8)
  }

  /// Appends `text` with markup escaped; `>` as well, so that no `]]>` stands in it. What XML 1.0 §2.2 has no character
  /// for is shown as the text formats show it; line ends that a parser would change are references (§2.11, §3.3.3).
  private mutating func escape(_ text: String, inAttribute: Bool) {
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x26: raw("&amp;")
      case 0x3C: raw("&lt;")
      case 0x3E: raw("&gt;")
      case 0x22: raw("&quot;")
      case 0x0D: raw("&#13;")
      case 0x09 where inAttribute: raw("&#9;")
      case 0x0A where inAttribute: raw("&#10;")
      case 0x09, 0x0A: bytes.append(UInt8(truncatingIfNeeded: scalar.value))
      case 0...0x1F, 0x7F...0x9F: picture(VisibleText.replacement(for: scalar) ?? "\u{FFFD}")
      case 0xFFFE, 0xFFFF: raw("\u{FFFD}")
      default: bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
  }

  /// Appends `text`, in which only angle brackets may have to be escaped.
  private mutating func picture(_ text: String) {
    for byte in text.utf8 {
      switch byte {
      case 0x3C: raw("&lt;")
      case 0x3E: raw("&gt;")
      default: bytes.append(byte)
      }
    }
  }
}
