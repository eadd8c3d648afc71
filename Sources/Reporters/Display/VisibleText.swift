// Makes text fit to be shown on a terminal: nothing in a file may act on it or hide from its reader.

import SourceText

enum VisibleText {
  /// The display form of a scalar that must not be written as it is, or `nil` for one that may.
  ///
  /// Control characters become their pictures (Unicode, block Control Pictures). Characters that are invisible or turn
  /// the direction of writing are named: a key that holds one looks like another key and is not. The joiners U+200C and
  /// U+200D stay, since emoji and several scripts need them.
  static func replacement(for scalar: Unicode.Scalar) -> String? {
    let value = scalar.value
    switch value {
    case 0x20...0x7E: return nil
    case 0...0x1F: return Unicode.Scalar(0x2400 + value).map { String(Character($0)) }
    case 0x7F: return "\u{2421}"
    // Controls of ISO 6429, of which U+009B begins an escape sequence.
    case 0x80...0x9F: return named(value)
    // Soft hyphen, Arabic letter mark, Mongolian vowel separator, zero width space, direction marks.
    case 0xAD, 0x61C, 0x180E, 0x200B, 0x200E, 0x200F: return named(value)
    // Line and paragraph separators, direction embeddings, overrides and isolates, invisible operators.
    case 0x2028...0x202E, 0x2060...0x206F: return named(value)
    // Zero width no-break space, interlinear annotation, language tag.
    case 0xFEFF, 0xFFF9...0xFFFB, 0xE0001: return named(value)
    default: return nil
    }
  }

  /// Appends `string` in its display form; line breaks and tabs become spaces.
  static func append(_ string: String, to output: inout [UInt8]) {
    var string = string
    string.withUTF8 { utf8 in
      var index = 0
      while index < utf8.count {
        let start = index
        while index < utf8.count, 0x20...0x7E ~= utf8[index] { index += 1 }
        output.append(contentsOf: utf8[start..<index])
        if index < utf8.count { index += appendSpecial(utf8, at: index, to: &output) }
      }
    }
  }

  /// Appends the scalar at `index`, which is not printable ASCII, and returns its length in bytes.
  private static func appendSpecial(
    _ utf8: UnsafeBufferPointer<UInt8>, at index: Int, to output: inout [UInt8]
  ) -> Int {
    switch utf8[index] {
    case 0x0D where index + 1 < utf8.count && utf8[index + 1] == 0x0A:
      output.append(0x20)
      return 2
    case 0x09, 0x0A, 0x0D:
      output.append(0x20)
      return 1
    default: break
    }
    let decoded = UTF8Scalar.decode(utf8, at: index)
    if let replacement = Unicode.Scalar(decoded.value).flatMap(replacement) {
      output.append(contentsOf: replacement.utf8)
    } else {
      output.append(contentsOf: utf8[index..<index + decoded.length])
    }
    return decoded.length
  }

  private static func named(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return "<U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits + ">"
  }
}
