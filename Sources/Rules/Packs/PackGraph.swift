// How packs extend each other: what is unknown, what runs in circles, and what each pack holds in the end.

import CEL
import DocumentModel
import JSONSchema

/// The packs of a library with the packs they extend.
struct PackGraph {
  let documents: [String: PackDocument]
  /// The packs, each after those it extends.
  private let order: [String]
  /// A number for each pack, which those share that run in a circle.
  private let circles: [String: Int]

  init(_ documents: [String: PackDocument]) {
    self.documents = documents
    order = Self.order(of: documents)
    circles = Self.circles(in: documents, order: order)
  }

  /// Whether a pack that extends another is in turn built on by it.
  private func isCircular(_ document: PackDocument, _ other: String) -> Bool {
    document.reference == other || circles[other].map { circles[document.reference] == $0 } ?? false
  }

  /// What is wrong with the packs that a pack extends.
  func problems(of document: PackDocument) -> [RuleProblem] {
    document.extends.compactMap { extended in
      let name = extended.text
      if documents[name] == nil {
        let suggestion = Spelling.closest(to: name, among: documents.keys.sorted())
        let ending = suggestion.map { "; did you mean `\($0)`?" } ?? "."
        return RuleProblem(
          .unknownPack, "There is no policy pack `\(name)`\(ending)", node: extended.node, suggestion: suggestion)
      }
      guard isCircular(document, name) else { return nil }
      let message =
        document.reference == name
        ? "A pack cannot extend itself."
        : "`\(name)` is itself built on `\(document.reference)`, so neither can be merged."
      return RuleProblem(.extendsCycle, message, node: extended.node)
    }
  }

  /// What each pack holds in the end. Packs of `base` are as they were.
  ///
  /// - Parameter faulty: The parameters of a pack whose values cannot be read.
  func resolve(
    base: [String: PolicyPack], declarations: [String: PackDeclaration], faulty: [String: Set<String>]
  ) -> [String: PolicyPack] {
    var packs = base
    var contents: [String: PackContent] = [:]
    for name in order {
      guard let document = documents[name] else { continue }
      var content = PackContent()
      for extended in document.extends where !isCircular(document, extended.text) {
        if let other = contents[extended.text] { content.merge(other) }
      }
      content.merge(document, declarations: declarations, faulty: faulty[name] ?? [])
      contents[name] = content
      if packs[name] == nil { packs[name] = PolicyPack(document, content) }
    }
    return packs
  }

  /// The packs, each after those it extends as far as they run in no circle.
  private static func order(of documents: [String: PackDocument]) -> [String] {
    var finished: [String] = []
    var seen: Set<String> = []
    for start in documents.keys.sorted() where seen.insert(start).inserted {
      // The packs on the way down, each with how many of those it extends were visited.
      var path: [(name: String, next: Int)] = [(start, 0)]
      while let (name, next) = path.last {
        let extends = documents[name]?.extends ?? []
        if next < extends.count {
          path[path.count - 1].next = next + 1
          let other = extends[next].text
          if documents[other] != nil, seen.insert(other).inserted { path.append((other, 0)) }
        } else {
          finished.append(name)
          path.removeLast()
        }
      }
    }
    return finished
  }

  /// Packs that reach each other share a number (strongly connected components, by Kosaraju's algorithm).
  private static func circles(in documents: [String: PackDocument], order: [String]) -> [String: Int] {
    var extending: [String: [String]] = [:]
    for (name, document) in documents {
      for extended in document.extends { extending[extended.text, default: []].append(name) }
    }
    var circles: [String: Int] = [:]
    for (number, start) in order.reversed().enumerated() where circles[start] == nil {
      var waiting = [start]
      while let name = waiting.popLast() {
        guard circles[name] == nil else { continue }
        circles[name] = number
        waiting += extending[name] ?? []
      }
    }
    return circles
  }
}
