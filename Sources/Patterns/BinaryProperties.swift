// The binary Unicode properties of ECMA-262 table 68, by long name and by alias.

/// What answers each binary property.
enum BinaryProperties {
  typealias Predicate = @Sendable (Unicode.Scalar) -> Bool

  static let predicates: [String: Predicate] = {
    var predicates: [String: Predicate] = [:]
    for (names, predicate) in table {
      for name in names { predicates[name] = predicate }
    }
    return predicates
  }()

  private static let table: [([String], Predicate)] = [
    (["Any"], { _ in true }),
    (["ASCII"], { $0.isASCII }),
    (["Assigned"], { $0.properties.generalCategory != .unassigned }),
    (["ASCII_Hex_Digit", "AHex"], { $0.properties.isASCIIHexDigit }),
    (["Alphabetic", "Alpha"], { $0.properties.isAlphabetic }),
    (["Bidi_Control", "Bidi_C"], { $0.properties.isBidiControl }),
    (["Bidi_Mirrored", "Bidi_M"], { $0.properties.isBidiMirrored }),
    (["Case_Ignorable", "CI"], { $0.properties.isCaseIgnorable }),
    (["Cased"], { $0.properties.isCased }),
    (["Changes_When_Casefolded", "CWCF"], { $0.properties.changesWhenCaseFolded }),
    (["Changes_When_Casemapped", "CWCM"], { $0.properties.changesWhenCaseMapped }),
    (["Changes_When_Lowercased", "CWL"], { $0.properties.changesWhenLowercased }),
    (["Changes_When_NFKC_Casefolded", "CWKCF"], { $0.properties.changesWhenNFKCCaseFolded }),
    (["Changes_When_Titlecased", "CWT"], { $0.properties.changesWhenTitlecased }),
    (["Changes_When_Uppercased", "CWU"], { $0.properties.changesWhenUppercased }),
    (["Dash"], { $0.properties.isDash }),
    (["Default_Ignorable_Code_Point", "DI"], { $0.properties.isDefaultIgnorableCodePoint }),
    (["Deprecated", "Dep"], { $0.properties.isDeprecated }),
    (["Diacritic", "Dia"], { $0.properties.isDiacritic }),
    (["Emoji"], { $0.properties.isEmoji }),
    (["Emoji_Component", "EComp"], { ScalarSet.contains(emojiComponents, $0.value) }),
    (["Emoji_Modifier", "EMod"], { $0.properties.isEmojiModifier }),
    (["Emoji_Modifier_Base", "EBase"], { $0.properties.isEmojiModifierBase }),
    (["Emoji_Presentation", "EPres"], { $0.properties.isEmojiPresentation }),
    (["Extended_Pictographic", "ExtPict"], { ScalarSet.contains(extendedPictographs, $0.value) }),
    (["Extender", "Ext"], { $0.properties.isExtender }),
    (["Grapheme_Base", "Gr_Base"], { $0.properties.isGraphemeBase }),
    (["Grapheme_Extend", "Gr_Ext"], { $0.properties.isGraphemeExtend }),
    (["Hex_Digit", "Hex"], { $0.properties.isHexDigit }),
    (["IDS_Binary_Operator", "IDSB"], { $0.properties.isIDSBinaryOperator }),
    (["IDS_Trinary_Operator", "IDST"], { $0.properties.isIDSTrinaryOperator }),
    (["ID_Continue", "IDC"], { $0.properties.isIDContinue }),
    (["ID_Start", "IDS"], { $0.properties.isIDStart }),
    (["Ideographic", "Ideo"], { $0.properties.isIdeographic }),
    (["Join_Control", "Join_C"], { $0.properties.isJoinControl }),
    (["Logical_Order_Exception", "LOE"], { $0.properties.isLogicalOrderException }),
    (["Lowercase", "Lower"], { $0.properties.isLowercase }),
    (["Math"], { $0.properties.isMath }),
    (["Noncharacter_Code_Point", "NChar"], { $0.properties.isNoncharacterCodePoint }),
    (["Pattern_Syntax", "Pat_Syn"], { $0.properties.isPatternSyntax }),
    (["Pattern_White_Space", "Pat_WS"], { $0.properties.isPatternWhitespace }),
    (["Quotation_Mark", "QMark"], { $0.properties.isQuotationMark }),
    (["Radical"], { $0.properties.isRadical }),
    (["Regional_Indicator", "RI"], { (0x1F1E6...0x1F1FF).contains($0.value) }),
    (["Sentence_Terminal", "STerm"], { $0.properties.isSentenceTerminal }),
    (["Soft_Dotted", "SD"], { $0.properties.isSoftDotted }),
    (["Terminal_Punctuation", "Term"], { $0.properties.isTerminalPunctuation }),
    (["Unified_Ideograph", "UIdeo"], { $0.properties.isUnifiedIdeograph }),
    (["Uppercase", "Upper"], { $0.properties.isUppercase }),
    (["Variation_Selector", "VS"], { $0.properties.isVariationSelector }),
    (["White_Space", "space"], { $0.properties.isWhitespace }),
    (["XID_Continue", "XIDC"], { $0.properties.isXIDContinue }),
    (["XID_Start", "XIDS"], { $0.properties.isXIDStart }),
  ]

  // The standard library has no accessor for these two; the ranges are those of Unicode 17.0, emoji-data.txt.
  private static let emojiComponents: [ClosedRange<UInt32>] = [
    0x23...0x23, 0x2A...0x2A, 0x30...0x39, 0x200D...0x200D, 0x20E3...0x20E3, 0xFE0F...0xFE0F, 0x1F1E6...0x1F1FF,
    0x1F3FB...0x1F3FF, 0x1F9B0...0x1F9B3, 0xE0020...0xE007F,
  ]

  private static let extendedPictographs: [ClosedRange<UInt32>] = [
    0xA9...0xA9, 0xAE...0xAE, 0x203C...0x203C, 0x2049...0x2049, 0x2122...0x2122, 0x2139...0x2139, 0x2194...0x2199,
    0x21A9...0x21AA, 0x231A...0x231B, 0x2328...0x2328, 0x23CF...0x23CF, 0x23E9...0x23F3, 0x23F8...0x23FA,
    0x24C2...0x24C2, 0x25AA...0x25AB, 0x25B6...0x25B6, 0x25C0...0x25C0, 0x25FB...0x25FE, 0x2600...0x2604,
    0x260E...0x260E, 0x2611...0x2611, 0x2614...0x2615, 0x2618...0x2618, 0x261D...0x261D, 0x2620...0x2620,
    0x2622...0x2623, 0x2626...0x2626, 0x262A...0x262A, 0x262E...0x262F, 0x2638...0x263A, 0x2640...0x2640,
    0x2642...0x2642, 0x2648...0x2653, 0x265F...0x2660, 0x2663...0x2663, 0x2665...0x2666, 0x2668...0x2668,
    0x267B...0x267B, 0x267E...0x267F, 0x2692...0x2697, 0x2699...0x2699, 0x269B...0x269C, 0x26A0...0x26A1,
    0x26A7...0x26A7, 0x26AA...0x26AB, 0x26B0...0x26B1, 0x26BD...0x26BE, 0x26C4...0x26C5, 0x26C8...0x26C8,
    0x26CE...0x26CF, 0x26D1...0x26D1, 0x26D3...0x26D4, 0x26E9...0x26EA, 0x26F0...0x26F5, 0x26F7...0x26FA,
    0x26FD...0x26FD, 0x2702...0x2702, 0x2705...0x2705, 0x2708...0x270D, 0x270F...0x270F, 0x2712...0x2712,
    0x2714...0x2714, 0x2716...0x2716, 0x271D...0x271D, 0x2721...0x2721, 0x2728...0x2728, 0x2733...0x2734,
    0x2744...0x2744, 0x2747...0x2747, 0x274C...0x274C, 0x274E...0x274E, 0x2753...0x2755, 0x2757...0x2757,
    0x2763...0x2764, 0x2795...0x2797, 0x27A1...0x27A1, 0x27B0...0x27B0, 0x27BF...0x27BF, 0x2934...0x2935,
    0x2B05...0x2B07, 0x2B1B...0x2B1C, 0x2B50...0x2B50, 0x2B55...0x2B55, 0x3030...0x3030, 0x303D...0x303D,
    0x3297...0x3297, 0x3299...0x3299, 0x1F004...0x1F004, 0x1F02C...0x1F02F, 0x1F094...0x1F09F, 0x1F0AF...0x1F0B0,
    0x1F0C0...0x1F0C0, 0x1F0CF...0x1F0D0, 0x1F0F6...0x1F0FF, 0x1F170...0x1F171, 0x1F17E...0x1F17F,
    0x1F18E...0x1F18E, 0x1F191...0x1F19A, 0x1F1AE...0x1F1E5, 0x1F201...0x1F20F, 0x1F21A...0x1F21A,
    0x1F22F...0x1F22F, 0x1F232...0x1F23A, 0x1F23C...0x1F23F, 0x1F249...0x1F25F, 0x1F266...0x1F321,
    0x1F324...0x1F393, 0x1F396...0x1F397, 0x1F399...0x1F39B, 0x1F39E...0x1F3F0, 0x1F3F3...0x1F3F5,
    0x1F3F7...0x1F3FA, 0x1F400...0x1F4FD, 0x1F4FF...0x1F53D, 0x1F549...0x1F54E, 0x1F550...0x1F567,
    0x1F56F...0x1F570, 0x1F573...0x1F57A, 0x1F587...0x1F587, 0x1F58A...0x1F58D, 0x1F590...0x1F590,
    0x1F595...0x1F596, 0x1F5A4...0x1F5A5, 0x1F5A8...0x1F5A8, 0x1F5B1...0x1F5B2, 0x1F5BC...0x1F5BC,
    0x1F5C2...0x1F5C4, 0x1F5D1...0x1F5D3, 0x1F5DC...0x1F5DE, 0x1F5E1...0x1F5E1, 0x1F5E3...0x1F5E3,
    0x1F5E8...0x1F5E8, 0x1F5EF...0x1F5EF, 0x1F5F3...0x1F5F3, 0x1F5FA...0x1F64F, 0x1F680...0x1F6C5,
    0x1F6CB...0x1F6D2, 0x1F6D5...0x1F6E5, 0x1F6E9...0x1F6E9, 0x1F6EB...0x1F6F0, 0x1F6F3...0x1F6FF,
    0x1F7DA...0x1F7FF, 0x1F80C...0x1F80F, 0x1F848...0x1F84F, 0x1F85A...0x1F85F, 0x1F888...0x1F88F,
    0x1F8AE...0x1F8AF, 0x1F8BC...0x1F8BF, 0x1F8C2...0x1F8CF, 0x1F8D9...0x1F8FF, 0x1F90C...0x1F93A,
    0x1F93C...0x1F945, 0x1F947...0x1F9FF, 0x1FA58...0x1FA5F, 0x1FA6E...0x1FAFF, 0x1FC00...0x1FFFD,
  ]
}
