// The codes of what is wrong with a JSON text, and of what both readers refuse alike.

extension DiagnosticCode {
  /// The text is not JSON (RFC 8259).
  public static let invalidJSON = DiagnosticCode(
    "YML040", "invalid-json", .error, "The text is not JSON as RFC 8259 has it.")
  /// A key stands twice in one mapping or object.
  public static let duplicateKey = DiagnosticCode(
    "YML010", "duplicate-key", .error, "A key stands twice in one mapping.")
  /// Collections nest deeper than ``ReaderLimits/depth``.
  public static let tooDeep = DiagnosticCode(
    "YML021", "nested-too-deeply", .error, "Collections nest too deeply to be checked.")
  /// The file is larger than ``ReaderLimits/bytes``.
  public static let tooLarge = DiagnosticCode(
    "YML022", "file-too-large", .error, "The file is too large to be checked.")
  /// A byte sequence is not UTF-8.
  public static let invalidUTF8 = DiagnosticCode(
    "YML016", "invalid-utf8", .error, "The file has bytes that are not UTF-8.")
  /// The file starts with a byte order mark.
  public static let byteOrderMark = DiagnosticCode(
    "YML019", "byte-order-mark", .information, "The file starts with a byte order mark.")
}

/// The limits that hold for every text read.
public enum ReaderLimits {
  /// How deep collections may nest.
  public static let depth = 500
  /// How many bytes a file may have.
  public static let bytes = 64 << 20
  /// How many nodes aliases may stand for in one stream, all expanded.
  public static let expandedNodes = 1_000_000
  /// How many diagnostics of syntax one stream gets before the reader gives up.
  public static let syntaxDiagnostics = 200
}
