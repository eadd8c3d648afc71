// `casecheck compute`: what follows from the figures of a case, beside what it states.

import Analysis
import ArgumentParser
import DocumentModel
import Reporters
import Rules
import Workspace
import YAMLSyntax

/// Lists the derived values of a business case.
struct ComputeCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "compute", abstract: "Computes what follows from the figures of a business case.",
    discussion: """
      Each value has its formula, the figures it is found from, and the stated value where there is one. Exit status \
      0: computed, whether or not what is stated agrees; 2: the file cannot be read or has no business case.
      """)

  @Argument(help: "The file of the business case.")
  var file: String

  @Option(help: "How to write the list: text or json.")
  var format: ListFormat = .text

  @Option(
    help: ArgumentHelp(
      "A policy pack in place of those that the document and the configuration name.", valueName: "id@version"))
  var policy: String?

  @Option(
    help: ArgumentHelp(
      "A folder or file with rules and policy packs beside those that are built in. Repeatable.", valueName: "dir"))
  var rules: [String] = []

  func execute() -> Int32 {
    let content: FileReader.Content
    do {
      content = try FileReader.read(file)
    } catch {
      return fail(error.message)
    }
    if let size = content.oversize { return fail("The file is too large: \(size) bytes.") }
    let analyzer = Analyzer()
    let policies = PolicyStore(given: policy, folders: rules)
    let checker = FileChecker(
      analyzer: analyzer, configurations: ConfigurationStore(analyzer: analyzer, remembersFolders: true),
      schemas: SchemaStore(), policies: policies)
    let path = Path.absolute(file, in: FileSystem.currentFolder())
    let checked = checker.check(
      SourceFile(path: file, text: SourceDecoder.decode(content.bytes).text), in: Path.parent(of: path) ?? "/",
      settings: AnalysisSettings(collectsMatches: false))
    if let failure = policies.failures(under: checked.configuration).first { return fail(failure) }
    let cases = checked.analysis.documents.filter { $0.kind == .businessCase && $0.member != nil }
    guard !cases.isEmpty else { return fail("There is no business case in the file that can be read.") }
    let values = cases.flatMap(\.derivedValues).map { value in
      DerivedEntry(
        pointer: value.steps.reduce(checked.analysis.tree.pointer(of: value.place.node)) { $0 + "/" + $1.token },
        code: value.rule.code.text, title: value.title, formula: value.formula, working: value.working,
        computed: value.text, stated: value.stated, agrees: value.agrees)
    }
    let bytes = format == .json ? DerivedListing.json(values) : DerivedListing.text(values)
    return (Console.write(bytes) ? ExitStatus.clean : .incomplete).rawValue
  }

  private func fail(_ reason: String) -> Int32 {
    Console.writeError("casecheck: \(file): \(reason)\n")
    return ExitStatus.incomplete.rawValue
  }
}

extension FixPlan.Step {
  /// The step as a token of a JSON Pointer.
  fileprivate var token: String {
    switch self {
    case .member(let name): JSONPointer.escape(name)
    case .index(let index): String(index)
    }
  }
}
