// How many columns of a terminal a character takes: none, one or two.

/// Counts the columns of scalars one after the other, for emoji are written as sequences that share their columns.
struct DisplayWidth {
  private enum Previous {
    /// Nothing that the next scalar could join.
    case other
    /// A narrow character that a variation selector turns into an emoji, such as `❤`.
    case narrowEmoji
    /// An emoji of two columns.
    case emoji
    /// An emoji and a zero width joiner.
    case joiner
    /// The first half of a flag.
    case regionalIndicator
  }

  private var previous = Previous.other

  /// The columns that `scalar` adds to those before it (UAX #11, East Asian Width; UTS #51, Unicode Emoji).
  mutating func columns(of scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    switch value {
    case 0x20...0x7E:
      let startsKeycap = 0x30...0x39 ~= value || value == 0x23 || value == 0x2A
      previous = startsKeycap ? .narrowEmoji : .other
      return 1
    case 0xFE0F:
      guard previous == .narrowEmoji else { return 0 }
      previous = .emoji
      return 1
    case 0x200D:
      previous = previous == .emoji ? .joiner : .other
      return 0
    case 0x1F3FB...0x1F3FF where previous == .emoji:
      return 0
    case 0x1F3FB...0x1F3FF where previous == .narrowEmoji:
      previous = .emoji
      return 1
    case 0x1F1E6...0x1F1FF:
      let isSecond = previous == .regionalIndicator
      previous = isSecond ? .other : .regionalIndicator
      return isSecond ? 0 : 2
    default:
      return columnsOfOthers(scalar)
    }
  }

  private mutating func columnsOfOthers(_ scalar: Unicode.Scalar) -> Int {
    let properties = scalar.properties
    if Self.hasNoWidth(scalar, properties.generalCategory) { return 0 }
    if previous == .joiner, properties.isEmoji {
      previous = .emoji
      return 0
    }
    if Self.isWide(scalar.value) {
      previous = properties.isEmojiPresentation ? .emoji : .other
      return 2
    }
    previous = properties.isEmoji ? .narrowEmoji : .other
    return 1
  }

  /// Marks that stand on the character before; vowels and final consonants of Hangul, which complete its syllable.
  private static func hasNoWidth(_ scalar: Unicode.Scalar, _ category: Unicode.GeneralCategory) -> Bool {
    switch category {
    case .nonspacingMark, .enclosingMark, .format: !standsAlone(scalar.value)
    case .otherLetter: 0x1160...0x11FF ~= scalar.value || 0xD7B0...0xD7FB ~= scalar.value
    default: false
    }
  }

  /// Number signs of Arabic, Syriac and Kaithi, which are format characters by category only.
  private static func standsAlone(_ value: UInt32) -> Bool {
    switch value {
    case 0x600...0x605, 0x6DD, 0x70F, 0x890...0x891, 0x8E2, 0x110BD, 0x110CD: true
    default: false
    }
  }

  private static func isWide(_ value: UInt32) -> Bool {
    guard value >= 0x1100 else { return false }
    var low = 0
    var high = wideRanges.count / 2
    while low < high {
      let middle = low + (high - low) / 2
      if wideRanges[2 * middle + 1] < value { low = middle + 1 } else { high = middle }
    }
    return low < wideRanges.count / 2 && wideRanges[2 * low] <= value
  }

  /// First and last of each range of East Asian Width W or F (Unicode 17, EastAsianWidth.txt), which holds all emoji
  /// that are shown as such by default.
  private static let wideRanges: [UInt32] = [
    0x1100, 0x115F, 0x231A, 0x231B, 0x2329, 0x232A, 0x23E9, 0x23EC, 0x23F0, 0x23F0, 0x23F3, 0x23F3, 0x25FD, 0x25FE,
    0x2614, 0x2615, 0x2630, 0x2637, 0x2648, 0x2653, 0x267F, 0x267F, 0x268A, 0x268F, 0x2693, 0x2693, 0x26A1, 0x26A1,
    0x26AA, 0x26AB, 0x26BD, 0x26BE, 0x26C4, 0x26C5, 0x26CE, 0x26CE, 0x26D4, 0x26D4, 0x26EA, 0x26EA, 0x26F2, 0x26F3,
    0x26F5, 0x26F5, 0x26FA, 0x26FA, 0x26FD, 0x26FD, 0x2705, 0x2705, 0x270A, 0x270B, 0x2728, 0x2728, 0x274C, 0x274C,
    0x274E, 0x274E, 0x2753, 0x2755, 0x2757, 0x2757, 0x2795, 0x2797, 0x27B0, 0x27B0, 0x27BF, 0x27BF, 0x2B1B, 0x2B1C,
    0x2B50, 0x2B50, 0x2B55, 0x2B55, 0x2E80, 0x2E99, 0x2E9B, 0x2EF3, 0x2F00, 0x2FD5, 0x2FF0, 0x3029, 0x3030, 0x303E,
    0x3041, 0x3096, 0x309B, 0x30FF, 0x3105, 0x312F, 0x3131, 0x318E, 0x3190, 0x31E5, 0x31EF, 0x321E, 0x3220, 0x3247,
    0x3250, 0xA48C, 0xA490, 0xA4C6, 0xA960, 0xA97C, 0xAC00, 0xD7A3, 0xF900, 0xFAFF, 0xFE10, 0xFE19, 0xFE30, 0xFE52,
    0xFE54, 0xFE66, 0xFE68, 0xFE6B, 0xFF01, 0xFF60, 0xFFE0, 0xFFE6, 0x16FE0, 0x16FE3, 0x16FF2, 0x16FF6,
    0x17000, 0x18CD5, 0x18CFF, 0x18D1E, 0x18D80, 0x18DF2, 0x1AFF0, 0x1AFF3, 0x1AFF5, 0x1AFFB, 0x1AFFD, 0x1AFFE,
    0x1B000, 0x1B122, 0x1B132, 0x1B132, 0x1B150, 0x1B152, 0x1B155, 0x1B155, 0x1B164, 0x1B167, 0x1B170, 0x1B2FB,
    0x1D300, 0x1D356, 0x1D360, 0x1D376, 0x1F004, 0x1F004, 0x1F0CF, 0x1F0CF, 0x1F18E, 0x1F18E, 0x1F191, 0x1F19A,
    0x1F200, 0x1F202, 0x1F210, 0x1F23B, 0x1F240, 0x1F248, 0x1F250, 0x1F251, 0x1F260, 0x1F265, 0x1F300, 0x1F320,
    0x1F32D, 0x1F335, 0x1F337, 0x1F37C, 0x1F37E, 0x1F393, 0x1F3A0, 0x1F3CA, 0x1F3CF, 0x1F3D3, 0x1F3E0, 0x1F3F0,
    0x1F3F4, 0x1F3F4, 0x1F3F8, 0x1F3FA, 0x1F400, 0x1F43E, 0x1F440, 0x1F440, 0x1F442, 0x1F4FC, 0x1F4FF, 0x1F53D,
    0x1F54B, 0x1F54E, 0x1F550, 0x1F567, 0x1F57A, 0x1F57A, 0x1F595, 0x1F596, 0x1F5A4, 0x1F5A4, 0x1F5FB, 0x1F64F,
    0x1F680, 0x1F6C5, 0x1F6CC, 0x1F6CC, 0x1F6D0, 0x1F6D2, 0x1F6D5, 0x1F6D8, 0x1F6DC, 0x1F6DF, 0x1F6EB, 0x1F6EC,
    0x1F6F4, 0x1F6FC, 0x1F7E0, 0x1F7EB, 0x1F7F0, 0x1F7F0, 0x1F90C, 0x1F93A, 0x1F93C, 0x1F945, 0x1F947, 0x1F9FF,
    0x1FA70, 0x1FA7C, 0x1FA80, 0x1FA8A, 0x1FA8E, 0x1FAC6, 0x1FAC8, 0x1FAC8, 0x1FACD, 0x1FADC, 0x1FADF, 0x1FAEA,
    0x1FAEF, 0x1FAF8, 0x20000, 0x2FFFD, 0x30000, 0x3FFFD,
  ]
}
