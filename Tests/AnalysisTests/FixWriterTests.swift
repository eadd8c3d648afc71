// Fixes of rules as edits: replacing, inserting, appending and removing, in block and flow style and in JSON.

import CEL
import DocumentModel
import Rules
import SourceText
import Testing
import YAMLSyntax

@testable import Analysis

/// One change, its places as JSON Pointers.
private struct Change {
  let place: String
  let operation: (NodeID) -> FixPlan.Operation

  static func set(_ place: String, _ steps: [FixPlan.Step], _ value: Value.Content) -> Change {
    Change(place: place) { .set(at: $0, steps: steps, value: Value(value)) }
  }

  static func set(_ place: String, _ value: Value.Content) -> Change { set(place, [], value) }

  static func append(_ place: String, _ value: Value.Content) -> Change { append(place, [], value) }

  static func append(_ place: String, _ steps: [FixPlan.Step], _ value: Value.Content) -> Change {
    Change(place: place) { .append(to: $0, steps: steps, value: Value(value)) }
  }

  static func remove(_ place: String) -> Change { Change(place: place) { .remove($0) } }
}

/// The text after a fix of several changes; `nil` where the fix cannot be written. The result has to be readable.
private func fixed(_ text: String, _ changes: Change..., syntax: SourceSyntax = .yaml) throws -> String? {
  let source = SourceText(text)
  let tree = syntax == .yaml ? YAMLReader.read(source).tree : JSONReader.read(source).tree
  let root = try #require(tree.documents.first?.root)
  let document = CaseDocument(tree: tree, root: root, path: "a.case.yaml")
  let operations = try changes.map { $0.operation(try #require(tree.node(at: $0.place, from: root))) }
  let plan = FixPlan(title: "Mend", isSafe: true, operations: operations)
  guard let fix = FixWriter(document: document, syntax: syntax).fix(plan) else { return nil }
  for (one, two) in zip(fix.edits, fix.edits.dropFirst()) { #expect(one.range.end < two.range.start) }
  let result = source.applying(fix.edits)
  let faults = syntax == .yaml ? YAMLReader.read(result).diagnostics : JSONReader.read(result).diagnostics
  #expect(!faults.contains { $0.severity > .information }, "\(result.string): \(faults.map(\.message))")
  return result.string
}

private func decimal(_ text: String) throws -> Value.Content { .decimal(try #require(FixedDecimal(text))) }

private func map(_ pairs: KeyValuePairs<String, Value.Content>) -> Value.Content {
  var map = MapValue()
  for (key, value) in pairs { _ = map.insert(Value(.string(key)), Value(value)) }
  return .map(map)
}

private func list(_ items: Value.Content...) -> Value.Content { .list(items.map { Value($0) }) }

@Suite struct ReplacingTests {
  @Test func numbersArePlainAndWithoutNoughtsAtTheEnd() throws {
    #expect(try fixed("a: 5 # note\nb: 1\n", .set("/a", decimal("1234.500"))) == "a: 1234.5 # note\nb: 1\n")
    #expect(try fixed("a: {b: 5, c: 6}", .set("/a/b", decimal("-7.00"))) == "a: {b: -7, c: 6}")
    #expect(try fixed("a: '5'\n", .set("/a", .int(7))) == "a: 7\n")
    #expect(try fixed("{\"a\": 5}", .set("/a", .bool(true)), syntax: .json) == "{\"a\": true}")
  }

  @Test func textsKeepTheirQuotesAndGetThemWhereYAMLNeedsThem() throws {
    #expect(try fixed("a: x\n", .set("/a", .string("y z"))) == "a: y z\n")
    #expect(try fixed("a: x\n", .set("/a", .string("1.0"))) == "a: \"1.0\"\n")
    #expect(try fixed("a: x\n", .set("/a", .string("no"))) == "a: \"no\"\n")
    #expect(try fixed("a: x\n", .set("/a", .string("b: c"))) == "a: \"b: c\"\n")
    #expect(try fixed("a: 'x'\n", .set("/a", .string("it's"))) == "a: 'it''s'\n")
    #expect(try fixed("a: \"x\"\n", .set("/a", .string("v"))) == "a: \"v\"\n")
    #expect(try fixed("a: |\n  long\n  text\nb: 1\n", .set("/a", .string("v"))) == "a: v\nb: 1\n")
  }

  @Test func datesAndYearsArePlain() throws {
    let date = try #require(CalendarDate("2014-04-01"))
    let year = try #require(FinancialYear("2013/14"))
    #expect(
      try fixed("a: x\nb: y\n", .set("/a", .date(date)), .set("/b", .financialYear(year)))
        == "a: 2014-04-01\nb: 2013/14\n")
    #expect(try fixed("{\"a\": 1}", .set("/a", .date(date)), syntax: .json) == "{\"a\": \"2014-04-01\"}")
  }

  @Test func whatIsLeftOutIsWritten() throws {
    #expect(try fixed("a:\nb: 1\n", .set("/a", .int(5))) == "a: 5\nb: 1\n")
    #expect(try fixed("a:   # note\nb: 1\n", .set("/a", .int(5))) == "a: 5   # note\nb: 1\n")
    #expect(try fixed("{a, b: }", .set("/a", .int(5)), .set("/b", .int(6))) == "{a: 5, b: 6 }")
    #expect(try fixed("a:\n  -\n  - x\n", .set("/a/0", .int(5))) == "a:\n  - 5\n  - x\n")
    #expect(try fixed("a: null\n", .set("/a", [.member("b"), .member("c")], .int(1))) == "a:\n  b:\n    c: 1\n")
  }

  @Test func collectionsTakeThePlaceOfScalars() throws {
    #expect(
      try fixed("top:\n    a: 5\nb: 1\n", .set("/top/a", map(["x": .int(1), "w": list(.int(2), .int(3))])))
        == "top:\n    a:\n        x: 1\n        w: [2, 3]\nb: 1\n")
    #expect(try fixed("a: {b: 5}\n", .set("/a/b", map(["x": .int(1)]))) == "a: {b: {x: 1}}\n")
    #expect(
      try fixed("l:\n- 5\n- 6\n", .set("/l/0", map(["x": .int(1), "w": .int(2)]))) == "l:\n- x: 1\n  w: 2\n- 6\n")
  }

  @Test func scalarsTakeThePlaceOfCollections() throws {
    #expect(try fixed("a: # note\n  b: 1\n  c: 2\nd: 3\n", .set("/a", .int(5))) == "a: 5 # note\nd: 3\n")
    #expect(try fixed("a:\n- 1\n- 2\nd: 3\n", .set("/a", list())) == "a: []\nd: 3\n")
    #expect(try fixed("a: [1, 2]\n", .set("/a", .int(5))) == "a: 5\n")
  }

  @Test func ofAMappingOnlyWhatDiffersIsWritten() throws {
    #expect(
      try fixed(
        "a:\n  2013/14: 10.0 # first\n  2014/15: 20\n  2016/17: 30\n",
        .set("/a", map(["2013/14": decimal("10"), "2014/15": decimal("21"), "2015/16": decimal("0")])))
        == "a:\n  2013/14: 10.0 # first\n  2014/15: 21\n  2015/16: 0\n")
    #expect(
      try fixed("a: {2014/15: 1}\n", .set("/a", map(["2013/14": .int(0), "2014/15": .int(1), "2015/16": .int(0)])))
        == "a: {2013/14: 0, 2014/15: 1, 2015/16: 0}\n")
  }

  @Test func whatIsAnchoredIsForAPersonToJudge() throws {
    let source = SourceText("a: &x {b: 1}\nc: *x\n")
    let tree = YAMLReader.read(source).tree
    let root = try #require(tree.documents.first?.root)
    let document = CaseDocument(tree: tree, root: root, path: "")
    let node = try #require(tree.node(at: "/c/b", from: root))
    let plan = FixPlan(title: "Mend", isSafe: true, operations: [.set(at: node, steps: [], value: Value(.int(2)))])
    let fix = try #require(FixWriter(document: document, syntax: .yaml).fix(plan))
    #expect(fix.applicability == .unsafe)
    #expect(source.applying(fix.edits).string == "a: &x {b: 2}\nc: *x\n")
  }
}

@Suite struct InsertingTests {
  @Test func keysStandInTheOrderOfTheSchema() throws {
    #expect(
      try fixed(
        "kind: business_case\nmetadata:\n  case_id: X # note\n  status: draft\n",
        .set("/metadata", [.member("title")], .string("A title")))
        == "kind: business_case\nmetadata:\n  case_id: X # note\n  title: A title\n  status: draft\n")
    #expect(
      try fixed("metadata: {case_id: X, status: draft}", .set("/metadata", [.member("title")], .string("T")))
        == "metadata: {case_id: X, title: T, status: draft}")
  }

  @Test func freeKeysStandInOrderWhereTheyDo() throws {
    let text = "financial_case:\n  total_cost_gbp:\n    2014/15: 1\n    2016/17: 3\n"
    let place = "/financial_case/total_cost_gbp"
    #expect(
      try fixed(
        text, .set(place, [.member("2017/18")], .int(4)), .set(place, [.member("2015/16")], .int(2)),
        .set(place, [.member("2013/14")], .int(0)))
        == "financial_case:\n  total_cost_gbp:\n    2013/14: 0\n    2014/15: 1\n    2015/16: 2\n    2016/17: 3\n    2017/18: 4\n"
    )
    #expect(
      try fixed(
        "a: {2014/15: 1}", .set("/a", [.member("2016/17")], .int(3)), .set("/a", [.member("2015/16")], .int(2)))
        == "a: {2014/15: 1, 2015/16: 2, 2016/17: 3}")
  }

  @Test func missingMappingsAreMadeOnce() throws {
    #expect(
      try fixed(
        "kind: business_case\n", .set("", [.member("x"), .member("a")], .int(1)),
        .set("", [.member("x"), .member("b")], .int(2)))
        == "kind: business_case\nx:\n  a: 1\n  b: 2\n")
    #expect(
      try fixed(
        "{}", .set("", [.member("x"), .member("a")], .int(1)), .set("", [.member("x"), .member("b")], .int(2)))
        == "x:\n  a: 1\n  b: 2")
  }

  @Test func styleIsThatOfTheNeighbours() throws {
    #expect(
      try fixed("o:\n  a: {h: 1}\n  b: {h: 2}\n", .set("/o", [.member("c"), .member("h")], .int(3)))
        == "o:\n  a: {h: 1}\n  b: {h: 2}\n  c: {h: 3}\n")
    #expect(
      try fixed("o:\n  a:\n    h: 1\n", .set("/o", [.member("c"), .member("h")], .int(3)))
        == "o:\n  a:\n    h: 1\n  c:\n    h: 3\n")
  }

  @Test func itemsOfListsHaveTheirOwnIndentation() throws {
    #expect(
      try fixed("l:\n  - b: 1\n  - b: 2\nz: 1\n", .set("/l/1", [.member("a")], .int(0)))
        == "l:\n  - b: 1\n  - b: 2\n    a: 0\nz: 1\n")
    #expect(
      try fixed(
        "metadata:\n  - 1\norganisations:\n- name: N\n", .set("/organisations/0", [.member("ods_code")], .string("03K"))
      )
        == "metadata:\n  - 1\norganisations:\n- ods_code: 03K\n  name: N\n")
  }

  @Test func blocksAreFollowedByWhatIsNew() throws {
    #expect(
      try fixed("a:\n  t: |\n    one\n    two\nz: 1", .set("/a", [.member("u")], .int(1)))
        == "a:\n  t: |\n    one\n    two\n  u: 1\nz: 1")
    #expect(try fixed("a: 1", .set("", [.member("b")], .int(2))) == "a: 1\nb: 2")
    #expect(try fixed("a: 1\r\n", .set("", [.member("b")], .int(2))) == "a: 1\r\nb: 2\r\n")
    #expect(try fixed("\u{FEFF}a: 1\n", .set("", [.member("b")], .int(2))) == "\u{FEFF}a: 1\nb: 2\n")
  }

  @Test func linesOfFlowCollectionsAreKept() throws {
    #expect(
      try fixed("{\n  \"a\": 1,\n  \"b\": 2\n}\n", .set("", [.member("c")], .string("x")), syntax: .json)
        == "{\n  \"a\": 1,\n  \"b\": 2,\n  \"c\": \"x\"\n}\n")
  }
}

@Suite struct AppendingTests {
  @Test func itemsStandAsThoseBefore() throws {
    #expect(
      try fixed("l: # note\n  - a # first\nz: 1\n", .append("/l", .string("b")))
        == "l: # note\n  - a # first\n  - b\nz: 1\n")
    #expect(try fixed("l: [a, b] # note\n", .append("/l", .string("c"))) == "l: [a, b, c] # note\n")
    #expect(
      try fixed("l:\n  - {a: 1}\n", .append("/l", map(["a": .int(2), "b": .int(3)])))
        == "l:\n  - {a: 1}\n  - {a: 2, b: 3}\n")
    #expect(
      try fixed("l:\n- a: 1\n  c: {d: 1}\nz: 1\n", .append("/l", map(["a": .int(2), "b": map(["x": .int(3)])])))
        == "l:\n- a: 1\n  c: {d: 1}\n- a: 2\n  b:\n    x: 3\nz: 1\n")
  }

  @Test func emptyAndMissingListsAreMade() throws {
    #expect(try fixed("l: []\n", .append("/l", .string("a"))) == "l: [a]\n")
    #expect(
      try fixed("l: []\nz: 1\n", .append("/l", map(["a": .int(1), "b": .int(2)]))) == "l:\n  - a: 1\n    b: 2\nz: 1\n")
    #expect(try fixed("l:\nz: 1\n", .append("/l", map(["a": .int(1)]))) == "l:\n  - a: 1\nz: 1\n")
    #expect(
      try fixed(
        "a: 1\n", .append("", [.member("l")], map(["x": .int(1)])), .append("", [.member("l")], map(["x": .int(2)])))
        == "a: 1\nl:\n  - x: 1\n  - x: 2\n")
    #expect(try fixed("{\"l\": []}", .append("/l", map(["a": .int(1)])), syntax: .json) == "{\"l\": [{\"a\": 1}]}")
  }

  @Test func severalAtOnceStandInOrder() throws {
    #expect(try fixed("l: [a]", .append("/l", .string("b")), .append("/l", .string("c"))) == "l: [a, b, c]")
    #expect(try fixed("l:\n- a\n", .append("/l", .string("b")), .append("/l", .string("c"))) == "l:\n- a\n- b\n- c\n")
  }
}

@Suite struct RemovingTests {
  @Test func blockEntriesGoWithTheirLines() throws {
    #expect(try fixed("a: 1\nb: # note\n  c: 2\n# kept\nd: 3\n", .remove("/b")) == "a: 1\n# kept\nd: 3\n")
    #expect(try fixed("l:\n  - a: 1\n    b: 2\n  - c\nz: 1\n", .remove("/l/0")) == "l:\n  - c\nz: 1\n")
    #expect(try fixed("l:\n  - a\n  - b\n  - c", .remove("/l/1"), .remove("/l/2")) == "l:\n  - a\n")
    #expect(try fixed("l:\n  - a: 1\n    b: 2\n", .remove("/l/0/a")) == "l:\n  - b: 2\n")
  }

  @Test func flowEntriesGoWithTheirComma() throws {
    #expect(try fixed("{a: 1, b: 2, c: 3}", .remove("/a")) == "{b: 2, c: 3}")
    #expect(try fixed("{a: 1, b: 2, c: 3}", .remove("/b")) == "{a: 1, c: 3}")
    #expect(try fixed("{a: 1, b: 2, c: 3}", .remove("/b"), .remove("/c")) == "{a: 1}")
    #expect(try fixed("l: [a, b]", .remove("/l/1")) == "l: [a]")
    #expect(
      try fixed("{\n  \"a\": 1,\n  \"b\": 2\n}\n", .remove("/b"), syntax: .json) == "{\n  \"a\": 1\n}\n")
    #expect(
      try fixed("l: [\n  a, # first\n  b, # second\n  c # third\n]\n", .remove("/l/1"))
        == "l: [\n  a, # first\n  c # third\n]\n")
  }

  @Test func nothingLeftIsAnEmptyCollection() throws {
    #expect(try fixed("a:\n  b: 1\nz: 1\n", .remove("/a/b")) == "a: {}\nz: 1\n")
    #expect(try fixed("l:\n  - a\nz: 1\n", .remove("/l/0")) == "l: []\nz: 1\n")
    #expect(try fixed("l: [a]", .remove("/l/0")) == "l: []")
  }

  @Test func oneGoesAndAnotherComes() throws {
    #expect(try fixed("l: [a, b]", .remove("/l/1"), .append("/l", .string("c"))) == "l: [a, c]")
    #expect(try fixed("l:\n  - a\n  - b\n", .remove("/l/1"), .append("/l", .string("c"))) == "l:\n  - a\n  - c\n")
    #expect(try fixed("l:\n  - a\nz: 1\n", .remove("/l/0"), .append("/l", .string("c"))) == "l:\n  - c\nz: 1\n")
  }
}
