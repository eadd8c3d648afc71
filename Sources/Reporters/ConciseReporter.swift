// The `concise` format: one line a finding, for `grep`, editors' error lists and quick looks.

import DocumentModel

struct ConciseReporter: Reporter {
  let options: ReportOptions

  func write(_ report: Report, to output: inout [UInt8]) {
    var canvas = Canvas(useColor: options.useColor)
    for document in report.documents where !document.diagnostics.isEmpty {
      let positions = Positions(document.source)
      for diagnostic in document.diagnostics {
        let place = positions.position(at: diagnostic.range.start)
        canvas.write(document.path, .emphasis)
        canvas.write(":\(place.line):\(place.column): ")
        canvas.write("\(diagnostic.severity.rawValue)[\(diagnostic.code.code)]", Style(diagnostic.severity))
        canvas.write(" \(diagnostic.code.name): ")
        canvas.write(diagnostic.message)
        canvas.endLine()
      }
    }
    for failure in report.failures {
      if !failure.path.isEmpty {
        canvas.write(failure.path, .emphasis)
        canvas.write(": ")
      }
      canvas.write("error", .error)
      canvas.write(": ")
      canvas.write(failure.message)
      canvas.endLine()
    }
    output.append(contentsOf: canvas.bytes)
  }
}
