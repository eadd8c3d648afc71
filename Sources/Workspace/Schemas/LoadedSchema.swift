// A schema from a file, with the files it was made of and all that is wrong with them.

import DocumentModel
import JSONSchema
import SourceText

/// What came of loading a schema.
public struct LoadedSchema: Sendable {
  /// One file that the schema is made of.
  public struct Document: Sendable {
    /// The absolute path of the file.
    public let path: String
    /// Its text.
    public let text: SourceText
    /// What is wrong with it, in the order of the text.
    public let diagnostics: [Diagnostic]
    /// Its version.
    let stamp: FileStamp
  }

  /// The schema; `nil` where the file could not be read as one at all.
  public let schema: Schema?
  /// The files read for it, its own first.
  public let documents: [Document]
  /// Why the schema cannot be used, each a sentence; empty where it can.
  public let failures: [CheckFailure]
}
