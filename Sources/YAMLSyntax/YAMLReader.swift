// Reads a YAML stream into a tree and the list of all that is wrong with it.

import DocumentModel
import SourceText

/// The reader of YAML. Whatever it is given, there is a tree.
public enum YAMLReader {
  /// What reading a stream gives.
  public struct Result: Sendable {
    /// The tree; where the text could not be read it has the repaired reading, with damaged nodes marked.
    public let tree: SyntaxTree
    /// What is wrong, in the order of the text.
    public let diagnostics: [Diagnostic]
  }

  /// Reads `source` as a YAML 1.2 stream.
  public static func read(_ source: SourceText) -> Result {
    guard source.length <= ReaderLimits.bytes else {
      var builder = TreeBuilder(source: source)
      builder.beginDocument(start: 0)
      builder.endDocument(end: source.length)
      let first = source.lineRange(0)
      let diagnostic = Diagnostic(
        .tooLarge, "The file has \(source.length) bytes; files above \(ReaderLimits.bytes >> 20) MiB are not read.",
        at: TextRange(0, min(max(first.length, 1), 80)))
      return Result(tree: builder.finish(), diagnostics: [diagnostic])
    }
    var reader = StreamReader(source: source)
    return reader.read()
  }
}
