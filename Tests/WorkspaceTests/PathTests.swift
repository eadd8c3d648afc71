// Paths and `file` URIs as text.

import Testing

@testable import Workspace

@Suite struct PathTests {
  @Test(arguments: [
    ("a", "/w", "/w/a"), ("./a/../b", "/w", "/w/b"), ("../../../a", "/w/x", "/a"), ("/a//b/", "/w", "/a/b"),
    ("", "/w", "/w"), (".", "/", "/"), ("a/\u{301}/../b", "/", "/a/b"),
  ])
  func absolute(_ path: String, _ folder: String, _ expected: String) {
    #expect(Path.absolute(path, in: folder) == expected)
  }

  @Test func relative() {
    #expect(Path.relative("/w/a/b", to: "/w") == "a/b")
    #expect(Path.relative("/w", to: "/w") == "")
    #expect(Path.relative("/wide/a", to: "/w") == nil)
    #expect(Path.relative("/a", to: "/") == "a")
    #expect(Path.relative("/w/\u{301}a", to: "/w") == "\u{301}a")
    #expect(Path.relative("/caf\u{E9}/a", to: "/cafe\u{301}") == nil, "paths are bytes")
  }

  @Test func parents() {
    #expect(Path.parent(of: "/a/b") == "/a")
    #expect(Path.parent(of: "/a") == "/")
    #expect(Path.parent(of: "/") == nil)
  }

  @Test(arguments: ["/a/b.json", "/a b/ü%.json", "/a#b?c.json", "/a/[x].json"])
  func uriAndBack(_ path: String) {
    #expect(FileURI.path(of: FileURI.uri(of: path)) == path)
  }

  @Test func uris() {
    #expect(FileURI.uri(of: "/a b/ü") == "file:///a%20b/%C3%BC")
    #expect(FileURI.path(of: "file://localhost/a") == "/a")
    #expect(FileURI.path(of: "FILE:/a") == "/a")
    #expect(FileURI.path(of: "file:///a#/b") == "/a")
    #expect(FileURI.path(of: "file://elsewhere/a") == nil)
    #expect(FileURI.path(of: "file:///a%zz") == nil)
    #expect(FileURI.path(of: "file:///a%FF") == nil)
    #expect(FileURI.path(of: "https://a/b") == nil)
    #expect(FileURI.path(of: "/a") == nil)
    #expect(FileURI.path(of: "") == nil)
  }
}
