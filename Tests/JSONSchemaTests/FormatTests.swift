// The format checkers, held against the JSON Schema Test Suite where it is found and against examples of our own.

import Foundation
import TestSupport
import Testing

@testable import JSONSchema

/// The JSON Schema Test Suite, where it lies.
private enum Suite {
  static let folder = Conformance.folder("json-schema/draft2020-12/optional/format")

  struct Group: Decodable {
    let description: String
    let schema: Schema
    let tests: [Test]
  }

  struct Schema: Decodable { let format: String }

  struct Test: Decodable {
    let description: String
    let data: String?
    let valid: Bool

    enum CodingKeys: CodingKey { case description, data, valid }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      description = try container.decode(String.self, forKey: .description)
      valid = try container.decode(Bool.self, forKey: .valid)
      // Formats say nothing about what is no string.
      data = try? container.decode(String.self, forKey: .data)
    }
  }
}

private func isValid(_ text: String, _ format: String) -> Bool? {
  guard let checker = FormatCatalogue.checker(named: format) else { return nil }
  return Array(text.utf8).withUnsafeBufferPointer(checker)
}

@Suite struct FormatTests {
  @Test func theSuiteAgrees() throws {
    guard let folder = Suite.folder else { return }
    var count = 0
    for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    where file.pathExtension == "json" {
      for group in try JSONDecoder().decode([Suite.Group].self, from: Data(contentsOf: file)) {
        for test in group.tests {
          guard let data = test.data else { continue }
          count += 1
          let answer = isValid(data, group.schema.format) ?? true
          #expect(answer == test.valid, "\(file.lastPathComponent): \(test.description): \(data.debugDescription)")
        }
      }
    }
    print("\(count) format tests of the suite.")
    #expect(count > 0)
  }

  @Test func unknownFormatsHaveNoChecker() {
    #expect(FormatCatalogue.checker(named: "unknown") == nil)
    #expect(FormatCatalogue.names.count == 19)
  }

  @Test(arguments: [
    FormatExample("date", valid: ["2000-02-29", "0000-01-01"], invalid: ["1900-02-29", "2024-1-01", "2024-01-0é"]),
    FormatExample(
      "time", valid: ["23:59:60Z", "00:00:00-23:59", "00:59:60.5+01:00"],
      invalid: ["23:59:60-00:01", "12:00:00.Z", "12:00Z", "12:00:00+0100", "1২:00:00Z", "12:00:00Z ", "12:00:00+1:00"]),
    FormatExample(
      "date-time", valid: ["1985-04-12t23:20:50.52z", "2016-12-31T23:59:60Z"],
      invalid: ["1985-04-12 23:20:50Z", "1985-04-12T23:20:50", "1985-04-12T23:20Z", "1985-04-12"]),
    FormatExample(
      "duration", valid: ["P1YT1S", "P3W", "PT1M", "P1M"],
      invalid: ["P1W1D", "P1YT1H1S", "PT1W", "p1d", "P1DT", "PT1M1"]),
    FormatExample(
      "email",
      valid: ["a@b", "\"a\\\"b\"@example.com", "\"\"@example.com", "a+b@xn--nw2a.example", "a@[IPv6:2001:db8::1]"],
      invalid: [
        "a@b..c", "a@-b.com", "\"a\"b@c.d", "\"a@c.d", "\"a\\é\"@c.d", "é@c.d", "a@é.d", "a@[1.2.3]", "a@[::1]",
        "a@[IPv6:1]", "a@[1.2.3.4", String(repeating: "a", count: 65) + "@b.c",
      ]),
    FormatExample(
      "idn-email", valid: ["é@é.é", "\"é\"@b.c"],
      invalid: ["é@-é.d", "é@é..d", "é é@c.d", "é@b c.é", String(repeating: "é", count: 33) + "@b.c"]),
    FormatExample(
      "hostname",
      valid: [
        "a", "ab--cd.com", "XN--IHQWCRB4CV8A8DQG056PQJYE", "xn--zca29lwxobi7a", "xn--qmbc", "xn--ll-0ea", "xn--wva3je",
        "xn--4dbc5h", "xn--k8j5u", "xn--bck0j", "xn--vek778f", "xn--ngba1o", "xn--0-gyc", "xn--11b2ezcw70k",
      ],
      invalid: [
        "a b", "a..b", "xn--", "xn--a", "xn--X", "XN--aa---o47jg78q", "xn--hello-txk", "xn--hello-zed", "xn--hello-6bf",
        "xn--chb89f", "xn--07jceefgh4c", "xn--al-0ea", "xn--l-fda", "xn--la-0ea", "xn--wva3j", "xn--S-jib3p",
        "xn--A-2hc5h", "xn--5db1e", "xn--defabc-k64e", "xn--vek", "xn--ngb6iyr", "xn--02b508i", "é.com", "xn--99999999",
        "xn--\u{131}",
      ]),
    FormatExample(
      "idn-hostname",
      valid: [
        "a.b", "a。b", "a．b", "a｡b", "bücher.example", "شركة.example", "ab--cd", "एक्‌ष",
        String(repeating: "παράδειγμα", count: 5) + "。" + String(repeating: "παράδειγμα", count: 5), "1.example",
        "é\u{316}\u{301}",
      ],
      invalid: [
        ".", "。", "．", "｡", ".example", "。example", "example.", "example。", "Bücher.example", "bu\u{308}cher.example",
        "e\u{316}\u{301}", "é\u{301}\u{316}", "ａ.b", "a\u{200B}b", "☃.example", "ab--é", "é-", "-é", "1.א", "א1a",
        "ⅷ.example", "a_é",
      ]),
    FormatExample("ipv4", valid: ["1.2.3.4"], invalid: ["01.2.3.4", "1.2.3.1000", "1.2.3.4.", "1.2.3", "..."]),
    FormatExample(
      "ipv6", valid: ["1:2:3:4:5:6:7::", "::2:3:4:5:6:7:8", "ABCD::", "1::1.2.3.4", "1:2:3:4:5:6:1.2.3.4"],
      invalid: [
        "1:2:3:4::5:6:7:8", ":", ":::", "::1:", "1:2:3:4:5:6:7:1.2.3.4", "::1.2.3.4:1", "1.2.3.4::", "1::1.2.3", "g::",
        "::1%lo",
      ]),
    FormatExample(
      "uri",
      valid: [
        "a:", "a:b", "a://", "a:///b", "a://b:", "http://[v1.a:b]:80", "a:?b#c", "file:///etc/hosts",
        "a://u:p@h:1/p//q",
      ],
      invalid: [
        "", ":", "a", "a://b@c@d", "a://[1.2.3.4]", "a://[::1]x", "a://[::1", "a://b:8a", "a:b#c#d", "a://[v.a]",
        "a:[b]",
        "http://a b", "a://h/é", "a:%e", "a:b?{}",
      ]),
    FormatExample(
      "uri-reference", valid: ["", "?", "#", "a/b:c", "//a:1", "../..", "a:b"],
      invalid: ["a b", "1a:b", "%", "//[", "é"]),
    FormatExample(
      "iri", valid: ["a:é", "http://é@é:1/é?é\u{E000}#é"],
      invalid: ["a:\u{E000}", "a:\u{FFFE}", "é:a", "a:#\u{E000}", "a://é:é", "a: "]),
    FormatExample("iri-reference", valid: ["é", "é/é:é", "//é"], invalid: ["é:é", "é é", "é|"]),
    FormatExample(
      "uri-template", valid: ["{a}{+b,c*}", "{%61.b_1:3}", "é{?x}"],
      invalid: ["{", "}", "{a", "{a }", "{é}", "{.}", "{a.}", "{a:}", "{a:1*}", "%4", "<a>", "{-a}"]),
    FormatExample("json-pointer", valid: ["", "/", "/~0~1"], invalid: ["a", "/~", "/~a~0", " /"]),
    FormatExample(
      "relative-json-pointer", valid: ["0", "10/a", "3#", "0+1/a", "1-1#"],
      invalid: ["a", "00", "1a", "0+", "0+01", "1/~", "#", "1 "]),
    FormatExample("uuid", valid: ["ffffffff-FFFF-0000-0000-000000000000"], invalid: ["", "é", "{2eb8aa08}"]),
    FormatExample(
      "regex", valid: ["", "^\\p{L}+$", "(?<a>b)\\k<a>", "a{99999}"],
      invalid: ["\\a", "a{2,1}", "(?i)a", "[", "^\\S(|(.|\\n)*\\S)\\Z"]),
  ])
  func examples(_ example: FormatExample) {
    for text in example.valid { #expect(isValid(text, example.format) == true, "\(text.debugDescription)") }
    for text in example.invalid { #expect(isValid(text, example.format) == false, "\(text.debugDescription)") }
  }

  /// Labels must be in normalization form C: Foundation's opinion on many sequences of letters and marks.
  @Test func compositionAgreesWithFoundation() {
    let scalars = Array("aeouy\u{101}\u{EA}\u{F6}\u{3B1}\u{3B9}\u{3C9}\u{390}\u{AC00}\u{938}\u{928}".unicodeScalars)
    let marks = Array("\u{300}\u{301}\u{302}\u{304}\u{308}\u{316}\u{323}\u{328}\u{93C}".unicodeScalars)
    var state: UInt64 = 42
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    var composed = 0
    for _ in 0..<20_000 {
      var label = [scalars[next(scalars.count)]]
      for _ in 0..<next(4) { label.append(marks[next(marks.count)]) }
      label.append(scalars[next(scalars.count)])
      label.append("\u{E9}")
      let text = String(String.UnicodeScalarView(label))
      let isComposed = text.precomposedStringWithCanonicalMapping.unicodeScalars.elementsEqual(label)
      composed += isComposed ? 1 : 0
      #expect(InternationalizedLabel.isValid(label) == isComposed, "\(label.map { String($0.value, radix: 16) })")
    }
    #expect((1_000..<19_000).contains(composed))
  }

  /// Nothing traps, whatever the bytes: every prefix and every one-byte change of some strings, for every format.
  @Test func noBytesAreHarmful() {
    let seeds = [
      "2016-12-31T23:59:60.5+01:00", "P1Y2M3DT4H5M6S", "\"a\\b\"@[IPv6:::1]", "xn--ihqwcrb4cv8a8dqg056pqjye.א·l",
      "1:2::192.168.0.1", "http://u@[v1.a]:80/%41?\u{E000}#é", "a{+b,c*:12}%41", "0+1/~0~1",
      "(?<a>[\\p{L}-z]+)\\k<a>{2,3}",
      "xn--99999999999999999999", "एक्‌ष.ب٠ب", "2eb8aa08-aa98-11ea-b4aa-73b441d16380",
    ].map { Array($0.utf8) }
    for name in FormatCatalogue.names {
      guard let checker = FormatCatalogue.checker(named: name) else { continue }
      for seed in seeds {
        for length in 0...seed.count { _ = seed[..<length].withContiguousStorageIfAvailable(checker) }
        for index in seed.indices {
          for byte: UInt8 in [0x00, 0x2D, 0x2E, 0x39, 0x3A, 0x5B, 0x7F, 0x80, 0xC3, 0xE0, 0xF4, 0xFF] {
            var changed = seed
            changed[index] = byte
            _ = changed.withUnsafeBufferPointer(checker)
          }
        }
      }
    }
  }
}

struct FormatExample: CustomTestStringConvertible, Sendable {
  let format: String
  let valid: [String]
  let invalid: [String]

  init(_ format: String, valid: [String], invalid: [String]) {
    self.format = format
    self.valid = valid
    self.invalid = invalid
  }

  var testDescription: String { format }
}
