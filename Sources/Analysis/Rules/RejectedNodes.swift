// Which nodes of a document the schema rejected for what they are themselves.

import DocumentModel
import JSONSchema

enum RejectedNodes {
  /// The nodes of `errors` whose own value is wrong; a mapping that merely lacks a key, or has one too many, is not.
  static func find(in errors: [ValidationError]) -> Set<NodeID> {
    var rejected: Set<NodeID> = []
    for error in errors {
      switch error.kind {
      case .missingProperty, .missingOneOf, .unknownProperty, .misspeltProperty: continue
      default: rejected.insert(error.node)
      }
    }
    return rejected
  }
}
