// Writes JSON (RFC 8259) as bytes, indented by two spaces; members stand in the order in which they are written.

/// A JSON text in the making.
struct JSONWriter {
  private(set) var bytes: [UInt8] = []
  private var depth = 0
  private var isFirst = true

  // MARK: Containers

  /// Writes an object, one member a line.
  mutating func object(_ members: (inout JSONWriter) -> Void) {
    container("{", "}", members)
  }

  /// Writes an array of `elements`, one element a line.
  mutating func array<Element>(_ elements: some Sequence<Element>, _ write: (inout JSONWriter, Element) -> Void) {
    container("[", "]") { writer in
      for element in elements {
        writer.separate()
        write(&writer, element)
      }
    }
  }

  /// Begins the member `name`, whose value has to follow.
  mutating func member(_ name: StaticString) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    raw(name)
    raw("\": ")
  }

  private mutating func container(_ open: Unicode.Scalar, _ close: Unicode.Scalar, _ body: (inout JSONWriter) -> Void) {
    bytes.append(UInt8(ascii: open))
    depth += 1
    isFirst = true
    body(&self)
    depth -= 1
    if !isFirst { newline() }
    isFirst = false
    bytes.append(UInt8(ascii: close))
  }

  private mutating func separate() {
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    isFirst = false
    newline()
  }

  private mutating func newline() {
    bytes.append(0x0A)
    for _ in 0..<depth { raw("  ") }
  }

  // MARK: Values

  /// Writes `text` as it is; it has to be JSON.
  mutating func raw(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  mutating func number(_ value: Int) {
    bytes.append(contentsOf: String(value).utf8)
  }

  /// Writes a string, or `null` for `nil`.
  mutating func string(_ value: String?) {
    guard var text = value else {
      raw("null")
      return
    }
    bytes.append(UInt8(ascii: "\""))
    text.withUTF8 { utf8 in
      var done = 0
      for (index, byte) in utf8.enumerated() where byte < 0x20 || byte == 0x22 || byte == 0x5C {
        bytes.append(contentsOf: utf8[done..<index])
        escape(byte)
        done = index + 1
      }
      bytes.append(contentsOf: utf8[done...])
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Writes the escape of a character that may not stand in a string (RFC 8259 §7).
  private mutating func escape(_ byte: UInt8) {
    switch byte {
    case 0x08: raw("\\b")
    case 0x09: raw("\\t")
    case 0x0A: raw("\\n")
    case 0x0C: raw("\\f")
    case 0x0D: raw("\\r")
    case 0x22: raw("\\\"")
    case 0x5C: raw("\\\\")
    default:
      raw("\\u00")
      let digits = String(byte, radix: 16)
      if digits.utf8.count == 1 { raw("0") }
      bytes.append(contentsOf: digits.utf8)
    }
  }
}
