// The fault of a text that is no expression.

/// Why a text could not be parsed, with the place to underline.
public struct SyntaxError: Error, Equatable, Sendable, CustomStringConvertible {
  /// One sentence without a final stop.
  public let message: String
  /// Where the fault is, in UTF-8 bytes from the start of the source; empty where something is missing at the end.
  public let range: Range<Int>

  /// The message with its place, for a log or a test's output.
  public var description: String { "\(message) (at \(range.lowerBound))" }

  init(_ message: String, at range: Range<Int>) {
    self.message = message
    self.range = range
  }
}
