// The properties that `\p{…}` can name: ECMA-262 tables 67 to 69, answered from the standard library's Unicode data.

/// A property that a scalar has or has not.
struct PropertyTest: Sendable {
  enum Kind: Sendable {
    /// One of the General_Category values in the mask, a bit for each case of `Unicode.GeneralCategory`.
    case category(mask: UInt32)
    case predicate(@Sendable (Unicode.Scalar) -> Bool)
    case ranges([ClosedRange<UInt32>])
  }

  let kind: Kind
  var isNegated = false

  func matches(_ scalar: Unicode.Scalar) -> Bool {
    let matches =
      switch kind {
      case .category(let mask): mask & scalar.properties.generalCategory.bit != 0
      case .predicate(let predicate): predicate(scalar)
      case .ranges(let ranges): ScalarSet.contains(ranges, scalar.value)
      }
    return matches != isNegated
  }

  /// The property that a lone name gives: a General_Category value or a binary property. Nil where it is neither.
  init?(loneName name: String) {
    if let mask = GeneralCategoryNames.masks[name] {
      kind = .category(mask: mask)
    } else if let predicate = BinaryProperties.predicates[name] {
      kind = .predicate(predicate)
    } else {
      return nil
    }
  }

  /// The property that `name=value` gives. Nil where the value is none of the name's.
  init?(name: PropertyName, value: String) {
    switch name {
    case .generalCategory:
      guard let mask = GeneralCategoryNames.masks[value] else { return nil }
      kind = .category(mask: mask)
    case .script:
      guard let ranges = ScriptTable.ranges(named: value, withExtensions: false) else { return nil }
      kind = .ranges(ranges)
    case .scriptExtensions:
      guard let ranges = ScriptTable.ranges(named: value, withExtensions: true) else { return nil }
      kind = .ranges(ranges)
    }
  }
}

/// A property name that may stand before `=` (ECMA-262 table 67).
enum PropertyName {
  case generalCategory
  case script
  case scriptExtensions

  init?(_ name: String) {
    switch name {
    case "General_Category", "gc": self = .generalCategory
    case "Script", "sc": self = .script
    case "Script_Extensions", "scx": self = .scriptExtensions
    default: return nil
    }
  }
}

extension Unicode.GeneralCategory {
  /// The category as one bit of a mask.
  fileprivate var bit: UInt32 {
    let index: UInt32 =
      switch self {
      case .uppercaseLetter: 0
      case .lowercaseLetter: 1
      case .titlecaseLetter: 2
      case .modifierLetter: 3
      case .otherLetter: 4
      case .nonspacingMark: 5
      case .spacingMark: 6
      case .enclosingMark: 7
      case .decimalNumber: 8
      case .letterNumber: 9
      case .otherNumber: 10
      case .connectorPunctuation: 11
      case .dashPunctuation: 12
      case .openPunctuation: 13
      case .closePunctuation: 14
      case .initialPunctuation: 15
      case .finalPunctuation: 16
      case .otherPunctuation: 17
      case .mathSymbol: 18
      case .currencySymbol: 19
      case .modifierSymbol: 20
      case .otherSymbol: 21
      case .spaceSeparator: 22
      case .lineSeparator: 23
      case .paragraphSeparator: 24
      case .control: 25
      case .format: 26
      case .surrogate: 27
      case .privateUse: 28
      case .unassigned: 29
      @unknown default: 30
      }
    return 1 << index
  }
}

/// The names of General_Category values, long, short and their further aliases (Unicode PropertyValueAliases.txt).
enum GeneralCategoryNames {
  static let masks: [String: UInt32] = {
    var masks: [String: UInt32] = [:]
    for (names, categories) in table {
      let mask = categories.reduce(UInt32(0)) { $0 | $1.bit }
      for name in names { masks[name] = mask }
    }
    return masks
  }()

  private static let cased: [Unicode.GeneralCategory] = [.uppercaseLetter, .lowercaseLetter, .titlecaseLetter]

  private static let table: [([String], [Unicode.GeneralCategory])] = [
    (["Cased_Letter", "LC"], cased),
    (["Letter", "L"], cased + [.modifierLetter, .otherLetter]),
    (["Uppercase_Letter", "Lu"], [.uppercaseLetter]),
    (["Lowercase_Letter", "Ll"], [.lowercaseLetter]),
    (["Titlecase_Letter", "Lt"], [.titlecaseLetter]),
    (["Modifier_Letter", "Lm"], [.modifierLetter]),
    (["Other_Letter", "Lo"], [.otherLetter]),
    (["Mark", "M", "Combining_Mark"], [.nonspacingMark, .spacingMark, .enclosingMark]),
    (["Nonspacing_Mark", "Mn"], [.nonspacingMark]),
    (["Spacing_Mark", "Mc"], [.spacingMark]),
    (["Enclosing_Mark", "Me"], [.enclosingMark]),
    (["Number", "N"], [.decimalNumber, .letterNumber, .otherNumber]),
    (["Decimal_Number", "Nd", "digit"], [.decimalNumber]),
    (["Letter_Number", "Nl"], [.letterNumber]),
    (["Other_Number", "No"], [.otherNumber]),
    (
      ["Punctuation", "P", "punct"],
      [
        .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
        .finalPunctuation, .otherPunctuation,
      ]
    ),
    (["Connector_Punctuation", "Pc"], [.connectorPunctuation]),
    (["Dash_Punctuation", "Pd"], [.dashPunctuation]),
    (["Open_Punctuation", "Ps"], [.openPunctuation]),
    (["Close_Punctuation", "Pe"], [.closePunctuation]),
    (["Initial_Punctuation", "Pi"], [.initialPunctuation]),
    (["Final_Punctuation", "Pf"], [.finalPunctuation]),
    (["Other_Punctuation", "Po"], [.otherPunctuation]),
    (["Symbol", "S"], [.mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol]),
    (["Math_Symbol", "Sm"], [.mathSymbol]),
    (["Currency_Symbol", "Sc"], [.currencySymbol]),
    (["Modifier_Symbol", "Sk"], [.modifierSymbol]),
    (["Other_Symbol", "So"], [.otherSymbol]),
    (["Separator", "Z"], [.spaceSeparator, .lineSeparator, .paragraphSeparator]),
    (["Space_Separator", "Zs"], [.spaceSeparator]),
    (["Line_Separator", "Zl"], [.lineSeparator]),
    (["Paragraph_Separator", "Zp"], [.paragraphSeparator]),
    (["Other", "C"], [.control, .format, .surrogate, .privateUse, .unassigned]),
    (["Control", "Cc", "cntrl"], [.control]),
    (["Format", "Cf"], [.format]),
    (["Surrogate", "Cs"], [.surrogate]),
    (["Private_Use", "Co"], [.privateUse]),
    (["Unassigned", "Cn"], [.unassigned]),
  ]
}
