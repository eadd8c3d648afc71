// `casecheck rules`: the rules that are built in.

import ArgumentParser
import Reporters
import Rules

/// How a list is written.
enum ListFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}

/// Lists the rules.
struct RulesCommand: Command {
  static let configuration = CommandConfiguration(commandName: "rules", abstract: "Lists the rules that are built in.")

  @Option(help: "How to write the list: text or json.")
  var format: ListFormat = .text

  func execute() -> Int32 {
    let rules = RuleBook.builtIn.rules.map { RuleEntry($0, in: .builtIn) }
    let status: ExitStatus =
      Console.write(format == .json ? RuleListing.json(rules) : RuleListing.text(rules)) ? .clean : .incomplete
    return status.rawValue
  }
}
