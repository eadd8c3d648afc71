// Nothing that is written traps, hangs or eats the memory: prefixes, random texts, depths, sizes and budgets.

import CEL
import Foundation
import Testing

private let samples = [
  "case.lines.filter(l, has(l.amount) && l.amount > 0.5).map(x, x.amount * 2)[0] ?: 3",
  "a.?b[?'c'].optMap(x, x + 1).orValue(-9223372036854775808) in {1u: b'\\xff', ?\"k\": r'\\d'}",
  "cel.bind(x, [1, 2, 3].transformMap(i, v, v % 2 == 1, v * i), x == {0: 0} || !true) ? 0x1F : .5e-3 // end",
  "'''tri\\u00e9ple \\U0001F600''' + \"\"\"x\"\"\" + `quoted` . `a-b/c`",
  "timestamp('2009-02-13T23:31:30Z').getHours('+02:00')",
]

/// Parses, checks and evaluates in both dialects; what comes of it does not matter.
private func exercise(_ source: String) {
  for dialect in [Dialect.core, .rules] {
    guard let expression = try? Parser.parse(source, dialect: dialect) else { continue }
    let environment = Environment(dialect: dialect)
    let checked = Checker.check(expression, in: environment)
    var limits = EvaluationLimits()
    limits.steps = 20_000
    limits.memory = 1 << 20
    for program in [Program(expression, environment: environment), Program(checked, environment: environment)] {
      _ = try? program.evaluate(["a": Value(.int(1)), "x": Value(.list([.null]))], limits: limits)
    }
  }
}

@Test func everyPrefixOfAnExpressionIsRead() {
  for sample in samples {
    let bytes = Array(sample.utf8)
    for length in 0...bytes.count {
      let source = String(decoding: bytes[..<length], as: UTF8.self)
      do throws(SyntaxError) {
        let expression = try Parser.parse(source)
        #expect(expression.range.upperBound <= source.utf8.count)
      } catch {
        #expect(error.range.lowerBound >= 0 && error.range.upperBound <= source.utf8.count, "\(source): \(error)")
      }
      exercise(source)
    }
  }
}

@Test func randomTextsNeverTrap() {
  let pieces = [
    "a", "x", "1", "-", "9223372036854775807", "0.5", "1e18", "u", "'s'", "b'\\xff'", "[", "]", "{", "}", "(", ")", ".",
    ".?",
    "[?", ",", ":", "?", "&&", "||", "!", "==", "<", "in", "+", "*", "/", "%", "has(", ".map(x,", ".all(x,",
    ".filter(a,",
    "size(", ".sort()", ".format(", "'%.3f'", "'%x'", "duration('1h')", "timestamp(0)", "date('2024-01-31')",
    "fy('2013/14')", ".addMonths(", "sum(", "npv(", "round(", "math.bitShiftLeft(", ".substring(", ".split('')",
    ".lastIndexOf('a',", "optional.of(", ".orValue(", "null", "true", " ", ".flatten(", "int(", "uint(", "double(",
    "decimal(",
  ]
  var state: UInt64 = 0x9E37_79B9_7F4A_7C15
  func random(_ count: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(count))
  }
  for _ in 0..<6000 {
    var source = ""
    for _ in 0..<(1 + random(14)) { source += pieces[random(pieces.count)] }
    exercise(source)
    // Closing what is open makes more of them parse.
    var closers = ""
    for byte in source.utf8 {
      switch byte {
      case UInt8(ascii: "("): closers = ")" + closers
      case UInt8(ascii: "["): closers = "]" + closers
      case UInt8(ascii: "{"): closers = "}" + closers
      default: break
      }
    }
    exercise(source + "1" + closers)
  }
}

@Test func everyFunctionMeetsEveryValue() throws {
  let values = [
    "null", "true", "-9223372036854775808", "9223372036854775807", "18446744073709551615u", "1e308", "-0.0", "0.0/0.0",
    "''", "'aé😀'", "b'\\xff'", "[]", "[1, 'a', null]", "{}", "{'a': 1}", "int", "optional.none()", "optional.of(1)",
    "timestamp(253402300799)", "duration('-315576000000s')", "date('9999-12-31')", "fy('9998/99')",
  ]
  let environment = Environment(dialect: .rules)
  var limits = EvaluationLimits()
  limits.steps = 10_000
  limits.memory = 1 << 20
  var parsed = [
    Value(.decimal(try #require(FixedDecimal(coefficient: .min, scale: 18)))),
    Value(.decimal(try #require(FixedDecimal(coefficient: .max, scale: 0)))),
  ]
  for source in values {
    parsed.append(try Program(Parser.parse(source), environment: environment).evaluate([:]))
  }
  let names = environment.functions.keys.filter { !$0.hasPrefix("_") && !$0.hasPrefix("@") && $0 != "!_" && $0 != "-_" }
  var sources = [
    "a + b", "a - b", "a * b", "a / b", "a % b", "a == b", "a < b", "a in b", "-a", "!a", "a[b]", "a.a", "a.?a",
  ]
  for name in names {
    sources += [
      "\(name)(a)", "\(name)(a, b)", "\(name)(a, b, a)", "a.\(name)()", "a.\(name)(b)", "a.\(name)(b, b)",
      "a.\(name)(b, b, a)",
    ]
  }
  for source in sources {
    guard let expression = try? Parser.parse(source) else { continue }
    let program = Program(expression, environment: environment)
    // A twelfth of all pairs, another one for every function.
    for (i, a) in parsed.enumerated() {
      for (j, b) in parsed.enumerated() where (i + j + source.utf8.count) % 12 == 0 {
        _ = try? program.evaluate(["a": a, "b": b], limits: limits)
      }
    }
  }
}

@Test func depthIsBounded() throws {
  let depth = 5000
  for source in [
    String(repeating: "(", count: depth) + "1" + String(repeating: ")", count: depth),
    String(repeating: "[", count: depth) + String(repeating: "]", count: depth),
    String(repeating: "!", count: depth) + "true", "1" + String(repeating: " + 1", count: depth),
    "x" + String(repeating: ".a", count: depth), String(repeating: "true ? ", count: depth),
    String(repeating: "f(", count: depth), "x" + String(repeating: "[0]", count: depth),
  ] {
    #expect(throws: SyntaxError.self) { try Parser.parse(source) }
  }
  // Chains of one logical operator are flat, and lists are as wide as they like.
  #expect(try core(Array(repeating: "true", count: depth).joined(separator: " && ")).displayText() == "true")
  #expect(try core("size([" + String(repeating: "1,", count: depth) + "1])").displayText() == "\(depth + 1)")
}

@Test func theDeepestExpressionNeedsLittleStack() throws {
  let levels = Parser.maximumNesting - 2
  let lists = String(repeating: "[", count: levels) + "1" + String(repeating: "]", count: levels)
  let macros = String(repeating: "[1].map(x, ", count: levels) + "x" + String(repeating: ")", count: levels)
  let conditions = String(repeating: "true ? 1 : ", count: levels) + "2"
  let sum = Array(repeating: "1", count: Parser.maximumHeight).joined(separator: " + ")
  let sources = [lists, macros, conditions, sum, "[\(lists.dropFirst().dropLast())] == \(lists)"]
  for source in sources { #expect(throws: Never.self) { try Parser.parse(source) } }
  let done = DispatchSemaphore(value: 0)
  let thread = Thread {
    sources.forEach(exercise)
    done.signal()
  }
  thread.stackSize = stackSize
  thread.start()
  done.wait()
}

#if DEBUG
  // Frames that are not optimised are three times as large.
  private let stackSize = 2 << 20
#else
  // What the threads of a pool have on macOS.
  private let stackSize = 512 << 10
#endif

@Test(arguments: [
  "lists.range(1000).map(a, lists.range(1000).map(b, lists.range(1000).map(c, a + b + c)))",
  "lists.range(9223372036854775807)",
  "lists.range(1000).exists(a, lists.range(1000).exists(b, lists.range(1000).all(c, a > c))) || true",
  "cel.bind(a, 'aaaaaaaaaaaaaaaa', "
    + (0..<40).map { "cel.bind(\(name($0 + 1)), \(name($0)) + \(name($0)), " }.joined() + "1"
    + String(repeating: ")", count: 41),
  "cel.bind(a, [1], " + (0..<60).map { "cel.bind(\(name($0 + 1)), [\(name($0)), \(name($0))], " }.joined()
    + "\(name(60)) == [\(name(59)), \(name(59))]" + String(repeating: ")", count: 61),
  "cel.bind(a, [1], " + (0..<60).map { "cel.bind(\(name($0 + 1)), [\(name($0)), \(name($0))], " }.joined()
    + "'%s'.format([\(name(60))])" + String(repeating: ")", count: 61),
  "lists.range(1000).map(x, 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'.matches('(a*)*\\\\1$' + 'b'))",
  "lists.range(3000).map(x, {'k': x}).distinct()",
  "cel.bind(s, '%s'.format([lists.range(20000)]), lists.range(1000).map(x, lists.range(100).map(y, s).sort()))",
  "cel.bind(s, '%s'.format([lists.range(20000)]), lists.range(100000).map(x, {s: 1}[s]))",
])
func budgetsEnd(source: String) throws {
  do {
    _ = try core(source)
    Issue.record("the budget held for \(source.prefix(60))")
  } catch let error as EvaluationError {
    #expect(error.kind == .budgetExceeded)
  }
}

private func name(_ index: Int) -> String { index == 0 ? "a" : "a\(index)" }

@Test func theBudgetIsTheCallers() throws {
  var limits = EvaluationLimits()
  limits.steps = 50
  #expect(throws: EvaluationError.self) { try core("lists.range(100).map(x, x)", limits: limits) }
  #expect(try core("1 + 1", limits: limits).displayText() == "2")
}

@Test func longInputsAreReadInLinearTime() throws {
  let element = "'0123456789abcdef',"
  let source = "[" + String(repeating: element, count: Parser.maximumLength / element.utf8.count - 1) + "1]"
  #expect(try Parser.parse(source).range.count == source.utf8.count)
  #expect(throws: SyntaxError.self) { try Parser.parse(String(repeating: "1", count: Parser.maximumLength + 1)) }
}
