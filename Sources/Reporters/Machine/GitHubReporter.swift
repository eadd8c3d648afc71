// The `github` format: workflow commands that become annotations of a pull request (GitHub Actions, workflow commands).

import DocumentModel

struct GitHubReporter: Reporter {
  let options: ReportOptions

  func write(_ report: Report, to output: inout [UInt8]) {
    for document in report.documents where !document.diagnostics.isEmpty {
      let positions = Positions(document.source)
      for diagnostic in document.diagnostics {
        let start = positions.position(at: diagnostic.range.start)
        let end = positions.position(at: diagnostic.range.end)
        var properties = [("file", PathReference.plain(document.path)), ("line", String(start.line))]
        properties.append(("endLine", String(end.line)))
        // GitHub refuses columns where an annotation goes over several lines.
        if start.line == end.line { properties += [("col", String(start.column)), ("endColumn", String(end.column))] }
        properties.append(("title", "\(diagnostic.code.code) \(diagnostic.code.name)"))
        append(Self.command(diagnostic.severity), properties, diagnostic.message, to: &output)
      }
    }
    for failure in report.failures {
      let file = failure.path.isEmpty ? [] : [("file", PathReference.plain(failure.path))]
      append("error", file + [("title", "could not be checked")], failure.message, to: &output)
    }
  }

  private static func command(_ severity: Severity) -> String {
    switch severity {
    case .error: "error"
    case .warning: "warning"
    case .information, .hint: "notice"
    }
  }

  private func append(
    _ command: String, _ properties: [(name: String, value: String)], _ message: String, to output: inout [UInt8]
  ) {
    output += Array("::\(command) ".utf8)
    for (index, property) in properties.enumerated() {
      if index > 0 { output.append(UInt8(ascii: ",")) }
      output += Array("\(property.name)=".utf8)
      Self.escape(property.value, inProperty: true, to: &output)
    }
    output += [UInt8(ascii: ":"), UInt8(ascii: ":")]
    Self.escape(message, inProperty: false, to: &output)
    output.append(0x0A)
  }

  /// Appends `text` with the escapes that the runner undoes: `%` and line ends, in a property `:` and `,` too.
  private static func escape(_ text: String, inProperty: Bool, to output: inout [UInt8]) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "%"): output += Array("%25".utf8)
      case 0x0A: output += Array("%0A".utf8)
      case 0x0D: output += Array("%0D".utf8)
      case UInt8(ascii: ":") where inProperty: output += Array("%3A".utf8)
      case UInt8(ascii: ",") where inProperty: output += Array("%2C".utf8)
      default: output.append(byte)
      }
    }
  }
}
