// What the schema has rejected in a document, so that rules say nothing more of it.

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

  /// The members that mappings of `tree` lack because an unknown key is probably meant for them.
  static func misspelt(in errors: [ValidationError], _ tree: SyntaxTree) -> [NodeID: Set<String>] {
    var misspelt: [NodeID: Set<String>] = [:]
    for error in errors {
      let name: String
      switch error.kind {
      case .unknownProperty(_, let suggestion?): name = suggestion
      case .misspeltProperty(_, let suggestion, _): name = suggestion
      default: continue
      }
      if let mapping = tree.parent(of: error.node) { misspelt[mapping, default: []].insert(name) }
    }
    return misspelt
  }
}
