// One run over the tests that rule files carry.

import Analysis
import DocumentModel
import Rules

/// A run of rule tests.
public struct RuleTestPass: Sendable {
  /// The rule and pack files, each with what is wrong in it: broken rules and tests that fail.
  public private(set) var documents: [RunDocument] = []
  /// What could not be read or found.
  public private(set) var failures: [CheckFailure]
  /// How many rules there are.
  public private(set) var rules = 0
  /// How many tests they have.
  public private(set) var tests = 0
  /// How many of these fail.
  public private(set) var failed = 0
  /// How many rules are broken, so that their tests were not run.
  public private(set) var brokenRules = 0
  /// Whether a rule or a pack is not what it has to be, so that its tests mean nothing.
  public private(set) var isBroken = false

  /// Runs the tests of all rules that `paths` lead to.
  public init(paths: [String], currentFolder: String = FileSystem.currentFolder(), jobs: Int = Workers.processorCount) {
    let sources = RuleSources(paths: paths, currentFolder: currentFolder)
    failures = sources.failures
    let (book, problems) = sources.book(on: .builtIn)
    let rules = sources.documents(of: .rule)
    let isSound = sources.files.indices.map { index in
      RuleTestPass.isSound(sources.files[index].diagnostics + problems[index])
    }
    let outcomes = Workers.map(count: rules.count, jobs: jobs) { index in
      let document = rules[index]
      guard isSound[document.file] else { return RuleTestOutcome() }
      return RuleTests.run(
        RuleFile(tree: document.tree, root: document.root, path: sources.files[document.file].path), in: book)
    }
    self.rules = rules.count
    brokenRules = rules.count { !isSound[$0.file] }
    tests = outcomes.reduce(0) { $0 + $1.count }
    failed = outcomes.reduce(0) { $0 + $1.failed }
    for (index, file) in sources.files.enumerated() {
      let faults = file.diagnostics + problems[index]
      let found = zip(rules, outcomes).filter { $0.0.file == index }.flatMap(\.1.diagnostics)
      isBroken = isBroken || faults.contains { $0.severity == .error } || found.contains { $0.code == .badTest }
      documents.append(
        RunDocument(
          path: file.path, kind: file.analysis.documents.first?.kind, text: file.analysis.file.text,
          diagnostics: faults + found))
    }
    if rules.isEmpty, failures.isEmpty {
      failures.append(
        CheckFailure(path: paths.first ?? "", message: "There is no rule here, so there is nothing to test."))
    }
  }

  /// Whether the rules of a file can be run although `faults` were found in it: other rules that they need may stand
  /// elsewhere.
  private static func isSound(_ faults: [Diagnostic]) -> Bool {
    faults.allSatisfy { $0.severity != .error || $0.code == .unknownCode || $0.code == .needsCycle }
  }
}
