// Where the formats for people write: display text with styles, which become escape sequences only if asked for.

import DocumentModel

/// What a piece of output is, from which its colour follows.
enum Style: UInt8 {
  case plain, emphasis, error, warning, information, hint, gutter, related, help, removed, added

  /// The style of a severity.
  init(_ severity: Severity) {
    switch severity {
    case .error: self = .error
    case .warning: self = .warning
    case .information: self = .information
    case .hint: self = .hint
    }
  }

  /// The parameters of the escape sequence that begins the style (ECMA-48, SGR).
  fileprivate var parameters: String {
    switch self {
    case .plain: "0"
    case .emphasis: "1"
    case .error: "1;31"
    case .warning: "1;33"
    case .information: "1;34"
    case .hint: "1;36"
    case .gutter, .related: "34"
    case .help: "1;32"
    case .removed: "31"
    case .added: "32"
    }
  }
}

/// Output for people, gathered as bytes.
struct Canvas {
  private(set) var bytes: [UInt8] = []
  private let useColor: Bool

  init(useColor: Bool) {
    self.useColor = useColor
  }

  /// Writes `text` in its display form.
  mutating func write(_ text: String, _ style: Style = .plain) {
    begin(style)
    VisibleText.append(text, to: &bytes)
    end(style)
  }

  /// Writes bytes that are in display form already.
  mutating func write(display: some Collection<UInt8>, _ style: Style = .plain) {
    guard !display.isEmpty else { return }
    begin(style)
    bytes.append(contentsOf: display)
    end(style)
  }

  mutating func write(spaces count: Int) {
    bytes.append(contentsOf: repeatElement(0x20, count: max(0, count)))
  }

  mutating func endLine() {
    bytes.append(0x0A)
  }

  private mutating func begin(_ style: Style) {
    guard useColor, style != .plain else { return }
    bytes.append(contentsOf: "\u{1B}[".utf8)
    bytes.append(contentsOf: style.parameters.utf8)
    bytes.append(UInt8(ascii: "m"))
  }

  private mutating func end(_ style: Style) {
    guard useColor, style != .plain else { return }
    bytes.append(contentsOf: "\u{1B}[0m".utf8)
  }
}
