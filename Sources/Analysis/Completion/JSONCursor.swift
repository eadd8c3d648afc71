// Reads a JSON text up to the cursor: which word the cursor is in, and whether it is a key or a value.

import SourceText

/// A scanner of a JSON text from its start.
struct JSONCursor {
  let bytes: [UInt8]

  /// The site of a cursor at `offset` of `text`; `nil` where nothing can be completed.
  func site(at offset: Int, in text: SourceText) -> CursorSite? {
    var braces: [UInt8] = []
    var isValue = true
    var position = 0
    var wordStart: Int?
    var last: UInt8 = 0
    while position < offset {
      let byte = bytes[position]
      if byte <= 0x20 {
        wordStart = nil
        position += 1
        continue
      }
      if byte == UInt8(ascii: "\"") {
        guard let end = endOfString(from: position), end <= offset else {
          wordStart = position
          break
        }
        position = end
        last = byte
        continue
      }
      switch byte {
      case UInt8(ascii: "{"):
        braces.append(byte)
        isValue = false
      case UInt8(ascii: "["):
        braces.append(byte)
        isValue = true
      case UInt8(ascii: "}"), UInt8(ascii: "]"): _ = braces.popLast()
      case UInt8(ascii: ":"): isValue = true
      case UInt8(ascii: ","): isValue = braces.last != UInt8(ascii: "{")
      default:
        if wordStart == nil { wordStart = position }
        position += 1
        continue
      }
      last = byte
      wordStart = nil
      position += 1
    }
    let start = wordStart ?? offset
    let isString = start < offset && bytes[start] == UInt8(ascii: "\"")
    let end = isString ? (endOfString(from: start) ?? offset) : endOfWord(from: offset)
    let line = text.line(at: offset)
    guard !braces.isEmpty, text.line(at: start) == line, text.line(at: end) == line else { return nil }
    let next = nextVisible(from: end)
    let isEntry = !isValue && braces.last == UInt8(ascii: "{")
    var site = CursorSite(
      role: isEntry ? .entry : .value, token: TextRange(start, end), quote: nil, isFlow: true,
      hasColon: isEntry && next == UInt8(ascii: ":"), needsSpace: false, indent: text.indent(ofLine: line),
      column: start - text.lineRange(line).start)
    if isEntry, !site.hasColon {
      site.commas.before = last != UInt8(ascii: "{") && last != UInt8(ascii: ",")
      site.commas.after = next != nil && next != UInt8(ascii: "}") && next != UInt8(ascii: ",")
    }
    return site
  }

  /// The offset after the closing quote of the string that opens at `start`, if it closes on its line.
  private func endOfString(from start: Int) -> Int? {
    var index = start + 1
    while index < bytes.count, bytes[index] != 0x0A, bytes[index] != 0x0D {
      if bytes[index] == UInt8(ascii: "\\") {
        index += 2
        continue
      }
      index += 1
      if bytes[index - 1] == UInt8(ascii: "\"") { return index }
    }
    return nil
  }

  private func endOfWord(from start: Int) -> Int {
    var index = start
    while index < bytes.count {
      let byte = bytes[index]
      let isWord = byte >= 0x80 || (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte == UInt8(ascii: "_")
      guard isWord || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") else { break }
      index += 1
    }
    return index
  }

  private func nextVisible(from start: Int) -> UInt8? {
    guard start < bytes.count else { return nil }
    return bytes[start...].first { $0 > 0x20 }
  }
}
