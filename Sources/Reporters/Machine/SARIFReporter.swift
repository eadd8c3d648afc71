// The `sarif` format: the Static Analysis Results Interchange Format, version 2.1.0 (OASIS), one run.

import DocumentModel
import SourceText

struct SARIFReporter: Reporter {
  /// The name under which SARIF knows the folder that relative paths start from.
  private static let base = "SRCROOT"

  let options: ReportOptions

  func write(_ report: Report, to output: inout [UInt8]) {
    let rules = SARIFRules(report, options)
    var json = JSONWriter()
    json.object { json in
      json.member("$schema")
      json.string("https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json")
      json.member("version")
      json.string("2.1.0")
      json.member("runs")
      json.array([report]) { json, report in writeRun(report, rules, to: &json) }
    }
    output.append(contentsOf: json.bytes)
    output.append(0x0A)
  }

  private func writeRun(_ report: Report, _ rules: SARIFRules, to json: inout JSONWriter) {
    json.object { json in
      json.member("tool")
      json.object { json in
        json.member("driver")
        json.object { json in
          json.member("name")
          json.string("casecheck")
          json.member("version")
          json.string(report.toolVersion)
          json.member("semanticVersion")
          json.string(report.toolVersion)
          json.member("informationUri")
          json.string("https://casecheck.dev")
          json.member("rules")
          json.array(rules.descriptions) { json, rule in SARIFRules.write(rule, to: &json) }
        }
      }
      json.member("invocations")
      json.array([report.failures]) { json, failures in writeInvocation(failures, to: &json) }
      json.member("originalUriBaseIds")
      json.object { json in
        json.member("SRCROOT")
        json.object { json in
          json.member("description")
          Self.writeMessage("The folder that casecheck was run in.", to: &json)
        }
      }
      json.member("columnKind")
      json.string("unicodeCodePoints")
      json.member("results")
      writeResults(report, rules, to: &json)
    }
  }

  private func writeInvocation(_ failures: [Failure], to json: inout JSONWriter) {
    json.object { json in
      json.member("executionSuccessful")
      json.raw(failures.isEmpty ? "true" : "false")
      json.member("toolExecutionNotifications")
      json.array(failures) { json, failure in
        json.object { json in
          json.member("level")
          json.string("error")
          json.member("message")
          Self.writeMessage(failure.message, to: &json)
          guard !failure.path.isEmpty else { return }
          json.member("locations")
          json.array([failure.path]) { json, path in
            json.object { json in
              json.member("physicalLocation")
              json.object { json in Self.writeArtifact(path, to: &json) }
            }
          }
        }
      }
    }
  }

  // MARK: Results

  private func writeResults(_ report: Report, _ rules: SARIFRules, to json: inout JSONWriter) {
    var fingerprints = Fingerprints()
    let findings = report.documents.flatMap { document in
      let places = Places(document, report)
      return document.diagnostics.map { diagnostic in
        (diagnostic, places, fingerprints.next(diagnostic, in: document))
      }
    }
    json.array(findings) { json, finding in
      let (diagnostic, places, fingerprint) = finding
      json.object { json in
        json.member("ruleId")
        json.string(diagnostic.code.code)
        if let index = rules.index(of: diagnostic.code) {
          json.member("ruleIndex")
          json.number(index)
        }
        json.member("level")
        json.string(SARIFRules.level(diagnostic.severity))
        json.member("message")
        Self.writeMessage(diagnostic.message, to: &json)
        json.member("locations")
        json.array([diagnostic]) { json, diagnostic in
          writeLocation(places.path, diagnostic.range, diagnostic.pointer, places.own, to: &json)
        }
        json.member("partialFingerprints")
        json.object { json in
          json.member(Fingerprints.version)
          json.string(fingerprint)
        }
        if !diagnostic.related.isEmpty {
          json.member("relatedLocations")
          json.array(diagnostic.related.enumerated()) { json, item in
            let related = item.element
            writeLocation(
              related.path ?? places.path, related.range, related.pointer, places.positions(of: related.path),
              id: item.offset + 1, message: related.message, to: &json)
          }
        }
        // A change without a replacement is not valid (SARIF 2.1.0 §3.56.3).
        let fixes = diagnostic.fixes.filter { !$0.edits.isEmpty }
        if !fixes.isEmpty {
          json.member("fixes")
          json.array(fixes) { json, fix in writeFix(fix, places, to: &json) }
        }
      }
    }
  }

  private func writeLocation(
    _ path: String, _ range: TextRange, _ pointer: String, _ positions: Positions, id: Int? = nil,
    message: String? = nil, to json: inout JSONWriter
  ) {
    json.object { json in
      if let id {
        json.member("id")
        json.number(id)
      }
      json.member("physicalLocation")
      json.object { json in
        Self.writeArtifact(path, to: &json)
        json.member("region")
        writeRegion(range, positions, to: &json)
      }
      if !pointer.isEmpty {
        json.member("logicalLocations")
        json.array([pointer]) { json, pointer in
          json.object { json in
            json.member("fullyQualifiedName")
            json.string(pointer)
          }
        }
      }
      if let message {
        json.member("message")
        Self.writeMessage(message, to: &json)
      }
    }
  }

  private func writeFix(_ fix: Fix, _ places: Places, to json: inout JSONWriter) {
    json.object { json in
      json.member("description")
      Self.writeMessage(fix.title, to: &json)
      json.member("artifactChanges")
      json.array([fix.edits]) { json, edits in
        json.object { json in
          Self.writeArtifact(places.path, to: &json)
          json.member("replacements")
          json.array(edits) { json, edit in
            json.object { json in
              json.member("deletedRegion")
              writeRegion(edit.range, places.own, to: &json)
              json.member("insertedContent")
              Self.writeMessage(edit.newText, to: &json)
            }
          }
        }
      }
      json.member("properties")
      json.object { json in
        json.member("applicability")
        json.string(fix.applicability.rawValue)
      }
    }
  }

  /// Writes a region, whose end is the column after the last.
  private func writeRegion(_ range: TextRange, _ positions: Positions, to json: inout JSONWriter) {
    let start = positions.position(at: range.start)
    let end = positions.position(at: range.end)
    json.object { json in
      json.member("startLine")
      json.number(start.line)
      json.member("startColumn")
      json.number(start.column)
      json.member("endLine")
      json.number(end.line)
      json.member("endColumn")
      json.number(end.column)
    }
  }

  /// Writes the member `artifactLocation`.
  private static func writeArtifact(_ path: String, to json: inout JSONWriter) {
    json.member("artifactLocation")
    json.object { json in
      json.member("uri")
      json.string(PathReference.uri(path))
      if !PathReference.isAbsolute(path) {
        json.member("uriBaseId")
        json.string(base)
      }
    }
  }

  /// Writes an object whose text is `text`.
  private static func writeMessage(_ text: String, to json: inout JSONWriter) {
    json.object { json in
      json.member("text")
      json.string(text)
    }
  }
}
