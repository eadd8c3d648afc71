// Makes business cases of any length out of the worked example, always the same ones, and valid against the schema.

/// How a generated case is written.
enum CaseStyle: String {
  /// As the worked example is: rows in braces, about 80 bytes a line.
  case dense
  /// A field a line, about 25 bytes a line.
  case block
}

/// A generated case.
struct GeneratedCase {
  let style: CaseStyle
  let lineCount: Int
  var bytes: [UInt8]
  /// What is particular about it.
  var remark = ""

  /// "1,000 lines, dense".
  var name: String { "\(grouped(lineCount)) lines, \(style.rawValue)\(remark)" }

  /// The same with a typographic apostrophe in every option, so that it is no longer ASCII.
  var beyondASCII: GeneratedCase {
    let text = String(decoding: bytes, as: UTF8.self).replacing("CCG time managing", with: "CCG’s time managing")
    return GeneratedCase(style: style, lineCount: lineCount, bytes: Array(text.utf8), remark: ", not ASCII")
  }
}

/// `number` with commas between the thousands.
func grouped(_ number: Int) -> String {
  var digits = Array(String(number))
  var place = digits.count - 3
  while place > 0 {
    digits.insert(",", at: place)
    place -= 3
  }
  return String(digits)
}

/// Lengthens a case by options and evidence, shortens it by options.
struct CaseGenerator {
  private let dense: [String]
  private let block: [String]

  /// Starts from the text of a case that has options `OPT01` to `OPT05` and a list of evidence.
  init(example: String) {
    dense = example.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    block = BlockStyle.lines(of: example)
  }

  /// The case with exactly `lineCount` lines; at least the lines of one that has three options.
  func make(_ style: CaseStyle, lines lineCount: Int) throws -> GeneratedCase {
    var lines = style == .dense ? dense : block
    if lines.last?.isEmpty == true { lines.removeLast() }
    if lines.count > lineCount { lines.removeAll { $0.hasPrefix("#") } }
    for option in ["OPT05", "OPT04", "OPT02", "OPT01"] where lines.count > lineCount {
      guard let range = range(ofOption: option, in: lines) else { continue }
      lines.removeSubrange(range)
    }
    guard lines.count <= lineCount, let template = range(ofOption: "OPT03", in: lines) else {
      throw BenchmarkFailure(description: "the example does not shrink to \(lineCount) lines")
    }
    // The option's text, cut where its ids carry its number.
    let option = lines[template].joined(separator: "\n")
    let parts = option.replacing("OPT03", with: "OPT\0").replacing("O3", with: "O\0").split(
      separator: "\0", omittingEmptySubsequences: false)
    var options: [String] = []
    while lines.count + (options.count + 1) * template.count <= lineCount {
      options.append(parts.joined(separator: String(100 + options.count)))
    }
    let rest = lineCount - options.count * template.count
    lines.insert(contentsOf: options, at: template.upperBound)
    let evidence = try evidence(style, lines: rest - (lines.count - options.count))
    lines.insert(contentsOf: evidence, at: try endOfEvidence(in: lines))
    let text = lines.joined(separator: "\n") + "\n"
    return GeneratedCase(style: style, lineCount: lineCount, bytes: Array(text.utf8))
  }

  /// The lines of an option, an item of the list `options` of the economic case.
  private func range(ofOption id: String, in lines: [String]) -> Range<Int>? {
    guard let start = lines.firstIndex(of: "    - id: \(id)") else { return nil }
    let end = lines[(start + 1)...].firstIndex { !$0.hasPrefix("      ") } ?? lines.count
    return start..<end
  }

  private func endOfEvidence(in lines: [String]) throws -> Int {
    guard let start = lines.lastIndex(of: "evidence:") else {
      throw BenchmarkFailure(description: "the example has no evidence")
    }
    return lines[(start + 1)...].firstIndex { !$0.hasPrefix("  ") } ?? lines.count
  }

  /// Entries of the list `evidence` that fill `lineCount` lines, with comments where no entry fits.
  private func evidence(_ style: CaseStyle, lines lineCount: Int) throws -> [String] {
    var lines: [String] = []
    var number = 100
    while true {
      let entry = evidence(number, style)
      guard lines.count + entry.count <= lineCount else { break }
      lines += entry
      number += 1
    }
    while lines.count < lineCount { lines.append("  # The next paper follows.") }
    return lines
  }

  private func evidence(_ number: Int, _ style: CaseStyle) -> [String] {
    let fields = [
      "id: EV\(number)", "title: Minutes of the programme board", "date: 2013-12-19", "reference: illustrative",
      "held_by: 06N",
    ]
    return switch style {
    case .dense: ["  - {\(fields.joined(separator: ", "))}"]
    case .block: fields.enumerated().map { ($0.offset == 0 ? "  - " : "    ") + $0.element }
    }
  }
}
