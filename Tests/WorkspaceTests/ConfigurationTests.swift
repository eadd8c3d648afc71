// How configuration is found, read and kept.

import Analysis
import DocumentModel
import Testing

@testable import Workspace

@Suite struct ConfigurationTests {
  private func store(_ given: String? = nil, remembers: Bool = false) -> ConfigurationStore {
    ConfigurationStore(analyzer: Analyzer(), given: given, remembersFolders: remembers)
  }

  @Test func foundUpwardToTheWorkspaceRoot() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try folder.write("kind: casecheck_config\nfail_on: warning\n", to: "w/.casecheck.yaml")
    try folder.makeFolder("w/a/b")
    try folder.makeFolder("w/repository/.git")
    try folder.makeFolder("w/repository/c")
    try folder.makeFolder("elsewhere/d")
    let store = store()
    let inside = store.configuration(forFolder: folder["w/a/b"])
    #expect(inside.root == folder["w"])
    #expect(inside.path == folder["w/.casecheck.yaml"])
    #expect(inside.failOn?.value == .warning)
    #expect(inside.failOn?.line == 2)
    let repository = store.configuration(forFolder: folder["w/repository/c"])
    #expect(repository.root == folder["w/repository"])
    #expect(repository.path == nil)
    #expect(store.configuration(forFolder: folder["elsewhere/d"]).path == nil)
  }

  @Test func valuesAndTheirPlaces() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try folder.write(
      "kind: casecheck_config\nrules:\n  SCH: warning\n  unknown-key: off\n  SCH001: information\nexclude:\n  - a/**\n",
      to: ".casecheck.yaml")
    let configuration = store().configuration(forFolder: folder.path)
    #expect(configuration.failure == nil)
    #expect(configuration.rules.map(\.line) == [3, 4, 5])
    #expect(configuration.severities.severity(of: .unknownKey, otherwise: .error) == nil)
    #expect(configuration.severities.severity(of: .wrongType, otherwise: .error) == .information)
    #expect(configuration.severities.severity(of: .missingKey, otherwise: .error) == .warning)
    #expect(configuration.exclude.map(\.value) == ["a/**"])
    #expect(configuration.base == folder.path)
  }

  @Test func whatIsWrongIsNotInForce() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try folder.write(
      "kind: casecheck_config\nrules: {SCH: loud, YML: hint}\nexclude: [1, a]\nfail_on: [error]\n",
      to: ".casecheck.yaml")
    let configuration = store().configuration(forFolder: folder.path)
    #expect(configuration.failure != nil)
    #expect(configuration.rules.map(\.value.key) == ["YML"])
    #expect(configuration.exclude.map(\.value) == ["a"])
    #expect(configuration.failOn == nil)
    #expect(configuration.diagnostics.count == 3)
  }

  @Test(arguments: ["", "a", "- a", "kind: [", "{", "kind: rule\n", "rules: &a {x: *a}\n", "rules: 1\nexclude: {}\n"])
  func anyTextGivesAConfiguration(_ text: String) throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try folder.write(text, to: ".casecheck.yaml")
    #expect(store().configuration(forFolder: folder.path).failure != nil)
  }

  @Test func aGivenFileIsInForceEverywhere() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try folder.write("kind: casecheck_config\nfail_on: never\n", to: "ci/any name.yml")
    try folder.write("kind: casecheck_config\nfail_on: warning\n", to: "w/.casecheck.yaml")
    let configuration = store(folder["ci/any name.yml"]).configuration(forFolder: folder["w"])
    #expect(configuration.failOn?.value == .never)
    #expect(configuration.root == folder["w"])
    #expect(configuration.base == folder["ci"])
  }

  @Test func anEditorSeesChangesAndARunDoesNot() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let (editor, run) = (store(), store(remembers: true))
    #expect(editor.configuration(forFolder: folder.path).path == nil)
    #expect(run.configuration(forFolder: folder.path).path == nil)
    try folder.write("kind: casecheck_config\nfail_on: never\n", to: ".casecheck.yaml")
    #expect(editor.configuration(forFolder: folder.path).failOn?.value == .never)
    #expect(run.configuration(forFolder: folder.path).path == nil)
    try folder.write("kind: casecheck_config\nfail_on: warning\n", to: ".casecheck.yaml")
    #expect(editor.configuration(forFolder: folder.path).failOn?.value == .warning)
  }

  @Test(
    arguments: [
      ("unknown-kye", "unknown-key"), ("SCHM", nil), ("XYZ", nil), ("SCH999", nil), ("FIN001", .none),
      ("FIN999", "FIN009"),
      ("totals-do-not-add-up", .none), ("totals-do-not-add", "totals-do-not-add-up"),
    ] as [(String, String?)])
  func unknownRules(_ key: String, _ suggestion: String?) throws {
    let text = "kind: casecheck_config\nrules:\n  \(key): off\n"
    let file = SourceFile(path: ".casecheck.yaml", text: .init(text))
    let findings = ConfigurationFindings.find(in: Analyzer().analyze(file)) { .builtIn }
    // `SCHM` is no possible key, which the schema says.
    #expect(findings.count == (["FIN001", "SCHM", "totals-do-not-add-up"].contains(key) ? 0 : 1))
    // Where rules of others may be in force, `FIN999` may be one of them.
    let lenient = ConfigurationFindings.find(in: Analyzer().analyze(file), book: nil)
    #expect(lenient.count == (key == "FIN999" || key == "XYZ999" ? 0 : findings.count))
    guard let finding = findings.first else { return }
    #expect(file.text.string(in: finding.range) == key)
    #expect(finding.pointer == "/rules/\(key)")
    if let suggestion { #expect(finding.fixes.first?.edits.first?.newText == suggestion) }
  }
}
