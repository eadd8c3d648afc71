// How grave findings are in a project: what configuration says of codes, names and groups.

import DocumentModel

/// What configuration says of one code, name or group.
public enum SeverityChoice: Sendable, Hashable {
  /// Findings are not reported.
  case off
  /// Findings are reported with this severity.
  case severity(Severity)
}

/// Severities by code (`SCH003`), name (`unknown-key`) or group (`SCH`).
public struct SeveritySettings: Sendable, Hashable {
  /// The choices by what they are for.
  public var choices: [String: SeverityChoice]

  /// Makes settings; by default each code has its own severity.
  public init(_ choices: [String: SeverityChoice] = [:]) {
    self.choices = choices
  }

  /// The severity of a finding of `code` that would be `severity`; `nil` where it is off. A code or name goes before a
  /// group, a code before a name.
  public func severity(of code: DiagnosticCode, otherwise severity: Severity) -> Severity? {
    if choices.isEmpty { return severity }
    let choice = choices[code.code] ?? choices[code.name] ?? choices[String(code.code.prefix(3))]
    switch choice {
    case .off: return nil
    case .severity(let chosen): return chosen
    case nil: return severity
    }
  }
}
