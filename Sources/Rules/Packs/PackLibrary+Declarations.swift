// What rules may say of `pack`: its declared type, joined over all packs.

import CEL

extension PackLibrary {
  /// The names that are not parameters.
  private static let ownFields: [String: Field] = [
    "id": Field(.string, documentation: "The pack's id, without its version"),
    "version": Field(.int, documentation: "The pack's version"),
    "profile": Field(.string, documentation: "The kind of commissioner the pack is for"),
  ]

  /// Declares the variable `pack`, the types of its parameters, and the functions that choose their values.
  public func declare(into environment: inout Environment) {
    var pack = ObjectType(Self.ownFields)
    for (name, declaration) in declarations {
      let value = Self.valueType(declaration.type, named: "pack.\(name)", in: &environment)
      let type: ValueType =
        switch declaration.access {
        case .direct: value
        case .series: .abstract("series", [value])
        case .byYear: .abstract("by_year", [value])
        case .bands: .abstract("bands", [value])
        }
      pack.fields[name] = Field(
        type, isOptional: !common.contains(name), documentation: declaration.description ?? declaration.title)
    }
    let inUse = packs.values.filter { $0.profile != nil }
    var vocabularies = ObjectType([:])
    for (name, type) in vocabularyTypes {
      let isCommon = inUse.allSatisfy { $0.vocabularies[name] != nil }
      vocabularies.fields[name] = Field(type, isOptional: !isCommon)
    }
    environment.objectTypes["pack.vocabularies"] = vocabularies
    pack.fields["vocabularies"] = Field(
      .object("pack.vocabularies"), documentation: "Words and patterns that change with the programme")
    environment.objectTypes["pack"] = pack
    environment.variables["pack"] = .object("pack")
    for function in PackFunctions.all { environment.add(function) }
  }

  /// The type as expressions have it; mappings become types of objects of their own.
  private static func valueType(_ type: PackType, named name: String, in environment: inout Environment) -> ValueType {
    switch type {
    case .unknown: return .dyn
    case .bool: return .bool
    case .int: return .int
    case .decimal: return .decimal
    case .string: return .string
    case .date: return .date
    case .optional(let inner): return .optional(valueType(inner, named: name, in: &environment))
    case .list(let element): return .list(valueType(element, named: "\(name)[*]", in: &environment))
    case .object(let fields):
      var object = ObjectType([:])
      for field in fields {
        let type = valueType(field.type, named: "\(name).\(field.name)", in: &environment)
        object.fields[field.name] = Field(type, isOptional: field.isOptional)
      }
      environment.objectTypes[name] = object
      return .object(name)
    }
  }

  /// What the vocabularies are; one that differs between packs is of any type.
  static func vocabularyTypes(of packs: some Sequence<PolicyPack>) -> [String: ValueType] {
    var types: [String: ValueType] = [:]
    for pack in packs {
      for (name, vocabulary) in pack.vocabularies {
        let type: ValueType =
          switch vocabulary {
          case .word: .string
          case .words: .list(.string)
          case .table: .map(.string, .string)
          }
        types[name] = types[name].map { $0 == type ? type : .dyn } ?? type
      }
    }
    return types
  }
}
