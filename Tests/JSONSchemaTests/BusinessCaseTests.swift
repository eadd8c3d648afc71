// The package's own schema and sample, read as the tool reads them: what they cost and what is said while typing.

import DocumentModel
import Foundation
import JSONSchema
import SourceText
import Testing
import YAMLSyntax

@Suite struct BusinessCaseTests {
  private func schema() throws -> Schema {
    let tree = try OfficialSuite.read(OfficialSuite.package.appending(path: "schemas/business-case.schema.json"))
    let root = try #require(tree.documents.first?.root)
    let schema = Schema.compile(tree, root: root, uri: "file:///business-case.schema.json")
    #expect(schema.problems.isEmpty)
    return schema
  }

  private func evaluate(_ schema: Schema, _ text: SourceText, collectsMatches: Bool = true) throws -> (
    evaluation: Evaluation, tree: SyntaxTree, errors: [String]
  ) {
    let tree = YAMLReader.read(text).tree
    let root = try #require(tree.documents.first?.root)
    let evaluation = schema.evaluate(
      tree, root: root, options: EvaluationOptions(assertsFormat: true, collectsMatches: collectsMatches))
    return (evaluation, tree, describe(evaluation, schema, tree))
  }

  @Test func theSampleIsValidInAboutOneStepANode() throws {
    let url = OfficialSuite.package.appending(path: "samples/worked-example.case.yaml")
    let text = SourceText(bytes: [UInt8](try Data(contentsOf: url)))
    let (evaluation, tree, _) = try evaluate(try schema(), text)
    #expect(evaluation.isValid)
    #expect(evaluation.steps < tree.nodes.count)
    #expect(evaluation.matches.count <= evaluation.steps)
  }

  @Test func aHalfTypedCaseGetsOneErrorForEachCause() throws {
    let text = SourceText(
      """
      schema_version: "1.0"
      kind: business_case
      policy_pack: ccg-2013-14@1
      metadata:
        case_id:
        title: T
        status: approvd
        stag: fbc
        profile: ccg
        sponsor: 06N
        created: 2013-13-01
      organisations:
        - {local_id: X, nam: A, type: ccg, role: sponsor}
      services_in_scope:
      """)
    let (_, _, errors) = try evaluate(try schema(), text)
    #expect(
      errors == [
        "/metadata/case_id: empty string",
        "/metadata/status: enum draft submitted agreed approved rejected withdrawn",
        "/metadata/stag: misspelt stag -> stage",
        "/metadata/created: format date",
        "/organisations/0/nam: misspelt nam -> name",
        "/services_in_scope: empty array",
      ])
  }

  @Test func anEmptyValueStillHasItsSubschema() throws {
    let schema = try schema()
    let (evaluation, tree, _) = try evaluate(schema, SourceText("kind: business_case\nmetadata:\n  status:\n"))
    let root = try #require(tree.documents.first?.root)
    let status = try #require(tree.node(at: "/metadata/status", from: root))
    #expect(evaluation.subschemas(of: status).compactMap { schema.subschema($0).title } == ["Status"])
  }
}
