// Finds the name that a misspelt one is meant for.

/// Names compared as people mistype them.
public enum Spelling {
  /// Longer names are not compared.
  private static let lengthLimit = 128

  /// The candidate that `name` is most likely meant for: the closest by edits, at most a third of its length away, or one
  /// that differs only in case, `-` and `_`. `nil` where there is none; the first of equals otherwise.
  public static func closest(to name: String, among candidates: [String]) -> String? {
    let wanted = Array(name.unicodeScalars.prefix(lengthLimit + 1))
    guard !wanted.isEmpty, wanted.count <= lengthLimit else { return nil }
    let folded = fold(wanted)
    var best: (name: String, distance: Int)?
    for candidate in candidates where candidate != name {
      let scalars = Array(candidate.unicodeScalars.prefix(lengthLimit + 1))
      guard !scalars.isEmpty, scalars.count <= lengthLimit else { continue }
      let limit = max(1, min(scalars.count, wanted.count) / 3)
      let distance = fold(scalars) == folded ? 0 : distance(wanted, scalars, limit: limit)
      // One edit turns any two-letter name into many others, so it says nothing.
      guard let distance, distance == 0 || min(scalars.count, wanted.count) > 2 else { continue }
      if distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.name
  }

  /// Letters in lower case, without separators.
  private static func fold(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
    scalars.compactMap { scalar in
      switch scalar {
      case "-", "_", " ", ".": nil
      case "A"..."Z": Unicode.Scalar(UInt8(truncatingIfNeeded: scalar.value) | 0x20)
      default: scalar
      }
    }
  }

  /// The number of insertions, deletions, replacements and swaps of neighbours between two names (the restricted
  /// Damerau-Levenshtein distance), or `nil` above `limit`.
  private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar], limit: Int) -> Int? {
    guard abs(left.count - right.count) <= limit else { return nil }
    var beforeLast = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    for row in 1...left.count {
      var current = [row]
      current.reserveCapacity(right.count + 1)
      for column in 1...right.count {
        let cost = left[row - 1] == right[column - 1] ? 0 : 1
        var value = min(last[column] + 1, current[column - 1] + 1, last[column - 1] + cost)
        if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
          value = min(value, beforeLast[column - 2] + 1)
        }
        current.append(value)
      }
      if let least = current.min(), least > limit { return nil }
      beforeLast = last
      last = current
    }
    return last[right.count] <= limit ? last[right.count] : nil
  }
}
