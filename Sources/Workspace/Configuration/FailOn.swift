// From which severity on findings make a run fail.

import DocumentModel

/// The lowest severity that makes a run end with status 1.
public enum FailOn: String, CaseIterable, Sendable, Hashable {
  case error
  case warning
  case information
  /// No finding does.
  case never

  /// Whether a finding of `severity` makes the run fail.
  public func includes(_ severity: Severity) -> Bool {
    switch self {
    case .error: severity >= .error
    case .warning: severity >= .warning
    case .information: severity >= .information
    case .never: false
    }
  }
}
