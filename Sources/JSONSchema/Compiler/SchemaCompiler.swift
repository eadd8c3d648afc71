// The compiler: turns schema documents into tables, once, and reports what is wrong with them.

import DocumentModel

/// Compiles one schema and all it refers to. Each vocabulary's keywords are in a file of their own.
struct SchemaCompiler {
  let loader: SchemaLoader
  var documents: [SchemaDocument] = []
  var resources: [SchemaResource] = []
  /// Resources by absolute URI.
  var byURI: [String: Int] = [:]
  /// What is known of the nodes of each document.
  var nodes: [NodeTable] = []
  /// The URIs asked of the loader.
  var missing: Set<String> = []
  /// The dialects of meta-schemas, by URI.
  var dialects: [String: Dialect] = [:]

  /// The references already followed.
  var references: [ReferenceKey: ResolvedReference] = [:]

  var tables = SchemaTables()
  var problems: [SchemaProblem] = []
  /// The first record not yet compiled.
  private var next = 0
  var patternIndices: [String: Int32] = [:]
  var dynamicIndices: [DynamicKey: Int32] = [:]

  /// What is known of each node of a document, by its index; -1 where there is nothing.
  struct NodeTable {
    /// The resource that the schema at the node is in, once it has been searched for identifiers.
    var resources: [Int32]
    /// The record of the schema at the node.
    var records: [Int32]

    init(nodeCount: Int) {
      resources = Array(repeating: -1, count: nodeCount)
      records = Array(repeating: -1, count: nodeCount)
    }
  }

  /// What makes two dynamic references the same.
  struct DynamicKey: Hashable {
    let name: String
    let target: Int32
  }

  init(document: SchemaDocument, loader: @escaping SchemaLoader) {
    self.loader = loader
    add(document)
  }

  /// Compiles what was added.
  mutating func compile() -> Schema {
    let document = documents[0]
    let root = subschema(at: SchemaLocation(document: 0, node: document.root))
    repeat {
      while next < tables.records.count {
        compileRecord(next)
        next += 1
      }
      collectDynamicTargets()
    } while next < tables.records.count
    breakCycles()
    for index in tables.records.indices { tables.records[index].finish() }
    let ordered = Set(problems).sorted {
      ($0.location.document, $0.range, $0.message) < ($1.location.document, $1.range, $1.message)
    }
    return Schema(
      documents: documents, problems: ordered, root: SubschemaID(root), tables: tables, resources: resources)
  }

  /// The index of the record for the schema at `location`; it is compiled in its turn.
  mutating func subschema(at location: SchemaLocation) -> Int32 {
    let node = documents[location.document].tree.resolved(location.node)
    let location = SchemaLocation(document: location.document, node: node)
    let known = nodes[location.document].records[Int(node.index)]
    if known >= 0 { return known }
    let id = Int32(truncatingIfNeeded: tables.records.count)
    nodes[location.document].records[Int(node.index)] = id
    tables.records.append(
      SubschemaRecord(
        document: Int32(truncatingIfNeeded: location.document), node: node.index,
        resource: Int32(truncatingIfNeeded: resource(of: location))))
    return id
  }

  private mutating func compileRecord(_ index: Int) {
    var record = tables.records[index]
    let place = SchemaLocation(document: Int(record.document), node: NodeID(index: record.node))
    let tree = documents[place.document].tree
    let dialect = resources[Int(record.resource)].dialect
    if let verdict = tree.boolean(of: place.node) {
      tables.records[index].verdict = verdict ? .always : .never
      return
    }
    guard tree.kind(of: place.node) == .mapping else {
      report(.invalidKeyword, place, "A schema is a mapping, or `true` or `false`")
      return
    }
    record.containsEvaluates = dialect.draft >= .draft202012
    let source = SchemaSource(tree: tree, place: place, resource: Int(record.resource), dialect: dialect)
    if dialect.draft == .draft7, tree.member(of: place.node, named: Keyword.ref.rawValue) != nil {
      // Until draft-07 `$ref` silences all that stands beside it.
      compileCore(source, into: &record)
    } else {
      compileCore(source, into: &record)
      compileApplicators(source, into: &record)
      compileUnevaluated(source, into: &record)
      compileValidation(source, into: &record)
      compileFormat(source, into: &record)
      compileMetaData(source)
      compileContent(source)
    }
    tables.records[index] = record
  }

  // MARK: Problems

  /// Notes a fault at `location`; an echo of damage that the reader has reported is left out.
  mutating func report(_ kind: SchemaProblem.Kind, _ location: SchemaLocation, _ message: String) {
    let document = documents[location.document]
    let record = document.tree[location.node]
    guard !record.flags.contains(.damaged) else { return }
    var range = record.range
    // An empty value is shown at its key.
    if range.isEmpty, let key = document.tree.key(of: location.node) { range = document.tree.range(of: key) }
    problems.append(
      SchemaProblem(
        kind: kind, location: location, uri: document.uri, range: range,
        pointer: document.tree.pointer(of: location.node), message: message + "."))
  }
}

/// The schema object being compiled.
struct SchemaSource {
  let tree: SyntaxTree
  let place: SchemaLocation
  let resource: Int
  let dialect: Dialect
  /// The keywords it has, with their values, aliases resolved; damaged values are left out.
  private let members: [(keyword: Keyword, value: NodeID)]

  init(tree: SyntaxTree, place: SchemaLocation, resource: Int, dialect: Dialect) {
    self.tree = tree
    self.place = place
    self.resource = resource
    self.dialect = dialect
    var members: [(keyword: Keyword, value: NodeID)] = []
    tree.forEachMember(of: place.node) { member in
      guard let keyword = tree.withText(of: member.key, Keyword.init(spelling:)), dialect.knows(keyword) else { return }
      let value = tree.resolved(member.value)
      if tree[member.value].flags.union(tree[value].flags).contains(.damaged) { return }
      members.append((keyword, value))
    }
    self.members = members
  }

  /// The value of `keyword`, where the schema has it and the dialect knows it.
  func value(_ keyword: Keyword) -> NodeID? {
    members.first { $0.keyword == keyword }?.value
  }

  /// A node of the same document.
  func location(_ node: NodeID) -> SchemaLocation { SchemaLocation(document: place.document, node: node) }

  /// The text of `node` where it is a string.
  func string(_ node: NodeID) -> String? {
    let node = tree.resolved(node)
    guard tree.kind(of: node) == .scalar, tree[node].scalarType == .string else { return nil }
    return tree.text(of: node)
  }
}

extension SubschemaRecord {
  /// Sets the groups by which evaluation skips what is not there; a schema that asks for nothing is as good as `true`.
  mutating func finish() {
    if minLength > 0 || maxLength != .max || pattern >= 0 || format >= 0 { groups.insert(.string) }
    if minimum >= 0 || maximum >= 0 || exclusiveMinimum >= 0 || exclusiveMaximum >= 0 || multipleOf >= 0 {
      groups.insert(.number)
    }
    if !prefixItems.isEmpty || items >= 0 || contains >= 0 || minItems > 0 || maxItems != .max || uniqueItems {
      groups.insert(.array)
    }
    if properties.mask >= 0 || !required.isEmpty || !patternProperties.isEmpty || additionalProperties >= 0
      || propertyNames >= 0 || minProperties > 0 || maxProperties != .max || !dependentRequired.isEmpty
    {
      groups.insert(.object)
    }
    let combines =
      dynamicRef >= 0 || !allOf.isEmpty || !anyOf.isEmpty || !oneOf.isEmpty || not >= 0 || ifSchema >= 0
      || !dependentSchemas.isEmpty
    if ref >= 0 || combines { groups.insert(.inPlace) }
    if unevaluatedItems >= 0 || unevaluatedProperties >= 0 { groups.insert(.unevaluated) }
    guard verdict == .open, types == .all, enumeration < 0 else { return }
    if groups.isEmpty { verdict = .always }
    if groups == .inPlace, !combines { groups = .referenceAlone }
  }
}
