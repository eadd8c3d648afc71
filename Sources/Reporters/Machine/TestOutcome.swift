// A report as results of tests, which is what JUnit and TAP have words for.

import DocumentModel

/// One test of a document: a finding, or that there is none.
struct TestOutcome {
  enum Kind {
    /// Nothing was found, or nothing that makes the run fail.
    case passed
    /// A finding that makes the run fail.
    case failed
    /// What was to be checked could not be.
    case notChecked
  }

  let kind: Kind
  /// The document's path; empty where no single file is meant.
  let path: String
  /// What was tested; unlike the names of other outcomes of this path.
  let name: String
  /// What was found; `nil` where nothing was.
  let diagnostic: Diagnostic?
  let place: (start: ReportedPosition, end: ReportedPosition)?
  /// The finding's message or why it could not be checked; empty where all is well.
  let message: String

  /// The outcomes of `report` in its order. A document without findings gives one that passed.
  static func all(_ report: Report) -> [TestOutcome] {
    var names = Names()
    var outcomes: [TestOutcome] = []
    for document in report.documents {
      if document.diagnostics.isEmpty {
        outcomes.append(
          TestOutcome(
            kind: .passed, path: document.path, name: names.unique("no findings", in: document.path), diagnostic: nil,
            place: nil, message: ""))
        continue
      }
      let positions = Positions(document.source)
      for diagnostic in document.diagnostics {
        let place = diagnostic.pointer.isEmpty ? "" : " at \(diagnostic.pointer)"
        let name = "\(diagnostic.code.code) \(diagnostic.code.name)\(place)"
        let isFailing = document.failsFrom.map { diagnostic.severity >= $0 } ?? false
        outcomes.append(
          TestOutcome(
            kind: isFailing ? .failed : .passed, path: document.path, name: names.unique(name, in: document.path),
            diagnostic: diagnostic,
            place: (
              positions.position(at: diagnostic.range.start), positions.position(at: diagnostic.range.end)
            ),
            message: diagnostic.message))
      }
    }
    for failure in report.failures {
      outcomes.append(
        TestOutcome(
          kind: .notChecked, path: failure.path, name: names.unique("could not be checked", in: failure.path),
          diagnostic: nil, place: nil, message: failure.message))
    }
    return outcomes
  }

  /// Readers take two tests of one name for one test.
  private struct Names {
    private var counts: [[String]: Int] = [:]

    mutating func unique(_ name: String, in path: String) -> String {
      let count = counts[[path, name], default: 0] + 1
      counts[[path, name]] = count
      return count == 1 ? name : "\(name) (\(count))"
    }
  }
}
