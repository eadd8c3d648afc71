// A set of Unicode scalars, as a character class, an escape or the dot describes it: ASCII by a bitmap, the rest by ranges.

/// A set of ASCII bytes.
struct ASCIISet: Sendable, Equatable {
  private(set) var low: UInt64 = 0
  private(set) var high: UInt64 = 0

  @inline(__always)
  func contains(_ byte: UInt8) -> Bool {
    let word = byte < 64 ? low : high
    return byte < 128 && (word >> UInt64(byte & 63)) & 1 == 1
  }

  mutating func insert(_ byte: UInt8) {
    if byte < 64 { low |= 1 << UInt64(byte) } else if byte < 128 { high |= 1 << UInt64(byte & 63) }
  }

  mutating func formUnion(_ other: ASCIISet) {
    low |= other.low
    high |= other.high
  }
}

/// A set of Unicode scalars. Scalar values are plain numbers, since a pattern may name lone surrogates (which no
/// text in UTF-8 holds).
struct ScalarSet: Sendable {
  /// The set's ASCII members.
  let ascii: ASCIISet
  /// The ranges above ASCII, sorted and apart from one another, before `isNegated` is applied.
  private let ranges: [ClosedRange<UInt32>]
  private let properties: [PropertyTest]
  private let isNegated: Bool

  /// Whether a scalar above ASCII can be a member at all.
  var reachesBeyondASCII: Bool { isNegated || !ranges.isEmpty || !properties.isEmpty }

  /// The set of the given ranges and properties, or of all the scalars outside of them.
  init(ranges: [ClosedRange<UInt32>], properties: [PropertyTest] = [], isNegated: Bool = false) {
    let merged = Self.merge(ranges)
    var ascii = ASCIISet()
    for byte in UInt8(0)..<128 {
      let scalar = Unicode.Scalar(byte)
      let isListed =
        Self.contains(merged, scalar.value) || properties.contains { $0.matches(scalar) }
      if isListed != isNegated { ascii.insert(byte) }
    }
    self.ascii = ascii
    self.ranges = merged.filter { $0.upperBound >= 0x80 }
    self.properties = properties
    self.isNegated = isNegated
  }

  /// Whether a scalar above ASCII is a member.
  func contains(beyondASCII value: UInt32) -> Bool {
    if Self.contains(ranges, value) { return !isNegated }
    guard !properties.isEmpty, let scalar = Unicode.Scalar(value) else { return isNegated }
    return properties.contains { $0.matches(scalar) } != isNegated
  }

  /// Whether one of the sorted ranges holds the value.
  static func contains(_ ranges: [ClosedRange<UInt32>], _ value: UInt32) -> Bool {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = low + (high - low) / 2
      if ranges[middle].upperBound < value {
        low = middle + 1
      } else if ranges[middle].lowerBound > value {
        high = middle
      } else {
        return true
      }
    }
    return false
  }

  /// The ranges sorted, with those that touch or overlap made one.
  private static func merge(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
    var merged: [ClosedRange<UInt32>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = merged.last, range.lowerBound <= last.upperBound &+ 1 {
        merged[merged.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    return merged
  }

  /// The ranges that a list of sorted ranges leaves out of all code points.
  static func complement(of ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
    var gaps: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    for range in merge(ranges) {
      if range.lowerBound > next { gaps.append(next...(range.lowerBound - 1)) }
      next = range.upperBound &+ 1
    }
    if next <= 0x10FFFF { gaps.append(next...0x10FFFF) }
    return gaps
  }
}

extension ScalarSet {
  /// `\d`: the ASCII digits only (ECMA-262 §22.2.2.9).
  static let digitRanges: [ClosedRange<UInt32>] = [0x30...0x39]

  /// `\w`: ASCII letters, digits and the low line.
  static let wordRanges: [ClosedRange<UInt32>] = [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A]

  /// `\s`: WhiteSpace and LineTerminator (ECMA-262 §12.2 and §12.3), which are TAB to CR, the byte order mark, the
  /// line and paragraph separators and General_Category Space_Separator.
  static let spaceRanges: [ClosedRange<UInt32>] = [
    0x09...0x0D, 0x20...0x20, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A, 0x2028...0x2029, 0x202F...0x202F,
    0x205F...0x205F, 0x3000...0x3000, 0xFEFF...0xFEFF,
  ]

  /// The dot: everything but a LineTerminator.
  static let dot = ScalarSet(ranges: [0x0A...0x0A, 0x0D...0x0D, 0x2028...0x2029], isNegated: true)

  /// What nothing matches: a lone surrogate, since no text in UTF-8 holds one.
  static let nothing = ScalarSet(ranges: [])
}
