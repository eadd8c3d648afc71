// The `json` format: its members, their order and its escapes.

import DocumentModel
import Foundation
import Reporters
import SourceText
import Testing

struct JSONReportTests {
  @Test func anEmptyReportIsWhole() {
    #expect(
      Rendering.render(Report(toolVersion: "1.2.3"), .json) == """
        {
          "version": 1,
          "tool": {
            "name": "casecheck",
            "version": "1.2.3"
          },
          "summary": {
            "documents": 0,
            "errors": 0,
            "warnings": 0,
            "information": 0,
            "hints": 0
          },
          "errors": [],
          "documents": []
        }

        """)
  }

  @Test func everyMemberStandsInItsPlace() {
    let source = SourceText("名: 1\nb: 2\n")
    let diagnostic = Diagnostic(
      Rendering.totals, severity: .warning, "Say \"no\"", at: source.range(of: "1"), pointer: "/a~1b",
      related: [
        RelatedInformation(range: source.range(of: "2"), pointer: "/b", message: "here"),
        RelatedInformation(path: "o.yaml", range: TextRange(4, 5), message: "there"),
      ],
      fixes: [Fix(title: "Mend", applicability: .unsafe, edits: [TextEdit(source.range(of: "1"), "x\n")])],
      source: SourceReference(title: "Green Book", url: "https://www.gov.uk/"))
    var report = Report(toolVersion: "1", failures: [Failure(path: "z", message: "No such file")])
    report.documents = [
      ReportedDocument(
        path: "a.yaml", kind: "business_case", policy: "ccg@1", source: source,
        diagnostics: [diagnostic, Diagnostic(Rendering.remark, "Well.", at: source.range(of: "2"))],
        relatedSources: ["o.yaml": SourceText("x\ny\nz")])
    ]
    let text = Rendering.render(report, .json)
    #expect(
      text.components(separatedBy: "\n  \"summary\": ").last == """
        {
            "documents": 1,
            "errors": 0,
            "warnings": 1,
            "information": 1,
            "hints": 0
          },
          "errors": [
            {
              "path": "z",
              "message": "No such file"
            }
          ],
          "documents": [
            {
              "path": "a.yaml",
              "kind": "business_case",
              "policy": "ccg@1",
              "diagnostics": [
                {
                  "code": "FIN001",
                  "name": "totals-do-not-add-up",
                  "severity": "warning",
                  "message": "Say \\"no\\"",
                  "pointer": "/a~1b",
                  "range": {
                    "start": {"line": 1, "column": 4, "offset": 5},
                    "end": {"line": 1, "column": 5, "offset": 6}
                  },
                  "related": [
                    {
                      "path": "a.yaml",
                      "pointer": "/b",
                      "range": {
                        "start": {"line": 2, "column": 4, "offset": 10},
                        "end": {"line": 2, "column": 5, "offset": 11}
                      },
                      "message": "here"
                    },
                    {
                      "path": "o.yaml",
                      "pointer": "",
                      "range": {
                        "start": {"line": 3, "column": 1, "offset": 4},
                        "end": {"line": 3, "column": 2, "offset": 5}
                      },
                      "message": "there"
                    }
                  ],
                  "fixes": [
                    {
                      "title": "Mend",
                      "applicability": "unsafe",
                      "edits": [
                        {
                          "range": {
                            "start": {"line": 1, "column": 4, "offset": 5},
                            "end": {"line": 1, "column": 5, "offset": 6}
                          },
                          "newText": "x\\n"
                        }
                      ]
                    }
                  ],
                  "source": {
                    "title": "Green Book",
                    "section": null,
                    "url": "https://www.gov.uk/"
                  },
                  "documentation": "https://example.org/rules/FIN001"
                },
                {
                  "code": "DOC020",
                  "name": "a-remark",
                  "severity": "information",
                  "message": "Well.",
                  "pointer": "",
                  "range": {
                    "start": {"line": 2, "column": 4, "offset": 10},
                    "end": {"line": 2, "column": 5, "offset": 11}
                  },
                  "related": [],
                  "fixes": [],
                  "source": null,
                  "documentation": "https://example.org/rules/DOC020"
                }
              ]
            }
          ]
        }

        """)
  }

  @Test func stringsComeBackAsTheyWere() throws {
    let controls = String(String.UnicodeScalarView((0...0x1F).compactMap(Unicode.Scalar.init)))
    let message = controls + "\"\\/\u{7F} £ 日本 👩‍👩‍👧 \u{2028} e\u{301}"
    let report = Report(toolVersion: "1", failures: [Failure(path: "\"", message: message)])
    let text = Rendering.render(report, .json)
    #expect(text.contains(#"\u0000\u0001"#))
    #expect(text.contains(#"\u0007\b\t\n\u000b\f\r\u000e"#))
    #expect(text.contains(#"\u001f\"\\/"#))
    let parsed = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    let failures = try #require(parsed?["errors"] as? [[String: String]])
    #expect(failures.first.map { Array($0["message", default: ""].utf8) } == Array(message.utf8))
  }

  @Test func aPlaceInATextThatNobodyHasIsItsBeginning() {
    let source = SourceText("a: 1\n")
    let related = [RelatedInformation(path: "gone.yaml", range: TextRange(70, 75), message: "there")]
    let diagnostic = Diagnostic(Rendering.totals, "No.", at: source.range(of: "1"), related: related)
    let text = Rendering.render(Rendering.report(source, [diagnostic]), .json)
    #expect(text.contains("\"path\": \"gone.yaml\""))
    #expect(text.contains("\"start\": {\"line\": 1, \"column\": 1, \"offset\": 0}"))
  }
}
