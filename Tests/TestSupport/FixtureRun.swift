// Runs fixtures: analyses the document, compares with what is expected, or writes what was found into the file.

import Analysis
import DocumentModel
import Foundation
import JSONSchema
import SourceText

extension Fixture {
  /// Whether this run is to rewrite the fixtures (`UPDATE_FIXTURES=1`).
  public static var isUpdating: Bool { ProcessInfo.processInfo.environment["UPDATE_FIXTURES"] == "1" }

  /// Whether this run is one of continuous integration, where fixtures may not be rewritten.
  public static var isContinuousIntegration: Bool { ProcessInfo.processInfo.environment["CI"] != nil }

  /// Checks the fixture with `analyzer` and returns what is wrong, a line for each fault; in an update the file is
  /// rewritten and only what cannot be rewritten is wrong.
  public func run(_ analyzer: Analyzer) throws -> [String] {
    if Fixture.isUpdating, Fixture.isContinuousIntegration {
      return ["fixtures are not rewritten in continuous integration: unset UPDATE_FIXTURES"]
    }
    let analysis = analyze(analyzer)
    let found = cursor == nil ? Fixture.annotations(of: analysis) : []
    let actual = try sections(of: analysis, analyzer)
    if Fixture.isUpdating {
      let rewritten = render(found, actual)
      let before = try String(contentsOf: url, encoding: .utf8)
      if rewritten != before { try rewritten.write(to: url, atomically: true, encoding: .utf8) }
      return []
    }
    return differences(found) + differences(actual)
  }

  /// The analysis of the document as the header of the fixture asks for it.
  public func analyze(_ analyzer: Analyzer) -> FileAnalysis {
    var settings = AnalysisSettings()
    settings.assertsFormat = assertsFormat
    var choice = SchemaChoice.byKind
    if let schema {
      let tree = JSONReader.read(SourceText(schema)).tree
      if let root = tree.documents.first?.root {
        choice = .given(
          Schema.compile(tree, root: root, uri: "https://example.org/fixture.json", loader: SchemaLibrary.load))
      } else {
        choice = .unavailable("the schema of the fixture is empty")
      }
    }
    return analyzer.analyze(SourceFile(path: path, text: text), schema: choice, settings: settings)
  }

  // MARK: Findings

  private static func annotations(of analysis: FileAnalysis) -> [Annotation] {
    let text = analysis.file.text
    var result: [Annotation] = []
    for diagnostic in analysis.diagnostics {
      var annotation = Annotation(
        diagnostic.range, in: text, label: diagnostic.severity.rawValue, code: diagnostic.code.code,
        message: diagnostic.message)
      annotation.fixes = diagnostic.fixes.map {
        Annotation.Fix(applicability: $0.applicability.rawValue, title: $0.title)
      }
      result.append(annotation)
      result += diagnostic.related.filter { $0.path == nil }.map {
        Annotation($0.range, in: text, label: "related", code: diagnostic.code.code, message: $0.message)
      }
    }
    return result
  }

  private func differences(_ found: [Annotation]) -> [String] {
    guard cursor == nil else { return [] }
    var missing = annotations
    var problems: [String] = []
    for annotation in found {
      if let index = missing.firstIndex(of: annotation) {
        missing.remove(at: index)
      } else {
        problems.append("not annotated, line \(annotation.line + 1): " + annotation.lines.joined(separator: " | "))
      }
    }
    return problems
      + missing.map { "annotated but not found, line \($0.line + 1): " + $0.lines.joined(separator: " | ") }
  }

  // MARK: Sections

  /// The sections as they are, with the text that they should have.
  private func sections(of analysis: FileAnalysis, _ analyzer: Analyzer) throws -> [(name: String, text: String)] {
    var result: [(name: String, text: String)] = []
    guard let cursor else {
      let edits = Fixture.edits(of: analysis.diagnostics)
      if !edits.isEmpty {
        let text = analysis.file.text.applying(edits).string
        result.append(("after fix", text.replacing("\r\n", with: "\\r\n")))
      }
      return result
    }
    let items = analyzer.completions(in: analysis, at: cursor, options: CompletionOptions(snippets: true)).items
    for section in sections {
      switch section.name {
      case "completions":
        result.append((section.name, items.map { line(for: $0) + "\n" }.joined()))
      case "hover":
        let hover = analyzer.hover(in: analysis, at: cursor)
        let place = hover.map { "[" + analysis.file.text.string(in: $0.range) + "]\n" + $0.markdown + "\n" }
        result.append((section.name, place ?? "nothing\n"))
      default:
        let label = section.name.dropFirst("completed ".count)
        let taken = items.first { $0.label == label }.map { taking($0, analysis.file.text) }
        result.append((section.name, taken ?? "no such offer\n"))
      }
    }
    return result
  }

  /// The edits of the first fix of every finding, those left out that touch an earlier one.
  private static func edits(of diagnostics: [Diagnostic]) -> [TextEdit] {
    var taken: [TextEdit] = []
    for fix in diagnostics.compactMap(\.fixes.first) {
      let touches = fix.edits.contains { edit in
        taken.contains { $0.range.overlaps(edit.range) || $0.range.start == edit.range.start }
      }
      if !touches { taken += fix.edits }
    }
    return taken
  }

  private func line(for item: CompletionItem) -> String {
    let kind = "\(item.kind)"
    return "\(item.label) (\(kind))" + (item.detail.map { ": \($0)" } ?? "") + (item.isDeprecated ? " deprecated" : "")
  }

  /// The document after `item` is taken, its lines indented as clients do it.
  private func taking(_ item: CompletionItem, _ text: SourceText) -> String {
    let line = text.line(at: item.edit.range.start)
    let margin = String(repeating: " ", count: text.indent(ofLine: line))
    var inserted = item.edit.newText.replacing("\n", with: "\n" + margin)
    for scalar in ["$", "}", "\\"] { inserted = inserted.replacing("\\" + scalar, with: scalar) }
    return text.applying([TextEdit(item.edit.range, inserted)]).string.replacing("\r\n", with: "\\r\n")
  }

  private func differences(_ actual: [(name: String, text: String)]) -> [String] {
    var problems: [String] = []
    for (name, text) in actual {
      guard let expected = sections.first(where: { $0.name == name }) else {
        problems.append("there is no section `\(name)`; it should be:\n\(text)")
        continue
      }
      if Fixture.lines(of: expected.text) != Fixture.lines(of: text) {
        problems.append("section `\(name)` should be:\n\(text)")
      }
    }
    for section in sections where !actual.contains(where: { $0.name == section.name }) {
      problems.append("section `\(section.name)` has nothing to say")
    }
    return problems
  }

  // MARK: Rewriting

  /// The file with `found` and `actual` in the place of what was expected.
  private func render(_ found: [Annotation], _ actual: [(name: String, text: String)]) -> String {
    var lines = preamble
    var whole = text
    if let cursor { whole = text.applying([TextEdit(TextRange(cursor, cursor), "<|>")]) }
    let written = whole.string.replacing("\r\n", with: "\\r\n")
    var document = Fixture.lines(of: written)
    if let last = document.indices.last, !written.hasSuffix("\n") { document[last] += "\\" }
    for (number, line) in document.enumerated() {
      lines.append(line)
      lines += found.filter { $0.line == number }.flatMap(\.lines)
    }
    lines += found.filter { $0.line >= document.count }.flatMap(\.lines)
    for (name, text) in actual {
      lines.append("--- \(name)")
      lines += Fixture.lines(of: text)
    }
    return lines.map { $0 + "\n" }.joined()
  }
}
