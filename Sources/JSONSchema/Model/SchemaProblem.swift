// What is wrong with a schema itself: found once, when it is compiled.

import DocumentModel
import SourceText

/// A fault in a schema file. The keyword concerned is left out; the rest of the schema still works.
public struct SchemaProblem: Hashable, Sendable {
  /// The kinds of fault.
  public enum Kind: Hashable, Sendable {
    /// A keyword's value has the wrong shape.
    case invalidKeyword
    /// A regular expression is not one of ECMA-262.
    case invalidPattern
    /// A `$ref` or `$dynamicRef` leads nowhere.
    case unresolvableReference
    /// Schemas refer to each other in a circle without going deeper into the instance.
    case cycle
    /// Two schemas claim the same URI or anchor.
    case duplicateIdentifier
    /// `$schema` names a meta-schema, draft or required vocabulary that is not supported.
    case unsupportedDialect
  }

  /// Which kind of fault it is.
  public let kind: Kind
  /// Where: the document and the node in it.
  public let location: SchemaLocation
  /// The URI of the document.
  public let uri: String
  /// The bytes of the document concerned.
  public let range: TextRange
  /// The JSON Pointer of the node in its document.
  public let pointer: String
  /// What was found and what was expected, as a sentence.
  public let message: String
}
