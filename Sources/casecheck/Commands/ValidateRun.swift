// What `casecheck validate` does: one run, its reports, and the exit status that follows.

import DocumentModel
import Reporters
import Workspace

struct ValidateRun {
  let command: ValidateCommand

  func run() -> ExitStatus {
    let bar = Console.errorIsTerminal ? ProgressBar() : nil
    let progress = bar.map { bar in CheckRun.Progress { done, count in bar.show(done, of: count) } }
    let result = CheckRun(options).run(progress: progress)
    bar?.clear()
    let isListing = command.listFiles || command.showConfig
    let isWritten = isListing ? Console.write(listing(of: result)) : writeReports(result)
    // Where no report goes to standard output, nobody would see on the spot what could not be done.
    if isListing || requests.allSatisfy({ $0.file != nil }) { sayFailures(of: result) }
    guard isWritten, result.failures.isEmpty else { return .incomplete }
    return !isListing && result.hasFailingFinding(command.failOn) ? .findings : .clean
  }

  /// The reports that are asked for; by default text to standard output.
  private var requests: [FormatRequest] {
    command.format.isEmpty ? [FormatRequest(format: .text, file: nil)] : command.format
  }

  private var options: CheckRun.Options {
    var options = CheckRun.Options()
    options.paths = command.paths.isEmpty ? ["."] : command.paths
    options.standardInputName = command.stdinFilename
    options.schema = command.schema
    options.mappings = command.schemaMap
    options.assertsFormat = command.assertFormat
    options.configuration = command.config
    options.policy = command.policy
    options.rules = command.rules
    options.keepsFiles = command.listFiles || command.showConfig
    if let jobs = command.jobs { options.jobs = jobs }
    return options
  }

  // MARK: Output

  /// Writes the report in each format that is asked for; false where one could not be written.
  private func writeReports(_ result: RunResult) -> Bool {
    let report = Report(
      toolVersion: Version.current,
      documents: result.documents.map { document in
        ReportedDocument(
          path: document.path, kind: document.kind?.rawValue, source: document.text, diagnostics: document.diagnostics,
          failsFrom: (command.failOn ?? document.failOn).severity, relatedSources: document.relatedTexts)
      },
      failures: result.failures.map { Failure(path: $0.path, message: $0.message) })
    var isWritten = true
    for request in requests {
      // The environment speaks of terminals; in a file there is colour only if somebody wants it there.
      let isColored =
        request.file == nil
        ? command.color.resolve(isTerminal: Console.outputIsTerminal, environment: Console.colorEnvironment)
        : command.color == .always
      let bytes = request.format.render(
        report,
        options: ReportOptions(
          useColor: isColored, terminalColumns: request.file == nil ? Console.outputColumns : nil,
          rules: request.format.listsRules ? Documentation.rules : []
        ) { Documentation.page(of: $0.code) })
      let isDone = request.file.map { ReportFile.write(bytes, to: $0) } ?? Console.write(bytes)
      isWritten = isWritten && isDone
    }
    return isWritten
  }

  /// Says on standard error what could not be done.
  private func sayFailures(of result: RunResult) {
    for failure in result.failures {
      let place = failure.path.isEmpty ? "" : "\(failure.path): "
      Console.writeError("casecheck: \(place)\(failure.message)\n")
    }
  }

  private func listing(of result: RunResult) -> String {
    if command.showConfig { return ConfigurationListing(command: command, result: result).text }
    return ValidateRun.sorted(result.files).map { $0.path + "\n" }.joined()
  }

  /// `files` in the order of the bytes of their paths.
  static func sorted(_ files: [RunFile]) -> [RunFile] {
    files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }
}

extension FailOn {
  /// The lowest severity that makes a run fail; `nil` where none does.
  fileprivate var severity: Severity? { Severity.allCases.filter(includes).min() }
}
