// The program as it is started in a terminal or in CI: cold on one case, and on a folder of a thousand.

import Analysis
import DocumentModel
import Foundation
import SourceText

struct CommandLineSuite {
  let generator: CaseGenerator
  /// The path of the program.
  let binary: String
  /// A folder of our own for the files.
  let folder: URL
  let isQuick: Bool

  /// One case in a fresh process, and what the start of one costs.
  func cold() throws -> Section {
    let input = try generator.make(.dense, lines: 300)
    let file = folder.appending(path: "cold.case.yaml")
    try Data(input.bytes).write(to: file)
    var validations: [ChildProcess.Cost] = []
    var starts: [ChildProcess.Cost] = []
    var others: [ChildProcess.Cost] = []
    for _ in 0..<(isQuick ? 21 : 101) {
      validations.append(try clean([binary, "validate", file.path()]))
      starts.append(try clean([binary, "--version"]))
      others.append(try clean(["/bin/sh", "-c", ":"]))
    }
    let compile = try (0..<(isQuick ? 11 : 51)).map { _ in try compileTime() }
    let wall = Samples(validations.map(\.wall))
    return Section(
      title: "From nothing: a fresh process",
      measurements: [
        Measurement(
          what: "validate, \(input.name)", value: wall.median, unit: .milliseconds, target: 10,
          note: "fastest \(show(wall.minimum)); processor time \(show(Samples(validations.map(\.processor)).median))"),
        Measurement(
          what: "its memory at the most", value: Samples(validations.map(\.memory)).median, unit: .mebibytes,
          target: 25),
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
      costs.append(try clean([binary, "validate", "--jobs", "2", cases.path()]))
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
          what: "validate --jobs 2", value: wall.median, unit: .milliseconds, target: 250,
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

  /// The cost of a run that has to end with status 0.
  private func clean(_ arguments: [String]) throws -> ChildProcess.Cost {
    let cost = try ChildProcess.run(arguments)
    guard cost.status == 0 else {
      throw BenchmarkFailure(description: "\(arguments.joined(separator: " ")) ended with status \(cost.status)")
    }
    return cost
  }

  private func compileTime() throws -> Double {
    Stopwatch.milliseconds { keep(SchemaLibrary().schema(for: .businessCase)) }
  }

  private func show(_ milliseconds: Double) -> String { Measurement.Unit.milliseconds.show(milliseconds) }
}
