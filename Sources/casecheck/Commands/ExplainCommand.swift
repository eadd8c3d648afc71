// `casecheck explain`: what a code means, why it is there, and how to mend what it finds.

import Analysis
import ArgumentParser
import DocumentModel
import JSONSchema
import Reporters
import Rules
import Workspace

/// Prints the page about a code.
struct ExplainCommand: Command {
  /// How a page is written.
  enum PageFormat: String, ExpressibleByArgument, CaseIterable {
    case text, markdown
  }

  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Explains a code: what it asks, why, and how to mend it.",
    discussion: "Exit status 0: explained; 2: there is no such code.")

  @Argument(help: "The code, such as FIN001, or the name of a rule.")
  var code: String

  @Option(help: "How to write the page: text or markdown.")
  var format: PageFormat = .text

  func execute() -> Int32 {
    let entries = Documentation.entries
    let wanted = code.lowercased()
    guard let entry = entries.first(where: { $0.code.code.lowercased() == wanted || $0.code.name == wanted }) else {
      Console.writeError(
        "casecheck: There is no code or rule `\(code)`.\(ExplainCommand.suggestion(wanted, entries))\n")
      return ExitStatus.incomplete.rawValue
    }
    let page = RulePage(entry)
    let status: ExitStatus = Console.write(format == .markdown ? page.markdown : page.text) ? .clean : .incomplete
    return status.rawValue
  }

  /// The code or name that was probably meant, else the codes of its group.
  private static func suggestion(_ wanted: String, _ entries: [RuleEntry]) -> String {
    let names = entries.flatMap { [$0.code.code.lowercased(), $0.code.name] }
    let closest = Spelling.closest(to: wanted, among: names)
    let near =
      entries.first { $0.code.code.lowercased() == closest || $0.code.name == closest }.map { [$0] }
      ?? entries.filter { $0.group.lowercased() == wanted.prefix(3) }
    guard !near.isEmpty else { return " `casecheck rules` lists the rules." }
    return " Perhaps: " + near.prefix(5).map { "\($0.code.code) (\($0.code.name))" }.joined(separator: ", ") + "."
  }
}

extension RuleEntry {
  /// A rule of `book`.
  init(_ rule: Rule, in book: RuleBook) {
    let code = DiagnosticCode(rule.code.text, rule.name, rule.severity.otherwise, rule.title)
    self.init(code, url: Documentation.page(of: rule.code.text))
    bySeverityStatus = rule.severity.byStatus
    scope = rule.scope.rawValue
    needs = rule.needs.map(\.code.text)
    sources = rule.sources.map { source in
      Source(
        mark: source.mark,
        reference: SourceReference(title: source.title, section: source.section, url: source.url))
    }
    why = rule.why
    waive = rule.waive
    unwaivableIn = book.packs.references.filter {
      book.packs.resolve($0)?.unwaivable.contains(rule.code.text) ?? false
    }
    let example = book.example(of: rule.code.text)
    failing = example?.failing
    mended = example?.mended
  }
}

extension Documentation {
  /// Every rule, and every code that casecheck itself speaks with.
  static var entries: [RuleEntry] {
    let codes = DiagnosticCode.analysisCodes + DiagnosticCode.configurationCodes + DiagnosticCode.ruleCodes
    let rules = RuleBook.builtIn.rules.map { RuleEntry($0, in: .builtIn) }
    let known = Set(rules.map(\.code.code))
    return rules + codes.filter { !known.contains($0.code) }.map { RuleEntry($0, url: page(of: $0.code)) }
  }
}
