// Which of several words a mistyped one was probably meant to be.

/// How words resemble each other.
enum Resemblance {
  /// A word that was probably meant.
  struct Guess: Equatable {
    /// The word.
    var word: String
    /// Whether nothing but capitals, spaces, hyphens and underscores differ, and no other word does so too.
    var isCertain: Bool
  }

  /// The word of `candidates` most like `text`, if one is like it and no other is as much.
  static func best(for text: String, among candidates: [String]) -> Guess? {
    guard !text.isEmpty, text.utf8.count <= 100 else { return nil }
    let bare = bare(text)
    let same = candidates.filter { Resemblance.bare($0) == bare }
    if same.count == 1, let word = same.first { return Guess(word: word, isCertain: true) }
    let initials = candidates.filter { Resemblance.initials($0) == bare && bare.count > 1 }
    if initials.count == 1, let word = initials.first { return Guess(word: word, isCertain: false) }
    let parts = candidates.filter { isPart(bare, of: $0) }
    if parts.count == 1, let word = parts.first { return Guess(word: word, isCertain: false) }
    let limit = max(1, min(bare.count, 12) / 3)
    var best: (word: String, distance: Int)?
    var isTied = false
    for candidate in candidates.prefix(1_000) {
      guard let distance = distance(bare, Resemblance.bare(candidate), limit: limit) else { continue }
      if let known = best, known.distance <= distance {
        if known.distance == distance { isTied = true }
      } else {
        best = (candidate, distance)
        isTied = false
      }
    }
    guard let best, !isTied else { return nil }
    return Guess(word: best.word, isCertain: false)
  }

  /// The letters and digits of `text` in lower case.
  private static func bare(_ text: String) -> [UInt8] {
    text.lowercased().utf8.filter {
      $0 != 0x20 && $0 != UInt8(ascii: "_") && $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "\t")
    }
  }

  /// Whether `bare` is one of the words of `text`: `8a` of `band_8a`.
  private static func isPart(_ bare: [UInt8], of text: String) -> Bool {
    guard bare.count > 1 else { return false }
    return text.lowercased().split { $0 == "_" || $0 == "-" || $0 == " " }.contains { $0.utf8.elementsEqual(bare) }
  }

  private static func initials(_ text: String) -> [UInt8] {
    text.lowercased().split { $0 == "_" || $0 == "-" || $0 == " " }.compactMap { $0.utf8.first }
  }

  /// The number of letters put in, left out, replaced or swapped with their neighbour between `left` and `right`; `nil`
  /// above `limit`.
  static func distance(_ left: [UInt8], _ right: [UInt8], limit: Int) -> Int? {
    guard abs(left.count - right.count) <= limit, left.count <= 200, right.count <= 200 else { return nil }
    var before: [Int] = []
    var last = Array(0...right.count)
    for row in left.indices {
      var current = [row + 1]
      for column in right.indices {
        let substitution = last[column] + (left[row] == right[column] ? 0 : 1)
        var cost = min(substitution, last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          cost = min(cost, before[column - 1] + 1)
        }
        current.append(cost)
      }
      (before, last) = (last, current)
    }
    let result = last[right.count]
    return result <= limit ? result : nil
  }
}
