// Reading and writing JSON: the grammar of RFC 8259, its limits, and what we let pass.
import Testing

@testable import JSONRPC

@Suite struct JSONTests {
  private func parse(_ text: String) throws -> JSONValue { try JSONValue.parse(Array(text.utf8)) }

  @Test(
    arguments: [
      ("null", JSONValue.null), (" true\n", true), ("-0", 0), ("1.0", .number(1)), ("1e2", .number(100)),
      ("9223372036854775807", .integer(.max)), ("9223372036854775808", .number(9_223_372_036_854_775_808)),
      ("1e999", .number(.infinity)), ("\"\\ud83d\\ude00\\u00e9\\n\\/\"", "😀é\n/"), ("\"\\ud83d\"", "\u{FFFD}"),
      ("\"\\ud83d\\u0041\"", "\u{FFFD}A"), ("\"\\ude00x\"", "\u{FFFD}x"), ("[]", []), ("{}", [:]),
      ("[1,[2],{\"a\":null}]", [1, [2], ["a": nil]]), ("\"é\u{7f}\"", "é\u{7f}"),
    ] as [(String, JSONValue)])
  func reads(text: String, value: JSONValue) throws {
    #expect(try parse(text) == value)
  }

  @Test(arguments: [
    "", " ", "nul", "truex", "01", "-", "1.", ".5", "1e", "+1", "NaN", "'a'", "\"a", "\"\u{1}\"", "\"\\x\"",
    "\"\\u12\"", "\"\\", "[1,]", "[1 2]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "1 2", "[", "{", "{\"a\":1",
    "\u{FEFF}1", "\"\\ud83d\\u00\"",
  ])
  func refuses(text: String) {
    #expect(throws: JSONParsingError.self) { try parse(text) }
  }

  @Test func errorNamesTheByte() {
    #expect(throws: JSONParsingError(offset: 3, reason: "expected a value")) { try parse("[1,]") }
  }

  @Test func bytesThatAreNotUTF8BecomeReplacementCharacters() throws {
    #expect(try JSONValue.parse([0x22, 0x61, 0xFF, 0x62, 0x22]) == "a\u{FFFD}b")
  }

  @Test func depthIsLimited() throws {
    let limit = JSONValue.depthLimit
    let allowed = String(repeating: "[", count: limit) + String(repeating: "]", count: limit)
    #expect(try parse(allowed).serialised() == Array(allowed.utf8))
    #expect(throws: JSONParsingError.self) { try parse("[" + allowed + "]") }
    #expect(throws: JSONParsingError.self) { try parse(String(repeating: "{\"a\":", count: 1_000_000)) }
  }

  @Test func lastOfEqualNamesWins() throws {
    #expect(try parse("{\"a\":1,\"a\":2}")["a"] == 2)
  }

  @Test func wholeNumbersAreIntegersHoweverWritten() {
    #expect(JSONValue.number(3).integer == 3)
    #expect(JSONValue.number(3.5).integer == nil)
    #expect(JSONValue.number(1e300).integer == nil)
    #expect(JSONValue.number(.infinity).integer == nil)
  }

  @Test func writesAndReadsBack() throws {
    let value: JSONValue = [
      "text": "quote \" backslash \\ line\n tab\t bell\u{7} nul\u{0} é 😀 \u{2028}", "numbers": [0, -1, .number(0.1)],
      "nothing": nil, "yes": true, "": [:],
    ]
    #expect(try JSONValue.parse(value.serialised()) == value)
    #expect(JSONValue.string("\u{7}\u{1f}").serialised() == Array("\"\\u0007\\u001f\"".utf8))
    #expect(JSONValue.number(.nan).serialised() == Array("null".utf8))
  }

  @Test func noCutOrFlipTraps() {
    let text = Array("{\"a\":[1,-2.5e3,\"x\\u00e9\\ud83d\\ude00\\n\",true,false,null,{}]}".utf8)
    for end in text.indices {
      #expect(throws: JSONParsingError.self) { try JSONValue.parse(Array(text[..<end])) }
      for byte: UInt8 in [0, 0x22, 0x2C, 0x5B, 0x5C, 0x7D, 0x80, 0xFF] {
        var changed = text
        changed[end] = byte
        _ = try? JSONValue.parse(changed)
      }
    }
  }
}
