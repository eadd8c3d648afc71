// Scenarios: what is typed, what stands on disk, and what has to come of it, each in a folder of files.

import Foundation
import TestSupport

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// One folder of `Scenarios`:
///
/// - `args`: the arguments, one a line; `''` stands for an empty one.
/// - `files/`: the files of the folder that the program runs in. A leading `dot-` of a name stands for `.`, since Git
///   would follow some such names itself.
/// - `setup`: lines for what Git cannot keep: `folder PATH`, `pipe PATH`, `link PATH TARGET`.
/// - `stdin`: standard input; empty without the file.
/// - `stdout` and `status`: what has to come of it. The folder's own path is written `$FOLDER`.
/// - `stderr`: lines of which each has to be in what is written there; without the file nothing may be.
struct Scenario: Sendable, CustomStringConvertible {
  let name: String
  let folder: URL

  var description: String { name }

  /// All scenarios, by name.
  static let all: [Scenario] = {
    let root = Conformance.packageRoot.appending(path: "Tests/CommandLineTests/Scenarios")
    let folders = (try? FileManager.default.contentsOfDirectory(at: root, includingPropertiesForKeys: nil)) ?? []
    return folders.filter { FileManager.default.fileExists(atPath: $0.appending(path: "args").path()) }
      .map { Scenario(name: $0.lastPathComponent, folder: $0) }
      .sorted { $0.name < $1.name }
  }()

  /// The text of the scenario's file `name`, if it has it.
  func text(_ name: String) -> String? {
    (try? Data(contentsOf: folder.appending(path: name))).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The arguments.
  var arguments: [String] {
    (text("args") ?? "").split(separator: "\n").map { $0 == "''" ? "" : String($0) }
  }

  /// Runs the scenario in a copy of its files.
  func run() throws -> Binary.Outcome {
    let copy = try Folder()
    defer { copy.remove() }
    try place(folder.appending(path: "files"), in: copy.url)
    for line in (text("setup") ?? "").split(separator: "\n") { try setUp(line.split(separator: " "), in: copy.url) }
    let input = (try? Data(contentsOf: folder.appending(path: "stdin"))) ?? Data()
    let path = copy.url.path()
    let arguments = arguments.map { $0.replacingOccurrences(of: "$FOLDER", with: path) }
    var outcome = try Binary.run(arguments, in: copy.url, input: input)
    outcome.output = outcome.output.replacingOccurrences(of: path, with: "$FOLDER")
    outcome.error = outcome.error.replacingOccurrences(of: path, with: "$FOLDER")
    return outcome
  }

  private func place(_ source: URL, in target: URL) throws {
    let manager = FileManager.default
    guard manager.fileExists(atPath: source.path(percentEncoded: false)) else { return }
    for item in try manager.contentsOfDirectory(at: source, includingPropertiesForKeys: [.isDirectoryKey]) {
      let name = item.lastPathComponent
      let place = target.appending(path: name.hasPrefix("dot-") ? "." + name.dropFirst(4) : name)
      if try item.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true {
        try manager.createDirectory(at: place, withIntermediateDirectories: true)
        try self.place(item, in: place)
      } else {
        try manager.copyItem(at: item, to: place)
      }
    }
  }

  private struct BadSetup: Error {
    let line: String
  }

  private func setUp(_ words: [Substring], in folder: URL) throws {
    let paths = words.dropFirst().map(String.init)
    switch (words.first, paths.count) {
    case ("folder", 1):
      try FileManager.default.createDirectory(
        at: folder.appending(path: paths[0]), withIntermediateDirectories: true)
    case ("pipe", 1):
      guard mkfifo(folder.appending(path: paths[0]).path(), 0o600) == 0 else { throw BadSetup(line: paths[0]) }
    case ("link", 2):
      try FileManager.default.createSymbolicLink(
        atPath: folder.appending(path: paths[0]).path(), withDestinationPath: paths[1])
    default:
      throw BadSetup(line: words.joined(separator: " "))
    }
  }
}
