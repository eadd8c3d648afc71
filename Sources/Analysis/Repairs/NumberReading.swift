// Reads the figures that people write and YAML does not know: `£1,200`, `12k`, `(731)`, `7.1%`, `3 months`.

/// A number as it was probably meant.
struct NumberReading: Equatable {
  /// The number as YAML and JSON write it.
  var text: String
  /// Whether it can mean nothing else.
  var isCertain: Bool

  /// Reads `text`, whose field has the unit `unit`; `nil` where it holds no number, or more than one.
  init?(_ text: String, unit: String?) {
    var scalars = Array(text.unicodeScalars)
    guard scalars.count <= 40 else { return nil }
    NumberReading.trim(&scalars)
    var certain = true
    var negative = false
    if scalars.first == "(", scalars.last == ")" {
      // Brackets are an accountant's minus sign.
      scalars = Array(scalars.dropFirst().dropLast())
      negative = true
      certain = false
    }
    if let first = scalars.first, first == "-" || first == "+" || first == "\u{2212}" || first == "\u{2013}" {
      if first != "+" { negative.toggle() }
      scalars.removeFirst()
      NumberReading.trim(&scalars)
    }
    if scalars.first == "£" {
      scalars.removeFirst()
    } else if NumberReading.lowercased(scalars.prefix(3)) == "gbp" {
      scalars.removeFirst(3)
    }
    NumberReading.trim(&scalars)
    let end = scalars.lastIndex { NumberReading.isDigit($0) }.map { $0 + 1 } ?? 0
    let word = NumberReading.lowercased(scalars[end...].drop { NumberReading.isSpace($0) })
    guard let digits = NumberReading.digits(scalars[..<end], &certain) else { return nil }
    let shift: Int
    switch word {
    case "", "gbp", "£", "pounds": shift = 0
    case "k", "thousand": (shift, certain) = (3, false)
    case "m", "mn", "million": (shift, certain) = (6, false)
    case "bn", "billion": (shift, certain) = (9, false)
    case "%", "per cent", "percent":
      shift = unit == "fraction" ? -2 : 0
      if unit != "percent" { certain = false }
    default:
      // A unit in words: the number before it is meant if the word is one.
      guard word.unicodeScalars.allSatisfy({ $0.properties.isAlphabetic || $0 == " " }) else { return nil }
      (shift, certain) = (0, false)
    }
    let number = NumberReading.shifted(digits, by: shift)
    self.text = negative && number != "0" ? "-" + number : number
    isCertain = certain
  }

  /// The digits and the point of a figure without its separators of thousands; `nil` where it is no figure.
  private static func digits(_ scalars: ArraySlice<Unicode.Scalar>, _ certain: inout Bool) -> String? {
    guard let first = scalars.first, isDigit(first) || first == "." else { return nil }
    let parts = scalars.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2 else { return nil }
    var whole = ""
    let groups = parts[0].split(omittingEmptySubsequences: false) { $0 == "," || $0 == "_" || isSpace($0) || $0 == "'" }
    let isGrouped = groups.count > 1 && groups.dropFirst().allSatisfy { $0.count == 3 } && groups[0].count <= 3
    if groups.count == 2, parts.count == 1, !isGrouped, parts[0].contains(",") {
      // A comma before one or two digits is a decimal point in other countries.
      guard groups.allSatisfy({ $0.allSatisfy(isDigit) && !$0.isEmpty }) else { return nil }
      certain = false
      return string(groups[0]) + "." + string(groups[1])
    }
    let isUnderscored = parts[0].contains("_") && !parts[0].contains(",")
    guard groups.count == 1 || isGrouped || isUnderscored else { return nil }
    for group in groups {
      guard group.allSatisfy(isDigit) else { return nil }
      whole += string(group)
    }
    guard parts.count == 2 else { return whole }
    guard parts[1].allSatisfy(isDigit), !parts[1].isEmpty else { return nil }
    return (whole.isEmpty ? "0" : whole) + "." + string(parts[1])
  }

  /// `digits` times ten to the power of `places`, without zeros that say nothing.
  static func shifted(_ digits: String, by places: Int) -> String {
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    var whole = String(parts[0])
    var fraction = parts.count > 1 ? String(parts[1]) : ""
    if places > 0 {
      fraction += String(repeating: "0", count: max(0, places - fraction.utf8.count))
      whole += fraction.prefix(places)
      fraction = String(fraction.dropFirst(places))
    } else if places < 0 {
      whole = String(repeating: "0", count: max(0, 1 - places - whole.utf8.count)) + whole
      fraction = String(whole.suffix(-places)) + fraction
      whole = String(whole.dropLast(-places))
    }
    if places != 0 { while fraction.hasSuffix("0") { fraction.removeLast() } }
    whole = String(whole.drop { $0 == "0" })
    if whole.isEmpty { whole = "0" }
    return fraction.isEmpty ? whole : whole + "." + fraction
  }

  private static func trim(_ scalars: inout [Unicode.Scalar]) {
    while let last = scalars.last, isSpace(last) { scalars.removeLast() }
    let leading = scalars.prefix { isSpace($0) }.count
    scalars.removeFirst(leading)
  }

  private static func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var text = ""
    text.unicodeScalars.append(contentsOf: scalars)
    return text
  }

  private static func lowercased(_ scalars: some Sequence<Unicode.Scalar>) -> String { string(scalars).lowercased() }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  /// Spaces, those of typesetters among them.
  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "\t" || scalar == "\u{A0}" || scalar == "\u{202F}" || scalar == "\u{2009}"
  }
}
