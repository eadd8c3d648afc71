// The content vocabulary: annotations only (JSON Schema Validation §8).

import DocumentModel

extension SchemaCompiler {
  /// Checks the shape of the content keywords and compiles `contentSchema`, so that what is wrong in it is found.
  mutating func compileContent(_ source: SchemaSource) {
    for keyword in [Keyword.contentEncoding, .contentMediaType] {
      if let node = source.value(keyword), source.string(node) == nil {
        report(.invalidKeyword, source.location(node), "`\(keyword.rawValue)` has to be a string")
      }
    }
    _ = single(.contentSchema, of: source)
  }
}
