// The core vocabulary: identifiers and references (JSON Schema Core §8).

import DocumentModel

extension SchemaCompiler {
  /// Compiles the references of a schema and checks its identifiers, which were registered when it was found.
  mutating func compileCore(_ source: SchemaSource, into record: inout SubschemaRecord) {
    checkIdentifiers(source)
    if let node = source.value(.ref), let target = reference(.ref, node, of: source) {
      record.ref = subschema(at: target.target)
    }
    if let node = source.value(.dynamicRef), let found = reference(.dynamicRef, node, of: source) {
      let target = subschema(at: found.target)
      if resources[found.resource].dynamicAnchors.contains(found.fragment) {
        record.dynamicRef = dynamicReference(found.fragment, target: target)
      } else if record.ref < 0 {
        // Without a dynamic anchor at its target `$dynamicRef` is a plain reference (Core §8.2.3.2).
        record.ref = target
      } else {
        record.dynamicRef = dynamicReference(nil, target: target)
      }
    }
    if let node = source.value(.recursiveRef), let found = reference(.recursiveRef, node, of: source) {
      let target = subschema(at: found.target)
      let isRecursive = resources[found.resource].isRecursive
      record.dynamicRef = dynamicReference(isRecursive ? SchemaResource.recursiveName : nil, target: target)
    }
    for keyword in [Keyword.defs, .definitions] {
      guard let node = source.value(keyword) else { continue }
      for schema in schemaMap(keyword, node, of: source) { _ = subschema(at: source.location(schema.value)) }
    }
  }

  private mutating func checkIdentifiers(_ source: SchemaSource) {
    for keyword in [Keyword.schema, .id, .comment] {
      if let node = source.value(keyword), source.string(node) == nil {
        report(.invalidKeyword, source.location(node), "`\(keyword.rawValue)` has to be a string")
      }
    }
    for keyword in [Keyword.anchor, .dynamicAnchor] {
      guard let node = source.value(keyword) else { continue }
      guard let name = source.string(node), SchemaCompiler.isAnchorName(name) else {
        report(
          .invalidKeyword, source.location(node),
          "`\(keyword.rawValue)` has to be a name: a letter or `_`, then letters, digits, `-`, `_` and `.`")
        continue
      }
    }
    if let node = source.value(.vocabulary) {
      let isValid =
        source.tree.kind(of: node) == .mapping
        && source.tree.members(of: node).allSatisfy {
          source.tree.boolean(of: source.tree.resolved($0.value)) != nil
        }
      if !isValid {
        report(.invalidKeyword, source.location(node), "`$vocabulary` has to be a mapping of URIs to true or false")
      }
    }
  }

  private mutating func reference(
    _ keyword: Keyword, _ node: NodeID, of source: SchemaSource
  ) -> ResolvedReference? {
    guard let text = source.string(node) else {
      report(.invalidKeyword, source.location(node), "`\(keyword.rawValue)` has to be a string, a URI reference")
      return nil
    }
    do throws(ReferenceFailure) {
      return try resolve(text, in: source.resource)
    } catch {
      report(.unresolvableReference, source.location(node), message(for: error, text))
      return nil
    }
  }

  private func message(for failure: ReferenceFailure, _ text: String) -> String {
    switch failure {
    case .noDocument(let uri):
      "`\(text)` leads to no schema: there is no `\(uri)` among the schemas at hand"
    case .noAnchor(let name, let uri):
      "`\(text)` leads to no schema: \(place(uri)) has no anchor `\(name)`"
    case .noNode(let pointer, let uri):
      "`\(text)` leads to no schema: \(place(uri)) has nothing at `\(pointer)`"
    case .brokenFragment:
      "`\(text)` leads to no schema: its fragment is not percent-encoded UTF-8"
    }
  }

  private func place(_ uri: String) -> String { uri.isEmpty ? "this schema" : "`\(uri)`" }

  private mutating func dynamicReference(_ name: String?, target: Int32) -> Int32 {
    // A reference without a name is never looked up in outer resources; no anchor is called `#`.
    let key = DynamicKey(name: name ?? "#", target: target)
    if let known = dynamicIndices[key] { return known }
    let index = Int32(truncatingIfNeeded: tables.dynamicReferences.count)
    tables.dynamicReferences.append(DynamicReference(name: key.name, target: target))
    dynamicIndices[key] = index
    return index
  }

  /// Compiles the dynamic anchors that references may lead to; documents loaded later may bring more.
  mutating func collectDynamicTargets() {
    for index in tables.dynamicReferences.indices {
      let name = tables.dynamicReferences[index].name
      var candidates: [(resource: Int32, schema: Int32)] = []
      for (number, resource) in resources.enumerated() {
        let node: NodeID
        if name == SchemaResource.recursiveName {
          guard resource.isRecursive else { continue }
          node = resource.root
        } else {
          guard resource.dynamicAnchors.contains(name), let anchored = resource.anchors[name] else { continue }
          node = anchored
        }
        let schema = subschema(at: SchemaLocation(document: resource.document, node: node))
        candidates.append((Int32(truncatingIfNeeded: number), schema))
      }
      tables.dynamicReferences[index].candidates = candidates
    }
  }
}

extension Evaluator {
  /// The subschema that the dynamic reference leads to: that of the outermost resource in the dynamic scope which has
  /// the anchor (Core §8.2.3.2).
  func dynamicTarget(_ index: Int32) -> Int32 {
    let reference = schema.tables.dynamicReferences[Int(index)]
    for resource in scope {
      if let found = reference.candidates.first(where: { $0.resource == resource }) { return found.schema }
    }
    return reference.target
  }
}
