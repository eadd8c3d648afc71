// Puts a report into a page of the documentation, between two marks, so that every figure there comes from a run.

import Foundation

enum GeneratedBlock {
  private static let begin = "<!-- written by scripts/bench.sh --update-docs; do not edit -->\n"
  private static let end = "<!-- end of what scripts/bench.sh writes -->\n"

  /// Replaces what stands between the marks of the file at `path`.
  static func replace(in path: String, with text: String) throws {
    let page = try String(contentsOfFile: path, encoding: .utf8)
    guard let start = page.range(of: begin), let stop = page.range(of: end, range: start.upperBound..<page.endIndex)
    else { throw BenchmarkFailure(description: "\(path) has no place for the figures: the marks are missing") }
    let result = page[..<start.upperBound] + "\n" + text + "\n" + page[stop.lowerBound...]
    try String(result).write(toFile: path, atomically: true, encoding: .utf8)
  }
}
