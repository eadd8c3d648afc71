// What `casecheck validate` does: one run, its reports, and the exit status that follows.

import Reporters
import Workspace

struct ValidateRun {
  let command: ValidateCommand

  func run() -> ExitStatus {
    let bar = Console.errorIsTerminal ? ProgressBar() : nil
    let progress = bar.map { bar in CheckRun.Progress { done, count in bar.show(done, of: count) } }
    let result = CheckRun(options).run(progress: progress)
    bar?.clear()
    let isWritten =
      if command.listFiles {
        Console.write(fileList(result)) && reportFailures(result)
      } else if command.showConfig {
        Console.write(ConfigurationListing(command: command, result: result).text) && reportFailures(result)
      } else {
        writeReports(result)
      }
    guard isWritten, result.failures.isEmpty else { return .incomplete }
    if command.listFiles || command.showConfig { return .clean }
    return result.hasFailingFinding(command.failOn) ? .findings : .clean
  }

  private var options: CheckRun.Options {
    var options = CheckRun.Options()
    options.paths = command.paths.isEmpty ? ["."] : command.paths
    options.standardInputName = command.stdinFilename
    options.schema = command.schema
    options.mappings = command.schemaMap
    options.assertsFormat = command.assertFormat
    options.configuration = command.config
    options.keepsFiles = command.listFiles || command.showConfig
    if let jobs = command.jobs { options.jobs = jobs }
    return options
  }

  // MARK: Output

  /// Writes the report in each format that is asked for, by default as text to standard output.
  private func writeReports(_ result: RunResult) -> Bool {
    let report = Report(
      toolVersion: Version.current,
      documents: result.documents.map { document in
        ReportedDocument(
          path: document.path, kind: document.kind?.rawValue, source: document.text, diagnostics: document.diagnostics,
          relatedSources: document.relatedTexts)
      },
      failures: result.failures.map { Failure(path: $0.path, message: $0.message) })
    let requests = command.format.isEmpty ? [FormatRequest(format: .text, file: nil)] : command.format
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
          useColor: isColored, terminalColumns: request.file == nil ? Console.outputColumns : nil
        ) { Documentation.page(of: $0.code) })
      let isDone = request.file.map { Console.write(bytes, toFile: $0) } ?? Console.write(bytes)
      isWritten = isWritten && isDone
    }
    // Where all reports go to files, nobody would see on the spot what could not be done.
    if requests.allSatisfy({ $0.file != nil }) { isWritten = reportFailures(result) && isWritten }
    return isWritten
  }

  /// Says on standard error what could not be done; the listings have no place for it.
  private func reportFailures(_ result: RunResult) -> Bool {
    for failure in result.failures {
      let place = failure.path.isEmpty ? "" : "\(failure.path): "
      Console.writeError("casecheck: \(place)\(failure.message)\n")
    }
    return true
  }

  private func fileList(_ result: RunResult) -> String {
    ValidateRun.sorted(result.files).map { $0.path + "\n" }.joined()
  }

  /// `files` in the order of the bytes of their paths.
  static func sorted(_ files: [RunFile]) -> [RunFile] {
    files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }
}
