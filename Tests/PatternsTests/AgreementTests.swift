// The two matchers held against each other on made-up patterns.

import Testing

@testable import Patterns

/// Makes the same patterns and texts on every run.
private struct Maker {
  var state: UInt64

  mutating func next(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }

  mutating func pattern(depth: Int) -> String {
    switch next(depth > 0 ? 14 : 6) {
    case 0, 1: return "a"
    case 2: return "b"
    case 3: return "é"
    case 4: return ["[ab]", "[^a]", ".", "\\w", "\\W", "[é-ü]"][next(6)]
    case 5: return ["^", "$", "\\b", "\\B", "", "c"][next(6)]
    case 6, 7, 8: return pattern(depth: depth - 1) + pattern(depth: depth - 1)
    case 9: return "(?:" + pattern(depth: depth - 1) + "|" + pattern(depth: depth - 1) + ")"
    case 10: return "(" + pattern(depth: depth - 1) + "|)"
    default:
      let quantifier = ["*", "+", "?", "*?", "+?", "??", "{2}", "{1,3}", "{0,2}?", "{2,}"][next(10)]
      return "(?:" + pattern(depth: depth - 1) + ")" + quantifier
    }
  }

  mutating func text() -> String {
    (0..<next(9)).map { _ in ["a", "b", "é", "c", "\n", "🐲"][next(6)] }.joined()
  }
}

@Suite struct AgreementTests {
  @Test(arguments: 1...8)
  func matchersAgree(_ seed: Int) throws {
    var maker = Maker(state: UInt64(seed))
    var matches = 0
    for _ in 0..<500 {
      let source = maker.pattern(depth: 4)
      let pattern = try Pattern(source)
      // An assertion that always holds leaves the pattern's meaning alone and makes backtracking the only way.
      let backtracking = try Pattern("(?:\(source))(?=)")
      for _ in 0..<6 {
        let text = maker.text()
        var copy = text
        let linear = copy.withUTF8 {
          LinearMatcher.search(pattern.program, in: UTF8Text(bytes: $0), stepLimit: 1_000_000)
        }
        let direct = pattern.firstMatch(in: text)
        #expect(direct == linear, "\(source) on \(text.debugDescription)")
        #expect(direct == backtracking.firstMatch(in: text), "\(source) on \(text.debugDescription)")
        matches += direct == .match ? 1 : 0
      }
    }
    #expect((300..<2_900).contains(matches))
  }
}
