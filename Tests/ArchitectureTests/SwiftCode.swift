// The code in a Swift file without its comments and string literals, for tests that look at tokens.

/// Reads Swift just well enough to tell code from comments and strings; interpolations count as code.
struct SwiftCode {
  /// The code, with every character of a comment or a string made a space; lines keep their numbers.
  private(set) var text: [UInt8] = []
  private let source: [UInt8]
  private var place = 0

  /// Reads `source`.
  init(_ source: String) {
    self.source = Array(source.utf8)
    readCode(untilParenthesis: false)
  }

  /// The lines of the code, from 0.
  var lines: [[UInt8]] { text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(Array.init) }

  private func byte(_ offset: Int = 0) -> UInt8? {
    place + offset < source.count ? source[place + offset] : nil
  }

  private func looksAt(_ expected: String) -> Bool { source[place...].starts(with: expected.utf8) }

  private mutating func keep(_ count: Int = 1) {
    text += source[place..<min(place + count, source.count)]
    place += count
  }

  private mutating func blank(_ count: Int = 1) {
    for byte in source[place..<min(place + count, source.count)] {
      text.append(byte == UInt8(ascii: "\n") ? byte : UInt8(ascii: " "))
    }
    place += count
  }

  private mutating func readCode(untilParenthesis: Bool) {
    var depth = 0
    while let next = byte() {
      if looksAt("//") {
        while let next = byte(), next != UInt8(ascii: "\n") { blank() }
      } else if looksAt("/*") {
        skipBlockComment()
      } else if next == UInt8(ascii: "\"") || next == UInt8(ascii: "#"), let opening = stringOpening() {
        readString(opening)
      } else {
        if next == UInt8(ascii: "(") { depth += 1 }
        if next == UInt8(ascii: ")") {
          depth -= 1
          if untilParenthesis, depth < 0 { return }
        }
        keep()
      }
    }
  }

  private mutating func skipBlockComment() {
    var depth = 0
    while byte() != nil {
      if looksAt("/*") {
        depth += 1
        blank(2)
      } else if looksAt("*/") {
        depth -= 1
        blank(2)
        if depth == 0 { return }
      } else {
        blank()
      }
    }
  }

  private struct StringOpening {
    let pounds: Int
    let isMultiline: Bool
  }

  private func stringOpening() -> StringOpening? {
    var pounds = 0
    while byte(pounds) == UInt8(ascii: "#") { pounds += 1 }
    let quote = UInt8(ascii: "\"")
    guard byte(pounds) == quote else { return nil }
    return StringOpening(pounds: pounds, isMultiline: byte(pounds + 1) == quote && byte(pounds + 2) == quote)
  }

  private mutating func readString(_ opening: StringOpening) {
    let pounds = String(repeating: "#", count: opening.pounds)
    let quotes = opening.isMultiline ? "\"\"\"" : "\""
    blank(opening.pounds + quotes.count)
    while byte() != nil {
      if looksAt(quotes + pounds) { return blank(quotes.count + opening.pounds) }
      if looksAt("\\" + pounds + "(") {
        blank(1 + opening.pounds)
        keep()
        readCode(untilParenthesis: true)
        if byte() != nil { keep() }
      } else if looksAt("\\" + pounds) {
        blank(2 + opening.pounds)
      } else {
        blank()
      }
    }
  }
}
