// Decides whether output is coloured; reads nothing itself.

/// The value of `--color`.
public enum ColorChoice: String, CaseIterable, Sendable {
  /// Colour on a terminal, unless the environment says otherwise.
  case auto
  /// Colour in any case.
  case always
  /// No colour.
  case never

  /// Whether to write colour to an output that is, or is not, a terminal.
  ///
  /// In `auto`, a non-empty `NO_COLOR` (no-color.org) turns it off, a `CLICOLOR_FORCE` other than `0`
  /// (bixense.com/clicolors) turns it on without a terminal, and a terminal of type `dumb` has none.
  public func resolve(isTerminal: Bool, environment: [String: String]) -> Bool {
    switch self {
    case .always: return true
    case .never: return false
    case .auto:
      if let value = environment["NO_COLOR"], !value.isEmpty { return false }
      if let value = environment["CLICOLOR_FORCE"], !value.isEmpty, value != "0" { return true }
      return isTerminal && environment["TERM"] != "dumb"
    }
  }
}
