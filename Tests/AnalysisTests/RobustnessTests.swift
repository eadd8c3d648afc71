// Whatever is typed, and wherever the cursor is, the analysis answers: no position and no cut of a text ends it.

import Analysis
import DocumentModel
import Foundation
import SourceText
import TestSupport
import Testing

@Suite struct RobustnessTests {
  private static let samples = ["wrong-shapes", "slips-of-the-keyboard", "pasted-from-a-spreadsheet"]

  private static func sample(_ name: String) throws -> [UInt8] {
    let file = Conformance.packageRoot.appending(path: "samples/faulty/\(name).case.yaml")
    return Array(try Data(contentsOf: file))
  }

  @Test(arguments: samples)
  func everyPositionHasAnAnswer(_ name: String) throws {
    let analyzer = Analyzer()
    let text = SourceText(bytes: try RobustnessTests.sample(name))
    let analysis = analyzer.analyze(SourceFile(path: "x.case.yaml", text: text))
    for offset in stride(from: -1, through: text.length + 1, by: 17) {
      let result = analyzer.completions(in: analysis, at: offset, options: CompletionOptions(snippets: true))
      for item in result.items {
        #expect(item.edit.range.touches(offset))
        #expect(text.line(at: item.edit.range.start) == text.line(at: item.edit.range.end))
      }
    }
    for offset in -1...(text.length + 1) {
      if let hover = analyzer.hover(in: analysis, at: offset) { #expect(hover.range.touches(offset)) }
    }
  }

  @Test(arguments: samples)
  func everyCutIsAnalysed(_ name: String) throws {
    let analyzer = Analyzer()
    let bytes = try RobustnessTests.sample(name)
    for length in stride(from: 0, through: bytes.count, by: 29) {
      let text = SourceText(bytes: Array(bytes.prefix(length)))
      let analysis = analyzer.analyze(SourceFile(path: "x.case.yaml", text: text))
      var previous = TextRange(0, 0)
      for diagnostic in analysis.diagnostics {
        #expect(diagnostic.range.end <= text.length)
        #expect(!diagnostic.range.isEmpty || text.length == 0)
        #expect(!(diagnostic.range < previous))
        previous = diagnostic.range
        for edit in diagnostic.fixes.flatMap(\.edits) { #expect(edit.range.end <= text.length) }
      }
      _ = analyzer.completions(in: analysis, at: length, options: CompletionOptions(snippets: false))
    }
  }

  @Test(arguments: [
    "", "\u{FEFF}", "{", "[", "- ", "? ", ": ", "&a *a", "\"", "'", "{\"", "{\"a\":", "[{", "kind", "kind:",
    "a: [b, {c",
    "\t", "---", "...", "%YAML", "a: |\n  b", "\r", "\r\n\r\n", "é: ü", "a: *", "!!str", "- - - ", "{a: {b: {c: ",
  ])
  func scrapsHaveAnAnswerInBothSyntaxes(_ scrap: String) {
    let analyzer = Analyzer()
    for path in ["x.case.yaml", "x.case.json"] {
      let text = SourceText(scrap)
      let analysis = analyzer.analyze(SourceFile(path: path, text: text))
      #expect(analysis.isOurs)
      #expect(!analysis.documents.isEmpty)
      for offset in 0...text.length {
        for snippets in [true, false] {
          _ = analyzer.completions(in: analysis, at: offset, options: CompletionOptions(snippets: snippets))
        }
        _ = analyzer.hover(in: analysis, at: offset)
      }
    }
  }

  @Test func fixesMendWhatTheyAreFor() throws {
    let analyzer = Analyzer()
    for name in RobustnessTests.samples {
      let text = SourceText(bytes: try RobustnessTests.sample(name))
      let file = SourceFile(path: "x.case.yaml", text: text)
      let before = analyzer.analyze(file).diagnostics
      for diagnostic in before where diagnostic.code.code.hasPrefix("SCH") {
        guard let fix = diagnostic.fixes.first, fix.applicability == .safe else { continue }
        let after = analyzer.analyze(SourceFile(path: file.path, text: text.applying(fix.edits))).diagnostics
        #expect(!after.contains { $0.message == diagnostic.message }, "\(name): \(diagnostic.message)")
        #expect(after.count <= before.count, "\(name): \(diagnostic.message)")
      }
    }
  }
}
