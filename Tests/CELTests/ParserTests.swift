// Ranges of nodes and the words of syntax errors.

import CEL
import Testing

@Test func everyNodeHasItsRange() throws {
  let source = "has(a.b) && é.size() > 0 ? [1, -2][0] : x.map(y, y + 1)".replacing("é", with: "'é'")
  var found: [String] = []
  func visit(_ node: Expression) {
    found.append(slice(source, node.range))
    node.forEachChild(visit)
  }
  visit(try Parser.parse(source))
  #expect(
    found == [
      source, "has(a.b) && 'é'.size() > 0", "has(a.b)", "a", "'é'.size() > 0", "'é'.size()", "'é'", "0", "[1, -2][0]",
      "[1, -2]", "1", "-2", "0", "x.map(y, y + 1)", "x", "y + 1", "y", "1",
    ])
}

@Test(arguments: [
  ("", "", "The end stands where a value is expected"), ("1 +", "", "The end stands where a value is expected"),
  ("a = b", "=", "'=' means nothing here; equality is '=='"), ("a.1", ".1", "'.1' does not continue the expression"),
  ("a & b", "&", "'&' means nothing here; the logical operator is '&&'"),
  ("if", "if", "'if' is a reserved word and cannot be a name"),
  ("(1", "", "The end stands where ')' must close the parenthesis"), ("'abc", "'abc", "The string is not closed"),
  ("f(1,)", ")", "An argument must follow the comma"), ("has(a)", "a", "'has' asks for a field, as in 'has(a.b)'"),
  ("x.all(1, true)", "1", "A plain name must stand here, for the macro's variable"),
  ("99999999999999999999", "99999999999999999999", "The number is outside of what an int can hold (64 bits)"),
  ("12abc", "12abc", "'12abc' is no number"), ("'\\q'", "\\q", "'\\q' is no escape"),
  ("'\\u12'", "\\u12", "The escape needs 4 hexadecimal digits"),
  ("'\\ud800'", "\\ud800", "The escape names no Unicode scalar"), ("a # b", "#", "'#' means nothing here"),
  ("x.exists(a, a, true)", "a", "Both variables are named 'a'"),
  ("T{f: 1}", "{", "'{' does not continue the expression"),
])
func syntaxErrors(source: String, place: String, message: String) {
  do throws(SyntaxError) {
    _ = try Parser.parse(source)
    Issue.record("\(source) is parsed")
  } catch {
    #expect(error.message == message)
    #expect(slice(source, error.range) == place)
  }
}

@Test func commentsAndBlanksAreSkipped() throws {
  #expect(try core("1 // one\n + \t 2 // two").displayText() == "3")
}

@Test func errorsNameTheNodeThatFailed() throws {
  let source = "1 + [1, 2][5]"
  do {
    _ = try core(source)
    Issue.record("there is no error")
  } catch let error as EvaluationError {
    #expect(error.kind == .outOfRange)
    #expect(error.range.map { slice(source, $0) } == "[1, 2][5]")
  }
}
