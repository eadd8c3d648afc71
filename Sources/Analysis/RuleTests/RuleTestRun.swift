// The run of a rule over the documents of one of its tests.

import CEL
import DocumentModel
import JSONSchema
import Rules
import SourceText
import YAMLSyntax

/// What a rule found in the text of a test.
struct RuleTestRun {
  /// A finding, and the document it stands in, from 0.
  struct Found {
    let document: Int
    let diagnostic: Diagnostic
  }

  /// What the text cannot be read for; nothing else is there then.
  private(set) var faults: [Diagnostic] = []
  /// The findings in the order of the documents and of the text.
  private(set) var findings: [Found] = []
  /// The parameters of the pack that were asked for and are not in force.
  private(set) var notInForce: [NotInForce] = []
  private let text: SourceText

  init(_ text: String, of test: RuleTest, code: String, book: RuleBook) {
    self.text = SourceText(text)
    let read = YAMLReader.read(self.text)
    let faults = read.diagnostics.filter { $0.severity == .error }
    guard faults.isEmpty else {
      self.faults = faults
      return
    }
    let documents = read.tree.documents.compactMap { $0.root.map { RuleTestRun.document(read.tree, $0) } }
    let contexts = documents.map { document in
      var context = RunContext(
        policy: test.policy ?? document.text(at: "policy_pack") ?? RuleTest.usualPolicy, today: test.today,
        files: TestFiles(files: test.files), only: [code])
      context.asksNeeds = false
      return context
    }
    let outcomes = zip(documents, contexts).map { RuleRunner.run(book, on: $0, context: $1) }
    notInForce = outcomes.flatMap(\.notInForce)
    var all: [[RuleFinding]] = outcomes.map(\.findings)
    if let context = contexts.first {
      let more = RuleRunner.runPortfolio(book, on: documents, outcomes: outcomes, context: context)
      for index in all.indices {
        // Places in the outcome of one document count it as the first.
        all[index] = all[index].map { $0.moved(to: index) } + more[index]
      }
    }
    for index in documents.indices {
      let writer = RuleFindingWriter(documents: documents, index: index, syntax: .yaml)
      let diagnostics = all[index].map(writer.diagnostic)
      findings += diagnostics.enumerated().sorted {
        ($0.element.range, $0.offset) < ($1.element.range, $1.offset)
      }.map { Found(document: index, diagnostic: $0.element) }
    }
  }

  private static func document(_ tree: SyntaxTree, _ root: NodeID) -> CaseDocument {
    var kind = CaseKind.businessCase
    if KindChoice.read(tree, root).known == .supplierProfile { kind = .supplierProfile }
    let shapes: ShapeTable = kind == .businessCase ? .businessCase : .supplierProfile
    let evaluation = shapes.schema.evaluate(tree, root: root, options: EvaluationOptions(assertsFormat: true))
    return CaseDocument(
      tree: tree, root: root, path: "test.case.yaml", kind: kind, rejected: RejectedNodes.find(in: evaluation.errors))
  }

  /// The text after the first fix of every finding, those left out that touch an earlier one, and whether some were.
  var fixed: (text: String, isWhole: Bool, changes: Bool) {
    var taken: [TextEdit] = []
    var isWhole = true
    for fix in findings.compactMap(\.diagnostic.fixes.first) {
      let edits = fix.edits.filter { !taken.contains($0) }
      let touches = edits.contains { edit in
        taken.contains { $0.range.overlaps(edit.range) || $0.range.start == edit.range.start }
      }
      if touches { isWhole = false } else { taken += edits }
    }
    return (text.applying(taken).string, isWhole, !taken.isEmpty)
  }
}

extension RuleFinding {
  /// The finding with its places in the document of an index of the portfolio in place of the first.
  fileprivate func moved(to index: Int) -> RuleFinding {
    var finding = self
    finding.place.document = index
    for place in finding.related.indices { finding.related[place].place.document = index }
    return finding
  }
}
