// One expected finding: the carets below a line and what stands behind them.

import DocumentModel
import SourceText

/// An annotation of a fixture.
public struct Annotation: Hashable, Sendable {
  /// A fix that is expected: `# fixable safe: Put it in quotes`.
  public struct Fix: Hashable, Sendable {
    /// How far it can be trusted.
    public var applicability: String
    /// Its title.
    public var title: String

    init(applicability: String, title: String) {
      self.applicability = applicability
      self.title = title
    }

    /// Reads a line; `nil` where it is no such line.
    init?(_ line: String) {
      guard let body = Annotation.comment(line), body.hasPrefix("fixable ") else { return nil }
      let parts = body.dropFirst(8).split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, parts[0] == "safe" || parts[0] == "unsafe" else { return nil }
      applicability = String(parts[0])
      title = String(parts[1].drop { $0 == " " })
    }
  }

  /// The line of the document (from 0) that the span starts on.
  public var line = 0
  /// The columns covered, in Unicode scalars from 0.
  public var columns: Range<Int>
  /// Where a span ends that goes on over several lines: so many lines further down, at this column.
  public var end: TextPosition?
  /// `error`, `warning`, `information`, `hint`, or `related` for the other half of a conflict.
  public var label: String
  /// The code.
  public var code: String
  /// The message.
  public var message: String
  /// The fixes, the best first.
  public var fixes: [Fix] = []

  static let labels = Severity.allCases.map(\.rawValue) + ["related"]

  init(line: Int, columns: Range<Int>, end: TextPosition?, label: String, code: String, message: String) {
    self.line = line
    self.columns = columns
    self.end = end
    self.label = label
    self.code = code
    self.message = message
  }

  /// Reads a line such as `# ^^^ error[SCH001]: message`; `nil` where it is no annotation.
  init?(_ line: String) {
    let scalars = Array(line.unicodeScalars)
    guard scalars.first == "#" else { return nil }
    var index = 1
    if index < scalars.count, scalars[index] == "<" || scalars[index] == "." {
      // The span starts below the number sign itself; `#.` is one column wide.
      let mark = scalars[index]
      while index < scalars.count, scalars[index] == mark { index += 1 }
      columns = 0..<(mark == "." ? 1 : index)
    } else {
      while index < scalars.count, scalars[index] == " " { index += 1 }
      let start = index
      while index < scalars.count, scalars[index] == "^" { index += 1 }
      guard index > start else { return nil }
      columns = start..<index
    }
    var rest = ""
    rest.unicodeScalars.append(contentsOf: scalars[index...])
    if rest.hasPrefix("+") {
      let place = rest.dropFirst().prefix { $0 != " " }.split(separator: ":")
      guard place.count == 2, let lines = Int(place[0]), let column = Int(place[1]) else { return nil }
      end = TextPosition(line: lines, character: column)
      rest = String(rest.drop { $0 != " " })
    }
    guard rest.hasPrefix(" "), let label = Annotation.labels.first(where: { rest.dropFirst().hasPrefix($0 + "[") })
    else { return nil }
    let body = rest.dropFirst(label.count + 2)
    guard let close = body.firstIndex(of: "]") else { return nil }
    self.label = label
    code = String(body[..<close])
    message = String(body[body.index(after: close)...].drop { $0 == ":" }.drop { $0 == " " })
  }

  /// The annotation for `range` in `text`.
  init(_ range: TextRange, in text: SourceText, label: String, code: String, message: String) {
    let start = text.position(at: range.start, encoding: .utf32)
    let last = text.position(at: range.end, encoding: .utf32)
    let isOneLine = start.line == last.line
    let lineEnd = text.position(at: text.lineRange(start.line).end, encoding: .utf32).character
    let first = isOneLine ? last.character : lineEnd
    self.init(
      line: start.line, columns: start.character..<max(first, start.character + 1),
      end: isOneLine ? nil : TextPosition(line: last.line - start.line, character: last.character), label: label,
      code: code, message: message)
  }

  /// The lines by which a fixture says this.
  var lines: [String] {
    var marks: String
    if columns.lowerBound == 0 {
      marks = columns.count <= 1 ? "#." : "#" + String(repeating: "<", count: columns.count - 1)
    } else {
      marks = "#" + String(repeating: " ", count: columns.lowerBound - 1)
      marks += String(repeating: "^", count: max(columns.count, 1))
    }
    if let end { marks += "+\(end.line):\(end.character)" }
    let margin = "#" + String(repeating: " ", count: max(columns.lowerBound - 1, 1))
    return ["\(marks) \(label)[\(code)]: \(message)"]
      + fixes.map { "\(margin)fixable \($0.applicability): \($0.title)" }
  }

  /// The text of a comment line without its number sign and the spaces around.
  static func comment(_ line: String) -> Substring? {
    guard line.hasPrefix("#") else { return nil }
    return line.dropFirst().drop { $0 == " " }
  }
}
