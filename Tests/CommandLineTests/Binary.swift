// Starts the real program and collects what it writes.

import Foundation

/// The program under test.
enum Binary {
  /// What a run of the program gave.
  struct Outcome {
    var status: Int32
    var output: String
    var error: String
  }

  /// Where the program is: `CASECHECK_BINARY`, else beside the tests, where the build puts both.
  static let url: URL? = {
    if let path = ProcessInfo.processInfo.environment["CASECHECK_BINARY"] { return URL(filePath: path) }
    let folders =
      [Bundle.main.executableURL?.deletingLastPathComponent()]
      + Bundle.allBundles.filter { $0.bundlePath.hasSuffix(".xctest") }.map { $0.bundleURL.deletingLastPathComponent() }
    return folders.compactMap { $0?.appending(path: "casecheck") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path()) }
  }()

  struct Missing: Error, CustomStringConvertible {
    var description: String { "the program is not built; set CASECHECK_BINARY or build it" }
  }

  /// Runs the program in `folder` with `input` as its standard input.
  static func run(_ arguments: [String], in folder: URL, input: Data = Data()) throws -> Outcome {
    guard let url else { throw Missing() }
    return try run(url, arguments, in: folder, input: input)
  }

  /// Runs `script` in a shell, with the program's path in `$CASECHECK`.
  static func shell(_ script: String, in folder: URL) throws -> Outcome {
    guard let url else { throw Missing() }
    return try run(
      URL(filePath: "/bin/sh"), ["-c", script], in: folder, input: Data(), environment: ["CASECHECK": url.path()])
  }

  private static func run(
    _ executable: URL, _ arguments: [String], in folder: URL, input: Data, environment: [String: String] = [:]
  ) throws -> Outcome {
    // Files in place of pipes: nobody has to drain them while the program runs.
    let exchange = try Folder()
    defer { exchange.remove() }
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ["PATH": "/usr/bin:/bin", "TERM": "dumb"].merging(environment) { $1 }
    try input.write(to: exchange.url.appending(path: "in"))
    process.standardInput = try FileHandle(forReadingFrom: exchange.url.appending(path: "in"))
    for name in ["out", "err"] { try Data().write(to: exchange.url.appending(path: name)) }
    process.standardOutput = try FileHandle(forWritingTo: exchange.url.appending(path: "out"))
    process.standardError = try FileHandle(forWritingTo: exchange.url.appending(path: "err"))
    try process.run()
    process.waitUntilExit()
    func text(_ name: String) throws -> String {
      String(decoding: try Data(contentsOf: exchange.url.appending(path: name)), as: UTF8.self)
    }
    // A signal has no exit status; shells report it as 128 and its number.
    let status = process.terminationStatus + (process.terminationReason == .exit ? 0 : 128)
    return Outcome(status: status, output: try text("out"), error: try text("err"))
  }
}

/// A folder of a test's own.
struct Folder {
  let url: URL

  init() throws {
    let base = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
    url = base.appending(path: "casecheck-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  /// Writes `text` to the file at `path`, making the folders on the way.
  func write(_ text: String, to path: String) throws {
    let file = url.appending(path: path)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  func remove() {
    try? FileManager.default.removeItem(at: url)
  }
}
