// The check of one document of a stream: which findings it gets, how grave they are and in which order they stand.

import DocumentModel
import JSONSchema
import Rules
import SourceText

/// Collects the findings of one document.
struct DocumentCheck {
  let file: SourceFile
  let tree: SyntaxTree
  let range: TextRange
  let root: NodeID?
  let settings: AnalysisSettings
  /// The rules that business cases are checked against.
  let rules: RuleSettings?
  /// The document as the rules see it, with what they found; `nil` before they ran, and where none do.
  var ruleRun: CaseAnalysis?
  /// What the rules of scope `portfolio` found; `nil` before they ran.
  var portfolio: [Diagnostic]?
  /// What has been found so far, in any order.
  var findings: [Diagnostic] = []

  // MARK: Outcomes

  /// A document that is none of ours.
  func unchecked() -> DocumentAnalysis {
    DocumentAnalysis(
      range: range, root: root, kind: nil, policy: nil, diagnostics: [], schema: nil, evaluation: nil, check: nil)
  }

  /// A document of a file of ours that has no schema: only its syntax is checked.
  func finish() -> DocumentAnalysis {
    outcome(kind: nil, schema: nil, evaluation: nil)
  }

  /// Checks the document as one of `kind`, of which it says `stated` itself.
  mutating func check(_ kind: DocumentKind, stated: KindChoice, schema: Schema) -> DocumentAnalysis {
    // A collection as a key has no meaning in any of our kinds, so what is a warning elsewhere is an error here.
    for index in findings.indices where findings[index].code == .collectionKey { findings[index].severity = .error }
    guard let content else {
      reportEmpty(kind)
      return outcome(kind: kind, schema: schema, evaluation: nil)
    }
    let evaluation = evaluate(content, schema, assertsFormat: true)
    var errors = evaluation.errors
    if case .unknown(let node) = stated {
      errors.removeAll { tree.resolved($0.node) == node }
      reportUnknownKind(node, kind)
    }
    add(errors, of: evaluation, schema: schema, kind: kind)
    runRules(on: content, kind: kind, errors: evaluation.errors)
    return outcome(kind: kind, schema: schema, evaluation: evaluation)
  }

  /// Checks the document against a schema that was given for it.
  mutating func check(_ schema: Schema, isFirst: Bool) -> DocumentAnalysis {
    if isFirst, let problem = schema.problems.first, let modeline = Modeline.schemaReference(in: file.text) {
      findings.append(SchemaProblems.finding(of: problem, others: schema.problems.count - 1, at: modeline.range))
    }
    guard let root else {
      if isFirst { reportEmpty(nil) }
      return outcome(kind: nil, schema: schema, evaluation: nil)
    }
    let evaluation = evaluate(root, schema, assertsFormat: settings.assertsFormat)
    add(evaluation.errors, of: evaluation, schema: schema, kind: nil)
    return outcome(kind: nil, schema: schema, evaluation: evaluation)
  }

  /// Reports that the schema of a modeline cannot be used.
  mutating func report(unavailable reason: String, isFirst: Bool) -> DocumentAnalysis {
    if isFirst {
      let place = Modeline.schemaReference(in: file.text)?.range ?? firstLine
      findings.append(Diagnostic(.unresolvableReference, reason, at: place))
    }
    return outcome(kind: nil, schema: nil, evaluation: nil)
  }

  // MARK: Parts

  /// The root, unless there is nothing in the document.
  private var content: NodeID? {
    guard let root, !(tree.kind(of: root) == .scalar && tree[root].scalarType == .null) else { return nil }
    return root
  }

  private func evaluate(_ root: NodeID, _ schema: Schema, assertsFormat: Bool) -> Evaluation {
    schema.evaluate(
      tree, root: root,
      options: EvaluationOptions(assertsFormat: assertsFormat, collectsMatches: collectsMatches(of: schema)))
  }

  /// Whether the first evaluation has to give matches: they are asked for, or findings come from them.
  private func collectsMatches(of schema: Schema) -> Bool { settings.collectsMatches || schema.deprecates }

  private mutating func add(_ errors: [ValidationError], of evaluation: Evaluation, schema: Schema, kind: DocumentKind?)
  {
    guard let root else { return }
    var matches = evaluation.matches
    if !collectsMatches(of: schema), !errors.isEmpty {
      // Titles come from the matches, so a document with errors is worth a second look.
      let options = EvaluationOptions(assertsFormat: false, collectsMatches: true)
      matches = schema.evaluate(tree, root: root, options: options).matches
    }
    let writer = FindingWriter(
      file: file, tree: tree, root: root, schema: schema, matches: MatchIndex(matches, nodeCount: tree.nodes.count),
      kind: kind)
    add(errors.lazy.map(writer.finding))
    add(writer.deprecations())
    if evaluation.limitExceeded {
      findings.append(
        Diagnostic(
          .notChecked, "The document was not checked to its end: the check took more than \(evaluation.steps) steps.",
          at: writer.places.ofCollection(root)))
    }
  }

  /// Adds `more`, but no more of them than can be listed, so that a file full of errors costs no more than they do.
  private mutating func add(_ more: some Sequence<Diagnostic>) {
    var room = max(settings.findingLimit, 1)
    for finding in more {
      findings.append(finding)
      guard settings.severities.severity(of: finding.code, otherwise: finding.severity) != nil else { continue }
      guard room > 0 else { return }
      room -= 1
    }
  }

  private var firstLine: TextRange {
    let line = file.text.lineRange(file.text.line(at: range.start))
    if !line.isEmpty { return line }
    return TextRange(range.start, min(range.start + 1, file.text.length))
  }

  private mutating func reportEmpty(_ kind: DocumentKind?) {
    // A marker at the end of a stream opens a document with nothing in it, which harms no one.
    guard findings.isEmpty, tree.documents.count <= 1 else { return }
    let message =
      kind.map { "The file is empty; \($0.phrase) begins with `kind: \($0.rawValue)`." }
      ?? "The file is empty: there is no document to check."
    findings.append(Diagnostic(.needsAValue, message, at: firstLine))
  }

  private mutating func reportUnknownKind(_ node: NodeID, _ kind: DocumentKind) {
    // What is wrong with a damaged one has been said.
    guard !tree[node].flags.contains(.damaged) else { return }
    let places = Places(tree: tree)
    let found = Wording.found(tree, node)
    let fixes =
      tree.kind(of: node) == .scalar && !tree.range(of: node).isEmpty
      ? [
        Fix(
          title: "Write `\(kind.rawValue)`", applicability: .unsafe,
          edits: [TextEdit(tree.range(of: node), ScalarText.written(kind.rawValue, file.syntax))])
      ] : []
    let known = DocumentKind.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
    findings.append(
      Diagnostic(
        .unknownKind,
        "The file is named like \(kind.phrase), so `kind` has to be `\(kind.rawValue)`; found \(found). "
          + "The kinds are \(known).", at: places.ofValue(node), pointer: tree.pointer(of: node), fixes: fixes))
  }

  /// The findings with their severities, sorted, without repetitions and no more than the limit.
  func outcome(kind: DocumentKind?, schema: Schema?, evaluation: Evaluation?) -> DocumentAnalysis {
    let list = graded()
    // Findings at one place stay in the order in which they were made: that of the schema.
    let order = list.indices.sorted {
      (list[$0].range, list[$0].code.code, $0) < (list[$1].range, list[$1].code.code, $1)
    }
    var kept: [Diagnostic] = []
    var seen: Set<Diagnostic> = []
    for finding in order.map({ list[$0] }) where seen.insert(finding).inserted {
      if kept.count == max(settings.findingLimit, 1) {
        kept.append(
          Diagnostic(
            .tooManyFindings, "There are more findings from here on than the \(kept.count) that are listed.",
            at: finding.range, pointer: finding.pointer))
        break
      }
      kept.append(finding)
    }
    let policy = root.flatMap { tree.value(of: tree.resolved($0), named: "policy_pack") }.flatMap { node in
      tree.kind(of: node) == .scalar && tree[node].scalarType != .null ? tree.text(of: node) : nil
    }
    return DocumentAnalysis(
      range: range, root: root, kind: kind, policy: rules?.context.policy ?? policy, diagnostics: kept, schema: schema,
      evaluation: evaluation, check: ruleRun == nil ? nil : self)
  }
}
