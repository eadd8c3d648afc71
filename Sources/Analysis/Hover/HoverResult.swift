// What hover shows, as plain data.

import SourceText

/// The text for one place of a document.
public struct HoverResult: Sendable, Hashable {
  /// The key or the value it is about, in bytes.
  public let range: TextRange
  /// The text, in Markdown.
  public let markdown: String

  /// Makes the text for `range`.
  public init(range: TextRange, markdown: String) {
    self.range = range
    self.markdown = markdown
  }
}
