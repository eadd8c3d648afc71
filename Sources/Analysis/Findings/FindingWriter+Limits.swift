// Findings about limits: numbers, lengths, counts and repetitions.

import DocumentModel
import JSONSchema
import SourceText

extension FindingWriter {
  /// A text with too few characters.
  func tooShort(_ error: ValidationError, _ limit: Int, _ actual: Int) -> Diagnostic {
    let name = Wording.sentence(name(of: error.node))
    if actual == 0 { return finding(.textLength, error, "\(name) must not be an empty text.") }
    return finding(
      .textLength, error, "\(name) needs at least \(Wording.count(limit, "character")); it has \(actual).")
  }

  /// A text with too many characters.
  func tooLong(_ error: ValidationError, _ limit: Int, _ actual: Int) -> Diagnostic {
    finding(
      .textLength, error,
      "\(Wording.sentence(name(of: error.node))) may have \(Wording.count(limit, "character")) at most; it has \(actual)."
    )
  }

  /// A number that is no multiple of another.
  func notMultiple(_ error: ValidationError, _ divisor: SchemaLocation) -> Diagnostic {
    let node = tree.resolved(error.node)
    let name = Wording.sentence(name(of: error.node))
    let text = tree.text(of: node)
    let step = schema.tree(of: divisor).number(of: divisor.node)?.description ?? schema.text(of: divisor)
    let isWhole = step == "1"
    var message =
      "\(name) has to be \(isWhole ? "a whole number" : "a multiple of \(step)"); found \(Wording.found(tree, node))."
    guard tree.kind(of: error.node) == .scalar, let places = Rounding.places(ofStep: step),
      let rounded = Rounding.rounded(tree.number(of: node)?.description ?? text, to: places)
    else { return finding(.notAMultiple, error, message) }
    message += " Rounded it is `\(rounded)`."
    let fix = replacement(of: node, with: rounded, isCertain: false, title: "Round to `\(rounded)`")
    return finding(.notAMultiple, error, message, fixes: fix.map { [$0] } ?? [])
  }

  /// A number below or above its limit.
  func outOfRange(_ error: ValidationError, _ limit: SchemaLocation, _ relation: String) -> Diagnostic {
    let node = tree.resolved(error.node)
    let bound = schema.tree(of: limit).number(of: limit.node)?.description ?? schema.text(of: limit)
    var message =
      "\(Wording.sentence(name(of: error.node))) has to be \(relation) \(bound); found \(Wording.found(tree, node))."
    if let unit = unit(of: error.node), unit == "fraction" || unit == "percent" {
      let description = matches.subschemas(of: error.node).lazy.map { schema.subschema($0) }
        .first { $0.text(of: "x-unit") != nil }?.description
      if let sentence = description.flatMap(Wording.firstSentence) { message += " " + sentence }
    }
    return finding(.numberOutOfRange, error, message)
  }

  /// A list or a mapping with too few or too many entries, or entries of a sort.
  func wrongCount(_ error: ValidationError) -> Diagnostic {
    let name = Wording.sentence(name(of: error.node))
    let message: String
    switch error.kind {
    case .tooFewItems(let limit, let actual): message = atLeast(limit, "item", actual)
    case .tooManyItems(let limit, let actual): message = atMost(limit, "item", actual)
    case .tooFewProperties(let limit, let actual): message = atLeast(limit, "key", actual)
    case .tooManyProperties(let limit, let actual): message = atMost(limit, "key", actual)
    case .containsTooFew(let limit, let actual, let items):
      message = "needs at least \(Wording.count(limit, "item")) \(sort(items)); it has \(actual)"
    case .containsTooMany(let limit, let actual, let items):
      message = "may have \(Wording.count(limit, "item")) \(sort(items)) at most; it has \(actual)"
    default: message = "has the wrong number of entries"
    }
    return finding(.itemCount, error, "\(name) \(message).", at: places.ofCollection(error.node))
  }

  private func atLeast(_ limit: Int, _ noun: String, _ actual: Int) -> String {
    "needs at least \(Wording.count(limit, noun)); it has \(actual == 0 ? "none" : String(actual))"
  }

  private func atMost(_ limit: Int, _ noun: String, _ actual: Int) -> String {
    limit == 0
      ? "has to be empty; it has \(Wording.count(actual, noun))"
      : "may have \(Wording.count(limit, noun)) at most; it has \(actual)"
  }

  /// What the items counted by `contains` have in common.
  private func sort(_ items: SubschemaID) -> String {
    first(of: items, \.title).map { "of the sort “\($0)”" } ?? "of a certain sort"
  }

  /// An item that equals an earlier one.
  func notUnique(_ error: ValidationError, _ first: NodeID) -> Diagnostic {
    let node = tree.resolved(error.node)
    let isScalar = tree.kind(of: node) == .scalar
    let what = isScalar ? " \(Wording.code(tree.text(of: node)))" : ""
    return finding(
      .itemsNotUnique, error,
      "\(Wording.sentence(name(of: error.node))) repeats an earlier item; each\(what) may stand only once.",
      related: [
        RelatedInformation(
          range: places.ofValue(first), pointer: tree.pointer(of: first), message: "The same item stands here first")
      ])
  }
}
