// Fingerprints: the hash by its published examples, and what a fingerprint outlives and tells apart.

import DocumentModel
import SourceText
import SourceText
import Testing

@testable import Reporters

struct FingerprintTests {
  /// The examples of FIPS 180-4 as NIST publishes them, and the lengths around the end of a block.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      String(repeating: "a", count: 1_000_000),
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    ),
  ])
  func hashesAsPublished(_ text: String, _ hash: String) {
    #expect(SHA256.hexadecimal(text.utf8) == hash)
  }

  @Test func lengthsAroundABlockAreTold() {
    let hashes = (50...70).map { SHA256.hexadecimal(repeatElement(0, count: $0)) }
    #expect(Set(hashes).count == hashes.count)
    #expect(hashes.allSatisfy { $0.utf8.count == 64 })
  }

  private func fingerprint(
    _ text: String, _ token: String, code: DiagnosticCode = Rendering.totals, pointer: String = "/costs/0/amount",
    message: String = "No.", path: String = "a.case.yaml"
  ) -> String {
    let source = SourceText(text)
    let diagnostic = Diagnostic(code, message, at: source.range(of: token), pointer: pointer)
    var fingerprints = Fingerprints()
    return fingerprints.next(
      diagnostic, in: ReportedDocument(path: path, source: source, diagnostics: [diagnostic]))
  }

  @Test func itOutlivesWhatMoves() {
    let plain = fingerprint("costs:\n- amount: [1, 2]\n", "[1, 2]")
    #expect(plain == fingerprint("# more\n\n\ncosts:\n    -   amount: [1, 2]\r\n", "[1, 2]"))
    #expect(plain == fingerprint("costs:\n- amount: [1,\n    2]\n", "[1,\n    2]"))
    #expect(plain == fingerprint("costs:\n- amount: [1, 2]\n", "[1, 2]", pointer: "/costs/12/amount"))
    #expect(plain == fingerprint("costs:\n- amount: [1, 2]\n", "[1, 2]", path: "./a.case.yaml"))
    #expect(
      fingerprint("a: 1\n", "1", message: "The lines give £1,200.50, not 7.")
        == fingerprint("a: 1\n", "1", message: "The lines give £900, not 12,000."))
  }

  @Test func itTellsFindingsApart() {
    let text = "a: 1\nb: 2\n"
    let all = [
      fingerprint(text, "1"), fingerprint(text, "2"), fingerprint(text, "1", code: Rendering.unknownKey),
      fingerprint(text, "1", pointer: "/costs/0/total"), fingerprint(text, "1", message: "Not so."),
      fingerprint(text, "1", path: "b.case.yaml"), fingerprint(text, "1", pointer: "/costs", message: "/0/amountNo."),
    ]
    #expect(Set(all).count == all.count)
  }

  @Test func findingsThatAgreeAreNumbered() {
    let source = SourceText("- x\n- x\n- x\n")
    let document = ReportedDocument(path: "a.case.yaml", source: source)
    let ranges = [TextRange(2, 3), TextRange(6, 7), TextRange(10, 11)]
    func fingerprints(_ ranges: [TextRange]) -> [String] {
      var fingerprints = Fingerprints()
      return ranges.enumerated().map { index, range in
        fingerprints.next(Diagnostic(Rendering.totals, "No.", at: range, pointer: "/\(index)"), in: document)
      }
    }
    #expect(Set(fingerprints(ranges)).count == 3)
    #expect(fingerprints(Array(ranges.dropFirst())) == Array(fingerprints(ranges).prefix(2)))
  }

  @Test func aRangeOutsideTheTextIsNoTrap() {
    let document = ReportedDocument(path: "a", source: SourceText("a"))
    var fingerprints = Fingerprints()
    let outside = fingerprints.next(Diagnostic(Rendering.totals, "No.", at: TextRange(7, 9)), in: document)
    #expect(outside.utf8.count == 64)
  }
}
