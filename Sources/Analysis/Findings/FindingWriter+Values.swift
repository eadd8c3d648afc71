// Findings about values of the right type that are not allowed: lists of values, constants, shapes and formats.

import DocumentModel
import JSONSchema
import SourceText

extension FindingWriter {
  /// A key without a value.
  func emptyValue(_ error: ValidationError, _ expected: TypeSet, _ allowed: [SchemaLocation]) -> Diagnostic {
    let name = Wording.sentence(name(of: error.node))
    let range = error.keyNode.map(places.ofKey) ?? places.ofValue(error.node)
    if let split = splitFigure(error) { return split }
    var message = "\(name) needs a value"
    if !allowed.isEmpty {
      message += ": \(Wording.values(schema, allowed))"
    } else if expected != .all {
      message += ": \(wanted(error.node, expected))"
    }
    var finding = finding(.needsAValue, error, message + ".", at: range)
    finding.source = demand(of: matches.subschemas(of: error.node))
    return finding
  }

  /// A value that is none of those listed.
  func notListed(_ error: ValidationError, _ allowed: [SchemaLocation]) -> Diagnostic {
    let node = tree.resolved(error.node)
    let name = Wording.sentence(name(of: error.node))
    var message = "\(name) has to be \(Wording.values(schema, allowed)); found \(Wording.found(tree, node))."
    guard tree.kind(of: error.node) == .scalar else { return finding(.valueNotListed, error, message) }
    let texts = allowed.filter { schema.tree(of: $0).kind(of: $0.node) == .scalar }
    let words = texts.map { schema.text(of: $0) }
    guard let guess = Resemblance.best(for: tree.text(of: node), among: words),
      let place = words.firstIndex(of: guess.word)
    else { return finding(.valueNotListed, error, message) }
    message += " Did you mean \(Wording.code(guess.word))?"
    let fix = replacement(of: node, with: written(texts[place]), isCertain: guess.isCertain)
    return finding(.valueNotListed, error, message, fixes: fix.map { [$0] } ?? [])
  }

  /// A value where only another one is allowed.
  func wrongConstant(_ error: ValidationError, _ constant: SchemaLocation) -> Diagnostic {
    let choices = constants(of: error)
    if choices.count > 1 { return notListed(error, choices) }
    let node = tree.resolved(error.node)
    let name = Wording.sentence(name(of: error.node))
    let value = Wording.value(schema, constant)
    let isScalar = schema.tree(of: constant).kind(of: constant.node) == .scalar
    let fix = isScalar ? replacement(of: error.node, with: written(constant), isCertain: false) : nil
    return finding(
      .wrongConstant, error,
      "\(name) can only be \(Wording.code(value)); found \(Wording.found(tree, node)).", fixes: fix.map { [$0] } ?? [])
  }

  /// The constants that the alternatives of `error` have for its key, by which one of them is chosen.
  private func constants(of error: ValidationError) -> [SchemaLocation] {
    guard let key = tree.key(of: error.node).map({ tree.text(of: $0) }) else { return [] }
    var result: [SchemaLocation] = []
    var seen: Set<String> = []
    for branch in error.alternatives {
      guard let property = schema.effectiveProperty(key, of: branch) else { continue }
      let listed = first(of: property) { $0.enumeration.isEmpty ? nil : $0.enumeration } ?? []
      for value in [first(of: property, \.constant)].compactMap({ $0 }) + listed
      where seen.insert(Wording.value(schema, value)).inserted { result.append(value) }
    }
    return result
  }

  /// The scalar at `location` of a schema as it is written in the document.
  func written(_ location: SchemaLocation) -> String {
    let tree = schema.tree(of: location)
    let text = tree.text(of: location.node)
    return tree[location.node].scalarType == .string ? ScalarText.written(text, file.syntax) : text
  }

  /// A text that does not match a regular expression.
  func wrongPattern(_ error: ValidationError, _ pattern: String) -> Diagnostic {
    let name = Wording.sentence(name(of: error.node))
    let found = Wording.code(tree.text(of: tree.resolved(error.node)))
    let isKey = tree[error.node].flags.contains(.key)
    var message = isKey ? "\(name) is not allowed" : "\(name) cannot be \(found)"
    if let explanation = explanation(of: error.node) {
      message += ". " + explanation
      if let example = example(of: error.node) { message += " An example is \(Wording.code(example))." }
    } else if let example = example(of: error.node) {
      message += "; an example of what is wanted is \(Wording.code(example))."
    } else {
      message += "; it has to match the regular expression \(Wording.code(pattern))."
    }
    return finding(.patternNotMatched, error, message)
  }

  /// A text that was not matched to the end.
  func costlyPattern(_ error: ValidationError, _ pattern: String) -> Diagnostic {
    finding(
      .notChecked, error,
      "\(Wording.sentence(name(of: error.node))) was not checked: matching it against the regular expression "
        + "\(Wording.code(pattern)) takes too long.")
  }

  /// A text that is not what its `format` says.
  func wrongFormat(_ error: ValidationError, _ format: String) -> Diagnostic {
    let node = tree.resolved(error.node)
    let name = Wording.sentence(name(of: error.node))
    let text = tree.text(of: node)
    let words = Wording.format(format)
    let example = example(of: error.node) ?? words?.example
    if format == "date", let reason = DateReading.impossibility(text) {
      return finding(
        .wrongFormat, error, "\(name) needs a date that exists; found \(Wording.code(text)), but \(reason).")
    }
    var message = "\(name) needs \(words?.phrase ?? "a text of the format \(Wording.code(format))")"
    if let example { message += " such as \(Wording.code(example))" }
    message += "; found \(Wording.found(tree, node))."
    guard format == "date", tree.kind(of: error.node) == .scalar, let reading = DateReading(text) else {
      return finding(.wrongFormat, error, message)
    }
    message += reading.isCertain ? " Write `\(reading.text)`." : " Write `\(reading.text)` if that is meant."
    let fix = replacement(
      of: node, with: file.syntax == .json ? ScalarText.quoted(reading.text) : reading.text,
      isCertain: reading.isCertain, title: "Write `\(reading.text)`")
    return finding(.wrongFormat, error, message, fixes: fix.map { [$0] } ?? [])
  }

  /// A value where the schema allows none.
  func notAllowed(_ error: ValidationError) -> Diagnostic {
    let range = error.keyNode.map(places.ofKey) ?? places.ofValue(error.node)
    return finding(
      .notAllowed, error, "\(Wording.sentence(name(of: error.node))) is not allowed here.", at: range)
  }

  /// A value that fits a schema it must not fit.
  func matchesForbidden(_ error: ValidationError, _ forbidden: SubschemaID) -> Diagnostic {
    let name = Wording.sentence(name(of: error.node))
    let subschema = schema.subschema(forbidden)
    let reason = (subschema.description.flatMap(Wording.firstSentence)) ?? explanation(of: error.node)
    let what = subschema.title.map { "“\($0)”" } ?? Wording.found(tree, tree.resolved(error.node))
    let message = "\(name) must not be \(what)." + (reason.map { " " + $0 } ?? "")
    return finding(.notAllowed, error, message)
  }

  /// A value that fits several alternatives.
  func matchesSeveral(_ error: ValidationError, _ branches: [SubschemaID]) -> Diagnostic {
    let name = Wording.sentence(name(of: error.node))
    let titles = branches.compactMap { first(of: $0, \.title) }.map { "“\($0)”" }
    let message =
      titles.count == branches.count
      ? "\(name) fits \(Wording.list(titles, "and")), which exclude each other."
      : "\(name) fits \(branches.count) alternatives that exclude each other."
    return finding(.severalAlternatives, error, message)
  }

  /// The keys and values that the schema says are no longer to be used.
  func deprecations() -> some Sequence<Diagnostic> {
    let nodes = schema.deprecates ? matches.nodes : []
    return nodes.lazy.compactMap { node -> Diagnostic? in
      guard let found = matches.subschemas(of: node).first(where: { schema.subschema($0).isDeprecated }) else {
        return nil
      }
      let reason = schema.subschema(found).description.flatMap(Wording.firstSentence)
      return Diagnostic(
        .deprecated, "\(Wording.sentence(name(of: node))) is no longer to be used." + (reason.map { " " + $0 } ?? ""),
        at: tree.key(of: node).map(places.ofKey) ?? places.ofValue(node), pointer: tree.pointer(of: node),
        tags: [.deprecated])
    }
  }
}
