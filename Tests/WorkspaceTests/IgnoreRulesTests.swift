// What gitignore patterns match, by the documentation of gitignore(5) and the behaviour of Git where that is silent.

import Testing

@testable import Workspace

@Suite struct IgnoreRulesTests {
  struct Row: Sendable, CustomStringConvertible {
    let patterns: String
    let path: String
    let verdict: Bool?

    init(_ patterns: String, _ path: String, _ verdict: Bool?) {
      self.patterns = patterns
      self.path = path
      self.verdict = verdict
    }

    var description: String { "\(patterns.debugDescription) on \(path)" }
  }

  /// A path that ends with a slash is a folder.
  static let rows: [Row] = [
    // Names and paths.
    Row("a", "a", true), Row("a", "x/a", true), Row("a", "ab", nil), Row("a", "a/", true),
    Row("/a", "a", true), Row("/a", "x/a", nil), Row("x/a", "x/a", true), Row("x/a", "y/x/a", nil),
    Row("/", "a", nil), Row("", "a", nil),
    // Folders only.
    Row("a/", "a/", true), Row("a/", "a", nil), Row("a/", "x/a/", true), Row("/a/", "x/a/", nil),
    // Comments, negation and escapes.
    Row("#a", "#a", nil), Row("\\#a", "#a", true), Row("a\n!a", "a", false), Row("!a\na", "a", true),
    Row("\\!a", "!a", true), Row("*\n!x/a", "x/a", false), Row("!a", "a", false),
    // Spaces and line breaks.
    Row("a  ", "a", true), Row("a\\ ", "a ", true), Row("a\\ ", "a", nil), Row("a b", "a b", true),
    Row("a\t", "a", nil), Row("a\r\nb\r\n", "b", true), Row("\u{FEFF}a", "a", true), Row("  a", "a", nil),
    // One star, one character.
    Row("*.yaml", "a.yaml", true), Row("*.yaml", "x/a.yaml", true), Row("x/*.yaml", "x/a.yaml", true),
    Row("x/*.yaml", "x/y/a.yaml", nil), Row("a*b*c", "aXbYbZc", true), Row("a*b*c", "aXbY", nil), Row("*", "a", true),
    Row("a?c", "abc", true), Row("a?c", "ac", nil), Row("x?a", "x/a", nil), Row("/*", "a", true),
    Row("/*", "x/a", nil), Row("*a", "a", true),
    // Two stars.
    Row("**/a", "a", true), Row("**/a", "x/y/a", true), Row("**/x/a", "y/x/a", true), Row("x/**", "x/a", true),
    Row("x/**", "x/y/a", true), Row("x/**", "x/", nil), Row("x/**/a", "x/a", true), Row("x/**/a", "x/y/z/a", true),
    Row("x/**/a", "xa", nil), Row("**", "x/y", true), Row("x**a", "xyza", true), Row("x**/a", "xy/a", true),
    Row("x**/a", "x/y/a", true), Row("?x**/a", "zx/y/a", nil), Row("a/**/b/**/c", "a/b/c", true),
    Row("a/**/b/**/c", "a/x/b/y/z/c", true),
    Row("a/**/b/**/c", "a/x/y/z/c", nil), Row("**/", "x/", true), Row("**/*.y", "a/b.y", true),
    Row("/**/a", "x/a", true), Row("***/a", "x/a", true),
    // Sets.
    Row("[ab]", "a", true), Row("[ab]", "c", nil), Row("[!ab]", "c", true), Row("[^ab]", "a", nil),
    Row("[a-c]x", "bx", true), Row("[a-c]x", "dx", nil), Row("[]a]", "]", true), Row("[a-]", "-", true),
    Row("[\\]]", "]", true), Row("[[:digit:]]x", "7x", true), Row("[[:digit:]]x", "ax", nil),
    Row("[[:upper:][:digit:]]", "Q", true), Row("x[!a]y", "x/y", nil), Row("[a", "[a", nil), Row("a\\", "a\\", nil),
    Row("[c-a]", "b", nil), Row("[[:nonsense:]]", "a", nil), Row("\\[a]", "[a]", true), Row("\\*", "*", true),
    Row("\\*", "a", nil),
    // Bytes, not characters.
    Row("é", "é", true), Row("*é", "café", true), Row("?", "é", nil), Row("??", "é", true),
  ]

  @Test(arguments: rows) func verdict(_ row: Row) {
    let rules = IgnoreRules(file: Array(row.patterns.utf8))
    let isFolder = row.path.hasSuffix("/")
    let path = Array((isFolder ? String(row.path.dropLast()) : row.path).utf8)
    #expect(rules.verdict(on: path[...], isFolder: isFolder) == row.verdict)
  }

  @Test func innerRulesGoBeforeOuterOnes() {
    let outer = IgnoreScope(IgnoreRules(patterns: ["*.yaml"]), in: "/w", outer: nil)
    let inner = IgnoreScope(IgnoreRules(patterns: ["!a.yaml", "/b"]), in: "/w/x", outer: outer)
    #expect(!inner.ignores(Array("/w/x/a.yaml".utf8), isFolder: false))
    #expect(inner.ignores(Array("/w/x/c.yaml".utf8), isFolder: false))
    #expect(inner.ignores(Array("/w/x/b".utf8), isFolder: false))
    #expect(!inner.ignores(Array("/w/b".utf8), isFolder: false), "rules say nothing of what is above their folder")
  }

  @Test func matchingManyStarsTakesBoundedTime() {
    let rules = IgnoreRules(patterns: [
      String(repeating: "*a", count: 200) + "b", String(repeating: "**/a/", count: 200),
    ])
    let path = Array(String(repeating: "a/", count: 2_000).utf8)
    #expect(rules.verdict(on: path[...], isFolder: false) == nil)
  }
}
