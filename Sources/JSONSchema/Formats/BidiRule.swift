// The Bidi rule of RFC 5893 §2, for names that hold text written from right to left.

enum BidiRule {
  /// The bidirectional classes as far as the rule tells them apart.
  private enum BidiClass {
    case left
    /// R and AL.
    case right
    case europeanNumber
    case arabicNumber
    case nonspacingMark
    /// ES, CS, ET, ON and BN.
    case neutral
  }

  /// Whether every label follows the rule, or none needs to since all is written from left to right.
  static func holds(for labels: [[Unicode.Scalar]]) -> Bool {
    guard labels.contains(where: { $0.contains { isRightToLeft(classOf($0)) } }) else { return true }
    return labels.allSatisfy { holds(for: $0.map(classOf)) }
  }

  private static func isRightToLeft(_ bidiClass: BidiClass) -> Bool {
    bidiClass == .right || bidiClass == .arabicNumber
  }

  private static func holds(for classes: [BidiClass]) -> Bool {
    guard let last = classes.last(where: { $0 != .nonspacingMark }) else { return false }
    switch classes.first {
    case .right:
      return !classes.contains(.left) && !(classes.contains(.europeanNumber) && classes.contains(.arabicNumber))
        && (last == .right || last == .europeanNumber || last == .arabicNumber)
    case .left:
      return !classes.contains(where: isRightToLeft) && (last == .left || last == .europeanNumber)
    default:
      return false
    }
  }

  /// The class of a scalar that a label may hold, from Unicode 18.0 (DerivedBidiClass.txt).
  private static func classOf(_ scalar: Unicode.Scalar) -> BidiClass {
    switch scalar.value {
    case 0x30...0x39, 0x6F0...0x6F9: return .europeanNumber
    case 0x660...0x669, 0x10D30...0x10D39, 0x10D40...0x10D49: return .arabicNumber
    case 0x2D, 0xB7, 0x2B9...0x2BA, 0x2C6...0x2CF, 0x2EC, 0x375, 0x200C...0x200D, 0x208F, 0x2E2F, 0x30FB, 0xA67F,
      0xA717...0xA71F, 0xA788:
      return .neutral
    // Marks that Unicode gives the class L.
    case 0xCBF, 0xCC6, 0x1B3A, 0x1B3C, 0x1B42, 0x11A07...0x11A08, 0x11C3F: return .left
    default: break
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return .nonspacingMark
    default: break
    }
    switch scalar.value {
    case 0x5D0...0x64A, 0x66E...0x6EF, 0x6FA...0x8C9, 0xFE73, 0x10800...0x10D23, 0x10D4A...0x10FF6, 0x1E800...0x1E959:
      return .right
    default: return .left
    }
  }
}
