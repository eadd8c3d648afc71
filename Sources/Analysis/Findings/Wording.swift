// The words of findings: what was found, what is wanted, and how lists of things are joined.

import DocumentModel
import JSONSchema
import SourceText

/// Phrases that stand in messages.
enum Wording {
  /// `text` as it may stand in a message: on one line, no longer than a line, in backticks.
  static func code(_ text: String) -> String {
    var result = ""
    var count = 0
    for scalar in text.unicodeScalars {
      if count == 60 {
        result += "…"
        break
      }
      let isControl = scalar.value < 0x20 || scalar.value == 0x7F
      result.unicodeScalars.append(isControl ? " " : scalar)
      count += 1
    }
    return result.utf8.contains(UInt8(ascii: "`")) ? "“\(result)”" : "`\(result)`"
  }

  /// What stands at `node`: "the text `12k`", "the number 50, written `5E1`", "a list".
  static func found(_ tree: SyntaxTree, _ node: NodeID) -> String {
    let node = tree.resolved(node)
    switch tree.kind(of: node) {
    case .mapping: return "a mapping"
    case .sequence: return "a list"
    case .alias: return "an alias"
    case .scalar: break
    }
    let text = tree.text(of: node)
    switch tree[node].scalarType {
    case .string: return text.isEmpty ? "an empty text" : "the text \(code(text))"
    case .boolean: return code(text)
    case .null: return text.isEmpty ? "nothing" : code(text)
    case .integer, .number:
      guard let value = tree.number(of: node)?.description, value != text else { return "the number \(code(text))" }
      return "the number \(value), written \(code(text))"
    }
  }

  /// The names of `types` for people, joined by "or".
  static func types(_ types: TypeSet) -> String {
    var names: [String] = []
    if types.contains(.string) { names.append("text") }
    if types.contains(.number) {
      names.append("a number")
    } else if types.contains(.integer) {
      names.append("a whole number")
    }
    if types.contains(.boolean) { names.append("`true` or `false`") }
    if types.contains(.array) { names.append("a list") }
    if types.contains(.object) { names.append("a mapping") }
    if types.contains(.null) { names.append("`null`") }
    return list(names, "or")
  }

  /// `parts` as "a, b or c".
  static func list(_ parts: [String], _ word: String) -> String {
    guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
    return parts.dropLast().joined(separator: ", ") + " \(word) " + last
  }

  /// The values at `locations`, no more than a dozen, joined by "or".
  static func values(_ schema: Schema, _ locations: [SchemaLocation]) -> String {
    let shown = locations.prefix(12).map { code(value(schema, $0)) }
    let rest = locations.count - shown.count
    return rest > 0 ? shown.joined(separator: ", ") + " or one of \(rest) others" : list(shown, "or")
  }

  /// The value at `location` as its source has it, a string without its quotes.
  static func value(_ schema: Schema, _ location: SchemaLocation) -> String {
    let tree = schema.tree(of: location)
    if tree.kind(of: location.node) == .scalar { return tree.text(of: location.node) }
    let words = tree.source.string(in: tree.range(of: location.node)).split { $0.isWhitespace }
    return words.joined(separator: " ")
  }

  /// "1 item", "2 items".
  static func count(_ number: Int, _ noun: String) -> String {
    guard number != 1 else { return "1 \(noun)" }
    return "\(number) \(noun)s"
  }

  /// `text` with its first letter as a capital.
  static func sentence(_ text: String) -> String {
    guard let first = text.unicodeScalars.first, first.isASCII, first.properties.isLowercase else { return text }
    return String(first).uppercased() + String(text.dropFirst())
  }

  /// The first sentence of a description, without the note of its source.
  static func firstSentence(_ description: String) -> String? {
    var sentence = ""
    var previous: Unicode.Scalar = " "
    for scalar in description.unicodeScalars {
      if scalar == " " || scalar == "\n", previous == "." || previous == ";" && sentence.utf8.count > 160 { break }
      sentence.unicodeScalars.append(scalar == "\n" ? " " : scalar)
      previous = scalar
    }
    if sentence.hasPrefix("Source:") || sentence.isEmpty { return nil }
    if sentence.hasSuffix(";") { sentence.removeLast() }
    return sentence.hasSuffix(".") ? sentence : sentence + "."
  }

  /// What a `format` (JSON Schema Validation §7.3) stands for, with an example of it.
  static func format(_ name: String) -> (phrase: String, example: String)? {
    switch name {
    case "date": ("a date", "2014-04-01")
    case "time": ("a time with its offset", "09:30:00Z")
    case "date-time": ("a date and time", "2014-04-01T09:30:00Z")
    case "duration": ("a duration", "P6M")
    case "email", "idn-email": ("an e-mail address", "name@example.org")
    case "hostname", "idn-hostname": ("a host name", "www.example.org")
    case "ipv4": ("an IPv4 address", "192.0.2.1")
    case "ipv6": ("an IPv6 address", "2001:db8::1")
    case "uri", "iri": ("a full URI", "https://www.example.org/page")
    case "uri-reference", "iri-reference": ("a URI or a path", "folder/file.pdf")
    case "uri-template": ("a URI template", "https://www.example.org/{id}")
    case "uuid": ("a UUID", "123e4567-e89b-12d3-a456-426614174000")
    case "json-pointer": ("a JSON Pointer", "/metadata/title")
    case "relative-json-pointer": ("a relative JSON Pointer", "1/title")
    case "regex": ("a regular expression", "^[A-Z]+$")
    default: nil
    }
  }
}
