// The work on one candidate of a run: read it, tell whether it is ours, check it.

import Analysis
import DocumentModel
import JSONSchema
import SourceText
import Synchronization
import YAMLSyntax

/// What came of one candidate.
struct FileOutcome: Sendable {
  /// The file as it was checked; `nil` where it could not be read or is none of ours.
  var checked: CheckedFile?
  /// A finding in place of a check: the file is too large.
  var oversize: (text: SourceText, finding: Diagnostic)?
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
    if let size = content.oversize {
      let message = FileError.tooLarge(size).message
      let first = file.text.lineRange(0)
      let finding = Diagnostic(.tooLarge, message, at: TextRange(0, min(max(first.length, 1), 80)))
      return FileOutcome(oversize: (file.text, finding), failures: [message])
    }
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

  private func outcome(of checked: CheckedFile, _ candidate: Candidate) -> FileOutcome {
    var outcome = FileOutcome(checked: checked)
    if let loaded = checked.schema, !loaded.failures.isEmpty {
      // A file that only names a schema somewhere on the network is none of ours, and nobody named it.
      if loaded.documents.isEmpty, !candidate.isNamed, SchemaStore.isURI(checked.schemaReference ?? ""),
        !checker.analyzer.analyze(checked.analysis.file).isOurs
      {
        return FileOutcome(isOurs: false)
      }
      let name = checked.schemaReference ?? ""
      outcome.failures.append(
        loaded.schema == nil
          ? "The file was not checked: its schema `\(name)` cannot be used."
          : "The file was not checked to its end: its schema `\(name)` has errors.")
    }
    if checked.analysis.documents.contains(where: { $0.evaluation?.limitExceeded == true }) {
      outcome.failures.append("The file was not checked to its end: the check took too many steps.")
    }
    return outcome
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
