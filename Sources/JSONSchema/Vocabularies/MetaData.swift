// The meta-data vocabulary: annotations only, whose shape is checked here (JSON Schema Validation §9).

import DocumentModel

extension SchemaCompiler {
  /// Checks the shape of the meta-data keywords; ``Subschema`` reads them.
  mutating func compileMetaData(_ source: SchemaSource) {
    for keyword in [Keyword.title, .description] {
      if let node = source.value(keyword), source.string(node) == nil {
        report(.invalidKeyword, source.location(node), "`\(keyword.rawValue)` has to be a string")
      }
    }
    for keyword in [Keyword.deprecated, .readOnly, .writeOnly] {
      if let node = source.value(keyword), source.tree.boolean(of: node) == nil {
        report(.invalidKeyword, source.location(node), "`\(keyword.rawValue)` has to be true or false")
      }
    }
    if let node = source.value(.deprecated), source.tree.boolean(of: node) == true { tables.deprecates = true }
    if let node = source.value(.examples), source.tree.kind(of: node) != .sequence {
      report(.invalidKeyword, source.location(node), "`examples` has to be a list of values")
    }
  }
}
