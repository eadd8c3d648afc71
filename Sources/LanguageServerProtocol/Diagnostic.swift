// Diagnostics and how they are pushed (LSP 3.17 "Diagnostic", "PublishDiagnostics Notification").
import JSONRPC

/// How bad it is.
package enum DiagnosticSeverity: Int, Sendable {
  case error = 1
  case warning = 2
  case information = 3
  case hint = 4
}

/// What else is to be shown of the range.
package enum DiagnosticTag: Int, Sendable {
  case unnecessary = 1
  case deprecated = 2
}

/// Another place that explains a diagnostic.
package struct DiagnosticRelatedInformation: Sendable, Equatable, JSONEncodable {
  package var location: Location
  package var message: String

  package init(location: Location, message: String) {
    self.location = location
    self.message = message
  }

  package var json: JSONValue {
    ["location": location.json, "message": .string(message)]
  }
}

/// One finding. Members the client has not announced are to be left nil or empty by whoever makes it.
package struct Diagnostic: Sendable, Equatable, JSONEncodable {
  package var range: Range
  package var severity: DiagnosticSeverity
  package var code: String
  /// `codeDescription.href`: a page about the code.
  package var codeDescription: String?
  package var source: String
  package var message: String
  package var tags: [DiagnosticTag]
  package var relatedInformation: [DiagnosticRelatedInformation]

  package init(
    range: Range, severity: DiagnosticSeverity, code: String, codeDescription: String? = nil, source: String,
    message: String, tags: [DiagnosticTag] = [], relatedInformation: [DiagnosticRelatedInformation] = []
  ) {
    self.range = range
    self.severity = severity
    self.code = code
    self.codeDescription = codeDescription
    self.source = source
    self.message = message
    self.tags = tags
    self.relatedInformation = relatedInformation
  }

  package var json: JSONValue {
    var object: JSONObject = [
      "range": range.json, "severity": .integer(severity.rawValue), "code": .string(code),
    ]
    object.append("codeDescription", codeDescription.map { ["href": .string($0)] })
    object.append("source", .string(source))
    object.append("message", .string(message))
    if !tags.isEmpty { object.append("tags", .array(tags.map { .integer($0.rawValue) })) }
    if !relatedInformation.isEmpty { object.append("relatedInformation", .array(relatedInformation.map(\.json))) }
    return .object(object)
  }
}

/// The parameters of `textDocument/publishDiagnostics`.
package struct PublishDiagnosticsParams: Sendable, Equatable, JSONEncodable {
  package var uri: DocumentURI
  /// The version of the document that was looked at; nil once it is closed.
  package var version: Int?
  package var diagnostics: [Diagnostic]

  package init(uri: DocumentURI, version: Int?, diagnostics: [Diagnostic]) {
    self.uri = uri
    self.version = version
    self.diagnostics = diagnostics
  }

  package var json: JSONValue {
    var object: JSONObject = ["uri": uri.json]
    object.append("version", version.map { .integer($0) })
    object.append("diagnostics", .array(diagnostics.map(\.json)))
    return .object(object)
  }
}
