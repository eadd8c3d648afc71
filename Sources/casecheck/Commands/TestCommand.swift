// `casecheck test`: the tests that rules carry in their own files.

import ArgumentParser
import Reporters
import Workspace

/// Runs the tests of rules and reports what fails.
struct TestCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Runs the tests that rules carry.",
    discussion: """
      Each test has a document and says what the rule is to find in it. The rules and policy packs of the folder stand \
      beside those that are built in, and in the place of those with the same code. Exit status 0: all pass; 1: a test \
      fails; 2: a rule is broken, or there is none.
      """)

  @Argument(help: "Rule files, or folders to search for them.")
  var paths: [String]

  @Option(help: ArgumentHelp("How to report (\(ReportFormat.names)).", valueName: "name"))
  var format: ReportFormat = .text

  @Option(help: ArgumentHelp("How many rules to test at a time. By default one for each processor.", valueName: "n"))
  var jobs: Int?

  @Option(help: "When to colour what is written for people.")
  var color: ColorChoice = .auto

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs needs a number from 1 on.") }
  }

  func execute() -> Int32 {
    let pass = RuleTestPass(paths: paths, jobs: jobs ?? Workers.processorCount)
    let report = Report(
      toolVersion: Version.current,
      documents: pass.documents.map {
        ReportedDocument(path: $0.path, kind: $0.kind?.rawValue, source: $0.text, diagnostics: $0.diagnostics)
      }, failures: pass.failures.map { Failure(path: $0.path, message: $0.message) })
    let isColored = color.resolve(isTerminal: Console.outputIsTerminal, environment: Console.colorEnvironment)
    var bytes = format.render(
      report,
      options: ReportOptions(useColor: isColored, terminalColumns: Console.outputColumns) {
        Documentation.page(of: $0.code)
      })
    if format == .text { bytes += Array(TestCommand.count(pass).utf8) }
    guard Console.write(bytes), pass.failures.isEmpty, !pass.isBroken else { return ExitStatus.incomplete.rawValue }
    return (pass.failed > 0 ? ExitStatus.findings : .clean).rawValue
  }

  private static func count(_ pass: RuleTestPass) -> String {
    let broken = pass.brokenRules == 0 ? "" : "; the tests of \(counted(pass.brokenRules, "broken rule")) were not run"
    return "\(counted(pass.rules, "rule")), \(counted(pass.tests, "test")): \(pass.tests - pass.failed) passed, "
      + "\(pass.failed) failed\(broken)\n"
  }

  private static func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
}

extension ReportFormat: ExpressibleByArgument {}
