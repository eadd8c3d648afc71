// Follows references: from the text of a `$ref` to the schema it means, loading documents on the way.

import DocumentModel

extension SchemaCompiler {
  /// Why a reference leads nowhere.
  enum ReferenceFailure: Error {
    case noDocument(String)
    case noAnchor(String, in: String)
    case noNode(String, in: String)
    case brokenFragment
  }

  /// Where a reference leads.
  struct ResolvedReference {
    let target: SchemaLocation
    /// The resource whose URI the reference goes through; its target may be in one embedded there.
    let resource: Int
    /// The fragment, percent-decoded.
    let fragment: String
  }

  /// A reference as written, with the resource it is resolved in.
  struct ReferenceKey: Hashable {
    let resource: Int
    let text: String
  }

  /// The schema that `text`, written in a schema of the resource `base`, refers to.
  mutating func resolve(_ text: String, in base: Int) throws(ReferenceFailure) -> ResolvedReference {
    let key = ReferenceKey(resource: base, text: text)
    if let known = references[key] { return known }
    let found = try search(text, in: base)
    references[key] = found
    return found
  }

  private mutating func search(_ text: String, in base: Int) throws(ReferenceFailure) -> ResolvedReference {
    let reference = URIReference(text).resolved(against: URIReference(resources[base].uri))
    let uri = reference.withoutFragment.description
    guard let found = resource(at: uri) else { throw .noDocument(uri) }
    guard let fragment = reference.decodedFragment else { throw .brokenFragment }
    let resource = resources[found]
    let tree = documents[resource.document].tree
    let node: NodeID
    if fragment.isEmpty {
      node = resource.root
    } else if fragment.hasPrefix("/") {
      guard let target = tree.node(at: fragment, from: resource.root) else { throw .noNode(fragment, in: uri) }
      node = target
    } else {
      guard let target = resource.anchors[fragment] else { throw .noAnchor(fragment, in: uri) }
      node = target
    }
    let target = SchemaLocation(document: resource.document, node: node)
    // A place under an unknown keyword is a schema only because something refers to it.
    if !isScanned(target) { scan(target, in: self.resource(of: target)) }
    return ResolvedReference(target: target, resource: found, fragment: fragment)
  }

  /// The resource at the absolute URI `uri`, loaded if need be.
  mutating func resource(at uri: String) -> Int? {
    if let found = byURI[uri] { return found }
    guard missing.insert(uri).inserted, let (tree, root) = loader(uri) else { return nil }
    add(SchemaDocument(uri: uri, tree: tree, root: root))
    return byURI[uri]
  }

  /// The dialect that the `$schema` of text `text` gives; unknown ones are reported and taken as 2020-12.
  mutating func dialect(_ text: String, at location: SchemaLocation) -> Dialect {
    let uri = URIReference(text).withoutFragment.description
    if let draft = Draft(metaschema: uri) { return Dialect(draft: draft, vocabularies: .standard) }
    if let known = dialects[uri] { return known }
    // A meta-schema may describe itself.
    dialects[uri] = .standard
    guard let found = resource(at: uri) else {
      report(
        .unsupportedDialect, location,
        "The meta-schema `\(uri)` was not found; schemas are read as JSON Schema 2020-12, 2019-09 or draft-07")
      return .standard
    }
    let dialect = self.dialect(ofMetaschema: resources[found], at: location)
    dialects[uri] = dialect
    return dialect
  }

  /// The dialect that the `$vocabulary` of `metaschema` gives to the schemas it describes (Core §8.1.2).
  mutating func dialect(ofMetaschema metaschema: SchemaResource, at location: SchemaLocation) -> Dialect {
    let tree = documents[metaschema.document].tree
    guard let list = tree.value(of: metaschema.root, named: Keyword.vocabulary.rawValue) else {
      return Dialect(draft: metaschema.dialect.draft, vocabularies: .standard)
    }
    var result = Dialect(draft: metaschema.dialect.draft, vocabularies: .core)
    for member in tree.members(of: list) {
      let uri = tree.text(of: member.key)
      if let (draft, vocabularies) = Dialect.vocabulary(uri) {
        result.vocabularies.formUnion(vocabularies)
        result.draft = draft
      } else if tree.boolean(of: tree.resolved(member.value)) == true {
        report(
          .unsupportedDialect, location,
          "The meta-schema `\(metaschema.uri)` requires the vocabulary `\(uri)`, which is not known here")
      }
    }
    return result
  }
}
