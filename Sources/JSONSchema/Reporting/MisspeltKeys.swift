// A misspelt key is one finding, not an unknown key and a missing one.

import DocumentModel

/// Pairs unknown keys with the keys they may be meant for.
struct MisspeltKeys {
  /// Among more unknown keys than these no suggestions are sought: the file is of another kind.
  private static let limit = 200

  let tree: SyntaxTree
  let schema: Schema

  /// `errors` with each unknown key and the missing one it resembles made into one, and a suggestion for the others.
  func pair(_ errors: [ValidationError]) -> [ValidationError] {
    var result = errors
    var paired: Set<Int> = []
    let missing = missingKeys(in: errors)
    var known = KnownNames()
    var seen = 0
    for index in errors.indices {
      guard case .unknownProperty(let name, _) = errors[index].kind, let mapping = tree.parent(of: errors[index].node)
      else { continue }
      seen += 1
      guard seen <= MisspeltKeys.limit else { break }
      let candidates = (missing[mapping] ?? []).filter { !paired.contains($0.index) }
      if let found = Spelling.closest(to: name, among: candidates.map(\.name)),
        let match = candidates.first(where: { $0.name == found })
      {
        paired.insert(match.index)
        result[index] = replacing(
          errors[index], by: .misspeltProperty(name: name, suggestion: found, property: match.property))
      } else if let found = Spelling.closest(to: name, among: names(errors[index].subschema, mapping, &known)) {
        result[index] = replacing(errors[index], by: .unknownProperty(name: name, suggestion: found))
      }
    }
    return result.indices.filter { !paired.contains($0) }.map { result[$0] }
  }

  private typealias MissingKey = (index: Int, name: String, property: SubschemaID?)

  private func missingKeys(in errors: [ValidationError]) -> [NodeID: [MissingKey]] {
    var result: [NodeID: [MissingKey]] = [:]
    for (index, error) in errors.enumerated() {
      guard case .missingProperty(let name, let property) = error.kind else { continue }
      result[tree.resolved(error.node), default: []].append((index, name, property))
    }
    return result
  }

  /// The names last looked up: errors of one mapping follow each other.
  private struct KnownNames {
    var subschema: SubschemaID?
    var mapping: NodeID?
    var names: [String] = []
  }

  private func names(_ id: SubschemaID, _ mapping: NodeID, _ known: inout KnownNames) -> [String] {
    if known.subschema != id || known.mapping != mapping {
      known = KnownNames(subschema: id, mapping: mapping, names: absentProperties(id, mapping))
    }
    return known.names
  }

  /// The properties that the subschema, or one it applies to the same node, knows and the mapping does not have.
  private func absentProperties(_ id: SubschemaID, _ mapping: NodeID) -> [String] {
    let present = Set(tree.members(of: mapping).map { tree.text(of: tree.resolved($0.key)) })
    var names: [String] = []
    var seen: Set<SubschemaID> = []
    var waiting = [id]
    while let next = waiting.popLast() {
      for part in schema.effectiveSubschemas(next) where seen.insert(part).inserted {
        let subschema = schema.subschema(part)
        names += subschema.properties.map(\.name).filter { !present.contains($0) }
        waiting += subschema.conditional.reversed()
      }
    }
    return names
  }

  private func replacing(_ error: ValidationError, by kind: ValidationError.Kind) -> ValidationError {
    ValidationError(
      node: error.node, keyNode: error.keyNode, subschema: error.subschema, keyword: error.keyword, kind: kind,
      alternatives: error.alternatives)
  }
}
