// What the checker finds wrong, where it underlines it, and what it guesses was meant.

import CEL
import Testing

private func environment() -> Environment {
  var environment = Environment(dialect: .rules)
  environment.variables = [
    "case": .object("Case"), "this": .decimal, "key": .string, "names": .list(.string), "maybe": .optional(.decimal),
    "note": .nullable(.string), "texts": .object("Texts"),
  ]
  environment.objectTypes = [
    "Case": ObjectType([
      "title": Field(.string), "lines": Field(.list(.object("Line"))),
      "finance": Field(.object("Finance"), isOptional: true),
      "status": Field(.enumeration(["draft", "submitted", "approved"])),
      "by_year": Field(.map(.string, .decimal)),
    ]),
    "Line": ObjectType(["name": Field(.string), "amount": Field(.decimal, isOptional: true)]),
    "Texts": ObjectType(["reason": Field(.int), "summary": Field(.int, isOptional: true)]),
    "Finance": ObjectType(["total": Field(.decimal), "note": Field(.string, isOptional: true)]),
  ]
  return environment
}

/// Each issue as the text it underlines and its message.
private func issues(_ source: String, assuming facts: Facts = Facts()) throws -> [String] {
  Checker.check(try Parser.parse(source, dialect: .rules), in: environment(), assuming: facts).issues.map {
    "\(slice(source, $0.range)): \($0.message)"
  }
}

@Test(arguments: [
  "has(case.finance) && case.finance.total > 1", "has(case.finance) ? case.finance.total : 0.0",
  "!has(case.finance) || case.finance.total > 1",
  "!(has(case.finance) && has(case.finance.note)) || case.finance.note == ''",
  "has(case.finance) && has(case.finance.note) && case.finance.note != ''",
  "case.lines.filter(l, has(l.amount)).map(x, x.amount)",
  "sum(case.lines.filter(l, has(l.amount)).map(l, l.amount)) > 1",
  "case.lines.filter(l, has(l.amount)).sortBy(l, l.amount)[0].name == ''", "case.lines.map(l, has(l.amount), l.amount)",
  "case.lines.all(l, l.?amount.orValue(0) >= 0)", "case.?finance.total.orValue(0) > 1", "case.status == 'draft'",
  "case.status in ['draft', 'approved']", "case.by_year['2013/14'] > 3", "case.by_year[?key].orValue(0) == this",
  "maybe.orValue(0) + 1 > 2", "note == null || note.startsWith('a')", "case['title'] == ''",
  "has(case['lines'][0].amount)",
  "case.lines.exists(l, has(l.amount) && l.amount > 3)", "{'a': 1, 'b': 2.5}.b > 1.0", "this == 3", "3 <= this",
  "texts[key] + 1 == 3", "texts[?key].orValue(0) > this", "texts.all(name, limit, limit > 20)",
  "case.lines[0].name.matches('^a+$')", "case.title + '' == case.lines[0].name", "dyn(1) + 'a' == 'b'",
])
func sound(source: String) throws {
  #expect(try issues(source) == [])
}

@Test(arguments: [
  ("cas.title", ["cas: There is no variable 'cas'; did you mean 'case'?"]),
  ("case.titel", ["titel: Case has no field 'titel'; did you mean 'title'?"]),
  ("case.lines.all(l, l.nme == '')", ["nme: Line has no field 'nme'; did you mean 'name'?"]),
  ("has(case.finanse)", ["finanse: Case has no field 'finanse'; did you mean 'finance'?"]),
  ("case['titel'] == ''", ["'titel': Case has no field 'titel'; did you mean 'title'?"]),
  (
    "case.finance.total > 1",
    ["finance: The field 'finance' may be absent: ask for it with 'has' first, or read it with '.?'"]
  ),
  (
    "has(case.finance) || case.finance.total > 1",
    ["finance: The field 'finance' may be absent: ask for it with 'has' first, or read it with '.?'"]
  ),
  (
    "case.lines.filter(l, has(l.amount) || true).map(l, l.amount)",
    ["amount: The field 'amount' may be absent: ask for it with 'has' first, or read it with '.?'"]
  ),
  (
    "has(case.lines[0].amount) && case.lines[1].amount > 0",
    ["amount: The field 'amount' may be absent: ask for it with 'has' first, or read it with '.?'"]
  ),
  ("case.title + 1", ["case.title + 1: '+' does not go between string and int"]),
  ("case.title > 1.5", ["case.title > 1.5: '>' does not go between string and decimal"]),
  ("texts[key] + 'a'", ["texts[key] + 'a': '+' does not go between int and string"]),
  ("-case.title", ["-case.title: '-' does not go before string"]),
  ("case.title && true", ["case.title: An operand of '&&' must be a bool, this is of type string"]),
  (
    "case.status == 'aproved'",
    [
      "'aproved': 'aproved' is none of the 3 values it can be: 'draft', 'submitted', 'approved'; did you mean 'approved'?"
    ]
  ),
  ("case.lines.alll(l, true)", ["alll: There is no method 'alll'", "l: There is no variable 'l'"]),
  ("names.joint(',')", ["joint: There is no method 'joint'; did you mean 'join'?"]),
  ("summ([1])", ["summ: There is no function 'summ'; did you mean 'sum'?"]),
  ("startsWith('a', 'b')", ["startsWith: The function 'startsWith' is a method: write 'value.startsWith(…)'"]),
  ("'a'.startsWith()", ["'a'.startsWith(): 'startsWith' takes 1 arguments, not 0"]),
  ("names[this]", ["this: list(string) is indexed by int, this is of type decimal"]),
  ("case.title.all(c, true)", ["case.title: 'all' goes through a list or a map, this is of type string"]),
  ("true ? 'a' : 1", ["true ? 'a' : 1: The results of '?' are of different types: string and int"]),
  ("case.title.matches('(')", ["'(': The pattern is wrong: This group is not closed"]),
  ("[{}].sortBy(x, x)", ["x: Values of type map(dyn, dyn) have no order"]),
  ("{1.5: 2}", ["1.5: A value of type decimal cannot be a key"]),
  ("case.nope.deeper.still", ["nope: Case has no field 'nope'"]),
])
func unsound(source: String, wanted: [String]) throws {
  let found = try issues(source)
  if source.contains("matches('(')") {
    #expect(found.count == 1 && found[0].hasPrefix("'(': The pattern is wrong: "))
  } else if source.contains("alll") {
    #expect(found.contains { $0.hasPrefix("alll: There is no method 'alll'") })
  } else {
    #expect(found == wanted)
  }
}

@Test func aConditionThatWasMetBeforeCounts() throws {
  let guarding = try Parser.parse("has(case.finance)", dialect: .rules)
  let facts = Checker.check(guarding, in: environment()).factsWhenTrue
  #expect(try issues("case.finance.total > 1").count == 1)
  #expect(try issues("case.finance.total > 1", assuming: facts).isEmpty)
  #expect(try issues("[1].all(case, case.finance.total > 1)", assuming: facts).count == 1)
}

@Test func everyNodeHasItsType() throws {
  let source = "case.lines.map(l, l.name)[0]"
  let expression = try Parser.parse(source)
  let checked = Checker.check(expression, in: environment())
  var found: [String: ValueType] = [:]
  func visit(_ node: Expression) {
    found[slice(source, node.range)] = checked.type(of: node)
    node.forEachChild(visit)
  }
  visit(expression)
  #expect(found["case"] == .object("Case"))
  #expect(found["case.lines"] == .list(.object("Line")))
  #expect(found["l.name"] == .string)
  #expect(found[source] == .string)
}
