// What is reported about a document: one diagnostic for one cause, as plain data with byte ranges.

import SourceText

/// How much a finding matters. `error` is the gravest.
public enum Severity: String, Sendable, Hashable, CaseIterable, Comparable {
  /// The document is wrong, and a run that checks it fails.
  case error
  /// A reader would ask about it.
  case warning
  /// Worth knowing.
  case information
  /// A quiet remark in an editor.
  case hint

  /// Orders from the least grave (`hint`) to the gravest (`error`).
  public static func < (left: Severity, right: Severity) -> Bool { left.weight < right.weight }

  private var weight: Int {
    switch self {
    case .hint: 0
    case .information: 1
    case .warning: 2
    case .error: 3
    }
  }
}

/// A published code: three letters and three digits, with a name in kebab case that names the fault.
public struct DiagnosticCode: Hashable, Sendable {
  /// The code, such as `YML003`. Once published, its meaning never changes.
  public let code: String
  /// The name, such as `unclosed-quote`.
  public let name: String
  /// The severity where nothing else is said.
  public let severity: Severity
  /// One sentence for a list of codes.
  public let title: String

  /// Declares a code.
  public init(_ code: String, _ name: String, _ severity: Severity, _ title: String) {
    self.code = code
    self.name = name
    self.severity = severity
    self.title = title
  }
}

/// Another place that a diagnostic speaks of: the other half of a conflict.
public struct RelatedInformation: Hashable, Sendable {
  /// The path of the document it stands in; `nil` for the document of the diagnostic itself.
  public var path: String?
  /// Where, in bytes of that document.
  public var range: TextRange
  /// The JSON Pointer (RFC 6901) of the node there.
  public var pointer: String
  /// A few words to stand beside the place.
  public var message: String

  /// Makes related information about `range`, by default in the diagnostic's own document.
  public init(path: String? = nil, range: TextRange, pointer: String = "", message: String) {
    self.path = path
    self.range = range
    self.pointer = pointer
    self.message = message
  }
}

/// The text that demands something: a statute, a standard, a letter.
public struct SourceReference: Hashable, Sendable {
  /// What it is called.
  public var title: String
  /// The part of it meant, if any.
  public var section: String?
  /// Where to read it, if it is published.
  public var url: String?

  /// Names a source.
  public init(title: String, section: String? = nil, url: String? = nil) {
    self.title = title
    self.section = section
    self.url = url
  }
}

/// A note on how an editor may draw a diagnostic (LSP 3.17, DiagnosticTag).
public enum DiagnosticTag: Sendable, Hashable {
  /// Text that has no effect.
  case unnecessary
  /// A field or value that is no longer to be used.
  case deprecated
}

/// One finding in a document.
public struct Diagnostic: Hashable, Sendable {
  /// Which fault it is.
  public var code: DiagnosticCode
  /// How much it matters here; the code's own severity unless status or configuration says otherwise.
  public var severity: Severity
  /// What was found and what was expected, in a sentence or two.
  public var message: String
  /// The exact token, in bytes; never empty unless the document is.
  public var range: TextRange
  /// The JSON Pointer (RFC 6901) of the instance node concerned.
  public var pointer: String
  /// The other places concerned.
  public var related: [RelatedInformation]
  /// The changes that would mend it, the best first.
  public var fixes: [Fix]
  /// The text that demands it.
  public var source: SourceReference?
  /// How an editor may draw it.
  public var tags: [DiagnosticTag]

  /// Makes a diagnostic; `severity` defaults to that of `code`.
  public init(
    _ code: DiagnosticCode, severity: Severity? = nil, _ message: String, at range: TextRange, pointer: String = "",
    related: [RelatedInformation] = [], fixes: [Fix] = [], source: SourceReference? = nil, tags: [DiagnosticTag] = []
  ) {
    self.code = code
    self.severity = severity ?? code.severity
    self.message = message
    self.range = range
    self.pointer = pointer
    self.related = related
    self.fixes = fixes
    self.source = source
    self.tags = tags
  }
}
