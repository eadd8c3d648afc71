// The validation vocabulary, compiled (JSON Schema Validation §6).

import DocumentModel

extension SchemaCompiler {
  /// Compiles the assertions.
  mutating func compileValidation(_ source: SchemaSource, into record: inout SubschemaRecord) {
    compileType(source, into: &record)
    compileEnumeration(source, into: &record)
    record.minimum = limit(.minimum, of: source)
    record.maximum = limit(.maximum, of: source)
    record.exclusiveMinimum = limit(.exclusiveMinimum, of: source)
    record.exclusiveMaximum = limit(.exclusiveMaximum, of: source)
    compileMultipleOf(source, into: &record)
    record.minLength = count(.minLength, of: source) ?? 0
    record.maxLength = count(.maxLength, of: source) ?? .max
    record.minItems = count(.minItems, of: source) ?? 0
    record.maxItems = count(.maxItems, of: source) ?? .max
    record.minProperties = count(.minProperties, of: source) ?? 0
    record.maxProperties = count(.maxProperties, of: source) ?? .max
    record.minContains = count(.minContains, of: source) ?? 1
    record.maxContains = count(.maxContains, of: source) ?? .max
    if let node = source.value(.uniqueItems) {
      if let isUnique = source.tree.boolean(of: node) {
        record.uniqueItems = isUnique
      } else {
        report(.invalidKeyword, source.location(node), "`uniqueItems` has to be true or false")
      }
    }
    if let node = source.value(.pattern) {
      if let text = source.string(node) {
        record.pattern = pattern(text, writtenAt: node, of: source) ?? -1
      } else {
        report(.invalidKeyword, source.location(node), "`pattern` has to be a string, a regular expression")
      }
    }
  }

  private mutating func compileType(_ source: SchemaSource, into record: inout SubschemaRecord) {
    guard let node = source.value(.type) else { return }
    let isList = source.tree.kind(of: node) == .sequence
    let nodes = isList ? source.tree.items(of: node).map { source.tree.resolved($0) } : [node]
    var types: TypeSet = []
    for node in nodes where !source.tree[node].flags.contains(.damaged) {
      guard let name = source.string(node) else {
        report(.invalidKeyword, source.location(node), "`type` has to be a string or a list of strings")
        continue
      }
      guard let type = TypeSet(named: name) else {
        let names = TypeSet.named.map(\.name)
        let hint = Spelling.closest(to: name, among: names).map { "; did you mean `\($0)`?" } ?? ""
        let known = names.map { "`\($0)`" }.joined(separator: ", ")
        report(.invalidKeyword, source.location(node), "`\(name)` is not a type: types are \(known)\(hint)")
        continue
      }
      types.formUnion(type)
    }
    if isList, nodes.isEmpty {
      report(.invalidKeyword, source.location(node), "`type` needs at least one type in its list")
    }
    guard !types.isEmpty else { return }
    record.types = types.contains(.number) ? types.union(.integer) : types
  }

  private mutating func compileEnumeration(_ source: SchemaSource, into record: inout SubschemaRecord) {
    let constant = source.value(.const)
    let list = source.value(.enum)
    if let list, source.tree.kind(of: list) != .sequence {
      report(.invalidKeyword, source.location(list), "`enum` has to be a list of values")
    } else if let list {
      let values = source.tree.items(of: list).map { source.tree.resolved($0) }
      record.enumeration = makeEnumeration(values, isConst: false, of: source)
    }
    guard let constant else { return }
    let index = makeEnumeration([constant], isConst: true, of: source)
    if record.enumeration >= 0 {
      // Both keywords in one schema: what `enum` allows beside the constant can never be valid.
      tables.enumerations[Int(record.enumeration)].constant = index
    } else {
      record.enumeration = index
    }
  }

  private mutating func makeEnumeration(_ nodes: [NodeID], isConst: Bool, of source: SchemaSource) -> Int32 {
    var strings: [(name: String, entry: KeyEntry)] = []
    var seen: Set<String> = []
    var others: [Int32] = []
    for node in nodes {
      guard let text = source.string(node) else {
        others.append(node.index)
        continue
      }
      if seen.insert(text).inserted { strings.append((text, KeyEntry())) }
    }
    tables.enumerations.append(
      Enumeration(strings: makeKeyTable(strings), nodes: nodes.map(\.index), others: others, isConst: isConst))
    return Int32(truncatingIfNeeded: tables.enumerations.count - 1)
  }

  private mutating func limit(_ keyword: Keyword, of source: SchemaSource) -> Int32 {
    guard let node = source.value(keyword) else { return -1 }
    guard let number = makeNumber(node, of: source) else {
      report(.invalidKeyword, source.location(node), "`\(keyword.rawValue)` has to be a number")
      return -1
    }
    return number
  }

  private mutating func compileMultipleOf(_ source: SchemaSource, into record: inout SubschemaRecord) {
    guard let node = source.value(.multipleOf) else { return }
    guard let value = source.tree.number(of: node), !value.isNegative, !value.isZero else {
      report(.invalidKeyword, source.location(node), "`multipleOf` has to be a number above 0")
      return
    }
    record.multipleOf = limit(.multipleOf, of: source)
  }

  private mutating func count(_ keyword: Keyword, of source: SchemaSource) -> Int? {
    guard let node = source.value(keyword) else { return nil }
    guard let value = source.tree.number(of: node), value.isInteger, !value.isNegative else {
      report(.invalidKeyword, source.location(node), "`\(keyword.rawValue)` has to be a whole number, 0 or more")
      return nil
    }
    return value.integer ?? .max
  }

  /// The names of `required`.
  mutating func requiredNames(_ source: SchemaSource) -> [String] {
    guard let node = source.value(.required) else { return [] }
    return nameList(.required, node, of: source)
  }

  /// The names in a list of distinct strings.
  mutating func nameList(_ keyword: Keyword, _ node: NodeID, of source: SchemaSource) -> [String] {
    guard source.tree.kind(of: node) == .sequence else {
      report(.invalidKeyword, source.location(node), "`\(keyword.rawValue)` has to be a list of names")
      return []
    }
    var names: [String] = []
    var seen: Set<String> = []
    for item in source.tree.items(of: node) {
      let item = source.tree.resolved(item)
      guard let name = source.string(item) else {
        report(.invalidKeyword, source.location(item), "`\(keyword.rawValue)` has to be a list of strings")
        continue
      }
      guard seen.insert(name).inserted else {
        report(.invalidKeyword, source.location(item), "`\(name)` stands twice in `\(keyword.rawValue)`")
        continue
      }
      names.append(name)
    }
    return names
  }
}
