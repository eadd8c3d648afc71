// What is no pattern, and where its fault lies.

import Patterns
import Testing

struct Fault: CustomTestStringConvertible, Sendable {
  let pattern: String
  let offset: Int
  let length: Int

  init(_ pattern: String, at offset: Int, _ length: Int) {
    self.pattern = pattern
    self.offset = offset
    self.length = length
  }

  var testDescription: String { pattern }
}

@Suite struct SyntaxErrorTests {
  @Test(arguments: [
    Fault("^(abc]", at: 5, 1), Fault("(abc", at: 0, 1), Fault("abc)", at: 3, 1), Fault("a[bc", at: 1, 1),
    Fault("a]", at: 1, 1), Fault("a}", at: 1, 1), Fault("{", at: 0, 1), Fault("a{", at: 1, 1), Fault("a{1", at: 1, 1),
    Fault("a{,2}", at: 1, 1), Fault("a{2,1}", at: 1, 5), Fault("a**", at: 1, 2), Fault("a{1}{2}", at: 4, 1),
    Fault("*a", at: 0, 1), Fault("a|+", at: 2, 1), Fault("^*", at: 0, 2), Fault("\\b+", at: 0, 3),
    Fault("(?=a)*", at: 0, 6), Fault("(?<=a){2}", at: 0, 9), Fault("\\a", at: 0, 2),
    Fault("^\\S(|(.|\\n)*\\S)\\Z", at: 15, 2),
    Fault("\\-", at: 0, 2), Fault("\\_", at: 0, 2), Fault("\\", at: 0, 1), Fault("[\\", at: 1, 1),
    Fault("\\1", at: 0, 2),
    Fault("(a)\\2", at: 3, 2), Fault("\\01", at: 0, 3), Fault("[\\1]", at: 1, 2), Fault("[\\B]", at: 1, 2),
    Fault("\\c1", at: 0, 2), Fault("\\cé", at: 0, 2), Fault("\\x4", at: 0, 2), Fault("\\u004", at: 0, 2),
    Fault("\\u{}", at: 0, 3), Fault("\\u{110000}", at: 0, 10), Fault("\\u{41", at: 0, 5), Fault("[b-a]", at: 1, 3),
    Fault("[\\d-z]", at: 1, 4), Fault("[a-\\d]", at: 1, 4), Fault("\\k", at: 0, 2), Fault("\\k<a>", at: 0, 5),
    Fault("(?<a>x)\\k<b>", at: 7, 5), Fault("(?<a>x)(?<a>y)", at: 10, 1), Fault("(?<1a>x)", at: 3, 1),
    Fault("(?<>x)", at: 0, 4), Fault("(?<a", at: 0, 4), Fault("(?i)abc", at: 0, 3), Fault("(?P<a>x)", at: 0, 3),
    Fault("(?>a)", at: 0, 3), Fault("(?", at: 0, 2), Fault("\\p", at: 0, 2), Fault("\\p{", at: 0, 3),
    Fault("\\p{Lettre}", at: 3, 6), Fault("\\p{letter}", at: 3, 6), Fault("\\p{Script=Klingon}", at: 10, 7),
    Fault("\\p{Block=Greek}", at: 3, 5), Fault("\\p{Greek}", at: 3, 5), Fault("é\\p{Script}", at: 4, 6),
  ])
  func faultsArePlaced(_ fault: Fault) {
    let error = #expect(throws: PatternError.self) { try Pattern(fault.pattern) }
    #expect(error?.offset == fault.offset, "\(error?.message ?? "")")
    #expect(error?.length == fault.length, "\(error?.message ?? "")")
    #expect(throws: PatternError.self) { try Pattern.validate(fault.pattern) }
  }

  @Test(arguments: [
    "((a{1000}){1000}){1000}", "a{999999999999999999999999}", "(?:a?){0,1000000000}", "(?:(?:a{300}){300})+",
  ])
  func patternsTooLargeAreRefusedQuickly(_ source: String) throws {
    let error = #expect(throws: PatternError.self) { try Pattern(source) }
    #expect(error?.message.contains("too large") == true)
    try Pattern.validate(source)
  }

  @Test func nothingRepeatedOftenIsNothing() throws {
    for source in ["(?:){1000000000}", "(?:){0,1000000000}", "(?:(?:)*){1000000000}?", "(?:)*", "(?:(?:)+)+"] {
      #expect(try Pattern("^" + source + "a$").firstMatch(in: "a") == .match, "\(source)")
    }
  }

  @Test func groupsHaveADepthLimit() throws {
    let deep = String(repeating: "(", count: 200) + "a" + String(repeating: ")", count: 200)
    #expect(try Pattern(deep).firstMatch(in: "a") == .match)
    #expect(throws: PatternError.self) { try Pattern("(" + deep + ")") }
    #expect(throws: PatternError.self) { try Pattern(String(repeating: "(?=", count: 100_000)) }
  }
}
