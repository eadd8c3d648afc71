// The syntax tree of a pattern, as ECMA-262 §22.2.1 reads it in Unicode mode; it knows no byte-code.

/// One piece of a pattern.
indirect enum PatternNode {
  case empty
  case scalar(UInt32)
  case set(ScalarSet)
  case sequence([PatternNode])
  case alternation([PatternNode])
  case capture(PatternNode, group: Int)
  case repetition(PatternNode, Repetition)
  case textStart
  case textEnd
  case wordBoundary(isNegated: Bool)
  case look(PatternNode, isBehind: Bool, isNegated: Bool)
  case backreference(group: Int)

  /// Whether the piece can match without consuming anything; an answer of true may be too careful.
  var canBeEmpty: Bool {
    switch self {
    case .scalar, .set: false
    case .empty, .textStart, .textEnd, .wordBoundary, .look, .backreference: true
    case .sequence(let parts): parts.allSatisfy(\.canBeEmpty)
    case .alternation(let branches): branches.contains(where: \.canBeEmpty)
    case .capture(let body, _): body.canBeEmpty
    case .repetition(let body, let repetition): repetition.minimum == 0 || body.canBeEmpty
    }
  }

  /// Whether every match begins at the start of the text, so that a search needs to try one place only.
  var isAnchored: Bool {
    switch self {
    case .textStart: true
    case .sequence(let parts): parts.first?.isAnchored ?? false
    case .alternation(let branches): branches.allSatisfy(\.isAnchored)
    case .capture(let body, _): body.isAnchored
    case .repetition(let body, let repetition): repetition.minimum > 0 && body.isAnchored
    case .empty, .scalar, .set, .textEnd, .wordBoundary, .look, .backreference: false
    }
  }
}

/// How often a piece is repeated.
struct Repetition {
  let minimum: Int
  /// Nil for no upper limit.
  let maximum: Int?
  let isGreedy: Bool
  /// The capture groups inside the piece, which every iteration begins by forgetting (ECMA-262 §22.2.2.3.1).
  let groups: Range<Int>
}

/// What the parser hands to the compiler.
struct ParsedPattern {
  let root: PatternNode
  /// The number of capture groups, not counting the whole match.
  let groupCount: Int
  let hasBackreferences: Bool
  let hasLookarounds: Bool
}
