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
    // Cases of one portfolio are checked by the rules of the first: books differ only by configuration.
    guard let rules = members.first?.check.rules else { return files }
    let documents = members.map(\.run.document)
    // A file of several documents is rare, so that its other ones need no way of their own.
    let wanted = members.indices.filter { members[$0].file == only }
    let found = RuleRunner.runPortfolio(
      rules.book, on: documents, outcomes: members.map(\.run.outcome), context: rules.context,
      only: wanted.count == 1 ? wanted.first : nil)
    var parts = files.map(\.documents)
    for (index, member) in members.enumerated()
    where member.run.document.kind == .businessCase && (only == nil || member.file == only) {
      let writer = RuleFindingWriter(documents: documents, index: index, syntax: member.check.file.syntax)
      var check = member.check
      let list = found.indices.contains(index) ? found[index] : []
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
