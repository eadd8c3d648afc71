// The parser's part for what follows a backslash, and for group names (ECMA-262 §22.2.1, AtomEscape and GroupName).

extension PatternParser {
  /// Reads an escape outside of a character class; the next scalar is the backslash.
  mutating func parseEscape() throws(PatternError) -> (PatternNode, isQuantifiable: Bool) {
    let start = index
    switch peek(1) {
    case "b":
      index += 2
      return (.wordBoundary(isNegated: false), false)
    case "B":
      index += 2
      return (.wordBoundary(isNegated: true), false)
    case "k":
      index += 2
      guard skip("<") else { throw PatternError("'\\k' must be followed by '<name>'", at: since(start)) }
      let name = try parseGroupName(openedAt: start)
      return (try reference(toGroup: name, at: since(start)), true)
    case let digit? where ("1"..."9").contains(digit):
      index += 1
      let number = parseDecimal() ?? 0
      return (try reference(toGroup: number, at: since(start)), true)
    default:
      if let item = try parseClassEscape() {
        return (.set(ScalarSet(ranges: item.ranges, properties: item.properties)), true)
      }
      return (.scalar(try parseCharacterEscape(isInClass: false)), true)
    }
  }

  /// Reads `\d`, `\w`, `\s`, `\p{…}` or an opposite. Nil, with nothing read, where the next scalars are none of these.
  mutating func parseClassEscape() throws(PatternError) -> ClassItem? {
    guard let letter = peek(1) else { return nil }
    switch letter {
    case "d": return took(ClassItem(ranges: ScalarSet.digitRanges))
    case "D": return took(ClassItem(ranges: ScalarSet.complement(of: ScalarSet.digitRanges)))
    case "w": return took(ClassItem(ranges: ScalarSet.wordRanges))
    case "W": return took(ClassItem(ranges: ScalarSet.complement(of: ScalarSet.wordRanges)))
    case "s": return took(ClassItem(ranges: ScalarSet.spaceRanges))
    case "S": return took(ClassItem(ranges: ScalarSet.complement(of: ScalarSet.spaceRanges)))
    case "p": return ClassItem(properties: [try parseProperty(isNegated: false)])
    case "P": return ClassItem(properties: [try parseProperty(isNegated: true)])
    default: return nil
    }
  }

  private mutating func took(_ item: ClassItem) -> ClassItem {
    index += 2
    return item
  }

  /// Reads `\p{Name}` or `\p{Name=Value}`.
  private mutating func parseProperty(isNegated: Bool) throws(PatternError) -> PropertyTest {
    let start = index
    let written = isNegated ? "\\P" : "\\p"
    index += 2
    guard skip("{") else {
      throw PatternError("'\(written)' must be followed by a property in braces, as in '\\p{Letter}'", at: since(start))
    }
    let nameStart = index
    let name = parseWord()
    var value: String?
    let valueStart = index + 1
    if skip("=") { value = parseWord() }
    let end = index
    guard skip("}") else {
      throw PatternError("The braces of '\(written)' are not closed, or hold more than a name", at: since(start))
    }
    var property: PropertyTest?
    if let value {
      guard let propertyName = PropertyName(name) else {
        throw PatternError(
          "'\(name)' is no property that takes a value; those are General_Category, Script and Script_Extensions",
          at: nameStart..<(valueStart - 1))
      }
      property = PropertyTest(name: propertyName, value: value)
      if property == nil {
        throw PatternError("'\(value)' is no value of the Unicode property '\(name)'", at: valueStart..<end)
      }
    } else {
      property = PropertyTest(loneName: name)
    }
    guard var property else {
      throw PatternError("There is no Unicode property '\(name)' in ECMA-262", at: nameStart..<end)
    }
    property.isNegated = isNegated
    return property
  }

  /// ASCII letters, digits and low lines, as property names and values consist of.
  private mutating func parseWord() -> String {
    var word = ""
    while let next = peek(), ScalarSet.contains(ScalarSet.wordRanges, next.value) {
      word.unicodeScalars.append(next)
      index += 1
    }
    return word
  }

  /// Reads an escape that stands for one scalar; the next scalar is the backslash.
  mutating func parseCharacterEscape(isInClass: Bool) throws(PatternError) -> UInt32 {
    let start = index
    index += 1
    guard let letter = peek() else {
      throw PatternError("The pattern ends in a backslash that escapes nothing", at: since(start))
    }
    index += 1
    switch letter {
    case "t": return 0x09
    case "n": return 0x0A
    case "v": return 0x0B
    case "f": return 0x0C
    case "r": return 0x0D
    case "c":
      guard let control = peek(), control.isASCII, control.properties.isAlphabetic else {
        throw PatternError("'\\c' must be followed by a letter from A to Z", at: since(start))
      }
      index += 1
      return control.value % 32
    case "0":
      if let digit = peek(), ("0"..."9").contains(digit) {
        throw PatternError("Octal escapes are not allowed; '\\x' takes two hexadecimal digits", at: start..<(index + 1))
      }
      return 0
    case "x":
      guard let value = parseHex(digits: 2) else {
        throw PatternError("'\\x' must be followed by two hexadecimal digits", at: since(start))
      }
      return value
    case "u":
      return try parseUnicodeEscape(from: start)
    case "^", "$", "\\", ".", "*", "+", "?", "(", ")", "[", "]", "{", "}", "|", "/":
      return letter.value
    case "-" where isInClass:
      return letter.value
    default:
      throw PatternError("'\\\(letter)' is no escape in ECMA-262's Unicode mode", at: since(start))
    }
  }

  /// Reads what follows `\u`: four hexadecimal digits, a surrogate pair of two such escapes, or a number in braces.
  private mutating func parseUnicodeEscape(from start: Int) throws(PatternError) -> UInt32 {
    if skip("{") {
      var value: UInt32 = 0
      var digits = 0
      while let digit = peek(), let number = Self.hexValue(digit) {
        value = min(value * 16 + number, 0x110000)
        digits += 1
        index += 1
      }
      guard digits > 0, skip("}") else {
        throw PatternError("'\\u{' must be followed by hexadecimal digits and '}'", at: since(start))
      }
      guard value <= 0x10FFFF else {
        throw PatternError("There is no code point above 10FFFF", at: since(start))
      }
      return value
    }
    guard let lead = parseHex(digits: 4) else {
      throw PatternError("'\\u' must be followed by four hexadecimal digits or a number in braces", at: since(start))
    }
    guard (0xD800...0xDBFF).contains(lead), peek() == "\\", peek(1) == "u" else { return lead }
    let afterLead = index
    index += 2
    guard let trail = parseHex(digits: 4), (0xDC00...0xDFFF).contains(trail) else {
      index = afterLead
      return lead
    }
    return 0x10000 + ((lead - 0xD800) << 10) + (trail - 0xDC00)
  }

  /// Exactly that many hexadecimal digits; nil, with nothing read, where there are fewer.
  private mutating func parseHex(digits: Int) -> UInt32? {
    var value: UInt32 = 0
    for place in 0..<digits {
      guard let digit = peek(place), let number = Self.hexValue(digit) else { return nil }
      value = value * 16 + number
    }
    index += digits
    return value
  }

  private static func hexValue(_ scalar: Unicode.Scalar) -> UInt32? {
    switch scalar {
    case "0"..."9": scalar.value - 0x30
    case "A"..."F": scalar.value - 0x41 + 10
    case "a"..."f": scalar.value - 0x61 + 10
    default: nil
    }
  }

  /// Reads a group name and its closing bracket.
  mutating func parseGroupName(openedAt start: Int) throws(PatternError) -> String {
    var name = ""
    while let next = peek(), next != ">" {
      let place = index
      var value = next.value
      if next == "\\" {
        guard peek(1) == "u" else { throw invalidName(at: place..<(place + 1)) }
        index += 2
        value = try parseUnicodeEscape(from: place)
      } else {
        index += 1
      }
      guard let scalar = Unicode.Scalar(value), isIdentifier(scalar, isFirst: name.isEmpty) else {
        throw invalidName(at: since(place))
      }
      name.unicodeScalars.append(scalar)
    }
    guard skip(">") else { throw PatternError("The group's name is not closed by '>'", at: since(start)) }
    guard !name.isEmpty else { throw PatternError("The group's name is empty", at: since(start)) }
    return name
  }

  private func isIdentifier(_ scalar: Unicode.Scalar, isFirst: Bool) -> Bool {
    if scalar == "$" || scalar == "_" { return true }
    if isFirst { return scalar.properties.isIDStart }
    return scalar.properties.isIDContinue || scalar == "\u{200C}" || scalar == "\u{200D}"
  }

  private func invalidName(at range: Range<Int>) -> PatternError {
    PatternError("A group's name is an identifier: letters, digits, '$' and '_', with no digit first", at: range)
  }
}
