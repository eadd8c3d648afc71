// The `json` format, described by `schemas/report.schema.json`: every member always there, `null` where there is none.

import DocumentModel
import SourceText

struct JSONReporter: Reporter {
  let options: ReportOptions

  func write(_ report: Report, to output: inout [UInt8]) {
    var json = JSONWriter()
    let summary = report.summary
    json.object { json in
      json.member("version")
      json.number(1)
      json.member("tool")
      json.object { json in
        json.member("name")
        json.string("casecheck")
        json.member("version")
        json.string(report.toolVersion)
      }
      json.member("summary")
      json.object { json in
        json.member("documents")
        json.number(summary.documents)
        json.member("errors")
        json.number(summary.errors)
        json.member("warnings")
        json.number(summary.warnings)
        json.member("information")
        json.number(summary.information)
        json.member("hints")
        json.number(summary.hints)
      }
      json.member("errors")
      json.array(report.failures) { json, failure in
        json.object { json in
          json.member("path")
          json.string(failure.path)
          json.member("message")
          json.string(failure.message)
        }
      }
      json.member("documents")
      json.array(report.documents) { json, document in write(document, of: report, to: &json) }
    }
    output.append(contentsOf: json.bytes)
    output.append(0x0A)
  }

  private func write(_ document: ReportedDocument, of report: Report, to json: inout JSONWriter) {
    let places = Places(document, report)
    json.object { json in
      json.member("path")
      json.string(document.path)
      json.member("kind")
      json.string(document.kind)
      json.member("policy")
      json.string(document.policy)
      json.member("diagnostics")
      json.array(document.diagnostics) { json, diagnostic in write(diagnostic, places, to: &json) }
    }
  }

  private func write(_ diagnostic: Diagnostic, _ places: Places, to json: inout JSONWriter) {
    json.object { json in
      json.member("code")
      json.string(diagnostic.code.code)
      json.member("name")
      json.string(diagnostic.code.name)
      json.member("severity")
      json.string(diagnostic.severity.rawValue)
      json.member("message")
      json.string(diagnostic.message)
      json.member("pointer")
      json.string(diagnostic.pointer)
      write(diagnostic.range, places.own, to: &json)
      json.member("related")
      json.array(diagnostic.related) { json, related in write(related, places, to: &json) }
      json.member("fixes")
      json.array(diagnostic.fixes) { json, fix in write(fix, places, to: &json) }
      json.member("source")
      write(diagnostic.source, to: &json)
      json.member("documentation")
      json.string(options.documentation(diagnostic.code))
    }
  }

  private func write(_ related: RelatedInformation, _ places: Places, to json: inout JSONWriter) {
    json.object { json in
      json.member("path")
      json.string(related.path ?? places.path)
      json.member("pointer")
      json.string(related.pointer)
      write(related.range, places.positions(of: related.path), to: &json)
      json.member("message")
      json.string(related.message)
    }
  }

  private func write(_ fix: Fix, _ places: Places, to json: inout JSONWriter) {
    json.object { json in
      json.member("title")
      json.string(fix.title)
      json.member("applicability")
      json.string(fix.applicability.rawValue)
      json.member("edits")
      json.array(fix.edits) { json, edit in
        json.object { json in
          write(edit.range, places.own, to: &json)
          json.member("newText")
          json.string(edit.newText)
        }
      }
    }
  }

  private func write(_ source: SourceReference?, to json: inout JSONWriter) {
    guard let source else {
      json.string(nil)
      return
    }
    json.object { json in
      json.member("title")
      json.string(source.title)
      json.member("section")
      json.string(source.section)
      json.member("url")
      json.string(source.url)
    }
  }

  /// Writes the member `range`.
  private func write(_ range: TextRange, _ positions: Positions, to json: inout JSONWriter) {
    json.member("range")
    json.object { json in
      json.member("start")
      write(range.start, positions, to: &json)
      json.member("end")
      write(range.end, positions, to: &json)
    }
  }

  /// Writes a position in one line, for a report is mostly these.
  private func write(_ offset: Int, _ positions: Positions, to json: inout JSONWriter) {
    let place = positions.position(at: offset)
    json.raw("{\"line\": ")
    json.number(place.line)
    json.raw(", \"column\": ")
    json.number(place.column)
    json.raw(", \"offset\": ")
    json.number(place.offset)
    json.raw("}")
  }
}
