// The offers at a place: keys, values and the beginnings of lists and mappings, in order.

import DocumentModel
import JSONSchema
import SourceText

/// Makes completion items of what the schema says of a place.
struct Proposals {
  let schema: Schema
  let site: CursorSite
  let place: Place
  let shape: InsertionShape
  let syntax: SourceSyntax
  /// The subschemas of the place that hold whichever branch is meant.
  private var unconditional: [SubschemaID] = []
  private var result: [CompletionItem] = []
  private var seen: Set<String> = []

  init(schema: Schema, site: CursorSite, place: Place, shape: InsertionShape, syntax: SourceSyntax) {
    self.schema = schema
    self.site = site
    self.place = place
    self.shape = shape
    self.syntax = syntax
  }

  /// The offers in the order in which they are to be shown.
  mutating func items() -> [CompletionItem] {
    let subschemas = alternatives()
    guard !subschemas.isEmpty else { return [] }
    let types = SchemaNotes(schema, unconditional).types
    if place.takesKeys, types.contains(.object) || !place.isOpen { addKeys(subschemas) }
    if place.isOpen, !site.hasColon, syntax == .yaml || site.role == .value {
      addValues(subschemas, types)
      addShapes(types)
    }
    return result.sorted { ($0.sortText, $0.label) < ($1.sortText, $1.label) }
  }

  /// The subschemas of the place and, where nothing decides between them yet, those of all branches of their `anyOf`
  /// and `oneOf`.
  private mutating func alternatives() -> [SubschemaID] {
    unconditional = place.subschemas
    guard place.isOpen else { return place.subschemas }
    var all = place.subschemas
    var known = Set(all)
    var conditional: Set<SubschemaID> = []
    var next = 0
    while next < all.count, all.count < 1_000 {
      for branch in schema.subschema(all[next]).branches {
        for id in schema.effectiveSubschemas(branch) {
          conditional.insert(id)
          if known.insert(id).inserted { all.append(id) }
        }
      }
      next += 1
    }
    unconditional.removeAll { conditional.contains($0) }
    return all
  }

  // MARK: Keys

  private mutating func addKeys(_ subschemas: [SubschemaID]) {
    let required = Set(subschemas.flatMap { schema.subschema($0).required })
    for id in subschemas {
      let properties = schema.subschema(id).properties
      for property in properties where !place.present.contains(property.name) {
        addKey(property.name, property.subschema, isRequired: required.contains(property.name))
      }
    }
    guard seen.isEmpty else { return }
    // A map whose keys are data: those of its examples show what they look like.
    for id in subschemas {
      guard let values = schema.subschema(id).additionalProperties, !schema.subschema(values).isNever else { continue }
      for example in SchemaNotes(schema, subschemas).examples {
        let tree = schema.tree(of: example)
        for member in tree.members(of: example.node) where !place.present.contains(tree.text(of: member.key)) {
          addKey(tree.text(of: member.key), values, isRequired: false)
        }
      }
    }
  }

  private mutating func addKey(_ name: String, _ property: SubschemaID, isRequired: Bool) {
    let effective = schema.effectiveSubschemas(property)
    guard !effective.contains(where: { schema.subschema($0).isNever }), seen.insert("key " + name).inserted else {
      return
    }
    let notes = SchemaNotes(schema, effective)
    let rank = notes.isDeprecated ? 9 : isRequired ? 0 : notes.requirement == "as `metadata.status` advances" ? 1 : 2
    var detail = notes.title ?? ""
    if isRequired { detail += detail.isEmpty ? "required" : " (required)" }
    let (text, isSnippet) = shape.key(name, property)
    add(
      name, .field, text, isSnippet: isSnippet, detail: detail.isEmpty ? nil : detail,
      documentation: notes.markdown(key: name), rank: rank, isDeprecated: notes.isDeprecated)
  }

  // MARK: Values

  private mutating func addValues(_ subschemas: [SubschemaID], _ types: TypeSet) {
    let documentation = SchemaNotes(schema, place.subschemas).markdown(key: nil)
    let listed = subschemas.flatMap { schema.subschema($0).enumeration }
    for location in listed { addValue(location, .enumMember, types, documentation, rank: 3) }
    for id in subschemas {
      if let constant = schema.subschema(id).constant { addValue(constant, .constant, types, documentation, rank: 3) }
    }
    let own = SchemaNotes(schema, unconditional)
    guard own.enumeration.isEmpty, own.constant == nil else { return }
    if types.contains(.boolean), types != .all {
      for word in ["true", "false"] {
        addScalar(word, word, .constant, documentation, rank: 4)
      }
    }
    for id in subschemas {
      let subschema = schema.subschema(id)
      if let value = subschema.defaultValue {
        addValue(value, .value, types, documentation, rank: 5, detail: "default")
      }
      for example in subschema.examples { addValue(example, .value, types, documentation, rank: 6, detail: "example") }
    }
  }

  private mutating func addValue(
    _ location: SchemaLocation, _ kind: CompletionKind, _ types: TypeSet, _ documentation: String, rank: Int,
    detail: String? = nil
  ) {
    let tree = schema.tree(of: location)
    guard tree.kind(of: location.node) == .scalar else { return }
    let text = tree.text(of: location.node)
    let type = tree[location.node].scalarType
    switch type {
    case .string where !types.contains(.string): return
    case .boolean where !types.contains(.boolean): return
    case .null where !types.contains(.null): return
    case .integer where !types.contains(.integer) && !types.contains(.number): return
    case .number where !types.contains(.number): return
    default: break
    }
    addScalar(
      text, type == .string ? written(text) : text, kind, documentation, rank: rank,
      detail: detail ?? SchemaNotes(schema, place.subschemas).title)
  }

  /// `text` as a string in the quotes that are already typed, if any are.
  private func written(_ text: String) -> String {
    guard let quote = site.quote, syntax == .yaml else { return ScalarText.written(text, syntax) }
    if quote == UInt8(ascii: "\"") { return ScalarText.quoted(text) }
    return CursorSite.enclosed(
      text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''"), quote)
  }

  private mutating func addScalar(
    _ label: String, _ text: String, _ kind: CompletionKind, _ documentation: String, rank: Int, detail: String? = nil
  ) {
    guard seen.insert("value " + text).inserted else { return }
    add(
      label, kind, shape.escaped(text), isSnippet: shape.snippets, detail: detail, documentation: documentation,
      rank: rank, isDeprecated: false)
  }

  /// The beginning of a list or a mapping.
  private mutating func addShapes(_ types: TypeSet) {
    guard types != .all, site.quote == nil else { return }
    let notes = SchemaNotes(schema, place.subschemas)
    if types.contains(.array), let text = shape.list(place.subschemas) {
      add(
        site.isFlow ? "[…]" : "- …", .value, text, isSnippet: shape.snippets, detail: notes.title ?? "list",
        documentation: notes.markdown(key: nil), rank: 7, isDeprecated: false)
    }
    if types.contains(.object), site.role == .value, let text = shape.mapping(place.subschemas) {
      add(
        site.isFlow ? "{…}" : "…:", .value, text, isSnippet: shape.snippets, detail: notes.title ?? "mapping",
        documentation: notes.markdown(key: nil), rank: 8, isDeprecated: false)
    }
  }

  private mutating func add(
    _ label: String, _ kind: CompletionKind, _ text: String, isSnippet: Bool, detail: String?, documentation: String,
    rank: Int, isDeprecated: Bool
  ) {
    let place = String(result.count + 10_000).dropFirst()
    var text = text
    if site.needsDash { text = "- " + text }
    if site.needsSpace, !text.utf8.starts(with: "\n".utf8) { text = " " + text }
    let typed = site.quote != nil || syntax == .json && label.first != "\"" ? text : label
    result.append(
      CompletionItem(
        label: label, kind: kind, detail: detail, documentation: documentation.isEmpty ? nil : documentation,
        isSnippet: isSnippet, edit: TextEdit(site.token, text), sortText: "\(rank)\(place)",
        filterText: isSnippet && syntax == .json ? "\"\(label)\"" : typed, isDeprecated: isDeprecated))
  }
}
