// Reading and checking in this process, in units of libyaml's own pass over the same bytes.

import Analysis
import CEL
import DocumentModel
import Rules
import SourceText
import YAMLSyntax

struct ReadingSuite {
  let generator: CaseGenerator
  let isQuick: Bool
  private let analyzer = Analyzer()

  /// The text of a sound case.
  private let example: String

  init(generator: CaseGenerator, example: String, isQuick: Bool) {
    self.generator = generator
    self.example = example
    self.isQuick = isQuick
  }

  /// The medians of one case, all in milliseconds but the ratios.
  private struct Figures {
    let unit: Double
    let parse: Double
    let check: Double
    let parseRatio: Samples
    let checkRatio: Samples
  }

  /// Parse to tree, and parse and schema, as ratios.
  func ratios() throws -> Section {
    var measurements: [Measurement] = []
    let short = try generator.make(.dense, lines: 1_000)
    let inputs = [
      short, short.beyondASCII, try generator.make(.block, lines: 2_000), try generator.make(.dense, lines: 10_000),
      try generator.make(.block, lines: 10_000),
    ]
    for input in inputs {
      let figures = try measure(input, rounds: isQuick ? 15 : 61)
      measurements.append(
        Measurement(
          what: "parse to tree, \(input.name)", value: figures.parseRatio.median, unit: .libyaml, target: 1.5,
          note: "\(Measurement.Unit.milliseconds.show(figures.parse)); libyaml "
            + Measurement.Unit.milliseconds.show(figures.unit)))
      measurements.append(
        Measurement(
          what: "parse and schema, \(input.name)", value: figures.checkRatio.median, unit: .libyaml, target: 3,
          note: Measurement.Unit.milliseconds.show(figures.check)))
    }
    measurements.append(try everything(rounds: isQuick ? 15 : 61))
    return Section(title: "Reading and checking, in units of libyaml's event pass", measurements: measurements)
  }

  /// The worked example with every rule, as `validate` checks it once the rules are loaded.
  private func everything(rounds: Int) throws -> Measurement {
    let bytes = Array(example.utf8)
    let rules = RuleSettings(context: RunContext(today: .unixEpoch))
    func check() -> FileAnalysis {
      let file = SourceFile(path: "sound.case.yaml", text: SourceText(bytes: bytes))
      let settings = AnalysisSettings(collectsMatches: false)
      return analyzer.portfolio([analyzer.analyze(file, settings: settings, rules: rules)])[0]
    }
    let findings = check().diagnostics
    guard findings.isEmpty else {
      throw BenchmarkFailure(description: "the worked example has findings: \(findings[0].message)")
    }
    let times = Stopwatch.interleave(
      rounds: rounds, [{ keep(LibYAMLUnit.countEvents(bytes)) }, { keep(check()) }])
    return Measurement(
      what: "everything on, the worked example", value: Stopwatch.ratios(times[1], to: times[0]).median,
      unit: .libyaml, target: 5, note: Measurement.Unit.milliseconds.show(Samples(times[1]).median))
  }

  /// The time a line takes at growing lengths, each compared with the shortest.
  func growth() throws -> Section {
    var measurements: [Measurement] = []
    var first: (parse: Double, check: Double)?
    for lines in isQuick ? [2_000, 10_000, 100_000] : [2_000, 10_000, 100_000, 1_000_000] {
      let input = try generator.make(.block, lines: lines)
      let figures = try measure(input, rounds: max(5, min(41, 2_000_000 / lines / (isQuick ? 4 : 1))))
      let parse = figures.parse * 1e6 / Double(lines)
      let check = figures.check * 1e6 / Double(lines)
      let base = first ?? (parse, check)
      first = base
      let size = Measurement.Unit.mebibytes.show(Double(input.bytes.count) / 1_048_576)
      let isFirst = lines == 2_000
      measurements.append(
        Measurement(
          what: "parse to tree, a line of \(grouped(lines))", value: isFirst ? parse : parse / base.parse,
          unit: isFirst ? .nanosecondsPerLine : .times, target: isFirst ? nil : 1.5,
          note: isFirst ? size : "\(Measurement.Unit.nanosecondsPerLine.show(parse)); \(size)"))
      measurements.append(
        Measurement(
          what: "parse and schema, a line of \(grouped(lines))", value: isFirst ? check : check / base.check,
          unit: isFirst ? .nanosecondsPerLine : .times, target: isFirst ? nil : 1.5,
          note: isFirst
            ? ""
            : "\(Measurement.Unit.nanosecondsPerLine.show(check)); "
              + Measurement.Unit.milliseconds.show(figures.check)))
    }
    return Section(title: "Growth: the time of a line, against that of a line of 2,000", measurements: measurements)
  }

  private func measure(_ input: GeneratedCase, rounds: Int) throws -> Figures {
    let bytes = input.bytes
    guard LibYAMLUnit.countEvents(bytes) != nil else {
      throw BenchmarkFailure(description: "libyaml cannot read the case with \(input.name)")
    }
    let findings = check(bytes).diagnostics
    guard findings.isEmpty else {
      throw BenchmarkFailure(description: "the case with \(input.name) has findings: \(findings[0].message)")
    }
    let times = Stopwatch.interleave(
      rounds: rounds,
      [
        { keep(LibYAMLUnit.countEvents(bytes)) },
        { keep(YAMLReader.read(SourceText(bytes: bytes))) },
        { keep(check(bytes)) },
      ])
    return Figures(
      unit: Samples(times[0]).median, parse: Samples(times[1]).median, check: Samples(times[2]).median,
      parseRatio: Stopwatch.ratios(times[1], to: times[0]), checkRatio: Stopwatch.ratios(times[2], to: times[0]))
  }

  /// What `validate` does with the bytes of a file.
  private func check(_ bytes: [UInt8]) -> FileAnalysis {
    let file = SourceFile(path: "generated.case.yaml", text: SourceText(bytes: bytes))
    return analyzer.analyze(file, settings: AnalysisSettings(collectsMatches: false))
  }
}
