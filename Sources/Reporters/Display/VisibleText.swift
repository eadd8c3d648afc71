// Makes text fit to be shown on a terminal: nothing in a file may act on it or hide from its reader.

import SourceText

enum VisibleText {
  /// The display form of a scalar that must not be written as it is, or `nil` for one that may.
  ///
  /// Control characters become their pictures (Unicode, block Control Pictures). Characters that are invisible or turn
  /// the direction of writing are named: a key that holds one looks like another key and is not.
  static func replacement(for scalar: Unicode.Scalar) -> String? {
    let value = scalar.value
    switch value {
    case 0x20...0x7E: return nil
    case 0...0x1F: return Unicode.Scalar(0x2400 + value).map { String(Character($0)) }
    case 0x7F: return "\u{2421}"
    case 0x80...0x9F: return named(value)
    case 0xA0...0xAC: return nil
    // The joiners shape emoji and several scripts; tag characters spell the flags of England, Scotland and Wales.
    case 0x200C, 0x200D, 0xE0020...0xE007F: return nil
    // Arabic, Syriac and Kaithi number signs are format characters by category, and are seen.
    case 0x600...0x605, 0x6DD, 0x70F, 0x890...0x891, 0x8E2, 0x110BD, 0x110CD: return nil
    default: break
    }
    switch scalar.properties.generalCategory {
    case .format, .lineSeparator, .paragraphSeparator: return named(value)
    default: return nil
    }
  }

  /// Appends `string` in its display form; line breaks and tabs become spaces.
  static func append(_ string: String, to output: inout [UInt8]) {
    if string.utf8.allSatisfy({ 0x20...0x7E ~= $0 }) {
      output.append(contentsOf: string.utf8)
      return
    }
    var previousWasReturn = false
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\n" where previousWasReturn: break
      case "\n", "\r", "\t": output.append(0x20)
      default:
        if let replacement = replacement(for: scalar) {
          output.append(contentsOf: replacement.utf8)
        } else {
          output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        }
      }
      previousWasReturn = scalar == "\r"
    }
  }

  private static func named(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return "<U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits + ">"
  }
}
