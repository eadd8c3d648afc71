// The shapes of one kind of document, read once from its compiled schema: one shape for each path from the root.

import CEL
import Catalog
import DocumentModel
import JSONSchema
import SourceText

/// All shapes of a kind of document.
public final class ShapeTable: Sendable {
  /// The name of the root's object type, such as `business_case`.
  public let name: String
  /// The schema they were read from.
  public let schema: Schema
  /// The shapes; the first is the root's.
  public let shapes: [Shape]
  /// How a value is read, by shape: asked for at every value, where a whole shape is much to copy.
  let readings: [Shape.Reading]

  /// The shapes of business cases, by the schema that is built in.
  public static let businessCase = ShapeTable(name: "business_case", uri: uri("business-case"))
  /// The shapes of supplier profiles, by the schema that is built in.
  public static let supplierProfile = ShapeTable(name: "supplier_profile", uri: uri("supplier-profile"))

  /// Reads the shapes of a schema.
  public init(name: String, schema: Schema) {
    self.name = name
    self.schema = schema
    var builder = ShapeBuilder(schema: schema)
    _ = builder.add(schema.root, path: "", depth: 0)
    shapes = builder.shapes
    readings = builder.shapes.map(\.reading)
  }

  private convenience init(name: String, uri: String) {
    let bytes = Catalog.resource(at: uri).map { Array($0.bytes) } ?? Array("true".utf8)
    let tree = JSONReader.read(SourceText(bytes: bytes)).tree
    let root = tree.documents.first?.root ?? NodeID(index: 0)
    self.init(name: name, schema: Schema.compile(tree, root: root, uri: uri))
  }

  private static func uri(_ name: String) -> String { "https://casecheck.dev/schemas/1/\(name).schema.json" }

  /// The shape of an id.
  public subscript(id: ShapeID) -> Shape { shapes[Int(id.index)] }

  /// The shape at a dotted path of names, such as `metadata.decision_date`; nil where there is none.
  public func shape(at path: String) -> Shape? {
    var shape = self[.root]
    for name in path.split(separator: ".", omittingEmptySubsequences: false) {
      guard let field = shape.field(String(name)) else { return nil }
      shape = self[field.shape]
    }
    return shape
  }

  /// Whether a dotted path is that of a date in a document of this kind.
  public func isDate(_ path: String) -> Bool { shape(at: path)?.reading == .date }

  // MARK: Types

  /// The type of the values of a shape.
  public func type(of id: ShapeID) -> ValueType {
    let shape = self[id]
    switch shape.reading {
    case .decimal: return .decimal
    case .int: return .int
    case .bool: return .bool
    case .string: return shape.enumeration.isEmpty ? .string : .enumeration(shape.enumeration)
    case .date: return .date
    case .open: return .dyn
    case .list: return .list(shape.items.map { type(of: $0) } ?? .dyn)
    case .object:
      if shape.fields.isEmpty { return .map(.string, shape.others.map { type(of: $0) } ?? .dyn) }
      return .object(typeName(of: id))
    }
  }

  /// The name of the object type of a shape.
  func typeName(of id: ShapeID) -> String {
    if id == .root { return name }
    return name == "business_case" ? self[id].path : "\(name).\(self[id].path)"
  }

  /// Declares the object types of all shapes.
  public func declare(into environment: inout Environment) {
    for index in shapes.indices where shapes[index].reading == .object && !shapes[index].fields.isEmpty {
      var type = ObjectType([:])
      for field in shapes[index].fields {
        type.fields[field.name] = Field(
          self.type(of: field.shape), isOptional: !field.presence.isTakenAsPresent,
          documentation: self[field.shape].title)
      }
      environment.objectTypes[typeName(of: ShapeID(index: Int16(index)))] = type
    }
  }
}

/// Reads subschemas into shapes. The depth is bounded, so that a schema that refers to itself ends.
private struct ShapeBuilder {
  static let maximumDepth = 24
  static let maximumCount = 20_000

  let schema: Schema
  var shapes: [Shape] = []

  mutating func add(_ id: SubschemaID, path: String, depth: Int) -> ShapeID? {
    guard depth < Self.maximumDepth, shapes.count < Self.maximumCount else { return nil }
    let parts = schema.effectiveSubschemas(id).map { schema.subschema($0) }
    var types = TypeSet.all
    for part in parts { types.formIntersection(part.types) }
    let own = ShapeID(index: Int16(clamping: shapes.count))
    func text(_ keyword: String) -> String? { parts.lazy.compactMap { $0.text(of: keyword) }.first }
    shapes.append(
      Shape(
        reading: Self.reading(types, format: text("format"), hasPlainType: types != .all), path: path,
        enumeration: enumeration(parts), title: text("title"), unit: text("x-unit"), reference: text("x-ref"),
        keys: text("x-keys"), vocabulary: text("x-vocabulary"), pattern: text("x-pattern"),
        mayBeEmpty: parts.contains { part in
          part.value(of: "x-may-be-empty").map { part.tree.boolean(of: $0.node) == true } ?? false
        }, absence: text("x-absence"), subschema: id))
    let index = Int(own.index)
    switch shapes[index].reading {
    case .object: addFields(of: parts, to: index, path: path, depth: depth)
    case .list:
      if let items = parts.lazy.compactMap({ $0.items }).first {
        shapes[index].items = add(items, path: path + "[*]", depth: depth + 1)
      }
    default: break
    }
    return own
  }

  private mutating func addFields(of parts: [Subschema], to index: Int, path: String, depth: Int) {
    let required = Set(parts.flatMap(\.required))
    for part in parts {
      for property in part.properties where shapes[index].places[property.name] == nil {
        let name = property.name
        guard let shape = add(property.subschema, path: path.isEmpty ? name : "\(path).\(name)", depth: depth + 1)
        else { continue }
        shapes[index].places[name] = shapes[index].fields.count
        shapes[index].fields.append(
          FieldShape(
            name: name, shape: shape,
            presence: required.contains(name) ? .schema : presence(of: property.subschema)))
      }
      if shapes[index].others == nil, let others = part.additionalProperties, !schema.subschema(others).isNever {
        shapes[index].others = add(others, path: path + ".*", depth: depth + 1)
      }
    }
  }

  /// `x-required` as it stands at the field itself, not where the field's type is defined.
  private func presence(of id: SubschemaID) -> Presence {
    let subschema = schema.subschema(id)
    guard let location = subschema.value(of: "x-required") else { return .optional }
    let tree = subschema.tree
    if tree.kind(of: location.node) == .scalar { return tree.text(of: location.node) == "status" ? .status : .optional }
    guard let words = tree.value(of: location.node, named: "when"),
      let expression = tree.value(of: location.node, named: "cel")
    else { return .optional }
    return .conditional(words: tree.text(of: words), expression: tree.text(of: expression))
  }

  private func enumeration(_ parts: [Subschema]) -> [String] {
    for part in parts {
      let values = part.enumeration
      guard !values.isEmpty else { continue }
      let tree = part.tree
      guard values.allSatisfy({ tree.kind(of: $0.node) == .scalar && tree[$0.node].scalarType == .string }) else {
        return []
      }
      return values.map { tree.text(of: $0.node) }
    }
    return []
  }

  private static func reading(_ types: TypeSet, format: String?, hasPlainType: Bool) -> Shape.Reading {
    guard hasPlainType else { return .open }
    if types == .boolean { return .bool }
    if types == .array { return .list }
    if types == .object { return .object }
    // What is text to people is text, also where YAML reads a number (codes and years).
    if types.contains(.string), types.isSubset(of: [.string, .integer, .number]) {
      return types == .string && format == "date" ? .date : .string
    }
    if types == .integer { return .int }
    if types.isSubset(of: [.integer, .number]), !types.isEmpty { return .decimal }
    return .open
  }
}
