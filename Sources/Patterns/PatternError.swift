// The fault of a pattern that cannot be compiled: what is wrong and where in its source.

/// Why a pattern was refused, with the place to underline in its source.
public struct PatternError: Error, Equatable, Sendable, CustomStringConvertible {
  /// One sentence without a final stop that names what was found and, where it helps, what was expected.
  public let message: String
  /// Where the fault begins, in Unicode scalars from the start of the pattern.
  public let offset: Int
  /// How much of the pattern is at fault, in Unicode scalars; 0 where something is missing at the pattern's end.
  public let length: Int

  /// The message with its place, for a log or a test's output.
  public var description: String { "\(message) (at \(offset))" }

  init(_ message: String, at range: Range<Int>) {
    self.message = message
    self.offset = range.lowerBound
    self.length = range.count
  }
}
