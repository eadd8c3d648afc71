// Findings about values of the wrong type: what YAML read, what is wanted, and how to write what was meant.

import DocumentModel
import JSONSchema
import SourceText

extension FindingWriter {
  /// A value of none of the `expected` types.
  func wrongType(_ error: ValidationError, _ expected: TypeSet) -> Diagnostic {
    let node = tree.resolved(error.node)
    let name = Wording.sentence(name(of: error.node))
    let listed = schema.subschema(error.subschema).enumeration
    if !listed.isEmpty, tree.kind(of: node) == .scalar {
      let text = tree.text(of: node)
      if !listed.contains(where: { schema.text(of: $0) == text }) { return notListed(error, listed) }
    }
    if tree.kind(of: error.node) == .scalar, let repair = repair(node, expected) {
      let wanted = Wording.types(expected)
      return finding(
        .wrongType, error, "\(name) needs \(wanted)\(repair.reason)", fixes: repair.fix.map { [$0] } ?? [])
    }
    var message = "\(name) needs \(wanted(error.node, expected)); found \(Wording.found(tree, node))."
    var fixes: [Fix] = []
    if expected == .array {
      if tree.kind(of: node) == .mapping { message += " An item of a list begins with `- `." }
      fixes = listFixes(error.node)
    }
    return finding(.wrongType, error, message, fixes: fixes)
  }

  /// What is wanted at `node`: its types, or what its format stands for, with an example.
  func wanted(_ node: NodeID, _ expected: TypeSet) -> String {
    var phrase = Wording.types(expected)
    if expected == .string, let format = format(of: node), let words = Wording.format(format) { phrase = words.phrase }
    guard expected.isDisjoint(with: [.object, .array, .boolean]), let example = example(of: node),
      example.unicodeScalars.count <= 40
    else { return phrase }
    return phrase + " such as " + Wording.code(example)
  }

  /// The `format` that a subschema of `node` names.
  func format(of node: NodeID) -> String? {
    matches.subschemas(of: node).lazy.compactMap { schema.subschema($0).format }.first
  }

  /// What went wrong with a scalar and how to mend it.
  struct TypeRepair {
    /// The rest of the sentence that begins with what is needed, with its punctuation.
    var reason: String
    var fix: Fix?
  }

  private func repair(_ node: NodeID, _ expected: TypeSet) -> TypeRepair? {
    let text = tree.text(of: node)
    let isPlain = tree[node].style == .plain
    switch tree[node].scalarType {
    case .string:
      if !isPlain, let repair = unquoting(node, text, expected) { return repair }
      if expected.contains(.boolean), let repair = booleanWord(node, text) { return repair }
      if expected.contains(.number) || expected.contains(.integer) { return figure(node, text, expected) }
      return nil
    case .integer, .number:
      if expected.contains(.string), isPlain {
        guard let format = format(of: node) else { return quoting(node, text) }
        return format == "date" ? digits(node, text) : nil
      }
      if expected.contains(.boolean), text == "0" || text == "1" {
        let word = text == "1" ? "true" : "false"
        return TypeRepair(
          reason: "; found the number `\(text)`. Write `\(word)` if that is meant.",
          fix: replacement(of: node, with: word, isCertain: false))
      }
      return nil
    case .boolean, .null:
      guard expected.contains(.string), isPlain, !text.isEmpty, file.syntax == .yaml else { return nil }
      return quoting(node, text)
    }
  }

  /// A date written as a number of eight digits.
  private func digits(_ node: NodeID, _ text: String) -> TypeRepair? {
    guard let reading = DateReading(text) else { return nil }
    let fix = replacement(
      of: node, with: file.syntax == .json ? ScalarText.quoted(reading.text) : reading.text, isCertain: false,
      title: "Write `\(reading.text)`")
    return TypeRepair(
      reason: " that is a date; found the number `\(text)`. Write `\(reading.text)` if that is meant.", fix: fix)
  }

  /// A number, boolean or null in quotes where one without them is wanted.
  private func unquoting(_ node: NodeID, _ text: String, _ expected: TypeSet) -> TypeRepair? {
    guard tree[node].style == .doubleQuoted || tree[node].style == .singleQuoted else { return nil }
    let fits: Bool
    switch CoreSchema.type(of: text) {
    case .boolean: fits = expected.contains(.boolean)
    case .integer: fits = expected.contains(.integer) || expected.contains(.number)
    case .number: fits = expected.contains(.number)
    case .null: fits = expected.contains(.null) && !text.isEmpty
    case .string: fits = false
    }
    guard fits, file.syntax == .yaml || ExactNumber(text) != nil || text == "true" || text == "false" || text == "null"
    else { return nil }
    return TypeRepair(
      reason: "; the quotes make \(Wording.code(text)) a text. Remove them.",
      fix: replacement(of: node, with: text, isCertain: true, title: "Remove the quotes"))
  }

  /// A word that YAML 1.1 read as a boolean and YAML 1.2 reads as text (YAML 1.2.2 §10.3.2).
  private func booleanWord(_ node: NodeID, _ text: String) -> TypeRepair? {
    guard let value = ScalarText.booleanOf11(text) else { return nil }
    let word = value ? "true" : "false"
    let reader =
      file.syntax == .yaml && tree[node].style == .plain ? "; YAML 1.2 reads \(Wording.code(text)) as text" : ""
    return TypeRepair(
      reason: "\(reader.isEmpty ? "; found the text \(Wording.code(text))" : reader). Write `\(word)`.",
      fix: replacement(of: node, with: word, isCertain: true))
  }

  /// A figure as people write it, where a number is wanted.
  private func figure(_ node: NodeID, _ text: String, _ expected: TypeSet) -> TypeRepair? {
    let found = "; found \(Wording.found(tree, node))."
    guard let reading = NumberReading(text, unit: unit(of: node)) else { return nil }
    guard expected.contains(.number) || ExactNumber(reading.text)?.isInteger == true else { return nil }
    let advice = reading.isCertain ? " Write `\(reading.text)`." : " Write `\(reading.text)` if that is meant."
    return TypeRepair(
      reason: found + advice, fix: replacement(of: node, with: reading.text, isCertain: reading.isCertain))
  }

  /// A plain scalar that YAML reads as something else than the text that is wanted.
  private func quoting(_ node: NodeID, _ text: String) -> TypeRepair {
    let reads = ", but \(file.syntax == .yaml ? "YAML" : "JSON") reads \(Wording.code(text)) as \(reading(node, text))"
    return TypeRepair(
      reason: "\(reads). Put it in quotes.",
      fix: replacement(of: node, with: ScalarText.quoted(text), isCertain: true, title: "Put it in quotes"))
  }

  /// What the core schema makes of the plain scalar `text`.
  private func reading(_ node: NodeID, _ text: String) -> String {
    switch tree[node].scalarType {
    case .boolean: return "a boolean"
    case .null: return "nothing at all"
    case .string: return "text"
    case .integer, .number: break
    }
    guard let value = tree.number(of: node)?.description, value != text else { return "a number" }
    let digits = text.utf8.drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
    let isOctalOf11 =
      digits.count > 1 && digits.first == UInt8(ascii: "0")
      && digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "7")).contains($0) }
    if isOctalOf11, let octal = Int(text, radix: 8) {
      return "the number \(value) (and YAML 1.1 as \(octal))"
    }
    return "the number \(value)"
  }

  /// Ways to make a list of the value at `node`.
  private func listFixes(_ node: NodeID) -> [Fix] {
    let range = tree.range(of: node)
    guard !range.isEmpty else { return [] }
    let title = "Make it a list with one item"
    if tree.kind(of: node) == .mapping, tree[node].style == .block {
      let source = tree.source
      let first = source.line(at: range.start)
      let last = source.line(at: max(range.start, range.end - 1))
      var edits = [TextEdit(TextRange(range.start, range.start), "- ")]
      for line in stride(from: first + 1, through: last, by: 1) where !source.lineRange(line).isEmpty {
        let start = source.lineRange(line).start
        edits.append(TextEdit(TextRange(start, start), "  "))
      }
      return [Fix(title: title, applicability: .unsafe, edits: edits)]
    }
    guard isOnOneLine(range), tree[node].style != .block else { return [] }
    let text = tree.source.string(in: range)
    return [Fix(title: title, applicability: .unsafe, edits: [TextEdit(range, "[\(text)]")])]
  }

  private func isOnOneLine(_ range: TextRange) -> Bool {
    tree.source.line(at: range.start) == tree.source.line(at: range.end)
  }
}
