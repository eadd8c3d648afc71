// One run of rules over one document: the names and values of the match at hand, the budget, and what was found. How
// paths are followed and findings are made is in the extensions.

import CEL
import DocumentModel

/// Why a match ends without an answer.
enum MatchEnd: Error {
  /// Something it reads is absent or was rejected, which is for others to say.
  case skipped
  /// It cannot be evaluated.
  case failed(EvaluationError)
  /// The budget ran out.
  case ranOut
}

/// A run over one document.
struct CaseRun {
  let book: RuleBook
  /// The documents that run together; the one at hand is at `index`.
  let documents: [CaseDocument]
  let index: Int
  let context: RunContext
  let pack: PackHost?
  /// The values of names that hold for the whole run.
  var globals: [(name: String, value: Value)]
  var fired = Fired()
  var findings: [RuleFinding] = []
  var derived: [DerivedValue] = []
  /// Whether derived values are listed in place of findings.
  var listsDerived = false

  /// What the match at hand gave names to.
  var scope: [(name: String, value: Value)] = []
  var budget = EvaluationContext()
  private var documentSteps = RunLimits.documentSteps

  init(
    book: RuleBook, documents: [CaseDocument], index: Int, context: RunContext, pack: PolicyPack?,
    globals: [(name: String, value: Value)] = []
  ) {
    self.book = book
    self.documents = documents
    self.index = index
    self.context = context
    let document = documents[index]
    // The run does not outlive the document, nor does the host the run.
    self.pack = pack.map { pack in PackHost(pack) { document.date(at: $0) } }
    self.globals = [("case", document.value)] + globals
    if let host = self.pack { self.globals.append(("pack", host.value)) }
  }

  var document: CaseDocument { documents[index] }

  /// The value of a name.
  func lookUp(_ name: String) -> Value? {
    var place = scope.count
    while place > 0 {
      place -= 1
      if scope[place].name == name { return scope[place].value }
    }
    for global in globals where global.name == name { return global.value }
    return nil
  }

  // MARK: Evaluating

  mutating func evaluate(_ expression: CompiledExpression) throws(MatchEnd) -> Value {
    do throws(EvaluationError) {
      var budget = budget
      defer { self.budget = budget }
      return try expression.program.evaluate(context: &budget) { lookUp($0) }
    } catch {
      throw end(for: error)
    }
  }

  func end(for error: EvaluationError) -> MatchEnd {
    switch error.kind {
    case .budgetExceeded: .ranOut
    // What is absent where it is taken as present, and text that is no year or date, are for other rules to say.
    case .noSuchKey, .noSuchField, .invalidArgument: .skipped
    // Without a pack, rules that ask for it do not run.
    case .undeclared: pack == nil ? .skipped : .failed(error)
    default: document.hasReadRejected ? .skipped : .failed(error)
    }
  }

  mutating func holds(_ expression: CompiledExpression) throws(MatchEnd) -> Bool {
    let value = try evaluate(expression)
    guard case .bool(let holds) = value.content else {
      throw .failed(EvaluationError(.noOverload, "A condition must be a bool"))
    }
    return holds
  }

  mutating func fill(_ message: CompiledMessage) throws(MatchEnd) -> String {
    var text = ""
    for part in message.parts {
      switch part {
      case .text(let plain): text += plain
      case .expression(let expression):
        let value = try evaluate(expression)
        do throws(EvaluationError) {
          text += try value.displayText()
        } catch {
          throw end(for: error)
        }
      }
    }
    return text
  }

  // MARK: Rules

  /// Runs the rules that are wanted, each after those it needs.
  mutating func run(_ wanted: (Rule) -> Bool) {
    for place in book.order.indices {
      let lazy = book.lazyRules[place]
      let rule = lazy.rule
      guard wanted(rule), context.only?.contains(rule.code.text) ?? true,
        !(pack?.pack.off.contains(rule.code.text) ?? false)
      else { continue }
      run(lazy.compiled)
    }
  }

  private mutating func run(_ rule: CompiledRule) {
    guard documentSteps > 0 else { return }
    var limits = EvaluationLimits()
    limits.steps = min(RunLimits.ruleSteps, documentSteps)
    limits.memory = RunLimits.ruleMemory
    budget = EvaluationContext(limits: limits)
    for check in rule.checks {
      if listsDerived {
        guard case .derived = check.condition else { continue }
      }
      guard run(check, of: rule.rule) else { break }
    }
    documentSteps -= max(0, limits.steps - max(0, budget.steps))
    if documentSteps <= 0, !listsDerived { reportExhaustion() }
  }

  private mutating func reportExhaustion() {
    findings.append(
      RuleFinding(
        code: .ruleRanOut, severity: .error,
        message: "The document takes more work than all rules together are allowed; those that are left did not run.",
        place: Place(document: index, node: document.root), related: [], fixes: [], rule: nil))
  }
}

/// What rules may use up; an ordinary document takes a hundredth of it.
enum RunLimits {
  /// The steps of one rule on one document.
  static let ruleSteps = 5_000_000
  /// The steps of all rules on one document.
  static let documentSteps = 50_000_000
  /// The bytes that one rule may make on one document.
  static let ruleMemory = 512 << 20
}
