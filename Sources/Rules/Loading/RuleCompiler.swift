// Makes a rule ready to run, and says what is wrong with it. How paths and expressions are made is in the extension.

import CEL
import DocumentModel
import JSONSchema

/// Compiles one rule. What is wrong costs the check it is in, not the rule.
struct RuleCompiler {
  /// What is wrong, in the order in which it was met.
  private(set) var problems: [RuleProblem] = []
  /// What the expression that is being compiled may speak of.
  var environment: Environment
  /// What is known to be there.
  var facts = Facts()
  let rule: Rule
  let tree: SyntaxTree
  let compiledIn: [any SwiftCheck.Type]

  /// Compiles a rule of a tree.
  static func compile(
    _ rule: Rule, in tree: SyntaxTree, environment: Environment, compiledIn: [any SwiftCheck.Type]
  ) -> (compiled: CompiledRule, problems: [RuleProblem]) {
    var compiler = RuleCompiler(environment: environment, rule: rule, tree: tree, compiledIn: compiledIn)
    if rule.scope == .portfolio {
      compiler.environment.variables.merge(RulesEnvironment.portfolioVariables) { $1 }
    }
    let base = compiler.environment
    var checks: [CompiledCheck] = []
    for check in rule.checks {
      for place in check.places {
        compiler.environment = base
        compiler.facts = Facts()
        if let compiled = compiler.compile(check, at: place) { checks.append(compiled) }
      }
    }
    var seen: Set<RuleProblem> = []
    let problems = compiler.problems.filter { seen.insert($0).inserted }
    return (CompiledRule(rule: rule, checks: checks), problems)
  }

  private init(environment: Environment, rule: Rule, tree: SyntaxTree, compiledIn: [any SwiftCheck.Type]) {
    self.compiledIn = compiledIn
    self.environment = environment
    self.rule = rule
    self.tree = tree
  }

  mutating func report(_ problem: RuleProblem) { problems.append(problem) }

  private mutating func compile(_ check: Check, at place: RuleText) -> CompiledCheck? {
    let before = problems.count
    guard let places = matchPath(place) else { return nil }
    let when = check.when.flatMap { expression($0, wanted: .bool, being: true) }
    var lets: [(name: String, value: CompiledExpression)] = []
    for declaration in check.lets {
      let name = declaration.name.text
      if RulesEnvironment.isReserved(name, in: rule.scope) {
        report(RuleProblem(.badPath, "The name `\(name)` is taken.", node: declaration.name.node))
        continue
      }
      guard let (value, type) = typed(declaration.value) else {
        environment.variables[name] = .dyn
        continue
      }
      lets.append((name, value))
      environment.variables[name] = type
    }
    let condition = condition(check)
    let at = check.at.flatMap { placePath($0) }
    // What a compiled-in check finds it says with variables of its own.
    let message = message(check.message)
    let related = check.related.compactMap { self.related($0) }
    let fixes = check.fixes.compactMap { self.fix($0) }
    guard problems.count == before, let condition, let message else { return nil }
    return CompiledCheck(
      places: places, when: when, lets: lets, condition: condition, severity: check.severity ?? rule.severity, at: at,
      message: message, related: related, fixes: fixes, needs: rule.needs + check.needs)
  }

  private mutating func condition(_ check: Check) -> CompiledCheck.Condition? {
    switch check.condition {
    case .expression(let text):
      return expression(text, wanted: .bool, being: false).map { .expression($0) }
    case .derived(let declaration): return derivation(declaration).map { .derived($0) }
    case .compiledIn(let name, let parameters):
      guard let type = compiledIn.first(where: { $0.name == name.text }) else {
        let names = compiledIn.map { $0.name }
        let nearest = Spelling.closest(to: name.text, among: names)
        report(
          RuleProblem(
            .unknownCheck,
            "There is no compiled-in check `\(name.text)`" + (nearest.map { "; did you mean `\($0)`?" } ?? "."),
            node: name.node, suggestion: nearest))
        return nil
      }
      environment.variables.merge(type.variables) { $1 }
      do throws(CheckParameterFault) {
        return .compiledIn(try type.init(CheckParameters(tree: tree, node: parameters)))
      } catch {
        report(RuleProblem(.wrongType, error.message, node: error.node ?? parameters ?? name.node))
        return nil
      }
    }
  }

  private mutating func derivation(_ declaration: DerivedDeclaration) -> CompiledDerivation? {
    let at = placePath(declaration.at)
    let value = typed(declaration.value)
    let tolerance = declaration.tolerance.flatMap { expression($0, wanted: .decimal) }
    let type = value?.type ?? .dyn
    let figure: ValueType = declaration.format == .text || type != .int ? type : .decimal
    if declaration.format != .text, ![.decimal, .int, .dyn, .error].contains(type) {
      report(
        RuleProblem(
          .wrongType, "A value that is written as a number must be one, this is of type \(type).",
          node: declaration.value.node))
    }
    environment.variables["computed"] = figure
    environment.variables["stated"] = figure
    environment.variables["difference"] = declaration.format == .text ? .dyn : .decimal
    let working = declaration.working.flatMap { message($0) }
    guard let at, let value else { return nil }
    return CompiledDerivation(
      at: at, value: value.expression, tolerance: tolerance, working: working, declaration: declaration)
  }

  private mutating func related(_ declaration: RelatedDeclaration) -> CompiledRelated? {
    let before = environment
    let known = facts
    defer {
      environment = before
      facts = known
    }
    let places = declaration.places.flatMap { self.places($0) }
    let when = declaration.when.flatMap { expression($0, wanted: .bool, being: true) }
    guard let at = placePath(declaration.at), let message = message(declaration.message) else { return nil }
    return CompiledRelated(places: places, when: when, at: at, message: message)
  }

  private mutating func fix(_ declaration: FixDeclaration) -> CompiledFix? {
    let before = environment
    let known = facts
    defer {
      environment = before
      facts = known
    }
    let when = declaration.when.flatMap { expression($0, wanted: .bool, being: true) }
    let title = message(declaration.title)
    let places = declaration.places.flatMap { self.places($0) }
    let path = placePath(declaration.path)
    let value = declaration.value.flatMap { typed($0)?.expression }
    if declaration.action != .remove, declaration.value == nil {
      report(
        RuleProblem(.badMessage, "A fix that replaces or appends says `with` what.", node: declaration.title.node))
    }
    guard let title, let path else { return nil }
    return CompiledFix(
      title: title, action: declaration.action, path: path, value: value, places: places, when: when,
      isSafe: declaration.isSafe)
  }

  /// A list, or a path with `[*]` or `.*`; each element is `it` from here on.
  private mutating func places(_ text: RuleText) -> CompiledPlaces? {
    if let path = try? PathParser.parse(text.text), path.hasWildcard || path.root == "$" {
      guard let (compiled, type) = self.path(path, text) else { return nil }
      environment.variables["it"] = path.hasWildcard ? type : Self.element(of: type)
      return .path(compiled)
    }
    guard let (expression, type) = typed(text) else { return nil }
    switch type {
    case .list, .dyn, .error: environment.variables["it"] = Self.element(of: type)
    default:
      // One fault is told once: of `it` nothing is known.
      environment.variables["it"] = .error
      report(
        RuleProblem(.wrongType, "What `for` goes through must be a list, this is of type \(type).", node: text.node))
    }
    return .list(expression)
  }

  private static func element(of type: ValueType) -> ValueType {
    if case .list(let element) = type { return element }
    return .dyn
  }
}
