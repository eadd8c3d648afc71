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

  /// The escape sequence that begins the style (ECMA-48, SGR).
  fileprivate var sequence: StaticString {
    switch self {
    case .plain: ""
    case .emphasis: "\u{1B}[1m"
    case .error: "\u{1B}[1;31m"
    case .warning: "\u{1B}[1;33m"
    case .information: "\u{1B}[1;34m"
    case .hint: "\u{1B}[1;36m"
    case .gutter, .related: "\u{1B}[34m"
    case .help: "\u{1B}[1;32m"
    case .removed: "\u{1B}[31m"
    case .added: "\u{1B}[32m"
    }
  }

  /// The escape sequence that ends a style.
  fileprivate static let reset: StaticString = "\u{1B}[0m"
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
    style.sequence.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  private mutating func end(_ style: Style) {
    guard useColor, style != .plain else { return }
    Style.reset.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }
}
