// The work on one candidate of a run: read it, tell whether it is ours, check it.

import Analysis
import DocumentModel
import JSONSchema
import SourceText
import Synchronization
import YAMLSyntax

/// What came of one candidate.
struct FileOutcome: Sendable {
  /// The documents of the file; none where it could not be read or is none of ours.
  var documents: [RunDocument] = []
  /// The file as it was checked, where that is wanted.
  var checked: CheckedFile?
  /// The file as it was checked, where it belongs to a portfolio whose rules are still to run.
  var member: CheckedFile?
  /// The configuration in force.
  var configuration: Configuration?
  /// The schema of a modeline, where it has faults.
  var faultySchema: LoadedSchema?
  /// Why it was not checked, or not to its end, as sentences.
  var failures: [String] = []
  /// Whether the candidate counts as a file to check, be it one that could not be read.
  var isOurs = true
}

/// Works on candidates. A task may be used from any thread.
struct FileTask: Sendable {
  let checker: FileChecker
  /// The schema given for everything.
  let schema: Schema?
  let assertsFormat: Bool
  /// Whether outcomes keep the file as it was checked.
  let keepsFiles: Bool
  /// Gives the path under which reports show the file at an absolute path.
  let shown: @Sendable (String) -> String

  func run(_ candidate: Candidate) -> FileOutcome {
    let content: FileReader.Content
    do throws(FileError) {
      content =
        candidate.isStandardInput ? try FileReader.readStandardInput() : try FileReader.read(candidate.absolutePath)
    } catch {
      return FileOutcome(failures: [error.message])
    }
    let decoded = SourceDecoder.decode(content.bytes)
    let file = SourceFile(path: candidate.path, text: decoded.text)
    if schema == nil, content.oversize == nil, !checker.analyzer.couldBeOurs(path: file.path, text: file.text) {
      return notOurs(candidate)
    }
    if let size = content.oversize { return tooLarge(size, file) }
    let checked = checker.check(
      file, in: candidate.folder, against: schema, notes: decoded.diagnostics,
      settings: AnalysisSettings(assertsFormat: assertsFormat || schema == nil, collectsMatches: false))
    guard checked.analysis.isOurs else { return notOurs(candidate) }
    return outcome(of: checked, candidate)
  }

  private func notOurs(_ candidate: Candidate) -> FileOutcome {
    guard candidate.isNamed else { return FileOutcome(isOurs: false) }
    return FileOutcome(failures: ["The file is not a business case or any other kind that casecheck knows."])
  }

  private func tooLarge(_ size: Int64, _ file: SourceFile) -> FileOutcome {
    let message = FileError.tooLarge(size).message
    let first = file.text.lineRange(0)
    let finding = Diagnostic(.tooLarge, message, at: TextRange(0, min(max(first.length, 1), 80)))
    let document = RunDocument(
      path: file.path, kind: DocumentKind.byName(file.path), text: file.text, diagnostics: [finding])
    return FileOutcome(documents: [document], failures: [message])
  }

  /// What comes of a file; `others` are the texts of the files of its portfolio, by path.
  func outcome(
    of checked: CheckedFile, _ candidate: Candidate, others: [String: SourceText] = [:]
  ) -> FileOutcome {
    var outcome = FileOutcome(checked: keepsFiles ? checked : nil, configuration: checked.configuration)
    outcome.member = checked.isMember ? checked : nil
    var texts = others
    if let loaded = checked.schema, !loaded.failures.isEmpty {
      let name = checked.schemaReference ?? ""
      if !candidate.isNamed, checker.isOursByNetworkSchemaAlone(checked) { return FileOutcome(isOurs: false) }
      outcome.faultySchema = loaded
      outcome.failures.append(
        checked.analysis.documents.allSatisfy { $0.schema == nil }
          ? "The file was not checked: its schema `\(name)` cannot be used."
          : "The file was not checked to its end: its schema `\(name)` has errors.")
      for document in loaded.documents { texts[shown(document.path)] = document.text }
    }
    if checked.isMember, let failure = checker.policies.failure(under: checked.configuration) {
      outcome.failures.append(failure)
    }
    if checked.analysis.documents.contains(where: { $0.evaluation?.limitExceeded == true }) {
      outcome.failures.append("The file was not checked to its end: the check took too many steps.")
    }
    // Reports show nothing of a file without findings, and a run may be over thousands of them.
    let isClean = checked.findings.allSatisfy(\.isEmpty)
    let text = isClean ? FileTask.noText : checked.analysis.file.text
    outcome.documents = zip(checked.analysis.documents, checked.findings).map { document, findings in
      RunDocument(
        path: candidate.path, kind: document.kind, text: text,
        diagnostics: findings.map(showing), failOn: checked.configuration.failOn?.value ?? .error, relatedTexts: texts)
    }
    return outcome
  }

  private static let noText = SourceText(bytes: [])

  /// `diagnostic` with the paths of other files as reports show them.
  private func showing(_ diagnostic: Diagnostic) -> Diagnostic {
    guard diagnostic.related.contains(where: { $0.path != nil }) else { return diagnostic }
    var diagnostic = diagnostic
    for index in diagnostic.related.indices {
      if let path = diagnostic.related[index].path { diagnostic.related[index].path = shown(path) }
    }
    return diagnostic
  }
}

/// Counts the files done.
final class Counter: Sendable {
  private let done = Atomic<Int>(0)
  private let count: Int
  private let progress: CheckRun.Progress?

  init(count: Int, progress: CheckRun.Progress?) {
    self.count = count
    self.progress = progress
  }

  func advance() {
    guard let progress else { return }
    progress.advance(done.wrappingAdd(1, ordering: .relaxed).newValue, count)
  }
}
