// What a subschema says for people and editors: its meta-data, its properties and where it is written.

import DocumentModel

/// A property that a subschema describes.
public struct SchemaProperty: Hashable, Sendable {
  /// The name.
  public let name: String
  /// The subschema of its value.
  public let subschema: SubschemaID
}

/// A look at one subschema. Everything but ``id`` is read from the schema's tree on demand.
public struct Subschema: Sendable {
  /// The schema it belongs to.
  public let schema: Schema
  /// Its name there.
  public let id: SubschemaID

  var record: SubschemaRecord { schema.tables.records[Int(id.index)] }

  /// Where it is written.
  public var location: SchemaLocation {
    SchemaLocation(document: Int(record.document), node: NodeID(index: record.node))
  }

  /// The tree it is written in.
  public var tree: SyntaxTree { schema.documents[Int(record.document)].tree }

  /// The JSON Pointer of the subschema in its document.
  public var pointer: String { tree.pointer(of: location.node) }

  /// The absolute URI of the subschema: that of its resource, with a JSON Pointer from the resource's root as fragment.
  public var uri: String {
    let resource = schema.resources[Int(record.resource)]
    let start = tree.pointer(of: resource.root)
    let whole = pointer
    let fragment = whole.hasPrefix(start) ? String(whole.dropFirst(start.count)) : whole
    return resource.uri + "#" + fragment
  }

  /// The value of `keyword` as written in this very subschema, be it known or not (`x-unit`).
  public func value(of keyword: String) -> SchemaLocation? {
    tree.value(of: location.node, named: keyword).map { SchemaLocation(document: location.document, node: $0) }
  }

  /// The text of `keyword` where it is a string of this very subschema.
  public func text(of keyword: String) -> String? {
    guard let location = value(of: keyword), tree[location.node].scalarType == .string,
      tree.kind(of: location.node) == .scalar
    else { return nil }
    return tree.text(of: location.node)
  }

  /// `title` (Validation §9.1).
  public var title: String? { text(of: "title") }
  /// `description` (Validation §9.1), often Markdown.
  public var description: String? { text(of: "description") }
  /// `default` (Validation §9.2).
  public var defaultValue: SchemaLocation? { value(of: "default") }
  /// `deprecated` (Validation §9.3).
  public var isDeprecated: Bool { flag("deprecated") }
  /// `readOnly` (Validation §9.4).
  public var isReadOnly: Bool { flag("readOnly") }
  /// `examples` (Validation §9.5).
  public var examples: [SchemaLocation] { items(of: "examples") }
  /// The values of `enum`; empty where there is no such keyword.
  public var enumeration: [SchemaLocation] { items(of: "enum") }
  /// The value of `const`.
  public var constant: SchemaLocation? { value(of: "const") }
  /// The types that `type` allows; all where it is not given.
  public var types: TypeSet { record.types }
  /// `format` (Validation §7).
  public var format: String? { text(of: "format") }
  /// `pattern` (Validation §6.3.3).
  public var pattern: String? { text(of: "pattern") }
  /// The keys of `required`, in order.
  public var required: [String] {
    items(of: "required").filter { tree[$0.node].scalarType == .string }.map { tree.text(of: $0.node) }
  }
  /// The members of `properties`, in order.
  public var properties: [SchemaProperty] {
    guard let map = value(of: "properties") else { return [] }
    return tree.members(of: map.node).compactMap { member in
      let name = tree.text(of: member.key)
      return schema.property(name, of: id).map { SchemaProperty(name: name, subschema: $0) }
    }
  }
  /// The members of `patternProperties`: pattern and subschema, in order.
  public var patternProperties: [SchemaProperty] {
    schema.tables.patternProperties(of: record).map {
      SchemaProperty(name: schema.tables.patterns[Int($0.pattern)].source, subschema: SubschemaID($0.schema))
    }
  }
  /// The subschema of `additionalProperties`, if given.
  public var additionalProperties: SubschemaID? { SubschemaID(optional: record.additionalProperties) }
  /// The subschema of `items`, if given.
  public var items: SubschemaID? { SubschemaID(optional: record.items) }
  /// The subschemas of `prefixItems`, in order.
  public var prefixItems: [SubschemaID] { schema.tables.list(record.prefixItems) }
  /// The subschemas of `anyOf` and `oneOf`, in order.
  public var branches: [SubschemaID] { schema.tables.list(record.anyOf) + schema.tables.list(record.oneOf) }
  /// The subschemas that apply to the same node on a condition: ``branches``, `then`, `else` and `dependentSchemas`.
  public var conditional: [SubschemaID] {
    branches + [record.thenSchema, record.elseSchema].compactMap { SubschemaID(optional: $0) }
      + schema.tables.dependents[record.dependentSchemas.range].map { SubschemaID($0.schema) }
  }
  /// Whether it is `false`, or allows nothing for the same reason.
  public var isNever: Bool { record.verdict == .never }

  private func flag(_ keyword: String) -> Bool {
    guard let location = value(of: keyword) else { return false }
    return tree.boolean(of: location.node) ?? false
  }

  private func items(of keyword: String) -> [SchemaLocation] {
    guard let location = value(of: keyword) else { return [] }
    return tree.items(of: location.node).map {
      SchemaLocation(document: location.document, node: tree.resolved($0))
    }
  }
}

extension SubschemaID {
  /// The subschema with the record at `index`, or `nil` where `index` is negative.
  init?(optional index: Int32) {
    guard index >= 0 else { return nil }
    self.init(index)
  }
}

extension Schema {
  /// A look at the subschema named `id`.
  public func subschema(_ id: SubschemaID) -> Subschema { Subschema(schema: self, id: id) }

  /// `id` and the subschemas that apply wherever it does, whatever the instance: by `$ref`, `$dynamicRef` (its target as
  /// written) and `allOf`. The first to speak is first: a subschema comes before those it refers to.
  public func effectiveSubschemas(_ id: SubschemaID) -> [SubschemaID] {
    var result: [SubschemaID] = []
    var seen: Set<SubschemaID> = []
    var waiting = [id]
    while let next = waiting.popLast() {
      guard seen.insert(next).inserted else { continue }
      result.append(next)
      let record = tables.records[Int(next.index)]
      var following: [SubschemaID] = []
      if let target = SubschemaID(optional: record.ref) { following.append(target) }
      if record.dynamicRef >= 0 {
        following.append(SubschemaID(tables.dynamicReferences[Int(record.dynamicRef)].target))
      }
      following += tables.list(record.allOf)
      waiting += following.reversed()
    }
    return result
  }

  /// The subschema that `properties` of `id` itself has for `name`.
  func property(_ name: String, of id: SubschemaID) -> SubschemaID? {
    var name = name
    let slot = name.withUTF8 { bytes in
      tables.withView { $0.slot(for: bytes, in: $0.records[Int(id.index)].properties) }
    }
    return slot.flatMap { SubschemaID(optional: $0.schema) }
  }

  /// The subschema for the value of `name` in `id` or in one of its ``effectiveSubschemas(_:)``.
  public func effectiveProperty(_ name: String, of id: SubschemaID) -> SubschemaID? {
    for candidate in effectiveSubschemas(id) {
      if let found = property(name, of: candidate) { return found }
    }
    return nil
  }
}
