// `casecheck validate`: its arguments; what is done with them stands in `ValidateRun`.

import ArgumentParser
import Reporters
import Workspace

/// Checks files, folders or standard input and writes reports.
struct ValidateCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "validate", abstract: "Checks business cases and the files around them.",
    discussion: """
      A folder is searched for the files that are ours, whatever their depth; what .gitignore files and the \
      configuration leave out is skipped. Configuration is found from each file upward.
      """)

  @Argument(help: "Files, folders, or - for standard input. Without any, the current folder.")
  var paths: [String] = []

  @Option(
    help: ArgumentHelp(
      "How to report (\(ReportFormat.names)), and the file to write to in place of standard output. Repeatable.",
      valueName: "name[=file]"))
  var format: [FormatRequest] = []

  @Option(help: "The lowest severity that makes the exit status 1. By default what the configuration says, else error.")
  var failOn: FailOn?

  @Option(help: ArgumentHelp("A configuration file in place of those found.", valueName: "file"))
  var config: String?

  @Option(
    help: ArgumentHelp(
      "A policy pack in place of those that documents and configurations name.", valueName: "id@version"))
  var policy: String?

  @Option(
    help: ArgumentHelp(
      "A folder or file with rules and policy packs beside those that are built in. Repeatable.", valueName: "dir"))
  var rules: [String] = []

  @Option(
    help: ArgumentHelp(
      "Check everything against this JSON Schema (2020-12), in JSON or YAML, with no rules.", valueName: "file"))
  var schema: String?

  @Option(
    help: ArgumentHelp("Where the schemas under a URI lie on disk. Repeatable.", valueName: "uri=dir"))
  var schemaMap: [SchemaMapping] = []

  @Flag(help: "Let format be an assertion of the schema that --schema names.")
  var assertFormat = false

  @Option(help: ArgumentHelp("The name under which standard input is checked.", valueName: "file"))
  var stdinFilename: String?

  @Option(help: ArgumentHelp("How many files to check at a time. By default one for each processor.", valueName: "n"))
  var jobs: Int?

  @Option(help: "When to colour what is written for people.")
  var color: ColorChoice = .auto

  @Flag(help: "List the files that would be checked, and end.")
  var listFiles = false

  @Flag(help: "Show what applies to each file and where it comes from, and end.")
  var showConfig = false

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs needs a number from 1 on.") }
    if assertFormat, schema == nil { throw ValidationError("--assert-format goes with --schema.") }
    if stdinFilename != nil, !paths.contains("-") {
      throw ValidationError("--stdin-filename goes with - among the paths.")
    }
    if listFiles, showConfig { throw ValidationError("--list-files and --show-config cannot go together.") }
    if listFiles || showConfig, !format.isEmpty {
      throw ValidationError("--format does not go with --list-files or --show-config.")
    }
    if format.filter({ $0.file == nil }).count > 1 {
      throw ValidationError("Only one --format can go to standard output; give the others a file: NAME=FILE.")
    }
    let files = format.compactMap(\.file)
    if let file = files.first(where: { file in files.filter { $0 == file }.count > 1 }) {
      throw ValidationError("Only one --format can go to \(file); give each its own file.")
    }
  }

  func execute() -> Int32 { ValidateRun(command: self).run().rawValue }
}

/// One `--format`.
struct FormatRequest: ExpressibleByArgument {
  let format: ReportFormat
  /// The file to write to; `nil` for standard output.
  let file: String?

  init(format: ReportFormat, file: String?) {
    self.format = format
    self.file = file
  }

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard let format = parts.first.flatMap({ ReportFormat(rawValue: String($0)) }), parts.last?.isEmpty == false else {
      return nil
    }
    self.init(format: format, file: parts.count > 1 ? String(parts[1]) : nil)
  }

  static var allValueStrings: [String] { ReportFormat.allCases.map(\.rawValue) }
}

extension ReportFormat {
  /// The names of all formats, for help.
  static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }
}

extension FailOn: ExpressibleByArgument {}

extension ColorChoice: ExpressibleByArgument {}

extension SchemaMapping: ExpressibleByArgument {
  /// Reads `URI=DIR`.
  public init?(argument: String) { self.init(argument) }
}
