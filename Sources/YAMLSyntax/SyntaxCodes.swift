// The codes of what can be wrong with a YAML stream before any schema is asked.

import DocumentModel

extension DiagnosticCode {
  /// The text cannot be read, and no better reason is known.
  public static let unreadable = DiagnosticCode(
    "YML001", "unreadable-syntax", .error, "The text cannot be read as YAML at this point.")
  /// A key without its colon, or a colon without its space.
  public static let missingColon = DiagnosticCode("YML002", "missing-colon", .error, "A key has no colon after it.")
  /// A quote that is opened and not closed.
  public static let unclosedQuote = DiagnosticCode("YML003", "unclosed-quote", .error, "A quote is not closed.")
  /// A bracket that is opened and not closed.
  public static let unclosedBracket = DiagnosticCode("YML004", "unclosed-bracket", .error, "A bracket is not closed.")
  /// A line that stands at a depth where nothing can stand.
  public static let badIndentation = DiagnosticCode(
    "YML005", "bad-indentation", .error, "A line is indented unlike the lines it belongs with.")
  /// A tab where YAML wants spaces.
  public static let tabIndentation = DiagnosticCode(
    "YML006", "tab-in-indentation", .error, "A line is indented with a tab.")
  /// Text that YAML reads as something else unless it is quoted.
  public static let needsQuotes = DiagnosticCode(
    "YML007", "value-needs-quotes", .error, "A value has characters that YAML reads as syntax.")
  /// A `- ` where no list is, or a line without one inside a list.
  public static let strayListItem = DiagnosticCode(
    "YML008", "stray-list-item", .error, "A list item stands where none can, or lacks its dash.")
  /// Two entries of a flow collection without a comma between them.
  public static let missingComma = DiagnosticCode(
    "YML009", "missing-comma", .error, "Entries in brackets have no comma between them.")
  /// An alias whose anchor is not defined before it.
  public static let unknownAnchor = DiagnosticCode(
    "YML011", "unknown-anchor", .error, "An alias names an anchor that is not defined before it.")
  /// Aliases that stand for too many nodes.
  public static let aliasExpansion = DiagnosticCode(
    "YML012", "alias-expansion", .error, "Aliases stand for more nodes than are read.")
  /// An alias inside the node it names.
  public static let recursiveAlias = DiagnosticCode(
    "YML013", "recursive-alias", .error, "An alias stands inside the node it names.")
  /// An escape that YAML does not have.
  public static let badEscape = DiagnosticCode(
    "YML014", "bad-escape", .error, "A double-quoted text has an unknown escape.")
  /// A directive that cannot be followed.
  public static let badDirective = DiagnosticCode("YML015", "bad-directive", .error, "A directive cannot be followed.")
  /// A control character.
  public static let controlCharacter = DiagnosticCode(
    "YML017", "control-character", .error, "The file has a control character.")
  /// The file is UTF-16 or UTF-32.
  public static let wideEncoding = DiagnosticCode("YML018", "not-utf8", .warning, "The file is not in UTF-8.")
  /// A character that YAML 1.1 takes for a line break and YAML 1.2 does not.
  public static let lineSeparator = DiagnosticCode(
    "YML020", "line-separator", .warning, "A character is a line break to some readers and not to others.")
  /// A collection as the key of a mapping.
  public static let collectionKey = DiagnosticCode(
    "YML023", "collection-as-key", .warning, "A collection is the key of a mapping.")
  /// A merge key whose value cannot be merged.
  public static let badMerge = DiagnosticCode("YML024", "bad-merge", .error, "A merge key does not name a mapping.")
  /// A tag that does not fit its node.
  public static let badTag = DiagnosticCode("YML025", "bad-tag", .error, "A tag does not fit the node it stands on.")
  /// Text after a value that is complete.
  public static let strayText = DiagnosticCode("YML026", "stray-text", .error, "Text follows a value that is complete.")
  /// A block scalar whose first line is wrong.
  public static let badBlockHeader = DiagnosticCode(
    "YML027", "bad-block-header", .error, "The line that opens a block of text is wrong.")
  /// More faults than are reported.
  public static let tooManyFaults = DiagnosticCode(
    "YML028", "too-many-faults", .error, "The reader has given up after too many faults.")

  /// Every code of this group, in order.
  public static let syntaxCodes: [DiagnosticCode] = [
    unreadable, missingColon, unclosedQuote, unclosedBracket, badIndentation, tabIndentation, needsQuotes,
    strayListItem, missingComma, duplicateKey, unknownAnchor, aliasExpansion, recursiveAlias, badEscape, badDirective,
    invalidUTF8, controlCharacter, wideEncoding, byteOrderMark, lineSeparator, tooDeep, tooLarge, collectionKey,
    badMerge, badTag, strayText, badBlockHeader, tooManyFaults, invalidJSON,
  ]
}
