// The second phase of an analysis: the rules that look at several cases at once.

import DocumentModel
import Rules

extension Analyzer {
  /// `files` with what the rules of scope `portfolio` find, where their business cases and supplier profiles are one
  /// portfolio. Files without such documents are handed back as they are.
  ///
  /// The trees of the files must not be read by other analyses meanwhile.
  ///
  /// - Parameter only: The index of the one file that is wanted; by default all are.
  public func portfolio(_ files: [FileAnalysis], only: Int? = nil) -> [FileAnalysis] {
    var members: [(file: Int, document: Int, check: DocumentCheck, run: CaseAnalysis)] = []
    for (file, analysis) in files.enumerated() {
      for (document, part) in analysis.documents.enumerated() {
        if let check = part.check, let run = check.ruleRun { members.append((file, document, check, run)) }
      }
    }
    let documents = members.map(\.run.document)
    // A file of several documents is rare, so that its other ones need no way of their own. What a profile is told comes
    // from the rules of the cases.
    let wanted = members.indices.filter { members[$0].file == only }
    let single = wanted.count == 1 && documents[wanted[0]].kind == .businessCase ? wanted[0] : nil
    let outcomes = members.map(\.run.outcome)
    // Configurations may bring rules of their own: each case is checked by those that are in force for it.
    var found: [ObjectIdentifier: [[RuleFinding]]] = [:]
    for rules in members.compactMap(\.check.rules) where found[ObjectIdentifier(rules.book)] == nil {
      found[ObjectIdentifier(rules.book)] = RuleRunner.runPortfolio(
        rules.book, on: documents, outcomes: outcomes, context: rules.context,
        only: single)
    }
    var parts = files.map(\.documents)
    for (index, member) in members.enumerated() where only == nil || member.file == only {
      guard let book = member.check.rules?.book, let lists = found[ObjectIdentifier(book)] else { continue }
      let writer = RuleFindingWriter(documents: documents, index: index, syntax: member.check.file.syntax)
      var check = member.check
      let list = lists.indices.contains(index) ? lists[index] : []
      check.portfolio = check.graded(list, member.run.outcome.pack).map(writer.diagnostic)
      let old = parts[member.file][member.document]
      parts[member.file][member.document] = check.outcome(
        kind: old.kind, schema: old.schema, evaluation: old.evaluation)
    }
    return zip(files, parts).map { file, documents in
      FileAnalysis(file: file.file, tree: file.tree, documents: documents, isOurs: file.isOurs)
    }
  }
}
