// `casecheck lsp`: the daemon, on standard input and output.

import ArgumentParser
import LanguageServer

/// Speaks the Language Server Protocol until the client says `exit`.
struct LanguageServerCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "lsp", abstract: "Serves editors over standard input and output (Language Server Protocol 3.17).")

  @Flag(help: "Use standard input and output, which it does in any case.")
  var stdio = false

  @Option(
    name: .customLong("clientProcessId"),
    help: ArgumentHelp("The process of the client; when it is gone, the daemon ends.", valueName: "pid"))
  var clientProcessId: Int?

  @Option(
    help: ArgumentHelp(
      "A folder or file with rules and policy packs beside those that are built in. Repeatable.", valueName: "dir"))
  var rules: [String] = []

  func execute() -> Int32 {
    Daemon.run(analysis: DaemonAnalysis(rules: rules), version: Version.current, clientProcessId: clientProcessId)
  }
}
