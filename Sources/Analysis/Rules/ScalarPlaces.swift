// Where the parts of a scalar's text stand in the source: through quotes, escapes, folded lines and indentation.

import DocumentModel
import SourceText

/// Finds the places of parts of one scalar's text.
struct ScalarPlaces {
  private let range: TextRange
  /// The offsets in the text and in the source of each byte that is no white space, in order. White space alone may
  /// differ between the two.
  private var marks: [(text: Int, source: Int)] = []

  init(tree: SyntaxTree, node: NodeID) {
    range = tree.range(of: node)
    guard tree.kind(of: node) == .scalar else { return }
    let text = tree.withText(of: node) { Array($0) }
    let bytes = tree.source.bytes
    var index = max(range.start, 0)
    let end = min(range.end, bytes.count)
    let style = tree[node].style
    switch style {
    case .literal, .folded:
      // The header has no part in the text.
      index = tree.source.lineRangeWithBreak(tree.source.line(at: index)).end
    case .singleQuoted, .doubleQuoted: index += 1
    default: break
    }
    var place = 0
    func next() -> Int? {
      while place < text.count, ScalarPlaces.isSpace(text[place]) { place += 1 }
      return place < text.count ? place : nil
    }
    while index < end, let wanted = next() {
      let byte = bytes[index]
      if ScalarPlaces.isSpace(byte) {
        index += 1
      } else if style == .doubleQuoted, byte == UInt8(ascii: "\\") {
        let length = ScalarPlaces.escapeLength(bytes, at: index)
        // An escaped space or line break gives no byte to mark.
        if let count = ScalarPlaces.escapedCount(bytes, at: index) {
          for _ in 0..<count where place < text.count {
            marks.append((place, index))
            place += 1
          }
        }
        index += length
      } else {
        if style == .singleQuoted, byte == UInt8(ascii: "'") { index += 1 }
        marks.append((wanted, index))
        place = wanted + 1
        index += 1
      }
    }
  }

  /// The part of the source that the bytes `part` of the text stand in: whole characters, never nothing. The whole
  /// scalar where the part cannot be found.
  func range(of part: Range<Int>) -> TextRange {
    let first = marks.first { $0.text >= part.lowerBound }
    let last = marks.last { $0.text < max(part.upperBound, part.lowerBound + 1) } ?? marks.last
    guard let first, let last else { return range }
    if first.source > last.source { return TextRange(last.source, last.source + 1) }
    return TextRange(first.source, last.source + 1)
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

  /// The number of bytes of the escape at `index` (YAML 1.2.2 §5.7).
  private static func escapeLength(_ bytes: [UInt8], at index: Int) -> Int {
    guard index + 1 < bytes.count else { return 1 }
    switch bytes[index + 1] {
    case UInt8(ascii: "x"): return 4
    case UInt8(ascii: "u"): return 6
    case UInt8(ascii: "U"): return 10
    default: return 2
    }
  }

  /// How many bytes other than white space the escape at `index` gives; `nil` for none.
  private static func escapedCount(_ bytes: [UInt8], at index: Int) -> Int? {
    let length = escapeLength(bytes, at: index)
    guard length > 2 else {
      guard index + 1 < bytes.count else { return nil }
      switch bytes[index + 1] {
      case UInt8(ascii: "n"), UInt8(ascii: "t"), UInt8(ascii: "r"), 0x20, 0x09, 0x0A, 0x0D: return nil
      case UInt8(ascii: "N"), UInt8(ascii: "_"): return 2
      case UInt8(ascii: "L"), UInt8(ascii: "P"): return 3
      default: return 1
      }
    }
    let digits = bytes[min(index + 2, bytes.count)..<min(index + length, bytes.count)]
    guard let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16) else { return nil }
    switch value {
    case 0x09, 0x0A, 0x0D, 0x20: return nil
    case ..<0x80: return 1
    case ..<0x800: return 2
    case ..<0x10000: return 3
    default: return 4
    }
  }
}
