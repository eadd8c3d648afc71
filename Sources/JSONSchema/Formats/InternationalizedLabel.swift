// What a U-label may be: the code points of RFC 5892, its contextual rules, and the restrictions of RFC 5891 §4.2.

import Patterns

enum InternationalizedLabel {
  /// What an A-label begins with.
  static let prefix = Array("xn--".utf8)

  /// Whether the scalars, one of which is not ASCII, are a U-label. Its length and the Bidi rule are not looked at.
  static func isValid(_ label: [Unicode.Scalar]) -> Bool {
    guard let first = label.first, first != "-", label.last != "-" else { return false }
    if label.count >= 4, label[2] == "-", label[3] == "-" { return false }
    switch first.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: return false
    default: break
    }
    return label.indices.allSatisfy { isAllowed(at: $0, in: label) } && Normalization.isComposed(label)
  }

  /// Whether the scalar is PVALID, or is CONTEXTJ or CONTEXTO and its rule holds (RFC 5892 §2 and appendix A).
  private static func isAllowed(at index: Int, in label: [Unicode.Scalar]) -> Bool {
    let before = index > 0 ? label[index - 1] : nil
    let after = index + 1 < label.count ? label[index + 1] : nil
    let scalar = label[index]
    switch scalar.value {
    case 0xDF, 0x3C2, 0x6FD, 0x6FE, 0xF0B, 0x3007: return true
    case 0x640, 0x7FA, 0x302E, 0x302F, 0x3031...0x3035, 0x303B: return false
    case 0x200C: return followsVirama(before) || joins(at: index, in: label)
    case 0x200D: return followsVirama(before)
    case 0xB7: return before == "l" && after == "l"
    case 0x375: return after.map { Scripts.greek.contains($0) } ?? false
    case 0x5F3, 0x5F4: return before.map { Scripts.hebrew.contains($0) } ?? false
    case 0x30FB: return label.contains { Scripts.japanese.contains($0) }
    case 0x660...0x669: return !label.contains { (0x6F0...0x6F9).contains($0.value) }
    case 0x6F0...0x6F9: return !label.contains { (0x660...0x669).contains($0.value) }
    default: return isDerivedValid(scalar)
    }
  }

  /// The rest of the derivation, in the order of RFC 5892 §3.
  private static func isDerivedValid(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2D, 0x30...0x39, 0x61...0x7A: return true
    // Blocks that are ignorable, and old Hangul Jamo.
    case 0x20D0...0x20FF, 0x1D100...0x1D24F, 0x1100...0x11FF, 0xA960...0xA97C, 0xD7B0...0xD7FB: return false
    default: break
    }
    let properties = scalar.properties
    if properties.changesWhenNFKCCaseFolded || properties.isDefaultIgnorableCodePoint || properties.isWhitespace
      || properties.isNoncharacterCodePoint
    {
      return false
    }
    switch properties.generalCategory {
    case .lowercaseLetter, .uppercaseLetter, .otherLetter, .decimalNumber, .modifierLetter, .nonspacingMark,
      .spacingMark:
      return true
    default: return false
    }
  }

  private static func followsVirama(_ before: Unicode.Scalar?) -> Bool {
    before?.properties.canonicalCombiningClass == .virama
  }

  /// The rule for ZERO WIDTH NON-JOINER that is not after a virama: the letters around it join (RFC 5892 §A.1).
  private static func joins(at index: Int, in label: [Unicode.Scalar]) -> Bool {
    guard let before = label[..<index].last(where: { !isTransparent($0) }),
      let after = label[(index + 1)...].first(where: { !isTransparent($0) })
    else { return false }
    return (contains(JoiningTypes.dualJoining, before) || contains(JoiningTypes.leftJoining, before))
      && (contains(JoiningTypes.dualJoining, after) || contains(JoiningTypes.rightJoining, after))
  }

  private static func isTransparent(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: true
    default: scalar.value == 0x1E94B
    }
  }

  private static func contains(_ ranges: [ClosedRange<UInt32>], _ scalar: Unicode.Scalar) -> Bool {
    ranges.contains { $0.contains(scalar.value) }
  }
}

/// The scripts that the contextual rules ask for.
private struct Scripts {
  static let greek = Scripts("Greek")
  static let hebrew = Scripts("Hebrew")
  static let japanese = Scripts("Hiragana", "Katakana", "Han")

  private let ranges: [ClosedRange<UInt32>]

  private init(_ names: String...) {
    ranges = names.flatMap { ScriptTable.ranges(named: $0, withExtensions: false) ?? [] }
  }

  func contains(_ scalar: Unicode.Scalar) -> Bool { ranges.contains { $0.contains(scalar.value) } }
}
