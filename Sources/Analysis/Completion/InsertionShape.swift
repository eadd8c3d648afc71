// The text that an offer inserts: a key with what belongs behind it, with tab stops where the client knows them.

import DocumentModel
import JSONSchema
import SourceText

/// Writes insertions for one place.
struct InsertionShape {
  let schema: Schema
  let site: CursorSite
  let syntax: SourceSyntax
  /// The number of spaces of one step of indentation.
  let step: Int
  let snippets: Bool

  /// How deep required keys are filled in, and how many tab stops there are at most.
  private static let depthLimit = 3
  private static let stopLimit = 20

  /// The text of the key `name`, whose value has the subschema `property`, and whether it is a snippet.
  func key(_ name: String, _ property: SubschemaID) -> (text: String, isSnippet: Bool) {
    var key = ScalarText.written(name, syntax)
    if let quote = site.quote, syntax == .yaml {
      key = quote == UInt8(ascii: "\"") ? ScalarText.quoted(name) : CursorSite.enclosed(name, quote)
    }
    if site.hasColon { return (escaped(key), snippets) }
    var stops = 0
    let value = value(property, column: site.column, depth: 0, &stops)
    var text = escaped(key) + ":" + value
    if syntax == .json {
      if site.commas.before { text = ", " + text }
      if site.commas.after { text += "," }
    }
    return (text, snippets)
  }

  /// A list that begins here, each item with the shape that the schema gives it; `nil` where nothing can be said.
  func list(_ subschemas: [SubschemaID]) -> String? {
    var stops = 0
    if site.isFlow { return "[" + stop(&stops) + "]" }
    let items = subschemas.lazy.compactMap { schema.subschema($0).items }.first
    if site.role == .entry {
      return site.needsDash ? nil : "- " + item(items, column: site.column, depth: 0, &stops)
    }
    guard snippets else { return nil }
    let column = site.column + step
    return newline(column) + "- " + item(items, column: column, depth: 0, &stops)
  }

  /// A mapping that begins behind a key, with its required keys; `nil` where it has none.
  func mapping(_ subschemas: [SubschemaID]) -> String? {
    var stops = 0
    if site.isFlow { return "{" + stop(&stops) + "}" }
    guard snippets else { return nil }
    let column = site.column + step
    let required = requiredProperties(subschemas)
    guard !required.isEmpty else { return nil }
    return newline(column) + pairs(required, column: column, depth: 0, &stops)
  }

  /// `text` with what snippets give a meaning to escaped (LSP 3.17, snippet syntax), where snippets are in use.
  func escaped(_ text: String) -> String {
    guard snippets else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      if scalar == "$" || scalar == "}" || scalar == "\\" { result += "\\" }
      result.unicodeScalars.append(scalar)
    }
    return result
  }

  // MARK: Values

  /// What follows the colon of a key at `column` whose value has the subschema `id`.
  private func value(_ id: SubschemaID, column: Int, depth: Int, _ stops: inout Int) -> String {
    let effective = schema.effectiveSubschemas(id)
    let notes = SchemaNotes(schema, effective)
    if let constant = notes.constant, let text = scalar(constant) { return " " + escaped(text) }
    let types = notes.types
    let isFlow = site.isFlow
    if types == .object {
      if isFlow { return " " + brace("{", "}", &stops) }
      let required = requiredProperties(effective)
      let below = column + step
      guard snippets, depth < InsertionShape.depthLimit else { return "" }
      guard !required.isEmpty else { return newline(below) + stop(&stops) }
      return newline(below) + pairs(required, column: below, depth: depth + 1, &stops)
    }
    if types == .array {
      if isFlow { return " " + brace("[", "]", &stops) }
      guard snippets, depth < InsertionShape.depthLimit else { return "" }
      let items = effective.lazy.compactMap { schema.subschema($0).items }.first
      let below = column + step
      return newline(below) + "- " + item(items, column: below, depth: depth + 1, &stops)
    }
    if syntax == .json, types == .string { return " \"" + stop(&stops) + "\"" }
    return " " + stop(&stops)
  }

  /// An item behind a dash at `column`.
  private func item(_ id: SubschemaID?, column: Int, depth: Int, _ stops: inout Int) -> String {
    guard let id else { return stop(&stops) }
    let effective = schema.effectiveSubschemas(id)
    let required = requiredProperties(effective)
    guard snippets, SchemaNotes(schema, effective).types == .object, !required.isEmpty,
      depth < InsertionShape.depthLimit
    else { return stop(&stops) }
    return pairs(required, column: column + 2, depth: depth + 1, &stops)
  }

  private func pairs(_ properties: [SchemaProperty], column: Int, depth: Int, _ stops: inout Int) -> String {
    var lines: [String] = []
    for property in properties where stops < InsertionShape.stopLimit {
      let key = escaped(ScalarText.written(property.name, syntax))
      lines.append(key + ":" + value(property.subschema, column: column, depth: depth, &stops))
    }
    return lines.joined(separator: newline(column))
  }

  private func requiredProperties(_ subschemas: [SubschemaID]) -> [SchemaProperty] {
    let required = Set(subschemas.flatMap { schema.subschema($0).required })
    var seen: Set<String> = []
    return subschemas.flatMap { schema.subschema($0).properties }
      .filter { required.contains($0.name) && seen.insert($0.name).inserted }
  }

  private func scalar(_ location: SchemaLocation) -> String? {
    let tree = schema.tree(of: location)
    guard tree.kind(of: location.node) == .scalar else { return nil }
    let text = tree.text(of: location.node)
    return tree[location.node].scalarType == .string ? ScalarText.written(text, syntax) : text
  }

  private func brace(_ open: String, _ close: String, _ stops: inout Int) -> String {
    open + stop(&stops) + (snippets && close == "}" ? "\\}" : close)
  }

  private func stop(_ stops: inout Int) -> String {
    guard snippets else { return "" }
    stops += 1
    return "$\(stops)"
  }

  /// A line break and what indents a line to `column`, less the indentation of the cursor's line.
  private func newline(_ column: Int) -> String {
    "\n" + String(repeating: " ", count: max(0, column - site.indent))
  }
}
