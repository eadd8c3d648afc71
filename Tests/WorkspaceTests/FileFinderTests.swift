// What a search finds, and under which paths.

import Analysis
import Testing

@testable import Workspace

@Suite struct FileFinderTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func find(_ arguments: String..., from current: String = "") -> FileFinder {
    let current = current.isEmpty ? folder.path : folder[current]
    var finder = FileFinder(
      currentFolder: current,
      configurations: ConfigurationStore(analyzer: Analyzer(), remembersFolders: true))
    for (index, argument) in arguments.enumerated() {
      finder.find(Path.absolute(argument, in: current), index: index)
    }
    return finder
  }

  private func paths(_ finder: FileFinder) -> [String] { finder.candidates.map(\.path).sorted() }

  @Test func onlyThreeExtensions() throws {
    defer { folder.remove() }
    for name in ["a.yaml", "b.YML", "c.json", "d.yaml.bak", "e.txt", "yaml", "x/y/z.case.yaml"] {
      try folder.write("", to: name)
    }
    #expect(paths(find(".")) == ["a.yaml", "b.YML", "c.json", "x/y/z.case.yaml"])
  }

  @Test func pathsAreRelativeToTheCurrentFolderBelowIt() throws {
    defer { folder.remove() }
    try folder.write("", to: "a/b/c.yaml")
    #expect(paths(find("/\(folder.path)/a", from: "a")) == ["b/c.yaml"])
    #expect(paths(find("..", from: "a/b")) == [folder["a/b/c.yaml"]])
  }

  @Test func linkedFoldersAreSearchedOnceAndCirclesEnd() throws {
    defer { folder.remove() }
    try folder.write("", to: "z/a.yaml")
    try folder.write("", to: "outside/b.yaml")
    try folder.makeFolder("w")
    try folder.write("", to: "w/real/c.yaml")
    try folder.link("w/a-link", to: "real")
    try folder.link("w/real/up", to: "..")
    try folder.link("w/real/self", to: ".")
    try folder.link("w/out", to: "../outside")
    try folder.link("w/out2", to: "../outside")
    try folder.link("w/c-link.yaml", to: "real/c.yaml")
    try folder.link("w/d.yaml", to: "../z/a.yaml")
    #expect(paths(find(".", from: "w")) == ["d.yaml", "out/b.yaml", "real/c.yaml"])
  }

  @Test func repositoriesStartAfresh() throws {
    defer { folder.remove() }
    try folder.makeFolder(".git")
    try folder.write("*.yaml\n", to: ".gitignore")
    try folder.makeFolder("inner/.git")
    try folder.write("", to: "inner/a.yaml")
    try folder.write("", to: "b.yaml")
    #expect(paths(find(".")) == ["inner/a.yaml"])
  }

  @Test func theExcludeFileOfALinkedWorkingTree() throws {
    defer { folder.remove() }
    try folder.write("local.yaml\n", to: "main/.git/info/exclude")
    try folder.write("../..\n", to: "main/.git/worktrees/t/commondir")
    try folder.write("gitdir: ../main/.git/worktrees/t\n", to: "tree/.git")
    try folder.write("", to: "tree/local.yaml")
    try folder.write("", to: "tree/a.yaml")
    #expect(paths(find("tree")) == ["tree/a.yaml"])
  }

  @Test func configurationsBelowAddToWhatIsExcluded() throws {
    defer { folder.remove() }
    try folder.write("kind: casecheck_config\nexclude: [old]\n", to: ".casecheck.yaml")
    try folder.write("kind: casecheck_config\nexclude: [/new]\n", to: "x/.casecheck.yaml")
    for name in ["old/a.yaml", "new/b.yaml", "x/old/c.yaml", "x/new/d.yaml", "x/y/new/e.yaml"] {
      try folder.write("", to: name)
    }
    #expect(paths(find(".")) == [".casecheck.yaml", "new/b.yaml", "x/.casecheck.yaml", "x/y/new/e.yaml"])
  }

  @Test func namesThatLookAlikeAreTwoFiles() throws {
    defer { folder.remove() }
    try folder.write("", to: "caf\u{E9}.yaml")
    try folder.write("", to: "cafe\u{301}.yaml")
    // Some file systems hold them for one.
    #expect(find(".").candidates.count == (try FileSystem.entries(of: folder.path).count))
  }

  @Test func excludedPathsMayBeginWithADot() throws {
    defer { folder.remove() }
    try folder.write("kind: casecheck_config\nexclude: [./a/b.yaml]\n", to: ".casecheck.yaml")
    for name in ["a/b.yaml", "b.yaml"] { try folder.write("", to: name) }
    #expect(paths(find(".")) == [".casecheck.yaml", "b.yaml"])
  }

  @Test func whatCannotBeReadIsSaid() throws {
    defer { folder.remove() }
    let finder = find("none", "none/x.yaml")
    #expect(finder.candidates.isEmpty)
    #expect(finder.failures.map(\.message) == ["There is no such file or folder.", "There is no such file or folder."])
  }
}
