// Exact numbers: reading, arithmetic at the bounds, rounding, and what the rules' dialect makes of them.

import CEL
import Testing

@Test(arguments: [
  ("0", "0"), ("-0.50", "-0.5"), ("1e3", "1000"), ("1.5e-3", "0.0015"), ("12.3400", "12.34"), (".5", "0.5"),
  ("170141183460469231731687303715884105727", "170141183460469231731687303715884105727"),
  ("-170141183460469231731687303715884105728", "-170141183460469231731687303715884105728"),
  ("0.000000000000000001", "0.000000000000000001"), ("1.0000000000000000000000", "1"), ("0e999", "0"),
])
func readsDecimals(text: String, plain: String) throws {
  #expect(try #require(FixedDecimal(text)).description == plain)
}

@Test(arguments: [
  "", "-", "1.2.3", "12abc", "1e", "1e+", "0x10", "NaN", " 1", "1_000", "1e40", "0.0000000000000000001",
  "170141183460469231731687303715884105728", "1e99999999999999999999", "--1",
])
func refusesWhatIsNoDecimal(text: String) {
  #expect(FixedDecimal(text) == nil)
}

@Test(arguments: [
  ("0.1 + 0.2", "decimal 0.3"), ("0.1 + 0.2 == 0.3", "bool true"), ("10 / 4.0", "decimal 2.5"),
  ("1.0 / 3", "decimal 0.333333333333333333"), ("2.0 / 3", "decimal 0.666666666666666667"),
  ("-2.0 / 3", "decimal -0.666666666666666667"), ("1 + 0.5", "decimal 1.5"), ("3 > 2.5", "bool true"),
  ("2.50 == 2.5", "bool true"), ("2.0 == 2", "bool true"), ("1 in [1.0, 2.5]", "bool true"), ("7 / 2", "int 3"),
  ("0.000000001 * 0.0000000005", "decimal 0.000000000000000001"),
  ("0.000000001 * 0.0000000004", "decimal 0"), ("-0.000000001 * 0.0000000005", "decimal -0.000000000000000001"),
  ("true ? 1 : 2.5", "decimal 1"), ("type([1, 2.5][0])", "type decimal"),
  ("optional.none().orValue(1.5)", "decimal 1.5"),
  ("{'a': 1.5}[?'b'].orValue(1) / 4", "decimal 0.25"), ("1.5.size()", "'size' does not take (decimal)"),
  ("1.5 + double('2')", "'+' does not go between decimal and double"),
  ("1.5 < double('2')", "'<' does not go between decimal and double"),
  ("dyn(1.5) + dyn(double('2'))", "'+' does not take (decimal, double)"),
  ("1.0 / 0", "The divisor is nought"), ("int(-2.9)", "int -2"), ("string(1.50)", "string 1.5"),
  ("decimal('12.30') + 1", "decimal 13.3"), ("decimal('12abc')", "'12abc' cannot be read as a decimal"),
  (
    "170141183460469231731687303715884105727.0 + 1",
    "The result is outside of what a decimal can hold"
  ),
  (
    "100000000000000000000.0 * 1000000000000000000000.0",
    "The result is outside of what a decimal can hold"
  ),
])
func computesExactly(source: String, wanted: String) {
  #expect(outcome(source) == wanted)
}

@Test(arguments: [
  ("round(2.5)", "decimal 3"), ("round(-2.5)", "decimal -3"), ("round(2.345, 2)", "decimal 2.35"),
  ("round(2.344999, 2)", "decimal 2.34"), ("round(1234.5, -2)", "decimal 1200"), ("round(1250, -2)", "decimal 1300"),
  ("round(5, 9223372036854775807)", "decimal 5"), ("round(5, -9223372036854775807)", "decimal 0"),
  ("math.ceil(1.1)", "decimal 2"), ("math.floor(-1.1)", "decimal -2"), ("math.trunc(-1.9)", "decimal -1"),
  ("math.abs(-1.5)", "decimal 1.5"), ("math.greatest(1.5, 2)", "decimal 2"), ("math.least([1.5, 0.5])", "decimal 0.5"),
  ("math.greatest(1.5, 2, 0.5) + 1", "decimal 3"),
  ("sum([])", "decimal 0"), ("sum([1].filter(x, x > 2))", "int 0"), ("2.0 in [1, 2]", "bool true"),
  ("[1, 2] == [1.0, 2.0]", "bool true"), ("type((true ? [1] : [2.5])[0])", "type decimal"),
  ("[1, 2].sort() == [2, 1]", "bool false"), ("round([1, 2][0], 2)", "decimal 1"),
  ("sum([0.1, 0.2, 1])", "decimal 1.3"), ("sum([1, 2])", "int 3"),
  ("sum([1.5].filter(x, x > 2)) / 3", "decimal 0"), ("type(sum([1.5].filter(x, x > 2)))", "type decimal"),
  ("npv(0.035, [100, 103.5])", "decimal 200"), ("npv(0, [1, 2, 3])", "decimal 6"),
  ("npv(-1, [1])", "Flows cannot be discounted at a rate of -1"),
  ("within(100, 100.5, 0.5)", "bool true"), ("within(100.51, 100, 0.5)", "bool false"),
  ("gbp(1234567.5)", "string £1,234,568"), ("gbp(-999.5)", "string -£1,000"), ("gbp(-0.4)", "string £0"),
  ("gbp(1234.5, 2)", "string £1,234.50"), ("gbp(12)", "string £12"), ("percent(0.1255)", "string 12.6%"),
  ("percent(0.035, 2)", "string 3.50%"), ("gbp(1, 19)", "A number is written with 0 to 18 decimals, not 19"),
  ("'%.2f of %s'.format([2.345, 1.50])", "string 2.35 of 1.5"),
])
func library(source: String, wanted: String) {
  #expect(outcome(source) == wanted)
}

@Test func decimalsHoldAtTheBounds() throws {
  let least = try #require(FixedDecimal(coefficient: .min, scale: 18))
  let greatest = try #require(FixedDecimal(coefficient: .max, scale: 0))
  #expect(least.negated == nil)
  #expect(least < greatest)
  #expect(greatest.multiplied(by: greatest) == nil)
  #expect(greatest.divided(by: least)?.scale != 19)
  #expect(least.divided(by: least) == FixedDecimal(1))
  #expect(least.rounded(to: 0)?.coefficient == -170_141_183_460_469_231_732)
  #expect(FixedDecimal(coefficient: 1, scale: 19) == nil)
  #expect(FixedDecimal("1.50")?.hashValue == FixedDecimal("1.5")?.hashValue)
}

/// Sums, products and quotients of many sizes, held against each other.
@Test func arithmeticAgreesWithItself() throws {
  var state: UInt64 = 0x2545_F491_4F6C_DD1D
  func random() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
  func decimal() throws -> FixedDecimal {
    let digits = Int128(Int64(bitPattern: random()) >> Int64(random() % 60))
    return try #require(FixedDecimal(coefficient: digits, scale: Int(random() % 10)))
  }
  let least = try #require(FixedDecimal("0.000000000000000001"))
  for _ in 0..<5000 {
    let (a, b) = (try decimal(), try decimal())
    let sum = try #require(a.adding(b))
    #expect(sum.subtracting(b) == a)
    #expect((a < b) == (try #require(a.subtracting(b)) < .zero))
    #expect(FixedDecimal(a.description) == a)
    // Of scales that add up to no more than 18 the product is exact, so dividing undoes it.
    let product = try #require(a.multiplied(by: b))
    if b != .zero { #expect(product.divided(by: b) == a) }
    guard b != .zero, let quotient = a.divided(by: b), let back = quotient.multiplied(by: b) else { continue }
    // The quotient is off by half of the last decimal at most, and so is the product.
    func magnitude(_ number: FixedDecimal) throws -> FixedDecimal {
      number < .zero ? try #require(number.negated) : number
    }
    let bound = try #require(try magnitude(b).multiplied(by: least)?.adding(least))
    #expect(try magnitude(#require(back.subtracting(a))) <= bound, "\(a) / \(b)")
  }
}
