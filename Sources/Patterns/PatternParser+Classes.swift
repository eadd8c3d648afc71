// The parser's part for character classes in brackets (ECMA-262 §22.2.1, CharacterClass).

/// What one item of a class adds to it.
struct ClassItem {
  var ranges: [ClosedRange<UInt32>] = []
  var properties: [PropertyTest] = []
  /// Whether the item is an escape such as `\d`, which cannot be the end of a range.
  var isEscape = false

  /// The scalar that the item is, where it is one.
  var scalar: UInt32? { isEscape ? nil : ranges.first?.lowerBound }
}

extension PatternParser {
  /// Reads a class; the next scalar is the opening bracket.
  mutating func parseClass() throws(PatternError) -> ScalarSet {
    let start = index
    index += 1
    let isNegated = skip("^")
    var items = ClassItem()
    while true {
      guard let next = peek() else { throw PatternError("This '[' is not closed", at: start..<(start + 1)) }
      if next == "]" { break }
      try parseClassItem(into: &items)
    }
    index += 1
    return ScalarSet(ranges: items.ranges, properties: items.properties, isNegated: isNegated)
  }

  /// Reads one scalar, one class escape, or a range of two scalars.
  private mutating func parseClassItem(into items: inout ClassItem) throws(PatternError) {
    let start = index
    let lower = try parseClassAtom()
    // A hyphen before the closing bracket is itself.
    guard peek() == "-", let afterHyphen = peek(1), afterHyphen != "]" else {
      items.ranges += lower.ranges
      items.properties += lower.properties
      return
    }
    index += 1
    let upper = try parseClassAtom()
    guard let first = lower.scalar, let last = upper.scalar else {
      throw PatternError("A range cannot begin or end in a class escape", at: since(start))
    }
    guard first <= last else { throw PatternError("The range's ends are out of order", at: since(start)) }
    items.ranges.append(first...last)
  }

  private mutating func parseClassAtom() throws(PatternError) -> ClassItem {
    guard let next = peek() else { return ClassItem() }
    guard next == "\\" else {
      index += 1
      return ClassItem(ranges: [next.value...next.value])
    }
    if peek(1) == "b" {
      index += 2
      return ClassItem(ranges: [0x08...0x08])
    }
    if var item = try parseClassEscape() {
      item.isEscape = true
      return item
    }
    let value = try parseCharacterEscape(isInClass: true)
    return ClassItem(ranges: [value...value])
  }
}
