// The program as it is started in a terminal or in CI: cold on one case, and on a folder of a thousand.

import Analysis
import DocumentModel
import Foundation
import JSONSchema
import SourceText

struct CommandLineSuite {
  let generator: CaseGenerator
  /// The path of the program.
  let binary: String
  /// A folder of our own for the files.
  let folder: URL
  let isQuick: Bool
  /// The path of the schema of business cases.
  let schema: String
  /// The text of a sound case.
  let example: String

  /// One case in a fresh process, and what the start of one costs.
  func cold() throws -> Section {
    let input = try generator.make(.dense, lines: 300)
    let sound = folder.appending(path: "sound.case.yaml")
    try example.write(to: sound, atomically: true, encoding: .utf8)
    try evidence(of: example, in: folder)
    let file = folder.appending(path: "cold.case.yaml")
    try Data(input.bytes).write(to: file)
    var validations: [ChildProcess.Cost] = []
    var full: [ChildProcess.Cost] = []
    var structural: [ChildProcess.Cost] = []
    var starts: [ChildProcess.Cost] = []
    var others: [ChildProcess.Cost] = []
    for _ in 0..<(isQuick ? 21 : 101) {
      validations.append(try clean([binary, "validate", "--schema", schema, file.path()]))
      full.append(try clean([binary, "validate", sound.path()]))
      structural.append(try clean([binary, "validate", "--schema", schema, sound.path()]))
      starts.append(try clean([binary, "--version"]))
      others.append(try clean(["/bin/sh", "-c", ":"]))
    }
    let compile = try (0..<(isQuick ? 11 : 51)).map { _ in try compileTime() }
    let wall = Samples(validations.map(\.wall))
    return Section(
      title: "From nothing: a fresh process",
      measurements: [
        Measurement(
          what: "validate --schema, \(input.name)", value: wall.median, unit: .milliseconds, target: 10,
          note: "fastest \(show(wall.minimum)); processor time \(show(Samples(validations.map(\.processor)).median))"),
        Measurement(
          what: "its memory at the most", value: Samples(validations.map(\.memory)).median, unit: .mebibytes,
          target: 25),
        Measurement(
          what: "validate with every rule, the worked example", value: Samples(full.map(\.wall)).median,
          unit: .milliseconds, note: "against the schema alone \(show(Samples(structural.map(\.wall)).median))"),
        Measurement(
          what: "what the rules add to it",
          value: Samples(zip(full, structural).map { $0.wall - $1.wall }).median, unit: .milliseconds, target: 8),
        Measurement(
          what: "its memory at the most, with every rule", value: Samples(full.map(\.memory)).median, unit: .mebibytes),
        Measurement(
          what: "--version", value: Samples(starts.map(\.wall)).median, unit: .milliseconds,
          note: "a shell that does nothing: \(show(Samples(others.map(\.wall)).median))"),
        Measurement(what: "read and compile the schema", value: Samples(compile).median, unit: .milliseconds),
      ])
  }

  /// A thousand cases on two threads.
  func many() throws -> Section {
    let count = 1_000
    let input = try generator.make(.dense, lines: 300)
    let cases = folder.appending(path: "many")
    try FileManager.default.createDirectory(at: cases, withIntermediateDirectories: true)
    for index in 0..<count {
      try Data(input.bytes).write(to: cases.appending(path: "\(index).case.yaml"))
    }
    var costs: [ChildProcess.Cost] = []
    var units: [Double] = []
    for _ in 0..<(isQuick ? 3 : 15) {
      costs.append(try clean([binary, "validate", "--schema", schema, "--jobs", "2", cases.path()]))
      units.append(
        Stopwatch.processorMilliseconds { for _ in 0..<count { keep(LibYAMLUnit.countEvents(input.bytes)) } })
    }
    let wall = Samples(costs.map(\.wall))
    let processor = Samples(costs.map(\.processor)).median
    let unit = Samples(units).median
    let cores = Samples(costs.map { $0.processor / $0.wall }).median
    return Section(
      title: "A folder: 1,000 cases of 300 lines on two threads",
      measurements: [
        Measurement(
          what: "validate --schema --jobs 2", value: wall.median, unit: .milliseconds, target: 250,
          note: "fastest \(show(wall.minimum)); the system gave it \(decimal(cores, 2)) cores"
        ),
        Measurement(
          what: "its processor time, on both cores together", value: processor, unit: .milliseconds,
          note:
            "libyaml's event pass alone over the same bytes: \(show(unit)), \(decimal(100 * unit / processor, 0)) % of it"
        ),
        Measurement(
          what: "its memory at the most", value: Samples(costs.map(\.memory)).median, unit: .mebibytes,
          note: "\(Measurement.Unit.mebibytes.show(Double(input.bytes.count * count) / 1_048_576)) read"),
      ])
  }

  /// A thousand cases with every rule on, ten for each supplier, which the rules of the portfolio compare.
  func portfolio() throws -> Section {
    let cases = folder.appending(path: "portfolio")
    try FileManager.default.createDirectory(at: cases, withIntermediateDirectories: true)
    try evidence(of: example, in: cases)
    for index in 0..<1_000 {
      let text = example.replacing("HVCCG-2013-001", with: "CASE-\(10_000 + index)")
        .replacing("0CG", with: "0" + letters(index / 10)).replacing(
          "06N", with: "\(10 + index / 26)\(letter(index % 26))")
      try text.write(to: cases.appending(path: "\(index).case.yaml"), atomically: true, encoding: .utf8)
    }
    var costs: [ChildProcess.Cost] = []
    for _ in 0..<(isQuick ? 1 : 3) {
      let cost = try ChildProcess.run([binary, "validate", "--format", "concise", "--jobs", "2", cases.path()])
      // Ten cases that name the same staff and the same stranded costs contradict each other.
      guard cost.status <= 1 else { throw BenchmarkFailure(description: "the portfolio ended with \(cost.status)") }
      costs.append(cost)
    }
    return Section(
      title: "A portfolio: 1,000 worked examples, ten for each supplier, with every rule",
      measurements: [
        Measurement(
          what: "validate --jobs 2", value: Samples(costs.map(\.wall)).median, unit: .milliseconds, target: 2_000,
          note: "processor time \(show(Samples(costs.map(\.processor)).median))"),
        Measurement(
          what: "its memory at the most", value: Samples(costs.map(\.memory)).median, unit: .mebibytes),
      ])
  }

  private func letter(_ index: Int) -> String { String(UnicodeScalar(UInt8(65 + index % 26))) }

  private func letters(_ index: Int) -> String { letter(index / 26) + letter(index) }

  /// Writes the files that the evidence of a case names.
  private func evidence(of example: String, in folder: URL) throws {
    for match in example.matches(of: /path: ([^,}\s]+)/) {
      try Data().write(to: folder.appending(path: String(match.1)))
    }
  }

  /// The cost of a run that has to end with status 0.
  private func clean(_ arguments: [String]) throws -> ChildProcess.Cost {
    let cost = try ChildProcess.run(arguments)
    guard cost.status == 0 else {
      throw BenchmarkFailure(description: "\(arguments.joined(separator: " ")) ended with status \(cost.status)")
    }
    return cost
  }

  private func compileTime() throws -> Double {
    let uri = SchemaLibrary.uri(of: .businessCase)
    return Stopwatch.milliseconds {
      guard let document = SchemaLibrary.load(uri) else { return }
      keep(Schema.compile(document.tree, root: document.root, uri: uri, loader: SchemaLibrary.load))
    }
  }

  private func show(_ milliseconds: Double) -> String { Measurement.Unit.milliseconds.show(milliseconds) }
}
