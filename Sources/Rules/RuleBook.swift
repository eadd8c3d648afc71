// Everything in force: rules and policy packs, built in and added. Rules that are built in are made ready when they are
// first run; those that are added are checked at once.

import CEL
import Catalog
import DocumentModel
import JSONSchema
import SourceText
import Synchronization
import YAMLSyntax

/// A rule that is made ready when it is first run.
final class LazyRule: Sendable {
  let rule: Rule
  let tree: SyntaxTree
  private let environment: Environment
  private let compiledIn: [any SwiftCheck.Type]
  private let state = Mutex<CompiledRule?>(nil)

  init(_ rule: Rule, tree: SyntaxTree, environment: Environment, compiledIn: [any SwiftCheck.Type]) {
    self.rule = rule
    self.tree = tree
    self.environment = environment
    self.compiledIn = compiledIn
  }

  private func compile() -> (compiled: CompiledRule, problems: [RuleProblem]) {
    RuleCompiler.compile(rule, in: tree, environment: environment, compiledIn: compiledIn)
  }

  var compiled: CompiledRule {
    state.withLock { state in
      if let state { return state }
      let compiled = compile().compiled
      state = compiled
      return compiled
    }
  }

  /// Makes the rule ready now, and says what is wrong with it.
  func check() -> [RuleProblem] {
    let (compiled, problems) = compile()
    state.withLock { $0 = compiled }
    return problems
  }
}

/// The rules and the policy packs that documents are checked against.
public final class RuleBook: Sendable {
  /// The rules, by code.
  public let rules: [Rule]
  /// The policy packs.
  public let packs: PackLibrary
  /// What is wrong with the rule files that were added, in the order in which they were given. What is wrong with the
  /// packs that were added is in `packs.problems`.
  public let problems: [[RuleProblem]]
  let lazyRules: [LazyRule]
  let order: RuleOrder
  let environment: Environment
  private let presencePrograms = Mutex<[String: Program]>([:])

  /// The rules and packs that are built in.
  public static let builtIn = RuleBook(
    rules: builtInDocuments(folder: "rules/").map { RuleFile(tree: $0.tree, root: $0.root, path: $0.path) },
    library: PackLibrary(
      builtInDocuments(folder: "policies/").map { PackFile(tree: $0.tree, root: $0.root, path: nil) },
      isDocumentDate: { ShapeTable.businessCase.isDate($0) }),
    base: [], replaces: false, checks: false)

  /// A book with more rules and packs.
  ///
  /// - Parameters:
  ///   - rules: The documents of kind `rule`.
  ///   - packs: The documents of kind `policy_pack`.
  ///   - base: The book that they are added to.
  ///   - replaces: Whether a rule that is added takes the place of one with its code; else that is a problem.
  ///   - compiledIn: The compiled-in checks that the added rules may name.
  public convenience init(
    adding rules: [RuleFile], packs: [PackFile] = [], to base: RuleBook = .builtIn, replaces: Bool = false,
    compiledIn: [any SwiftCheck.Type] = SwiftChecks.all
  ) {
    let codes = Set(base.rules.map(\.code.text) + rules.compactMap { RuleReader.read($0)?.code.text })
    self.init(
      rules: rules, library: base.packs.adding(packs, codes: codes), base: base.lazyRules, replaces: replaces,
      checks: true, compiledIn: compiledIn)
  }

  private init(
    rules files: [RuleFile], library: PackLibrary, base: [LazyRule], replaces: Bool, checks: Bool,
    compiledIn: [any SwiftCheck.Type] = SwiftChecks.all
  ) {
    packs = library
    environment = RulesEnvironment.make(packs: library)
    var problems = [[RuleProblem]](repeating: [], count: files.count)
    var known: [String: (rule: LazyRule, file: Int?)] = [:]
    for rule in base { known[rule.rule.code.text] = (rule, nil) }
    var added: [(rule: LazyRule, file: Int)] = []
    for (index, file) in files.enumerated() {
      guard let rule = RuleReader.read(file) else { continue }
      let lazy = LazyRule(rule, tree: file.tree, environment: environment, compiledIn: compiledIn)
      added.append((lazy, index))
      if let other = known[rule.code.text], !(replaces && other.file == nil) {
        let place = other.file.flatMap { files[$0].path }.map { "in \($0)" } ?? "built in"
        problems[index].append(
          RuleProblem(
            .duplicateCode, "There is a rule \(rule.code.text) already (\(place)). A code stands for one rule.",
            node: rule.code.node))
      } else {
        known[rule.code.text] = (lazy, index)
      }
    }
    lazyRules = known.values.map(\.rule).sorted { $0.rule.code.text < $1.rule.code.text }
    rules = lazyRules.map(\.rule)
    order = RuleOrder(rules)
    if checks {
      let codes = known.keys.sorted()
      for (rule, index) in added {
        problems[index] += rule.check()
        problems[index] += Self.needsProblems(of: rule.rule, codes: codes, cycles: order.cycles)
      }
    }
    self.problems = problems
  }

  private static func needsProblems(of rule: Rule, codes: [String], cycles: [[String]]) -> [RuleProblem] {
    rule.allNeeds.compactMap { need in
      let code = need.code.text
      guard codes.contains(code) else {
        let nearest = Spelling.closest(to: code, among: codes)
        return RuleProblem(
          .unknownCode,
          "There is no rule with the code `\(code)`" + (nearest.map { "; did you mean `\($0)`?" } ?? "."),
          node: need.code.node, suggestion: nearest)
      }
      guard let circle = cycles.first(where: { $0.contains(rule.code.text) && $0.contains(code) }) else { return nil }
      let way = (circle + circle.prefix(1)).joined(separator: " needs ")
      return RuleProblem(.needsCycle, "Rules need each other in a circle: \(way).", node: need.code.node)
    }
  }

  /// The packs that are built in, and no rules: what the tests of a rule add it to.
  public static let withoutRules = RuleBook(rules: [], library: builtIn.packs, base: [], replaces: false, checks: false)

  /// The program of a condition of presence (`x-required` with `cel`); nil where it cannot be read.
  func presenceProgram(_ expression: String, at shape: Shape?) -> Program? {
    presencePrograms.withLock { programs in
      let name = "\(shape?.path ?? "") \(expression)"
      if let known = programs[name] { return known }
      guard let parsed = try? Parser.parse(expression, dialect: .rules) else { return nil }
      var environment = environment
      environment.variables["this"] =
        shape.map { $0.path.isEmpty ? .object("business_case") : .object($0.path) } ?? .dyn
      let program = Program(Checker.check(parsed, in: environment), environment: environment)
      programs[name] = program
      return program
    }
  }

  /// The rule of a code; nil where there is none.
  public func rule(_ code: String) -> Rule? { rules.first { $0.code.text == code } }

  /// What is wrong with the rules that are built in, each with the path of its file below `schemas`: nothing, which a
  /// test holds.
  public static func builtInProblems() -> [(path: String, problem: RuleProblem)] {
    let documents = builtInDocuments(folder: "rules/")
    let files = documents.map { RuleFile(tree: $0.tree, root: $0.root, path: $0.path) }
    let book = RuleBook(rules: files, library: builtIn.packs, base: [], replaces: false, checks: true)
    let packs = builtIn.packs.problems.flatMap { $0 }.map { (path: "policies", problem: $0) }
    return packs + zip(documents, book.problems).flatMap { document, found in found.map { (document.path, $0) } }
  }

  private static func builtInDocuments(folder: String) -> [(path: String, tree: SyntaxTree, root: NodeID)] {
    Catalog.files.filter { $0.path.hasPrefix(folder) }.compactMap { file in
      // Tests and examples are most of a rule's text, and a run has no use for them.
      let tree = YAMLReader.read(SourceText(bytes: Array(file.runningPart))).tree
      return tree.documents.first?.root.map { (file.path, tree, $0) }
    }
  }
}
