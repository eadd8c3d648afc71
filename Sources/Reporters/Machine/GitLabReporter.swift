// The `gitlab` format: a code quality report as GitLab reads it (a part of the Code Climate format).

import DocumentModel

struct GitLabReporter: Reporter {
  let options: ReportOptions

  private struct Entry {
    let description: String
    let name: String
    let fingerprint: String
    let severity: String
    let path: String
    let lines: ClosedRange<Int>
  }

  func write(_ report: Report, to output: inout [UInt8]) {
    var json = JSONWriter()
    json.array(entries(report)) { json, entry in
      json.object { json in
        json.member("description")
        json.string(entry.description)
        json.member("check_name")
        json.string(entry.name)
        json.member("fingerprint")
        json.string(entry.fingerprint)
        json.member("severity")
        json.string(entry.severity)
        json.member("location")
        json.object { json in
          json.member("path")
          json.string(entry.path)
          json.member("lines")
          json.object { json in
            json.member("begin")
            json.number(entry.lines.lowerBound)
            json.member("end")
            json.number(entry.lines.upperBound)
          }
        }
      }
    }
    output.append(contentsOf: json.bytes)
    output.append(0x0A)
  }

  private func entries(_ report: Report) -> [Entry] {
    var fingerprints = Fingerprints()
    var entries: [Entry] = []
    for document in report.documents where !document.diagnostics.isEmpty {
      let positions = Positions(document.source)
      for diagnostic in document.diagnostics {
        let start = positions.position(at: diagnostic.range.start).line
        let end = positions.position(at: diagnostic.range.end).line
        entries.append(
          Entry(
            description: "\(diagnostic.code.code) \(diagnostic.code.name): \(diagnostic.message)",
            name: diagnostic.code.code, fingerprint: fingerprints.next(diagnostic, in: document),
            severity: Self.severity(diagnostic.severity), path: PathReference.plain(document.path),
            lines: start...max(start, end)))
      }
    }
    for failure in report.failures {
      // GitLab drops an entry without a path; what concerns no file concerns the folder.
      entries.append(
        Entry(
          description: "could not be checked: \(failure.message)", name: "not-checked",
          fingerprint: fingerprints.next(failure), severity: "blocker",
          path: failure.path.isEmpty ? "." : PathReference.plain(failure.path), lines: 1...1))
    }
    return entries
  }

  private static func severity(_ severity: Severity) -> String {
    switch severity {
    case .error: "major"
    case .warning: "minor"
    case .information, .hint: "info"
    }
  }
}
