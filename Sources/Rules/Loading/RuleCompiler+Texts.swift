// The compiler's part for expressions, messages and paths: parsed, typed by the schema, and made into programs.

import CEL
import DocumentModel
import JSONSchema

extension RuleCompiler {
  // MARK: Expressions

  /// An expression of any type.
  mutating func typed(_ text: RuleText) -> (expression: CompiledExpression, type: ValueType)? {
    do throws(SyntaxError) {
      return check(try Parser.parse(text.text, dialect: .rules), text).map { ($0.0, $0.1.type) }
    } catch {
      report(RuleProblem(.brokenExpression, error.message + ".", node: text.node, range: error.range))
      return nil
    }
  }

  /// An expression of a type. A condition adds to what is known from here on, as it holds or as it does not.
  mutating func expression(
    _ text: RuleText, wanted: ValueType, being value: Bool? = nil
  ) -> CompiledExpression? {
    let parsed: Expression
    do throws(SyntaxError) {
      parsed = try Parser.parse(text.text, dialect: .rules)
    } catch {
      report(RuleProblem(.brokenExpression, error.message + ".", node: text.node, range: error.range))
      return nil
    }
    guard let (compiled, checked) = check(parsed, text) else { return nil }
    if let value { facts = facts.union(value ? checked.factsWhenTrue : checked.factsWhenFalse) }
    let isNumber = wanted == .decimal && checked.type == .int
    if ![wanted, .dyn, .error].contains(checked.type), !isNumber {
      report(
        RuleProblem(
          .wrongType, "This must be of type \(wanted), it is of type \(checked.type).", node: text.node,
          range: parsed.range))
    }
    return compiled
  }

  /// Checks an expression that stands in a text, and makes a program of it; nil where something is wrong with it.
  private mutating func check(_ parsed: Expression, _ text: RuleText) -> (CompiledExpression, CheckedExpression)? {
    let checked = Checker.check(parsed, in: environment, assuming: facts)
    for issue in checked.issues {
      let code: DiagnosticCode =
        switch issue.kind {
        case .unknownName, .unknownFunction, .unknownField, .unknownValue: .unknownName
        case .wrongType: .wrongType
        case .unguardedField: .unguardedField
        case .wrongPattern: .badPattern
        }
      let end = issue.message.hasSuffix("?") ? "" : "."
      report(
        RuleProblem(
          code, issue.message + end, node: text.node, range: issue.range, suggestion: issue.suggestion))
    }
    let program = Program(checked, environment: environment)
    return (CompiledExpression(program: program, node: text.node), checked)
  }

  // MARK: Messages

  mutating func message(_ text: RuleText) -> CompiledMessage? {
    let template: MessageTemplate
    do throws(TextFault) {
      template = try MessageTemplate.parse(text.text)
    } catch {
      report(problem(of: error, in: text))
      return nil
    }
    var parts: [CompiledMessage.Part] = []
    for part in template.parts {
      switch part {
      case .text(let plain): parts.append(.text(plain))
      case .expression(let parsed):
        guard let (compiled, _) = check(parsed, text) else { return nil }
        parts.append(.expression(compiled))
      }
    }
    return CompiledMessage(parts: parts)
  }

  private func problem(of fault: TextFault, in text: RuleText) -> RuleProblem {
    let code: DiagnosticCode =
      switch fault.kind {
      case .path: .badPath
      case .message: .badMessage
      case .expression: .brokenExpression
      }
    return RuleProblem(code, fault.message, node: text.node, range: fault.range)
  }

  // MARK: Paths

  /// The path of `for`: from the document on, with names for its steps, and `this` and `key` for where it leads.
  mutating func matchPath(_ text: RuleText) -> CompiledPath? {
    guard let parsed = parsePath(text) else { return nil }
    guard parsed.root == "$" || parsed.root == "case" else {
      report(
        RuleProblem(
          .badPath, "The path of `for` begins with `$`, the document.", node: text.node, range: parsed.rootRange))
      return nil
    }
    guard let (path, type) = path(parsed, text) else { return nil }
    environment.variables["this"] = type
    switch parsed.steps.last?.kind {
    case .everyItem: environment.variables["key"] = .int
    case .everyMember, .member: environment.variables["key"] = .string
    case .index: environment.variables["key"] = .dyn
    case nil: break
    }
    learn(parsed)
    return path
  }

  /// The path of a place that is marked or changed.
  mutating func placePath(_ text: RuleText) -> CompiledPath? {
    guard let parsed = parsePath(text) else { return nil }
    if parsed.hasWildcard {
      report(RuleProblem(.badPath, "This path leads to one place: it has no `[*]` and no `.*`.", node: text.node))
      return nil
    }
    return path(parsed, text)?.path
  }

  private mutating func parsePath(_ text: RuleText) -> DocumentPath? {
    do throws(TextFault) {
      return try PathParser.parse(text.text)
    } catch {
      report(problem(of: error, in: text))
      return nil
    }
  }

  /// Follows a path through the types, and declares the names it gives.
  mutating func path(_ parsed: DocumentPath, _ text: RuleText) -> (path: CompiledPath, type: ValueType)? {
    let root = parsed.root == "$" ? "case" : parsed.root
    guard var type = environment.variables[root] else {
      let nearest = Spelling.closest(to: root, among: environment.variables.keys.sorted())
      report(
        RuleProblem(
          .unknownName, "There is no variable '\(root)'" + (nearest.map { "; did you mean '\($0)'?" } ?? "."),
          node: text.node, range: parsed.rootRange, suggestion: nearest))
      return nil
    }
    declare(parsed.rootBinding, type, text, parsed.rootRange)
    var steps: [CompiledPath.Step] = []
    for step in parsed.steps {
      guard let (kind, next) = follow(step, from: type, text) else { return nil }
      type = next
      declare(step.binding, type, text, step.range)
      steps.append(CompiledPath.Step(kind: kind, binding: step.binding))
    }
    return (CompiledPath(root: root, rootBinding: parsed.rootBinding, steps: steps), type)
  }

  private mutating func declare(_ name: String?, _ type: ValueType, _ text: RuleText, _ range: Range<Int>) {
    guard let name else { return }
    if RulesEnvironment.isReserved(name, in: rule.scope) {
      report(RuleProblem(.badPath, "The name `\(name)` is taken.", node: text.node, range: range))
    } else {
      environment.variables[name] = type
    }
  }

  private mutating func follow(
    _ step: DocumentPath.Step, from type: ValueType, _ text: RuleText
  ) -> (CompiledPath.Step.Kind, ValueType)? {
    switch (step.kind, type) {
    case (.member(let name), .dyn), (.member(let name), .error): return (.member(name), .dyn)
    case (.member(let name), .map(_, let value)): return (.member(name), value)
    case (.member(let name), .object(let object)):
      let known = environment.objectTypes[object]
      if let found = known?.fields[name]?.type ?? known?.others { return (.member(name), found) }
      let nearest = Spelling.closest(to: name, among: (known?.fields.keys.sorted() ?? []))
      report(
        RuleProblem(
          .badPath, "\(object) has no field '\(name)'" + (nearest.map { "; did you mean '\($0)'?" } ?? "."),
          node: text.node, range: (step.range.lowerBound + 1)..<step.range.upperBound, suggestion: nearest))
      return nil
    case (.everyMember, .dyn), (.everyMember, .error): return (.everyMember, .dyn)
    case (.everyMember, .map(_, let value)): return (.everyMember, value)
    case (.everyMember, .object(let object)):
      let types = Set(environment.objectTypes[object]?.fields.values.map(\.type) ?? [])
      return (.everyMember, types.count == 1 ? types.first ?? .dyn : .dyn)
    case (.everyItem, .dyn), (.everyItem, .error): return (.everyItem, .dyn)
    case (.everyItem, .list(let element)): return (.everyItem, element)
    case (.index(let parsed), _):
      guard let (compiled, _) = check(parsed, text) else { return nil }
      switch type {
      case .list(let element): return (.index(compiled), element)
      case .map(_, let value): return (.index(compiled), value)
      case .object(let object):
        if case .literal(.string(let name)) = parsed.kind,
          let found = environment.objectTypes[object]?.fields[name]?.type
        {
          return (.index(compiled), found)
        }
        let types = Set(environment.objectTypes[object]?.fields.values.map(\.type) ?? [])
        return (.index(compiled), types.count == 1 ? types.first ?? .dyn : .dyn)
      case .dyn, .error: return (.index(compiled), .dyn)
      default:
        report(
          RuleProblem(
            .badPath, "A value of type \(type) has no items or members.", node: text.node, range: step.range))
        return nil
      }
    default:
      report(
        RuleProblem(
          .badPath, "A value of type \(type) cannot be followed so.", node: text.node, range: step.range))
      return nil
    }
  }

  /// What a path has gone through is there: `option.partners` behind `$.….options[*] as option .partners[*]`.
  private mutating func learn(_ path: DocumentPath) {
    var bases: [(name: String, fields: [String])] = [("case", [])]
    if let name = path.rootBinding { bases.append((name, [])) }
    for step in path.steps {
      if case .member(let name) = step.kind {
        for index in bases.indices { bases[index].fields.append(name) }
      } else {
        learn(bases)
        bases = []
      }
      if let name = step.binding { bases.append((name, [])) }
    }
    learn(bases)
  }

  private mutating func learn(_ bases: [(name: String, fields: [String])]) {
    for (name, fields) in bases where !fields.isEmpty {
      guard
        let condition = try? Parser.parse("has(\(([name] + fields).joined(separator: ".")))", dialect: .rules)
      else { continue }
      facts = facts.union(Checker.check(condition, in: environment).factsWhenTrue)
    }
  }
}
