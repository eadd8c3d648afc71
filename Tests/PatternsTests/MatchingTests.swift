// What patterns match: the syntax of ECMA-262 piece by piece, and texts that would hang a naive matcher.

import Patterns
import Testing

struct Example: CustomTestStringConvertible, Sendable {
  let pattern: String
  let matching: [String]
  let other: [String]

  init(_ pattern: String, _ matching: [String], not other: [String] = []) {
    self.pattern = pattern
    self.matching = matching
    self.other = other
  }

  var testDescription: String { pattern }
}

@Suite struct MatchingTests {
  @Test(arguments: [
    Example("", ["", "a"]),
    Example("a|b|", ["", "x"]),
    Example("^abc$", ["abc"], not: ["abc\n", "xabc", "abcx", ""]),
    Example("b", ["abc"], not: ["ac"]),
    Example("^(?:a|b|cd)$", ["a", "b", "cd"], not: ["c", "ab"]),
    Example("^[0-9]{4}/[0-9]{2}$", ["2013/14"], not: ["2013-14", "2013/145", "213/14"]),
    Example("^[A-Z][A-Z0-9]{2,9}$", ["ABC", "A123456789"], not: ["AB", "A1234567890", "abc"]),
    Example("^x_", ["x_a"], not: ["ax_", "x"]),
    Example("_gbp$", ["total_gbp"], not: ["total_gbp_", "gbp"]),
    Example("^a{0}b$", ["b"], not: ["ab"]),
    Example("^a{2,}$", ["aa", "aaaa"], not: ["a"]),
    Example("^a+?b*?$", ["aaab", "a"], not: ["b"]),
    Example("^a??b$", ["b", "ab"], not: ["aab"]),
    Example("^.$", ["a", "é", "🐲"], not: ["\n", "\r", "\u{2028}", "\u{2029}", "ab"]),
    Example("^[^a]$", ["b", "é", "\n"], not: ["a", "bb"]),
    Example("^[^]$", ["a", "\n"], not: ["", "ab"]),
    Example("[]", [], not: ["", "a"]),
    Example("^[a-c-]$", ["-", "b"], not: ["d"]),
    Example("^[\\w-]+$", ["a-b"], not: ["a b"]),
    Example("^[\\-\\]\\\\^]+$", ["-]\\^"], not: ["a"]),
    Example("^[\\b]$", ["\u{8}"], not: ["b"]),
    Example("^[à-ÿ]+$", ["éè"], not: ["e", "Ā"]),
    Example("^[^à-ÿ]$", ["e", "Ā"], not: ["é"]),
    Example("^\\d\\D$", ["1a", "1\u{7C0}"], not: ["\u{7C0}a", "11"]),
    Example("^[\\D]$", ["é", "a"], not: ["1"]),
    Example("^\\w\\W$", ["aé", "_-"], not: ["éa"]),
    Example(
      "^\\s$",
      ["\t", "\n", "\u{B}", "\u{C}", "\r", " ", "\u{A0}", "\u{FEFF}", "\u{1680}", "\u{2003}", "\u{2028}", "\u{3000}"],
      not: ["\u{1}", "\u{2013}", "\u{180E}", "\u{200B}"]),
    Example("^\\S$", ["a", "\u{200B}"], not: ["\u{A0}", " "]),
    Example("^\\cC\\ca$", ["\u{3}\u{1}"], not: ["\\cC\\ca"]),
    Example("^\\t\\n\\v\\f\\r\\0$", ["\t\n\u{B}\u{C}\r\0"]),
    Example("^\\x41\\u0042\\u{43}\\u{1F432}\\uD83D\\uDC32$", ["ABC🐲🐲"]),
    Example("\\uD83D", [], not: ["🐲", "a"]),
    Example("[\\uD83D\\uDC32]", ["🐲"], not: ["🐉"]),
    Example("^\\^\\$\\\\\\.\\*\\+\\?\\(\\)\\[\\]\\{\\}\\|\\/$", ["^$\\.*+?()[]{}|/"]),
    Example("^🐲*$", ["", "🐲", "🐲🐲"], not: ["🐉", "D"]),
    Example("\\bfoo\\b", ["a foo b", "foo"], not: ["afoo", "foo1"]),
    Example("\\Boo\\B", ["fool"], not: ["foo", "oo"]),
    Example("^é\\b", [], not: ["é"]),
  ])
  func syntax(_ example: Example) throws { try check(example) }

  @Test(arguments: [
    Example("a(?=b)", ["ab"], not: ["ac", "a"]),
    Example("a(?!b)", ["ac", "a", "abac"], not: ["ab"]),
    Example("(?<=a)b", ["ab"], not: ["b", "cb"]),
    Example("(?<=a+)b", ["aab"], not: ["cb"]),
    Example("(?<!a)b", ["b", "cb"], not: ["ab"]),
    Example("(?<=^é\\d{2})x$", ["é12x"], not: ["e12x", "é1x"]),
    // A lookbehind is matched from right to left: the group has nothing yet when it is referred to.
    Example("(?<=([ab])\\1)x", ["abx", "ax"], not: ["cx"]),
    Example("(?<=\\1([ab]))x", ["aax", "bbx"], not: ["abx"]),
    Example("^(?=.*\\d)(?=.*[a-z]).{4,8}$", ["abc1", "1234567z"], not: ["abcd", "1a", "12345678z"]),
    Example("^(?!.*(?:foo|bar)).*$", ["", "baz"], not: ["a foo", "bar"]),
    Example("^(?:(?=(a))\\1)+$", ["aaa"], not: ["", "ab"]),
    Example("^(a)\\1$", ["aa"], not: ["a", "ab"]),
    Example("^(?<quote>['\"]).*\\k<quote>$", ["'a'", "\"b\""], not: ["'a\""]),
    Example("^\\k<later>(?<later>a)$", ["a"], not: ["aa"]),
    Example("^(a\\1)$", ["a"], not: ["aa"]),
    Example("^(?:(a)|b)*\\1$", ["aa", "ab", "baa"], not: ["c"]),
    Example(
      "^(?:(a)|(b)|(c)){3}\\1\\2\\3$", ["abcc", "cabb"], not: ["abca", "abcabc"]),
    Example("^(z)((a+)?(b+)?(c))*$", ["zaacbbbcac"]),
    Example("^(?:a?)*?$", ["", "aaa"], not: ["b"]),
    Example("^(a*)*$", ["", "aaa"], not: ["b"]),
    Example("^(?:|a)+$", ["", "aaa"], not: ["b"]),
    Example("^(a?b??)*\\1$", ["", "abab"], not: ["c"]),
    Example("(?<$é_1>x)\\k<$é_1>", ["xx"], not: ["x"]),
    Example("(?<\\u0061b>x)\\k<ab>", ["xx"], not: ["x"]),
  ])
  func groupsAndLookarounds(_ example: Example) throws { try check(example) }

  @Test(arguments: [
    Example("^\\p{Letter}+$", ["Hello", "π"], not: ["123", "a1"]),
    Example("^\\p{L}\\p{Lu}\\p{Ll}\\p{General_Category=Nd}\\p{gc=P}$", ["éAb4!"], not: ["éab4!"]),
    Example("^\\p{digit}+$", ["42", "৪২"], not: ["-%#"]),
    Example("^\\P{L}$", ["1", "-"], not: ["a", "é"]),
    Example("^[\\p{L}\\p{Nd}_]+$", ["é৪_"], not: ["-"]),
    Example("^[^\\p{L}]$", ["1", "৪"], not: ["é", "a"]),
    Example("^[\\P{L}]$", ["1"], not: ["a"]),
    Example("^\\p{Alphabetic}\\p{White_Space}\\p{Emoji}\\p{ASCII}\\p{Any}$", ["é\u{2003}🐲a\u{10FFFF}"]),
    Example("^\\p{Script=Greek}+$", ["αβγ"], not: ["abc", "αb"]),
    Example("^\\p{sc=Grek}\\p{Script=Han}\\p{sc=Hira}$", ["α丈ぁ"], not: ["αぁ丈"]),
    Example("^\\p{scx=Deva}$", ["क", "\u{951}", "\u{964}"], not: ["a"]),
    Example("^\\p{sc=Deva}$", ["क"], not: ["\u{951}", "\u{964}"]),
    Example("^\\p{scx=Zyyy}$", ["1"], not: ["\u{964}", "a"]),
    Example("^\\p{RI}\\p{ExtPict}\\p{EComp}$", ["🇬🐲#"], not: ["GGG"]),
    Example("^\\p{Cn}\\p{Co}\\p{Cc}$", ["\u{378}\u{E000}\u{1}"]),
  ])
  func properties(_ example: Example) throws { try check(example) }

  private func check(_ example: Example) throws {
    let pattern = try Pattern(example.pattern)
    for text in example.matching { #expect(pattern.firstMatch(in: text) == .match, "\(text)") }
    for text in example.other { #expect(pattern.firstMatch(in: text) == .noMatch, "\(text)") }
  }
}

@Suite struct BoundTests {
  @Test(arguments: [
    "(a+)+$", "(a|a)*b", "^(([a-z])+.)+[A-Z]([a-z])+$", "(a*)*b", "(?:a|aa)+$", "(.*)*x", "^(a?){50}a{50}$",
  ])
  func catastrophicPatternsEndInLinearWork(_ source: String) throws {
    let pattern = try Pattern(source)
    let text = String(repeating: "a", count: 20_000) + "!"
    #expect(pattern.firstMatch(in: text) == .noMatch)
  }

  @Test func theLinearMatcherFindsWhatThereIs() throws {
    let text = String(repeating: "é", count: 5_000) + "ab🐲" + String(repeating: "c", count: 5_000)
    #expect(try Pattern("(?:é+)+(?:a|ab)+🐲(?:c|cc)*$").firstMatch(in: text) == .match)
    #expect(try Pattern("(?:[^a]+)+(?:a|ab)+🐉(?:c|cc)*$").firstMatch(in: text) == .noMatch)
    #expect(try Pattern("(?:.+)+\\bab\\B").firstMatch(in: text) == .noMatch)
    #expect(try Pattern("(?:a|b|c)*c{300}$").firstMatch(in: text) == .match)
  }

  @Test func backreferencesAreCutOff() throws {
    let text = String(repeating: "a", count: 40) + "!"
    #expect(try Pattern("^(a+)+\\1b$").firstMatch(in: text, stepLimit: 100_000) == .stepLimitExceeded)
    #expect(try Pattern("^(?=(a+)+b)").firstMatch(in: text, stepLimit: 100_000) == .stepLimitExceeded)
    #expect(try Pattern("^(?:a|a)*b$").firstMatch(in: text, stepLimit: 10) == .stepLimitExceeded)
    #expect(try Pattern("^(a+)\\1!$").firstMatch(in: text, stepLimit: 100_000) == .match)
  }

  @Test func bytesThatAreNoUTF8AreHarmless() throws {
    let bytes: [[UInt8]] = [
      [0xFF], [0xC3], [0xE2, 0x82], [0xF0, 0x9F, 0x90], [0x80, 0x80, 0x61], [0xED, 0xA0, 0xBD],
    ]
    for source in ["^.*$", "(?<=.)a|.", "\\w|\\W", "é*?$"] {
      let pattern = try Pattern(source)
      for text in bytes {
        #expect(text.withUnsafeBufferPointer { pattern.firstMatch(in: $0) } == .match, "\(source) \(text)")
      }
    }
    let empty = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    #expect(try Pattern("^$").firstMatch(in: empty) == .match)
  }
}
