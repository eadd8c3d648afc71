// The format vocabulary: `format` as an annotation, or as an assertion where that is asked for (Validation §7).

import DocumentModel

/// A `format` in use in a schema.
struct FormatRule: Sendable {
  /// Its name.
  var name: String
  /// Whether a string has the form; `nil` for a name that is not known, which then asserts nothing (§7.2.3).
  var isValid: (@Sendable (UnsafeBufferPointer<UInt8>) -> Bool)?
  /// Whether the schema's vocabulary asserts formats whatever the options say.
  var isAsserted: Bool
}

extension SchemaCompiler {
  /// Compiles `format`.
  mutating func compileFormat(_ source: SchemaSource, into record: inout SubschemaRecord) {
    guard let node = source.value(.format) else { return }
    guard let name = source.string(node) else {
      report(.invalidKeyword, source.location(node), "`format` has to be a string")
      return
    }
    let isAsserted = source.dialect.vocabularies.contains(.formatAssertion)
    if let known = tables.formats.firstIndex(where: { $0.name == name && $0.isAsserted == isAsserted }) {
      record.format = Int32(truncatingIfNeeded: known)
      return
    }
    record.format = Int32(truncatingIfNeeded: tables.formats.count)
    tables.formats.append(
      FormatRule(name: name, isValid: FormatCatalogue.checker(named: name), isAsserted: isAsserted))
  }
}

extension Evaluator {
  /// Asserts `format` on a string where it is an assertion.
  mutating func evaluateFormat(
    _ format: Int32, _ id: Int32, _ node: Int32, _ text: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let rule = schema.tables.formats[Int(format)]
    guard assertsFormat || rule.isAsserted, let isValid = rule.isValid, !isValid(text) else { return true }
    fail(.formatMismatch, .format, id, node)
    return false
  }
}
