// The types of plain scalars by the core schema, and numbers exactly as written.

import DocumentModel
import Testing

@Suite struct CoreSchemaTests {
  @Test(arguments: [
    ("", ScalarType.null), ("~", .null), ("null", .null), ("Null", .null), ("NULL", .null), ("nULL", .string),
    ("true", .boolean), ("True", .boolean), ("FALSE", .boolean), ("fAlse", .string), ("yes", .string), ("no", .string),
    ("on", .string), ("off", .string), ("y", .string), ("0", .integer), ("-19", .integer), ("+1", .integer),
    ("010", .integer), ("0o10", .integer), ("0o8", .string), ("0xFf", .integer), ("0xg", .string), ("-0x1", .string),
    ("1_000", .string), ("1,200", .string), ("£5", .string), ("5E1", .number), ("1e3", .number), ("1e", .string),
    ("1.", .number), (".5", .number), (".", .string), ("-.5", .number), ("1.5.2", .string), ("2013-04-01", .string),
    ("2013/14", .string), (".inf", .number), ("-.INF", .number), (".nan", .number), ("-.nan", .string),
    (".Nan", .string), ("12k", .string), ("1 2", .string), ("+", .string), ("-", .string), ("e1", .string),
    ("0b1", .string), ("190:20:30", .string), ("1.0e+2", .number),
  ]) func typesFollowTheText(_ text: String, _ type: ScalarType) {
    #expect(CoreSchema.type(of: text) == type)
  }
}

@Suite struct ExactNumberTests {
  private func number(_ text: String) throws -> ExactNumber { try #require(ExactNumber(text), "\(text)") }

  @Test(arguments: [
    ("1", "1.0"), ("1", "10e-1"), ("0", "-0.0"), ("0", "0e999999999999"), ("100", "1e2"), ("0x10", "16"),
    ("0o17", "15"),
    ("12345678901234567890123", "1.2345678901234567890123e22"), ("0.1", "1e-1"), ("1e400", "10e399"),
  ]) func equalByValue(_ left: String, _ right: String) throws {
    #expect(try number(left) == number(right))
    #expect(try number(left).hashValue == number(right).hashValue)
  }

  @Test func ordersExactly() throws {
    let ordered = [
      "-1e30", "-12345678901234567890.5", "-2", "-0.1", "0", "1e-30", "0.1", "0.10000000000000000000001", "1", "9.99",
      "10", "9007199254740992", "9007199254740993", "12345678901234567890123", "1e400",
    ]
    for (index, left) in ordered.enumerated() {
      for (other, right) in ordered.enumerated() {
        #expect(try (number(left) < number(right)) == (index < other), "\(left) < \(right)")
      }
    }
  }

  @Test(arguments: [
    ("0.07", "0.01", true), ("0.29", "0.01", true), ("1.005", "0.01", false), ("4.5", "1.5", true),
    ("35", "1.5", false),
    ("0", "7", true), ("5", "0", false), ("1e308", "0.5", true), ("1e1000000", "7", false), ("1e1000000", "8", true),
    ("12391239123", "1e-8", true), ("98765432109876543210987654321", "3", true), ("1", "3", false),
    ("123456789012345678901234567890", "12345678901234567890123456789", true),
  ]) func dividesExactly(_ value: String, _ divisor: String, _ isMultiple: Bool) throws {
    #expect(try number(value).isMultiple(of: number(divisor)) == isMultiple)
  }

  @Test(arguments: ["12abc", "", ".", "e5", "1e", "--1", "0x", "0xg", "1.2.3", ".inf", ".nan", "1_0", "£1"])
  func refusesOtherText(_ text: String) { #expect(ExactNumber(text) == nil) }

  @Test func integersConvertWhereTheyFit() throws {
    #expect(try number("42.0").integer == 42)
    #expect(try number("-9223372036854775807").integer == -9_223_372_036_854_775_807)
    #expect(try number("9223372036854775808").integer == nil)
    #expect(try number("1.5").integer == nil)
    #expect(try number("1e3").integer == 1000)
    #expect(try number("1e30").integer == nil)
  }

  @Test(arguments: [
    ("1.50", "1.5"), ("-0.001", "-0.001"), ("1e3", "1000"), ("1e30", "1e30"), ("0", "0"), ("12.0", "12"),
  ])
  func describesPlainly(_ text: String, _ shown: String) throws {
    #expect(try number(text).description == shown)
  }
}
