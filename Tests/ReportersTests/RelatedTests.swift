// The other half of a conflict in the `text` format: labelled in the same excerpt, or in one of its own file.

import DocumentModel
import Reporters
import SourceText
import Testing

struct RelatedTests {
  private let source = SourceText(
    """
    status: final
    approved: 2013-04-01
    a: 1
    b: 2
    c: 3
    period: {from: 2013, to: 2012}

    """)

  private func text(_ token: String, _ related: [RelatedInformation]) -> String {
    let diagnostic = Diagnostic(Rendering.totals, "They differ.", at: source.range(of: token), related: related)
    return Rendering.text(source, diagnostic)
  }

  @Test func anAdjacentPlaceStandsInTheSameExcerpt() {
    let related = [RelatedInformation(range: source.range(of: "final"), message: "final here")]
    #expect(
      text("2013-04-01", related) == """
        error[FIN001 totals-do-not-add-up]: They differ.
         --> a.case.yaml:2:11
          |
        1 | status: final
          |         ----- final here
        2 | approved: 2013-04-01
          |           ^^^^^^^^^^
        """)
  }

  @Test func linesBetweenDistantPlacesAreLeftOut() {
    let related = [RelatedInformation(path: "a.case.yaml", range: source.range(of: "from"), message: "begins here")]
    #expect(
      text("final", related) == """
        error[FIN001 totals-do-not-add-up]: They differ.
         --> a.case.yaml:1:9
          |
        1 | status: final
          |         ^^^^^
        ...
        6 | period: {from: 2013, to: 2012}
          |          ---- begins here
        """)
  }

  @Test func aSingleLineBetweenIsShown() {
    let related = [RelatedInformation(range: source.range(of: "a: 1"), message: "here")]
    #expect(
      text("final", related) == """
        error[FIN001 totals-do-not-add-up]: They differ.
         --> a.case.yaml:1:9
          |
        1 | status: final
          |         ^^^^^
        2 | approved: 2013-04-01
        3 | a: 1
          | ---- here
        """)
  }

  @Test func labelsOfOneLineDoNotRunIntoEachOther() {
    let related = [
      RelatedInformation(range: source.range(of: "period"), message: "the period"),
      RelatedInformation(range: source.range(of: "2013", after: "from"), message: "its beginning"),
      RelatedInformation(range: source.range(of: "}"), message: "its end"),
    ]
    #expect(
      text("2012", related) == """
        error[FIN001 totals-do-not-add-up]: They differ.
         --> a.case.yaml:6:26
          |
        5 | c: 3
        6 | period: {from: 2013, to: 2012}
          | ------         ----      ^^^^- its end
          | |              |
          | |              its beginning
          | the period
        """)
  }

  @Test func placesOfAnotherFileHaveTheirOwnExcerpt() {
    let other = SourceText("x: 1\ny: 2\n")
    let related = [
      RelatedInformation(path: "other.case.yaml", range: other.range(of: "2"), message: "2 here"),
      RelatedInformation(path: "other.case.yaml", range: other.range(of: "1"), message: "1 here"),
      RelatedInformation(path: "unknown.case.yaml", range: TextRange(7, 9), message: "3 here"),
    ]
    let diagnostic = Diagnostic(Rendering.totals, "They differ.", at: source.range(of: "c"), related: related)
    let expected = """
      error[FIN001 totals-do-not-add-up]: They differ.
       --> a.case.yaml:5:1
        |
      4 | b: 2
      5 | c: 3
        | ^
        |
       ::: other.case.yaml:2:4
        |
      1 | x: 1
        |    - 1 here
      2 | y: 2
        |    - 2 here
        |
        = see: unknown.case.yaml: 3 here

      """
    var given = Rendering.report(source, [diagnostic])
    given.documents[0].relatedSources = ["other.case.yaml": other]
    #expect(Rendering.render(given, .text).hasPrefix(expected))

    var checked = Rendering.report(source, [diagnostic])
    checked.documents.append(ReportedDocument(path: "other.case.yaml", source: other))
    #expect(Rendering.render(checked, .text).hasPrefix(expected))
  }

  @Test func manyPlacesAreCounted() {
    let place = RelatedInformation(range: source.range(of: "final"), message: "here")
    #expect(text("1", Array(repeating: place, count: 9)).hasSuffix("\n  |\n  = see: 1 more place"))
    #expect(text("1", Array(repeating: place, count: 20)).hasSuffix("\n  |\n  = see: 12 more places"))
  }
}
