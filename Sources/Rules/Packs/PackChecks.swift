// What can be said of a pack by itself: values out of order, codes of no rule, and dates that no document has.

import CEL
import DocumentModel
import JSONSchema

extension PackDocument {
  /// Series and bands whose entries do not rise, and years that are none.
  var orderProblems: [RuleProblem] {
    var problems: [RuleProblem] = []
    for parameter in parameters {
      switch parameter.shape {
      case .value: break
      case .series(let entries):
        problems += Self.unordered(entries, "so that each value holds until the next begins")
      case .bands(let entries):
        problems += Self.unordered(entries, "so that each value holds to its own number")
      case .byYear:
        problems += parameter.malformedYears.map {
          RuleProblem(
            .wrongType, "`\($0.text)` is no financial year: the second part is the year after the first.", node: $0.node
          )
        }
      }
    }
    return problems
  }

  private static func unordered<Key: Comparable & CustomStringConvertible>(
    _ entries: [ParameterDefinition.Entry<Key>], _ purpose: String
  ) -> [RuleProblem] {
    zip(entries, entries.dropFirst()).compactMap { before, entry in
      guard entry.key <= before.key else { return nil }
      return RuleProblem(
        .seriesOutOfOrder, "`\(entry.key)` does not come after `\(before.key)`: entries rise, \(purpose).",
        node: entry.keyNode, related: [.init(node: before.keyNode, message: "`\(before.key)` comes before it")])
    }
  }

  /// Codes that no rule has.
  func codeProblems(known: Set<String>) -> [RuleProblem] {
    (off + severity.map(\.code) + unwaivable).compactMap { code in
      guard !known.contains(code.text) else { return nil }
      let suggestion = Spelling.closest(to: code.text, among: known.sorted())
      let ending = suggestion.map { "; did you mean `\($0)`?" } ?? "."
      return RuleProblem(
        .unknownCode, "There is no rule with the code `\(code.text)`\(ending)", node: code.node, suggestion: suggestion)
    }
  }

  /// Dotted paths that are to choose from a series and are those of no date. A name without dots is one that rules give
  /// the date for.
  func selectionProblems(_ isDocumentDate: (String) -> Bool) -> [RuleProblem] {
    parameters.compactMap { parameter in
      guard case .series = parameter.shape, let path = parameter.selectBy, path.text.contains("."),
        !isDocumentDate(path.text)
      else { return nil }
      return RuleProblem(.badPath, "`\(path.text)` is no date of a business case.", node: path.node)
    }
  }
}
