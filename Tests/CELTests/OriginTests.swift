// Values keep the place they came from, however they are handed on; what is computed has none.

import CEL
import Testing

private func document() -> Value {
  func item(_ handle: Int32, _ document: TestDocument) -> Value {
    Value(.object(ObjectValue(host: document, handle: handle)), origin: Origin(handle))
  }
  let lines = TestDocument([
    [("name", Value(.string("b"), origin: Origin(10))), ("amount", Value(.int(3), origin: Origin(11)))],
    [("name", Value(.string("a"), origin: Origin(20))), ("amount", Value(.int(1), origin: Origin(21)))],
    [("name", Value(.string("c"), origin: Origin(30)))],
  ])
  let root = TestDocument([
    [
      ("lines", Value(.list([item(0, lines), item(1, lines), item(2, lines)]), origin: Origin(40))),
      ("total", Value(.string("4"), origin: Origin(41))),
    ]
  ])
  return Value(.object(ObjectValue(host: root, handle: 0)), origin: Origin(50))
}

@Test(arguments: [
  ("case", 50), ("case.total", 41), ("case['total']", 41), ("case.?total.value()", 41), ("case.lines[1].name", 20),
  ("case.lines.filter(l, has(l.amount) && l.amount < 2)[0]", 1), ("case.lines.map(l, l.name)[2]", 30),
  ("case.lines.sortBy(l, l.name)[0].name", 20), ("cel.bind(x, case.lines[0], x.amount)", 11),
  ("case.lines[2].?amount.orValue(case.total)", 41), ("true ? case.total : ''", 41), ("dyn(case.total)", 41),
  ("case.lines.map(l, l.name).sort()[0]", 20), ("case.lines.first().optMap(l, l.name).value()", 10),
  ("case.lines[0].map(k, k)[1]", 1), ("case.lines[1].transformList(k, v, v)[1]", 21), ("decimal(case.total)", 41),
  ("case.lines.reverse().slice(0, 1)[0]", 2), ("{'a': case.total}.a", 41), ("[case.total][0]", 41),
  ("[case.lines, case.lines].flatten()[5]", 2), ("case.lines.distinct()[1].name", 20),
  ("case.lines[0].amount + 0", -1), ("size(case.lines)", -1), ("sum([case.lines[0].amount])", -1),
])
func origins(source: String, handle: Int32) throws {
  let value = try rule(source, ["case": document()])
  #expect(value.origin == Origin(handle))
}

@Test func anObjectIsAMap() throws {
  let document = document()
  #expect(try rule("case.lines[2] == {'name': 'c'}", ["case": document]).displayText() == "true")
  #expect(
    try rule("'amount' in case.lines[0] && !('amount' in case.lines[2])", ["case": document]).displayText() == "true")
  #expect(try rule("size(case.lines[0])", ["case": document]).displayText() == "2")
  #expect(try rule("case.lines[0].all(k, k != 'x')", ["case": document]).displayText() == "true")
  #expect(try rule("case.lines[0]", ["case": document]).displayText() == "{amount: 3, name: b}")
}
