// The codes of what a schema can find wrong with a document, and the list of all codes there are.

import DocumentModel
import YAMLSyntax

extension DiagnosticCode {
  /// A value of another type than the schema wants.
  public static let wrongType = DiagnosticCode(
    "SCH001", "wrong-type", .error, "A value has not the type that the schema wants.")
  /// A key that has to be there is not.
  public static let missingKey = DiagnosticCode("SCH002", "missing-key", .error, "A required key is missing.")
  /// A key that the schema does not know.
  public static let unknownKey = DiagnosticCode("SCH003", "unknown-key", .error, "The schema knows no such key.")
  /// A value that is none of those listed.
  public static let valueNotListed = DiagnosticCode(
    "SCH004", "value-not-listed", .error, "A value is none of those that the schema lists.")
  /// A value where only another one is allowed.
  public static let wrongConstant = DiagnosticCode(
    "SCH005", "wrong-constant", .error, "Only one value is allowed, and this is another.")
  /// A text that has not the wanted shape.
  public static let patternNotMatched = DiagnosticCode(
    "SCH006", "pattern-not-matched", .error, "A text has not the shape that the schema wants.")
  /// A text that is no date, address or whatever is wanted.
  public static let wrongFormat = DiagnosticCode(
    "SCH007", "wrong-format", .error, "A text is not a date, an address or whatever the schema wants.")
  /// A number that is too small or too large.
  public static let numberOutOfRange = DiagnosticCode(
    "SCH008", "number-out-of-range", .error, "A number is too small or too large.")
  /// A number that is no multiple of the wanted step.
  public static let notAMultiple = DiagnosticCode(
    "SCH009", "not-a-multiple", .error, "A number is no multiple of the step that the schema wants.")
  /// A text that is too short or too long.
  public static let textLength = DiagnosticCode("SCH010", "text-length", .error, "A text is too short or too long.")
  /// A list or a mapping with too few or too many entries.
  public static let itemCount = DiagnosticCode(
    "SCH011", "item-count", .error, "A list or a mapping has too few or too many entries.")
  /// Items that have to differ and do not.
  public static let itemsNotUnique = DiagnosticCode(
    "SCH012", "items-not-unique", .error, "Two items of a list are equal that have to differ.")
  /// A key without a value.
  public static let needsAValue = DiagnosticCode("SCH013", "needs-a-value", .error, "A key has no value.")
  /// A value that fits several alternatives of which it may fit only one.
  public static let severalAlternatives = DiagnosticCode(
    "SCH015", "several-alternatives-fit", .error, "A value fits several alternatives that exclude each other.")
  /// A value where none is allowed.
  public static let notAllowed = DiagnosticCode("SCH016", "not-allowed", .error, "The schema forbids what stands here.")
  /// A key that another key demands.
  public static let dependentKeyMissing = DiagnosticCode(
    "SCH017", "dependent-key-missing", .error, "A key is missing that another key demands.")
  /// A key or value that is no longer to be used.
  public static let deprecated = DiagnosticCode(
    "SCH018", "deprecated", .hint, "The schema says that this is no longer to be used.")
  /// A document that could not be checked to the end.
  public static let notChecked = DiagnosticCode(
    "SCH019", "not-checked", .error, "Checking was given up before its end.")
  /// A schema in a draft that is not supported.
  public static let unsupportedDraft = DiagnosticCode(
    "SCH020", "unsupported-draft", .error, "The schema is written in a draft that is not supported.")
  /// A schema with a fault of its own.
  public static let brokenSchema = DiagnosticCode("SCH021", "broken-schema", .error, "The schema itself has a fault.")
  /// A reference in a schema, or to one, that leads nowhere.
  public static let unresolvableReference = DiagnosticCode(
    "SCH022", "unresolvable-reference", .error, "A reference to a schema leads nowhere.")
  /// A `kind` that is none of casecheck's in a file that is named like one of its own.
  public static let unknownKind = DiagnosticCode(
    "SCH023", "unknown-kind", .error, "The document has a kind that casecheck does not know.")
  /// More findings than are listed.
  public static let tooManyFindings = DiagnosticCode(
    "SCH024", "too-many-findings", .error, "There are more findings than are listed.")

  /// Every code of the schema group, in order.
  public static let schemaCodes: [DiagnosticCode] = [
    wrongType, missingKey, unknownKey, valueNotListed, wrongConstant, patternNotMatched, wrongFormat,
    numberOutOfRange, notAMultiple, textLength, itemCount, itemsNotUnique, needsAValue, severalAlternatives,
    notAllowed, dependentKeyMissing, deprecated, notChecked, unsupportedDraft, brokenSchema, unresolvableReference,
    unknownKind, tooManyFindings,
  ]

  /// Every code that the analysis of a file can give, in order of the codes.
  public static let analysisCodes: [DiagnosticCode] = (syntaxCodes + schemaCodes).sorted { $0.code < $1.code }
}
