// Runs the benchmarks and prints what they find; `scripts/bench.sh` builds and starts it.

import Foundation

/// What the arguments ask for.
struct Arguments {
  var root = FileManager.default.currentDirectoryPath
  var isQuick = false
  var page: String?
  var suites: [String] = []

  init(_ arguments: some Sequence<String>) throws {
    var rest = Array(arguments)[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "--quick": isQuick = true
      case "--root": root = rest.popFirst() ?? root
      case "--update-docs": page = root + "/docs/performance.md"
      case "reading", "growth", "cold", "many", "editor", "portfolio": suites.append(argument)
      default:
        throw BenchmarkFailure(
          description:
            "unknown argument \(argument); known: --quick --update-docs cold many portfolio editor reading growth")
      }
    }
  }

  func includes(_ suite: String) -> Bool { suites.isEmpty || suites.contains(suite) }
}

/// Writes to standard output at once, whatever that is connected to.
func write(_ text: String) { FileHandle.standardOutput.write(Data(text.utf8)) }

func run() throws -> Bool {
  let arguments = try Arguments(CommandLine.arguments.dropFirst())
  let binary = arguments.root + "/.build/release/casecheck"
  let example = try String(contentsOfFile: arguments.root + "/samples/worked-example.case.yaml", encoding: .utf8)
  let generator = CaseGenerator(example: example)
  let folder = FileManager.default.temporaryDirectory.appending(path: "casecheck-bench-\(getpid())")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }

  let reading = ReadingSuite(generator: generator, example: example, isQuick: arguments.isQuick)
  let commandLine = CommandLineSuite(
    generator: generator, binary: binary, folder: folder, isQuick: arguments.isQuick,
    schema: arguments.root + "/schemas/business-case.schema.json", example: example)
  let editor = EditorSuite(generator: generator, binary: binary, folder: folder, isQuick: arguments.isQuick)
  // Processes first: on Linux the most memory of one that we start is never less than ours when we start it.
  let suites: [(name: String, run: () throws -> Section)] = [
    ("cold", commandLine.cold), ("many", commandLine.many), ("portfolio", commandLine.portfolio),
    ("editor", editor.run), ("reading", reading.ratios),
    ("growth", reading.growth),
  ]
  var sections: [Section] = []
  for suite in suites where arguments.includes(suite.name) {
    let section = try suite.run()
    sections.append(section)
    write(Table.render(section))
  }
  let closing = Table.summary(sections) + "\n" + Machine.description
  write(closing)
  if let page = arguments.page {
    try GeneratedBlock.replace(in: page, with: sections.map(Table.render).joined() + closing)
  }
  return !(arguments.isQuick && sections.contains { $0.measurements.contains(where: \.isGrosslyMissed) })
}

do {
  signal(SIGPIPE, SIG_IGN)
  exit(try run() ? 0 : 1)
} catch {
  FileHandle.standardError.write(Data("casecheck-bench: \(error)\n".utf8))
  exit(2)
}
