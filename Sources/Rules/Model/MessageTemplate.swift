// A message as it is written: plain text, and expressions in braces that are filled in.

import CEL

/// The parts of a message.
struct MessageTemplate: Sendable {
  enum Part: Sendable {
    case text(String)
    case expression(Expression)
  }

  let parts: [Part]

  /// Reads a message: `{expression}` is filled in, `{{` is a brace.
  static func parse(_ text: String) throws(TextFault) -> MessageTemplate {
    let bytes = Array(text.utf8)
    var parts: [Part] = []
    var plain: [UInt8] = []
    var place = 0
    while place < bytes.count {
      guard bytes[place] == UInt8(ascii: "{") else {
        plain.append(bytes[place])
        place += 1
        continue
      }
      if place + 1 < bytes.count, bytes[place + 1] == UInt8(ascii: "{") {
        plain.append(UInt8(ascii: "{"))
        place += 2
        continue
      }
      guard let end = Brackets.end(of: bytes, from: place) else {
        throw TextFault(
          kind: .message, message: "A brace of the message is not closed; a brace that is meant is written '{{'.",
          range: place..<bytes.count)
      }
      if !plain.isEmpty {
        parts.append(.text(String(decoding: plain, as: UTF8.self)))
        plain = []
      }
      parts.append(.expression(try Embedded.expression(bytes[(place + 1)..<end], at: place + 1)))
      place = end + 1
    }
    if !plain.isEmpty { parts.append(.text(String(decoding: plain, as: UTF8.self))) }
    return MessageTemplate(parts: parts)
  }
}
