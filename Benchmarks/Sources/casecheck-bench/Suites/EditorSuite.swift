// The daemon over pipes, as an editor has it: from a keystroke to the diagnostics of the changed text.

import Foundation

struct EditorSuite {
  let generator: CaseGenerator
  /// The path of the program.
  let binary: String
  /// A folder of our own for the files.
  let folder: URL
  let isQuick: Bool

  func run() throws -> Section {
    var measurements: [Measurement] = []
    for (lines, target) in [(1_000, 5.0), (10_000, 50.0)] {
      measurements += try session(lines: lines, target: target)
    }
    return Section(title: "The daemon: from a keystroke to its diagnostics", measurements: measurements)
  }

  private func session(lines: Int, target: Double) throws -> [Measurement] {
    let input = try generator.make(.dense, lines: lines)
    // A folder of its own: what lies beside a case is its portfolio.
    let workspace = folder.appending(path: "typed-\(lines)")
    try FileManager.default.createDirectory(at: workspace, withIntermediateDirectories: true)
    let path = workspace.appending(path: "typed.case.yaml").path()
    let text = String(decoding: input.bytes, as: UTF8.self)
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    let client = try EditorClient(binary: binary, path: path, text: text)
    let rows = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard let line = rows.lastIndex(where: { $0.hasPrefix("      kind: make") }) else {
      throw BenchmarkFailure(description: "the case has no line to type on")
    }
    let character = rows[line].utf8.count
    var keystrokes: [Double] = []
    var completions: [Double] = []
    var hovers: [Double] = []
    // The generated case is right by the schema and not by every rule: what counts is what a keystroke changes.
    var counts: (wrong: Int, right: Int)?
    for round in 0..<(isQuick ? 25 : 201) {
      // A letter too many makes the value a wrong one, and taking it away makes the case sound again.
      var (wrong, right) = (0, 0)
      try keystrokes.append(timed { wrong = try client.type("x", replacing: 0, line: line, character: character) })
      try keystrokes.append(timed { right = try client.type("", replacing: 1, line: line, character: character) })
      let first = counts ?? (wrong, right)
      counts = first
      guard wrong != right, first == (wrong, right) else {
        throw BenchmarkFailure(description: "the daemon published \(wrong) and \(right) diagnostics after \(first)")
      }
      guard round % 4 == 0 else { continue }
      try completions.append(
        timed { keep(try client.ask("textDocument/completion", line: line, character: character)) })
      try hovers.append(timed { keep(try client.ask("textDocument/hover", line: line, character: 7)) })
    }
    let memory = try client.end()
    let times = Samples(keystrokes)
    let unit = Measurement.Unit.milliseconds
    return [
      Measurement(
        what: "keystroke to diagnostics, \(input.name)", value: times.median, unit: unit, target: target,
        note: "99 % within \(unit.show(times.percentile(99)))"),
      Measurement(what: "completion, \(input.name)", value: Samples(completions).median, unit: unit),
      Measurement(what: "hover, \(input.name)", value: Samples(hovers).median, unit: unit),
      Measurement(what: "memory at the most, \(input.name)", value: memory, unit: .mebibytes),
    ]
  }

  private func timed(_ body: () throws -> Void) throws -> Double {
    var failure: (any Error)?
    let time = Stopwatch.milliseconds { do { try body() } catch { failure = error } }
    if let failure { throw failure }
    return time
  }
}
