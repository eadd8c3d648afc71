// From arguments to the command that they name, and what its outcome means for the exit status.

import ArgumentParser

/// How a command ended; the values are the exit statuses of the process.
enum ExitStatus: Int32 {
  /// All was checked and nothing failed.
  case clean = 0
  /// There are findings at or above `--fail-on`.
  case findings = 1
  /// Something could not be done, or not all.
  case incomplete = 2
  /// A defect of casecheck itself.
  case defect = 3
}

/// A command that says itself how it ended.
protocol Command: ParsableCommand {
  /// Does the work and returns the exit status of the process, usually an ``ExitStatus``.
  func execute() -> Int32
}

/// `casecheck` itself, which is nothing without a command.
struct Casecheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "casecheck",
    abstract: "Checks NHS business cases written in YAML.",
    discussion: """
      Exit status of every command: 0 clean; 1 findings at or above --fail-on; 2 could not do the work; \
      3 a defect of casecheck.
      """,
    version: "casecheck \(Version.current)",
    subcommands: [
      ValidateCommand.self, LanguageServerCommand.self, SchemaCommand.self, TestCommand.self, RulesCommand.self,
      ExplainCommand.self, ComputeCommand.self,
    ])
}

enum CommandLineInterface {
  /// Runs the command that `arguments` name.
  static func run(_ arguments: some Sequence<String>) -> Int32 {
    do {
      let command = try Casecheck.parseAsRoot(Array(arguments))
      if let command = command as? any Command { return command.execute() }
      guard command is Casecheck else {
        // What is left are the parser's own commands, such as `help`: running one throws what it has to say.
        var command = command
        try command.run()
        return ExitStatus.clean.rawValue
      }
      Console.writeError(Casecheck.helpMessage() + "\n")
      return ExitStatus.incomplete.rawValue
    } catch {
      return report(error)
    }
  }

  /// Help and the version are answers; everything else is a mistake in the arguments.
  private static func report(_ error: any Error) -> Int32 {
    let message = Casecheck.fullMessage(for: error)
    guard Casecheck.exitCode(for: error) == .success else {
      Console.writeError(message + "\n")
      return ExitStatus.incomplete.rawValue
    }
    return Console.write(message + "\n") ? ExitStatus.clean.rawValue : ExitStatus.incomplete.rawValue
  }
}
