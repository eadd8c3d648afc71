// What the analysis says of whole files: which are ours, their documents, pointers, severities and limits.

import Analysis
import DocumentModel
import JSONSchema
import SourceText
import Testing

@Suite struct AnalyzerTests {
  let analyzer = Analyzer()

  private func analyze(_ path: String, _ text: String, _ settings: AnalysisSettings = .init()) -> FileAnalysis {
    analyzer.analyze(SourceFile(path: path, text: SourceText(text)), settings: settings)
  }

  private func schema(_ text: String) throws -> Schema {
    let tree = JSONReader.read(SourceText(text)).tree
    return Schema.compile(tree, root: try #require(tree.documents.first?.root), uri: "https://example.org/s")
  }

  @Test(arguments: [true, false]) func deprecationsAreFoundWhetherOrNotMatchesAreKept(_ collectsMatches: Bool) throws {
    let schema = try schema(##"{"properties": {"old": {"deprecated": true}}}"##)
    let analysis = analyzer.analyze(
      SourceFile(path: "x.yaml", text: SourceText("old: 1\n")), schema: .given(schema),
      settings: AnalysisSettings(collectsMatches: collectsMatches))
    #expect(analysis.diagnostics.map(\.code) == [.deprecated])
  }

  @Test(arguments: [
    ("a/b/x.case.yaml", DocumentKind.businessCase), ("x.supplier.yml", .supplierProfile),
    ("x.policy.json", .policyPack), ("/x.rule.yaml", .rule), (".casecheck.yaml", .casecheckConfig),
    ("a/.casecheck.json", .casecheckConfig),
  ])
  func namesDecideTheKind(_ path: String, _ kind: DocumentKind) {
    #expect(DocumentKind.byName(path) == kind)
  }

  @Test(arguments: [
    "case.yaml", "x.case.txt", "x.yaml", "casecheck.yaml", "x.casecheck.yaml", "a.case.yaml/b.yaml", "",
  ])
  func otherNamesDecideNothing(_ path: String) {
    #expect(DocumentKind.byName(path) == nil)
  }

  @Test(arguments: [
    "kind: business_case\n", "# remark\nkind:   rule # remark\n", "a: 1\n\"kind\": 'policy_pack'\n",
    "{\"a\": 1, \"kind\": \"casecheck_config\"}", "---\nkind: supplier_profile\n", "\u{FEFF}kind: rule\n",
    "a: 1\r\nkind: rule\r\n", "kind: &k rule\n", "kind: >-\n  rule\n", "? kind\n: rule\n",
  ])
  func aKindMakesAFileOurs(_ text: String) {
    #expect(analyzer.couldBeOurs(path: "x.yaml", text: SourceText(text)))
    #expect(analyze("x.yaml", text).isOurs)
  }

  @Test(arguments: [
    "kind: Deployment\n", "a:\n  mankind: rule\n", "a: kind\n", "", "# kind: rule\n", "kinder: rule\n",
    "# yaml-language-server: no schema\n",
  ])
  func otherFilesAreNotOurs(_ text: String) {
    #expect(!analyzer.couldBeOurs(path: "x.yaml", text: SourceText(text)))
    let analysis = analyze("x.yaml", text)
    #expect(!analysis.isOurs)
    #expect(analysis.diagnostics.isEmpty)
  }

  @Test func whatIsMissingNamesTheSourceThatAsksForIt() throws {
    let text = SourceText(
      "schema_version: \"1.0\"\nkind: business_case\npolicy_pack: ccg-2013-14@1\nmetadata:\n  status:\n")
    let found = Analyzer().analyze(SourceFile(path: "x.case.yaml", text: text)).diagnostics
    let empty = try #require(found.first { $0.code == .needsAValue })
    #expect(empty.source?.title == "NHS England letter of 18 October 2013, reported by HSJ")
    let missing = try #require(found.first { $0.code == .missingKey })
    #expect(missing.source != nil)
  }

  @Test func anotherFileHasNoFindingsWhateverIsWrongWithIt() {
    let analysis = analyze("x.yaml", "a: [1, 2\nb: \"x\nb: 2\n")
    #expect(!analysis.isOurs)
    #expect(analysis.diagnostics.isEmpty)
  }

  @Test(arguments: [
    ("# yaml-language-server: $schema=a/b.json\nx: 1\n", "a/b.json"),
    ("x: 1\n#  yaml-language-server :  $schema=b.json  \n", "b.json"),
    ("# yaml-language-server: other=1 $schema=c.json\r\n", "c.json"),
    ("\u{FEFF}# yaml-language-server: $schema=d.json", "d.json"),
    ("#yaml-language-server: $schema=e.json\n# yaml-language-server: $schema=f.json", "f.json"),
  ])
  func modelinesNameASchema(_ text: String, _ reference: String) throws {
    let source = SourceText(text)
    let found = try #require(Modeline.schemaReference(in: source))
    #expect(found.reference == reference)
    #expect(source.string(in: found.range) == reference)
    #expect(analyzer.couldBeOurs(path: "x.yaml", text: source))
  }

  @Test(arguments: [
    "#yaml-language-server: $schema=a.json\n", "x: '# yaml-language-server: $schema=a.json'\n",
    "# yaml-language-server: $schema=\n", "# yaml-language-server $schema=a.json\n",
    "# yaml-language-server: x\n# $schema=a.json\n",
  ])
  func otherCommentsNameNone(_ text: String) {
    #expect(Modeline.schemaReference(in: SourceText(text)) == nil)
  }

  @Test func pointersNameTheNode() throws {
    let schema = try schema(
      """
      {"required": ["z"], "properties": {"a/b": {"items": {"type": "number"}},
       "c": {"properties": {"d": {"required": ["e"]}}}}, "additionalProperties": false}
      """)
    let text = "a/b:\n  - 1\n  - x\nc:\n  d: {}\nunknown: 1\n"
    let analysis = analyzer.analyze(SourceFile(path: "x.yaml", text: SourceText(text)), schema: .given(schema))
    let found = analysis.diagnostics.map { "\($0.code.code) \($0.pointer)" }
    #expect(found == ["SCH002 ", "SCH001 /a~1b/1", "SCH002 /c/d", "SCH003 /unknown"])
  }

  @Test func policyIsWhatTheDocumentSays() {
    #expect(analyze("x.case.yaml", "policy_pack: a@1\n").documents.first?.policy == "a@1")
    #expect(analyze("x.case.yaml", "policy_pack:\n").documents.first?.policy == nil)
    #expect(analyze("x.case.yaml", "policy_pack: [a]\n").documents.first?.policy == nil)
  }

  @Test func eachDocumentHasItsOwnFindings() {
    let analysis = analyze("x.yaml", "kind: rule\n---\nkind: Other\na: b: c\n---\nkind: casecheck_config\nx: 1\n")
    #expect(analysis.documents.map(\.kind) == [.rule, nil, .casecheckConfig])
    #expect(analysis.documents.last?.diagnostics.map(\.code) == [.unknownKey])
    #expect(analysis.document(at: analysis.file.text.length)?.kind == .casecheckConfig)
    #expect(analysis.document(at: 0)?.kind == .rule)
  }

  @Test func aMarkerAtTheEndOpensNothingThatIsMissed() {
    let analysis = analyze("x.casecheck.yaml", "kind: casecheck_config\n---\n")
    #expect(analysis.diagnostics.isEmpty)
  }

  @Test func severitiesAreChosenFromTheMostSpecific() {
    let text = "kind: casecheck_config\nunknown: 1\npolicy: 5\n"
    func found(_ choices: [String: SeverityChoice]) -> [String] {
      let settings = AnalysisSettings(severities: SeveritySettings(choices))
      return analyze("x.yaml", text, settings).diagnostics.map { "\($0.code.code) \($0.severity)" }
    }
    #expect(found([:]) == ["SCH003 error", "SCH001 error"])
    #expect(found(["SCH": .off]) == [])
    #expect(found(["SCH": .severity(.hint)]) == ["SCH003 hint", "SCH001 hint"])
    #expect(found(["SCH": .off, "unknown-key": .severity(.warning)]) == ["SCH003 warning"])
    #expect(found(["SCH": .off, "SCH001": .severity(.information)]) == ["SCH001 information"])
    #expect(found(["SCH003": .severity(.warning), "unknown-key": .off]) == ["SCH003 warning", "SCH001 error"])
  }

  @Test func findingsAreLimited() {
    let text = "kind: casecheck_config\n" + (0..<50).map { "unknown_\($0)q: 1\n" }.joined()
    let analysis = analyze("x.yaml", text, AnalysisSettings(findingLimit: 10))
    #expect(analysis.diagnostics.count == 11)
    #expect(analysis.diagnostics.last?.code == .tooManyFindings)
    #expect(analysis.diagnostics.dropLast().allSatisfy { $0.code == .unknownKey })
  }

  @Test func findingsAreTheSameWithoutMatches() {
    let text = "kind: business_case\nmetadata:\n  decision_date: soon\n  go_live_date: 1/4/2014\n"
    let with = analyze("x.yaml", text)
    let without = analyze("x.yaml", text, AnalysisSettings(collectsMatches: false))
    #expect(with.diagnostics == without.diagnostics)
    #expect(!with.diagnostics.isEmpty)
    #expect(without.documents.first?.evaluation?.matches.isEmpty == true)
  }

  @Test func deprecationsAreFoundWithoutMatches() throws {
    let file = SourceFile(path: "x.yaml", text: SourceText("cost: 1\n"))
    let schema = try schema(#"{"properties": {"cost": {"deprecated": true}}}"#)
    let settings = AnalysisSettings(collectsMatches: false)
    let found = analyzer.analyze(file, schema: .given(schema), settings: settings).diagnostics
    #expect(found.map(\.code.code) == ["SCH018"])
  }

  @Test func collectionsAsKeysAreErrorsInOurKindsOnly() throws {
    let text = "kind: casecheck_config\nx_a:\n  [1]: 2\n"
    let ours = analyze("x.yaml", text).diagnostics.filter { $0.code.code == "YML023" }
    #expect(ours.map(\.severity) == [.error])
    let given = analyzer.analyze(
      SourceFile(path: "x.yaml", text: SourceText(text)), schema: .given(try schema("true"))
    ).diagnostics
    #expect(given.map(\.severity) == [.warning])
  }

  @Test func anUnusableSchemaIsReportedAtItsModeline() {
    let text = SourceText("# yaml-language-server: $schema=none.json\na: 1\n---\nb: 2\n")
    let analysis = analyzer.analyze(
      SourceFile(path: "x.yaml", text: text), schema: .unavailable("There is no file `none.json`."))
    #expect(analysis.diagnostics.map(\.message) == ["There is no file `none.json`."])
    #expect(analysis.diagnostics.map { text.string(in: $0.range) } == ["none.json"])
  }

  @Test func problemsOfASchemaAreFindingsOfItsFile() throws {
    let schema = try schema(##"{"type": "nonsense", "$ref": "#/nowhere"}"##)
    #expect(SchemaProblems.diagnostics(of: schema).map(\.code) == [.brokenSchema, .unresolvableReference])
  }

  @Test func theCodesAreUniqueAndNamedInKebabCase() {
    let codes = DiagnosticCode.analysisCodes
    #expect(Set(codes.map(\.code)).count == codes.count)
    #expect(Set(codes.map(\.name)).count == codes.count)
    for code in codes {
      #expect(code.code.count == 6)
      #expect(code.name.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x2D || (0x30...0x39).contains($0) })
      #expect(code.title.hasSuffix("."))
    }
  }

  @Test func everyBuiltInSchemaIsSound() {
    let library = SchemaLibrary()
    for kind in DocumentKind.allCases {
      let schema = library.schema(for: kind)
      #expect(schema.problems.isEmpty, "\(kind)")
      #expect(schema.documents.first?.uri == SchemaLibrary.uri(of: kind))
      #expect(!schema.subschema(schema.root).properties.isEmpty)
    }
  }
}
