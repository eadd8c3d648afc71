// The list of what follows from the figures of a case, as text grouped by section and as JSON.

/// A value that follows from others, beside the one that is stated.
public struct DerivedEntry: Hashable, Sendable {
  /// The JSON Pointer (RFC 6901) of the field that states it, or is to.
  public var pointer: String
  /// The code of the rule that derives it.
  public var code: String
  /// What it is called.
  public var title: String
  /// How it is found, in words.
  public var formula: String?
  /// The figures it is found from.
  public var working: String?
  /// The value as a reader sees it.
  public var computed: String
  /// The value as it is stated; nil where none is.
  public var stated: String?
  /// Whether the two agree; nil where none is stated.
  public var agrees: Bool?

  /// A value.
  public init(
    pointer: String, code: String, title: String, formula: String?, working: String?, computed: String,
    stated: String?, agrees: Bool?
  ) {
    self.pointer = pointer
    self.code = code
    self.title = title
    self.formula = formula
    self.working = working
    self.computed = computed
    self.stated = stated
    self.agrees = agrees
  }
}

/// Writes lists of derived values.
public enum DerivedListing {
  /// A paragraph for each value, under the section of the case it belongs to.
  public static func text(_ values: [DerivedEntry]) -> [UInt8] {
    var sections: [String] = []
    for value in values where !sections.contains(section(value)) { sections.append(section(value)) }
    let parts = sections.map { name in
      name + "\n" + values.filter { section($0) == name }.map(paragraph).joined()
    }
    return Array(parts.joined(separator: "\n").utf8)
  }

  /// An object with `version` 1 and `values`.
  public static func json(_ values: [DerivedEntry]) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("version")
      writer.number(1)
      writer.member("values")
      writer.array(values) { writer, value in
        writer.object { writer in
          func text(_ name: StaticString, _ value: String?) {
            writer.member(name)
            writer.string(value)
          }
          text("pointer", value.pointer)
          text("code", value.code)
          text("title", value.title)
          text("formula", value.formula)
          text("working", value.working)
          text("computed", value.computed)
          text("stated", value.stated)
          writer.member("agrees")
          writer.raw(value.agrees.map { $0 ? "true" : "false" } ?? "null")
        }
      }
    }
    return writer.bytes + [0x0A]
  }

  private static func section(_ value: DerivedEntry) -> String {
    value.pointer.split(separator: "/").first.map(String.init) ?? ""
  }

  private static func paragraph(_ value: DerivedEntry) -> String {
    let verdict = value.agrees.map { $0 ? "agrees" : "does not agree" } ?? "not stated"
    let stated = value.stated.map { "; stated \($0)" } ?? ""
    var result = "  \(value.pointer)\n    \(value.title): \(value.computed)\(stated) (\(verdict), \(value.code))\n"
    if let formula = value.formula { result += "    = \(formula)\n" }
    if let working = value.working { result += "    = \(working)\n" }
    return result
  }
}
