// The applicator vocabulary, compiled (JSON Schema Core §10).

import DocumentModel
import Patterns

extension SchemaCompiler {
  /// Compiles the keywords that apply subschemas.
  mutating func compileApplicators(_ source: SchemaSource, into record: inout SubschemaRecord) {
    record.allOf = schemaList(.allOf, of: source)
    record.anyOf = schemaList(.anyOf, of: source)
    record.oneOf = schemaList(.oneOf, of: source)
    record.not = single(.not, of: source)
    record.ifSchema = single(.if, of: source)
    let then = single(.then, of: source)
    let otherwise = single(.else, of: source)
    if record.ifSchema >= 0 {
      record.thenSchema = then
      record.elseSchema = otherwise
    }
    compileItems(source, into: &record)
    record.contains = single(.contains, of: source)
    record.additionalProperties = single(.additionalProperties, of: source)
    record.propertyNames = single(.propertyNames, of: source)
    compileProperties(source, into: &record)
    compileDependents(source, into: &record)
  }

  /// The subschema of a keyword that holds one, or -1.
  mutating func single(_ keyword: Keyword, of source: SchemaSource) -> Int32 {
    guard let node = source.value(keyword) else { return -1 }
    return subschema(at: source.location(node))
  }

  private mutating func schemaList(_ keyword: Keyword, of source: SchemaSource) -> Span {
    guard let node = source.value(keyword) else { return Span() }
    guard source.tree.kind(of: node) == .sequence, source.tree.count(of: node) > 0 else {
      report(.invalidKeyword, source.location(node), "`\(keyword.rawValue)` has to be a list of at least one schema")
      return Span()
    }
    return makeList(source.tree.items(of: node).map { source.tree.resolved($0) }, of: source)
  }

  /// The members of a keyword that maps names to schemas.
  mutating func schemaMap(
    _ keyword: Keyword, _ node: NodeID, of source: SchemaSource
  ) -> [(name: String, key: NodeID, value: NodeID)] {
    guard source.tree.kind(of: node) == .mapping else {
      report(.invalidKeyword, source.location(node), "`\(keyword.rawValue)` has to be a mapping of names to schemas")
      return []
    }
    return source.tree.members(of: node).compactMap { member in
      let key = source.tree.resolved(member.key)
      guard source.tree.kind(of: key) == .scalar else { return nil }
      return (source.tree.text(of: key), member.key, source.tree.resolved(member.value))
    }
  }

  private mutating func compileItems(_ source: SchemaSource, into record: inout SubschemaRecord) {
    record.prefixItems = schemaList(.prefixItems, of: source)
    guard let node = source.value(.items) else { return }
    guard source.tree.kind(of: node) == .sequence else {
      record.items = subschema(at: source.location(node))
      return
    }
    if source.dialect.draft < .draft202012 {
      // Before 2020-12 a list was what `prefixItems` is now, and `additionalItems` what `items` is.
      record.prefixItems = makeList(source.tree.items(of: node).map { source.tree.resolved($0) }, of: source)
      record.items = single(.additionalItems, of: source)
    } else {
      report(
        .invalidKeyword, source.location(node),
        "`items` has to be one schema; a list of schemas for the first items is `prefixItems`")
    }
  }

  private mutating func compileProperties(_ source: SchemaSource, into record: inout SubschemaRecord) {
    let patterns = compilePatternProperties(source, into: &record)
    var entries: [(name: String, entry: KeyEntry)] = []
    var indices: [String: Int] = [:]
    if let node = source.value(.properties) {
      entries.reserveCapacity(source.tree.count(of: node))
      indices.reserveCapacity(source.tree.count(of: node))
      for member in schemaMap(.properties, node, of: source) where indices[member.name] == nil {
        indices[member.name] = entries.count
        entries.append((member.name, KeyEntry(schema: subschema(at: source.location(member.value)))))
      }
    }
    let required = requiredNames(source)
    record.required = Span(
      start: Int32(truncatingIfNeeded: tables.names.count), count: Int32(truncatingIfNeeded: required.count))
    for (position, name) in required.enumerated() {
      tables.names.append(store(name))
      let number = Int32(truncatingIfNeeded: position)
      if let index = indices[name] {
        entries[index].entry.required = number
      } else {
        indices[name] = entries.count
        entries.append((name, KeyEntry(required: number)))
      }
    }
    record.hasPatternMasks = patterns.count <= 64
    for index in entries.indices where record.hasPatternMasks {
      for (bit, pattern) in patterns.enumerated() {
        switch matches(entries[index].name, tables.patterns[Int(pattern)]) {
        case true: entries[index].entry.patterns |= 1 << UInt64(bit)
        case false: break
        case nil: record.hasPatternMasks = false
        }
      }
    }
    record.properties = makeKeyTable(entries)
  }

  private func matches(_ name: String, _ pattern: CompiledPattern) -> Bool? {
    var name = name
    return name.withUTF8 { bytes in
      switch pattern.pattern.firstMatch(in: bytes, stepLimit: Evaluator.quickPatternSteps) {
      case .match: true
      case .noMatch: false
      case .stepLimitExceeded: nil
      }
    }
  }

  private mutating func compilePatternProperties(
    _ source: SchemaSource, into record: inout SubschemaRecord
  ) -> [Int32] {
    guard let node = source.value(.patternProperties) else { return [] }
    var entries: [PatternEntry] = []
    for member in schemaMap(.patternProperties, node, of: source) {
      let schema = subschema(at: source.location(member.value))
      if let pattern = pattern(member.name, writtenAt: member.key, of: source) {
        entries.append(PatternEntry(pattern: pattern, schema: schema))
      }
    }
    record.patternProperties = Span(
      start: Int32(truncatingIfNeeded: tables.patternEntries.count), count: Int32(truncatingIfNeeded: entries.count))
    tables.patternEntries += entries
    return entries.map(\.pattern)
  }

  /// The regular expression `text`; one that is broken is reported and left out.
  mutating func pattern(_ text: String, writtenAt node: NodeID, of source: SchemaSource) -> Int32? {
    do throws(PatternError) {
      return try makePattern(text)
    } catch {
      report(.invalidPattern, source.location(node), "`\(text)` is not a regular expression: \(error.message)")
      return nil
    }
  }

  private mutating func compileDependents(_ source: SchemaSource, into record: inout SubschemaRecord) {
    var schemas: [DependentEntry] = []
    var names: [DependentEntry] = []
    if let node = source.value(.dependentSchemas) {
      for member in schemaMap(.dependentSchemas, node, of: source) {
        let schema = subschema(at: source.location(member.value))
        schemas.append(DependentEntry(trigger: store(member.name), schema: schema))
      }
    }
    if let node = source.value(.dependentRequired) {
      for member in schemaMap(.dependentRequired, node, of: source) {
        names.append(dependentNames(member, keyword: .dependentRequired, of: source))
      }
    }
    if let node = source.value(.dependencies) {
      for member in schemaMap(.dependencies, node, of: source) {
        if source.tree.kind(of: member.value) == .sequence {
          names.append(dependentNames(member, keyword: .dependencies, of: source))
        } else {
          let schema = subschema(at: source.location(member.value))
          schemas.append(DependentEntry(trigger: store(member.name), schema: schema))
        }
      }
    }
    record.dependentSchemas = makeDependents(schemas)
    record.dependentRequired = makeDependents(names)
  }

  private mutating func dependentNames(
    _ member: (name: String, key: NodeID, value: NodeID), keyword: Keyword, of source: SchemaSource
  ) -> DependentEntry {
    let demanded = nameList(keyword, member.value, of: source)
    let start = Int32(truncatingIfNeeded: tables.names.count)
    for name in demanded { tables.names.append(store(name)) }
    return DependentEntry(
      trigger: store(member.name), names: Span(start: start, count: Int32(truncatingIfNeeded: demanded.count)))
  }

  private mutating func makeDependents(_ entries: [DependentEntry]) -> Span {
    let start = Int32(truncatingIfNeeded: tables.dependents.count)
    tables.dependents += entries
    return Span(start: start, count: Int32(truncatingIfNeeded: entries.count))
  }
}
