// Byte ranges in a text: the one way in which every part below the protocol says where something stands.

/// A half-open range of UTF-8 byte offsets into one ``SourceText``.
public struct TextRange: Hashable, Comparable, Sendable {
  /// The offset of the first byte.
  public var start: Int
  /// The offset after the last byte; never less than `start`.
  public var end: Int

  /// Makes the range from `start` up to `end`; an `end` before `start` gives an empty range at `start`.
  public init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = max(start, end)
  }

  /// The number of bytes covered.
  public var length: Int { end - start }

  /// Whether no byte is covered.
  public var isEmpty: Bool { start == end }

  /// Whether `offset` lies inside the range or at its end, as a cursor does.
  public func touches(_ offset: Int) -> Bool { start <= offset && offset <= end }

  /// Whether every byte of `other` lies inside this range.
  public func contains(_ other: TextRange) -> Bool { start <= other.start && other.end <= end }

  /// Whether the two ranges share a byte.
  public func overlaps(_ other: TextRange) -> Bool { start < other.end && other.start < end }

  /// Orders by start, then by end.
  public static func < (left: TextRange, right: TextRange) -> Bool {
    (left.start, left.end) < (right.start, right.end)
  }
}
