// Positions as the outside world counts them: lines, and characters in one of the protocol's three encodings.

/// The unit in which `character` is counted (LSP 3.17, PositionEncodingKind).
public enum PositionEncoding: String, Sendable, CaseIterable {
  /// Bytes of UTF-8.
  case utf8 = "utf-8"
  /// Code units of UTF-16, the protocol's default.
  case utf16 = "utf-16"
  /// Unicode scalars.
  case utf32 = "utf-32"
}

/// A place in a text by line and character, both from 0; the unit of `character` is a ``PositionEncoding``.
public struct TextPosition: Hashable, Comparable, Sendable {
  /// The line, from 0. A line ends with `\n`, `\r\n` or `\r`.
  public var line: Int
  /// The distance from the start of the line, in units of the encoding asked for.
  public var character: Int

  /// Makes a position; both numbers count from 0.
  public init(line: Int, character: Int) {
    self.line = line
    self.character = character
  }

  /// Orders by line, then by character.
  public static func < (left: TextPosition, right: TextPosition) -> Bool {
    (left.line, left.character) < (right.line, right.character)
  }
}
