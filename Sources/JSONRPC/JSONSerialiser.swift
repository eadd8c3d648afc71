// Writing `JSONValue` as JSON text (RFC 8259) in UTF-8, without whitespace.

extension JSONValue {
  /// This value as JSON text. Infinite and undefined numbers, which JSON cannot say, are written as `null`.
  package func serialised() -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(1024)
    serialise(into: &bytes)
    return bytes
  }

  /// Appends this value as JSON text to `bytes`.
  package func serialise(into bytes: inout [UInt8]) {
    switch self {
    case .null: bytes.append(contentsOf: "null".utf8)
    case .bool(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
    case .integer(let value): bytes.append(contentsOf: String(value).utf8)
    case .number(let value): bytes.append(contentsOf: (value.isFinite ? value.description : "null").utf8)
    case .string(let text): appendQuoted(text, to: &bytes)
    case .array(let elements):
      bytes.append(UInt8(ascii: "["))
      var isFirst = true
      for element in elements {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
        element.serialise(into: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    case .object(let object):
      bytes.append(UInt8(ascii: "{"))
      var isFirst = true
      for member in object.members {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
        appendQuoted(member.name, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        member.value.serialise(into: &bytes)
      }
      bytes.append(UInt8(ascii: "}"))
    }
  }
}

/// Appends `text` in double quotes; only what RFC 8259 §7 demands is escaped.
private func appendQuoted(_ text: String, to bytes: inout [UInt8]) {
  bytes.append(UInt8(ascii: "\""))
  var text = text
  text.withUTF8 { units in
    var runStart = 0
    for index in units.indices {
      let unit = units[index]
      guard unit < 0x20 || unit == UInt8(ascii: "\"") || unit == UInt8(ascii: "\\") else { continue }
      bytes.append(contentsOf: units[runStart..<index])
      runStart = index + 1
      appendEscape(of: unit, to: &bytes)
    }
    bytes.append(contentsOf: units[runStart...])
  }
  bytes.append(UInt8(ascii: "\""))
}

private func appendEscape(of unit: UInt8, to bytes: inout [UInt8]) {
  bytes.append(UInt8(ascii: "\\"))
  switch unit {
  case 0x0A: bytes.append(UInt8(ascii: "n"))
  case 0x0D: bytes.append(UInt8(ascii: "r"))
  case 0x09: bytes.append(UInt8(ascii: "t"))
  case 0..<0x20:
    let digits = String(unit, radix: 16)
    bytes.append(contentsOf: (unit < 0x10 ? "u000" : "u00").utf8)
    bytes.append(contentsOf: digits.utf8)
  default: bytes.append(unit)
  }
}
