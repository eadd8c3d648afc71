// The result of a run as plain data, in the order in which every format gives it.

import DocumentModel
import SourceText

/// What a run found: the documents it checked and what it could not check.
public struct Report: Sendable {
  /// The version of the tool.
  public var toolVersion: String
  /// The documents checked.
  public var documents: [ReportedDocument]
  /// What could not be checked.
  public var failures: [Failure]

  /// Makes a report.
  public init(toolVersion: String, documents: [ReportedDocument] = [], failures: [Failure] = []) {
    self.toolVersion = toolVersion
    self.documents = documents
    self.failures = failures
  }

  /// The report in its published order, whatever order the work was done in.
  ///
  /// Documents go by path and, under one path, as they stand here, which is their order in the stream; diagnostics by
  /// place, code and message; failures by path and message. Text is compared as bytes of UTF-8.
  public func sorted() -> Report {
    var report = self
    report.documents = Self.ordered(documents) { left, right in Self.precedes(left.path, right.path) }
    for index in report.documents.indices {
      report.documents[index].diagnostics = Self.ordered(report.documents[index].diagnostics, by: Self.precedes)
    }
    report.failures = Self.ordered(failures) { left, right in
      Self.precedes(left.path, right.path) ?? Self.precedes(left.message, right.message)
    }
    return report
  }

  /// The counts of a closing line.
  public var summary: Summary { Summary(documents) }

  /// The text of the document at `path` that `document` refers to, if anybody has it.
  func relatedSource(_ path: String, of document: ReportedDocument) -> SourceText? {
    document.relatedSources[path] ?? documents.first { $0.path == path }?.source
  }

  /// Sorts so that equals keep their order; `by` is `nil` for equals.
  private static func ordered<Element>(
    _ elements: [Element], by precedes: (Element, Element) -> Bool?
  ) -> [Element] {
    elements.enumerated()
      .sorted { precedes($0.element, $1.element) ?? ($0.offset < $1.offset) }
      .map(\.element)
  }

  private static func precedes(_ left: Diagnostic, _ right: Diagnostic) -> Bool? {
    if left.range != right.range { return left.range < right.range }
    return precedes(left.code.code, right.code.code) ?? precedes(left.message, right.message)
      ?? precedes(left.pointer, right.pointer)
  }

  private static func precedes(_ left: String, _ right: String) -> Bool? {
    left.utf8.elementsEqual(right.utf8) ? nil : left.utf8.lexicographicallyPrecedes(right.utf8)
  }
}

/// One document that was checked; a stream of several gives several with the same path and source.
public struct ReportedDocument: Sendable {
  /// The path as it is shown: as given, else relative to the current folder, with `/`.
  public var path: String
  /// The document's kind, such as `business_case`.
  public var kind: String?
  /// The policy applied, as `id@version`.
  public var policy: String?
  /// The text in which the ranges of the diagnostics stand.
  public var source: SourceText
  /// The findings.
  public var diagnostics: [Diagnostic]
  /// The lowest severity that makes the run fail; `nil` where none does. The formats that tell of tests go by it.
  public var failsFrom: Severity?
  /// The texts of the other files that related information names, by path. A file that is itself among the report's
  /// documents may be left out.
  public var relatedSources: [String: SourceText]

  /// Makes a document with its findings.
  public init(
    path: String, kind: String? = nil, policy: String? = nil, source: SourceText, diagnostics: [Diagnostic] = [],
    failsFrom: Severity? = .error, relatedSources: [String: SourceText] = [:]
  ) {
    self.path = path
    self.kind = kind
    self.policy = policy
    self.source = source
    self.diagnostics = diagnostics
    self.failsFrom = failsFrom
    self.relatedSources = relatedSources
  }
}

/// Something that could not be checked.
public struct Failure: Hashable, Sendable {
  /// The file; empty where no single file is meant.
  public var path: String
  /// Why.
  public var message: String

  /// Makes a failure.
  public init(path: String, message: String) {
    self.path = path
    self.message = message
  }
}
