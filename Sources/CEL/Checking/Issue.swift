// What the checker found fault with, and the guesses at what was meant.

/// One fault in an expression.
public struct Issue: Sendable, Equatable {
  /// The kinds of faults.
  public enum Kind: Sendable, Equatable {
    /// A variable that is not declared.
    case unknownName
    /// A function that is not declared, or not of this form.
    case unknownFunction
    /// A field that the object's type does not have.
    case unknownField
    /// A string that is none of those the other side can be.
    case unknownValue
    /// Operands or arguments of types that do not go together.
    case wrongType
    /// A field that may be absent, read without `has(…)` or `.?`.
    case unguardedField
    /// A pattern that is none.
    case wrongPattern
  }
  /// What kind of fault it is.
  public let kind: Kind
  /// One sentence without a final stop.
  public let message: String
  /// What to underline, in UTF-8 bytes from the start of the source.
  public let range: Range<Int>
  /// The name or the text that was probably meant, without quotes.
  public let suggestion: String?
}

/// Guesses what was meant by a name that is not known.
enum Suggestion {
  /// The candidate that is nearest, if one is near enough: a third of the letters may be wrong. Letters that changed
  /// places count as one.
  static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
    let letters = Array(word.lowercased().unicodeScalars.prefix(64))
    let limit = max(1, letters.count / 3)
    var best: (name: String, distance: Int)?
    for candidate in candidates {
      let other = Array(candidate.lowercased().unicodeScalars.prefix(64))
      guard abs(other.count - letters.count) <= limit else { continue }
      let distance = distance(letters, other)
      guard distance <= limit, candidate != word else { continue }
      if let known = best, (known.distance, known.name) <= (distance, candidate) { continue }
      best = (candidate, distance)
    }
    return best?.name
  }

  /// How many letters must be put in, taken out, replaced or swapped with the next.
  private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var beforeLast = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    for row in 0..<left.count {
      var current = [row + 1]
      for column in 0..<right.count {
        var cost = min(last[column + 1], current[column]) + 1
        cost = min(cost, last[column] + (left[row] == right[column] ? 0 : 1))
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          cost = min(cost, beforeLast[column - 1] + 1)
        }
        current.append(cost)
      }
      beforeLast = last
      last = current
    }
    return last.last ?? 0
  }
}
