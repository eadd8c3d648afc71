// Finds the resources and anchors of a document, walking only where keywords hold schemas.

import DocumentModel

extension SchemaCompiler {
  /// Adds `document` and all resources embedded in it, and returns its index.
  @discardableResult
  mutating func add(_ document: SchemaDocument) -> Int {
    let index = documents.count
    documents.append(document)
    nodes.append(NodeTable(nodeCount: document.tree.nodes.count))
    let root = SchemaLocation(document: index, node: document.tree.resolved(document.root))
    scan(root, in: nil)
    if byURI[document.uri] == nil { byURI[document.uri] = Int(nodes[index].resources[Int(root.node.index)]) }
    return index
  }

  /// The resource that holds `location`: that of the nearest schema upward.
  func resource(of location: SchemaLocation) -> Int {
    let tree = documents[location.document].tree
    let known = nodes[location.document].resources
    var node: NodeID? = location.node
    while let current = node {
      if known[Int(current.index)] >= 0 { return Int(known[Int(current.index)]) }
      node = tree.parent(of: current)
    }
    return max(0, Int(known[Int(tree.resolved(documents[location.document].root).index)]))
  }

  /// Walks the schema at `start` and all below it. `resource` is `nil` for the root of a document.
  mutating func scan(_ start: SchemaLocation, in resource: Int?) {
    var waiting: [(location: SchemaLocation, resource: Int?)] = [(start, resource)]
    while let (location, outer) = waiting.popLast() {
      guard !isScanned(location) else { continue }
      let tree = documents[location.document].tree
      let current = enter(location, from: outer)
      nodes[location.document].resources[Int(location.node.index)] = Int32(truncatingIfNeeded: current)
      guard tree.kind(of: location.node) == .mapping else { continue }
      let dialect = resources[current].dialect
      if dialect.draft == .draft7, tree.member(of: location.node, named: "$ref") != nil { continue }
      tree.forEachMember(of: location.node) { member in
        guard let keyword = tree.withText(of: member.key, Keyword.init(spelling:)), dialect.knows(keyword) else {
          return
        }
        for child in SchemaCompiler.schemas(under: keyword, at: tree.resolved(member.value), in: tree) {
          waiting.append((SchemaLocation(document: location.document, node: child), current))
        }
      }
    }
  }

  /// Whether the schema at `location` has been searched for identifiers.
  func isScanned(_ location: SchemaLocation) -> Bool {
    nodes[location.document].resources[Int(location.node.index)] >= 0
  }

  /// The schemas that the value of `keyword` holds.
  static func schemas(under keyword: Keyword, at value: NodeID, in tree: SyntaxTree) -> [NodeID] {
    switch keyword {
    case .not, .if, .then, .else, .contains, .additionalProperties, .propertyNames, .unevaluatedItems,
      .unevaluatedProperties, .contentSchema, .additionalItems:
      return [value]
    case .items:
      return tree.kind(of: value) == .sequence ? tree.items(of: value).map { tree.resolved($0) } : [value]
    case .allOf, .anyOf, .oneOf, .prefixItems:
      return tree.items(of: value).map { tree.resolved($0) }
    case .properties, .patternProperties, .dependentSchemas, .defs, .definitions:
      return tree.members(of: value).map { tree.resolved($0.value) }
    case .dependencies:
      return tree.members(of: value).map { tree.resolved($0.value) }.filter { tree.kind(of: $0) != .sequence }
    default:
      return []
    }
  }

  // MARK: One schema

  /// Registers the resource that starts at `location`, if one does, and its anchors; returns the resource it is in.
  private mutating func enter(_ location: SchemaLocation, from outer: Int?) -> Int {
    let tree = documents[location.document].tree
    // The keywords of interest here all begin with a dollar sign, and few schemas have any.
    let mayIdentify = hasDollarKey(location.node, in: tree)
    func text(_ keyword: Keyword) -> (text: String, node: NodeID)? {
      guard mayIdentify, let value = tree.value(of: location.node, named: keyword.rawValue),
        tree.kind(of: value) == .scalar, tree[value].scalarType == .string
      else { return nil }
      return (tree.text(of: value), value)
    }
    let outerDialect = outer.map { resources[$0].dialect } ?? .standard
    let id = text(.id)
    var dialect = outerDialect
    let base = outer.map { resources[$0].uri } ?? documents[location.document].uri
    if outer == nil || id != nil, let named = text(.schema) {
      let place = SchemaLocation(document: location.document, node: named.node)
      let own = URIReference(id?.text ?? "").resolved(against: URIReference(base)).withoutFragment.description
      // A meta-schema of one's own may describe itself.
      dialect =
        own == named.text && Draft(metaschema: own) == nil
        ? self.dialect(
          ofMetaschema: SchemaResource(
            uri: own, document: location.document, root: location.node, dialect: .standard), at: place)
        : self.dialect(named.text, at: place)
    }
    var current = outer
    var embedded = id.map { URIReference($0.text) }
    if dialect.draft == .draft7, let reference = embedded {
      let hasRef = tree.member(of: location.node, named: "$ref") != nil
      // In draft-07 a mere fragment names an anchor, and `$ref` silences what stands beside it.
      if hasRef || (reference.withoutFragment.description.isEmpty && outer != nil) { embedded = nil }
    }
    if outer == nil || embedded != nil {
      let uri = (embedded ?? URIReference("")).resolved(against: URIReference(base)).withoutFragment.description
      if let id, dialect.draft >= .draft201909, let fragment = embedded?.fragment, !fragment.isEmpty {
        report(
          .invalidKeyword, SchemaLocation(document: location.document, node: id.node),
          "`$id` has no fragment; `$anchor` names a place in a schema")
      }
      current = register(
        SchemaResource(uri: uri, document: location.document, root: location.node, dialect: dialect), id: id?.node)
    }
    let resource = current ?? 0
    if mayIdentify { addAnchors(of: location, to: resource, text: text) }
    return resource
  }

  private func hasDollarKey(_ node: NodeID, in tree: SyntaxTree) -> Bool {
    guard tree.kind(of: node) == .mapping else { return false }
    if tree[node].flags.contains(.merges) { return true }
    var children = tree.children(of: node)
    while let key = children.next() {
      if tree.withText(of: key, { $0.first == UInt8(ascii: "$") }) { return true }
      _ = children.next()
    }
    return false
  }

  private mutating func register(_ resource: SchemaResource, id: NodeID?) -> Int {
    let index = resources.count
    resources.append(resource)
    if let other = byURI[resource.uri] {
      let isSame = resources[other].document == resource.document
      if isSame, let id, resources[other].root != resource.root {
        report(
          .duplicateIdentifier, SchemaLocation(document: resource.document, node: id),
          "Another schema of this file already has the URI `\(resource.uri)`")
      }
    } else {
      byURI[resource.uri] = index
    }
    return index
  }

  private mutating func addAnchors(
    of location: SchemaLocation, to resource: Int, text: (Keyword) -> (text: String, node: NodeID)?
  ) {
    let dialect = resources[resource].dialect
    if dialect.draft == .draft7 {
      if let id = text(.id), let name = URIReference(id.text).fragment, !name.isEmpty {
        addAnchor(name, of: location, to: resource, writtenAt: id.node, isDynamic: false)
      }
      return
    }
    if let anchor = text(.anchor) {
      addAnchor(anchor.text, of: location, to: resource, writtenAt: anchor.node, isDynamic: false)
    }
    if dialect.knows(.dynamicAnchor), let anchor = text(.dynamicAnchor) {
      addAnchor(anchor.text, of: location, to: resource, writtenAt: anchor.node, isDynamic: true)
    }
    if dialect.knows(.recursiveAnchor), resources[resource].root == location.node {
      let tree = documents[location.document].tree
      if let value = tree.value(of: location.node, named: Keyword.recursiveAnchor.rawValue),
        tree.boolean(of: value) == true
      {
        resources[resource].isRecursive = true
      }
    }
  }

  private mutating func addAnchor(
    _ name: String, of location: SchemaLocation, to resource: Int, writtenAt node: NodeID, isDynamic: Bool
  ) {
    guard SchemaCompiler.isAnchorName(name) else { return }
    if let other = resources[resource].anchors[name], other != location.node {
      report(
        .duplicateIdentifier, SchemaLocation(document: location.document, node: node),
        "The anchor `\(name)` already stands elsewhere in this schema")
      return
    }
    resources[resource].anchors[name] = location.node
    if isDynamic { resources[resource].dynamicAnchors.insert(name) }
  }

  /// Whether `name` can be an anchor (Core §8.2.2): a letter or underscore, then letters, digits, `-`, `.` and `_`.
  static func isAnchorName(_ name: String) -> Bool {
    guard let first = name.utf8.first, (0x61...0x7A).contains(first | 0x20) || first == UInt8(ascii: "_") else {
      return false
    }
    return name.utf8.allSatisfy {
      (0x61...0x7A).contains($0 | 0x20) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "_")
        || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
    }
  }
}
