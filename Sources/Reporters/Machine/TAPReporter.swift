// The `tap` format: the Test Anything Protocol, version 14, a test point a finding.

import DocumentModel

struct TAPReporter: Reporter {
  let options: ReportOptions

  func write(_ report: Report, to output: inout [UInt8]) {
    let outcomes = TestOutcome.all(report)
    output += Array("TAP version 14\n".utf8)
    output += Array(outcomes.isEmpty ? "1..0 # SKIP nothing was checked\n".utf8 : "1..\(outcomes.count)\n".utf8)
    for (index, outcome) in outcomes.enumerated() {
      output += Array("\(outcome.kind == .passed ? "ok" : "not ok") \(index + 1) - ".utf8)
      Self.describe("\(outcome.path.isEmpty ? "" : "\(outcome.path): ")\(outcome.name)", to: &output)
      output.append(0x0A)
      if !outcome.message.isEmpty { writeDiagnostics(outcome, to: &output) }
    }
  }

  /// Appends a description: one line, in which `#` begins no directive.
  private static func describe(_ text: String, to output: inout [UInt8]) {
    var shown: [UInt8] = []
    VisibleText.append(text, to: &shown)
    for byte in shown {
      if byte == UInt8(ascii: "#") || byte == UInt8(ascii: "\\") { output.append(UInt8(ascii: "\\")) }
      output.append(byte)
    }
  }

  /// Appends the block of YAML that tells of `outcome`.
  private func writeDiagnostics(_ outcome: TestOutcome, to output: inout [UInt8]) {
    var lines: [(name: String, value: String, isNumber: Bool)] = [("message", outcome.message, false)]
    if let diagnostic = outcome.diagnostic {
      lines.append(("severity", diagnostic.severity.rawValue, false))
      lines.append(("code", diagnostic.code.code, false))
      lines.append(("pointer", diagnostic.pointer, false))
    } else {
      lines.append(("severity", "not-checked", false))
    }
    if !outcome.path.isEmpty { lines.append(("file", outcome.path, false)) }
    if let place = outcome.place {
      lines.append(("line", String(place.start.line), true))
      lines.append(("column", String(place.start.column), true))
      lines.append(("endLine", String(place.end.line), true))
      lines.append(("endColumn", String(place.end.column), true))
    }
    let page = outcome.diagnostic.map { options.documentation($0.code) } ?? ""
    if !page.isEmpty { lines.append(("documentation", page, false)) }
    output += Array("  ---\n".utf8)
    for line in lines {
      output += Array("  \(line.name): ".utf8)
      if line.isNumber { output += Array(line.value.utf8) } else { Self.quote(line.value, to: &output) }
      output.append(0x0A)
    }
    output += Array("  ...\n".utf8)
  }

  /// Appends `text` as a double-quoted scalar (YAML 1.2.2 §7.3.1) in one line, with escapes for what is not printable
  /// (§5.1) or ends a line for some reader.
  private static func quote(_ text: String, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\""))
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x22: output += Array("\\\"".utf8)
      case 0x5C: output += Array("\\\\".utf8)
      case 0x0A: output += Array("\\n".utf8)
      case 0x0D: output += Array("\\r".utf8)
      case 0x09: output += Array("\\t".utf8)
      case 0...0x1F, 0x7F...0x9F, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF:
        let digits = String(scalar.value, radix: 16)
        output += Array("\\u\(String(repeating: "0", count: max(0, 4 - digits.utf8.count)))\(digits)".utf8)
      default: output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
    output.append(UInt8(ascii: "\""))
  }
}
