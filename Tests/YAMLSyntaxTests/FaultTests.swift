// Texts as authors get them wrong, and what is said of each: the code, the place, and the token underlined.

import DocumentModel
import SourceText
import Testing

@testable import YAMLSyntax

/// One text with its faults, each written `CODE line:column token`.
struct FaultCase: CustomTestStringConvertible, Sendable {
  let name: String
  let text: String
  let faults: [String]
  var testDescription: String { name }

  init(_ name: String, _ text: String, _ faults: [String]) {
    (self.name, self.text, self.faults) = (name, text, faults)
  }
}

@Suite struct FaultTests {
  static let cases: [FaultCase] = [
    FaultCase("nothing wrong", "a: 1\nb: [x, y]\n", []),
    FaultCase("half-typed key", "a: 1\nti\nb: 2\n", ["YML002 2:1 ti"]),
    FaultCase("colon left out", "a:\n  title My case\n  b: 2\n", ["YML002 2:3 title"]),
    FaultCase("no space after the colon", "a: 1\ntitle:x\nb: 2\n", ["YML002 2:1 title:"]),
    FaultCase("no-break space after the colon", "a: 1\ntitle:\u{A0}x\nb: 2\n", ["YML002 2:1 title:"]),
    FaultCase("double quote open", "a: \"one\nb: \"two\"\nc: 3\n", ["YML003 1:4 \"one"]),
    FaultCase("single quote open", "a: 'one\nb: 2\n", ["YML003 1:4 'one"]),
    FaultCase("quote open at the end", "a: 1\nb: \"", ["YML003 2:4 \""]),
    FaultCase("quote open in brackets", "a: [\"x, y]\nb: 1\n", ["YML003 1:5 \"x"]),
    FaultCase("bracket open", "a: [1, 2\nb: 3\n", ["YML004 1:4 [1, 2"]),
    FaultCase("brace open in a list", "a:\n  - {x: 1, y: 2\n  - {x: 3}\n", ["YML004 2:5 {x: 1, y: 2"]),
    FaultCase("brace open after a key", "a:\n  - {x: 1,\n     y:", ["YML004 2:5 {x: 1,"]),
    FaultCase("hash in brackets", "a: {#b: 1, c: 2}\nd: 3\n", ["YML007 1:5 #b: 1"]),
    FaultCase("quote above a list", "a: \"\n  - x: 1\n  - x: 2\nb: 1\n", ["YML003 1:4 \""]),
    FaultCase("sign above a mapping", "a: @\n  x: 1\nb: 1\n", ["YML026 1:4 @"]),
    FaultCase("inner bracket open", "a: {b: [1, 2}\nc: 3\n", ["YML004 1:8 [1, 2"]),
    FaultCase("wrong closing bracket", "a: [1, 2}\nb: 3\n", ["YML004 1:9 }"]),
    FaultCase("one bracket too many", "a: [1]]\nb: 3\n", ["YML026 1:7 ]"]),
    FaultCase("line too far in", "a: 1\n  b: 2\nc: 3\n", ["YML005 2:3 b"]),
    FaultCase("line between two columns", "a:\n    b: 1\n  c: 2\n", ["YML005 3:3 c"]),
    FaultCase(
      "two lines, each at a column of its own", "a:\n  b: 1\n   c: 2\n d: 3\ne: 4\n", ["YML005 3:4 c", "YML005 4:2 d"]),
    FaultCase("tab before a key", "a:\n\tb: 1\nc: 2\n", ["YML006 2:1 \t"]),
    FaultCase("tabs over several lines", "a:\n\tb: 1\n\tc: 2\nd: 3\n", ["YML006 2:1 \t"]),
    FaultCase("colon in a value", "a: one: two\nb: 1\n", ["YML007 1:4 one: two"]),
    FaultCase("at sign", "a: @home\nb: 1\n", ["YML007 1:4 @home"]),
    FaultCase("percent", "a: %x # y\nb: 1\n", ["YML007 1:4 %x"]),
    FaultCase("ampersand", "a: & Sons\nb: 1\n", ["YML007 1:4 & Sons"]),
    FaultCase("template", "a: {{ x.y }}\nb: 1\n", ["YML007 1:4 {{ x.y }}"]),
    FaultCase("template and text", "a: {{ x }} and more # y\nb: 1\n", ["YML007 1:4 {{ x }} and more"]),
    FaultCase("template in brackets", "a: [{{ x }}, 2]\nb: 1\n", ["YML007 1:5 {{ x }}"]),
    FaultCase("stars", "a: **bold**\nb: 1\n", ["YML007 1:4 **bold**"]),
    FaultCase("quotes in quotes", "a: \"The \"big\" one\"\nb: 1\n", ["YML007 1:4 \"The \"big\" one\""]),
    FaultCase("item beside keys", "a: 1\n- b\nc: 2\n", ["YML008 2:1 - b"]),
    FaultCase("line beside items", "a:\n  - x\n  y\nb: 1\n", ["YML008 3:3 y"]),
    FaultCase("dash without space", "a:\n  - x\n  -y\n", ["YML008 3:3 -y"]),
    FaultCase("first dash without space", "a:\n  -{b: 1, c: 2}\n  - {b: 3}\n", ["YML008 2:3 -{b"]),
    FaultCase("comma left out", "a: {b: 1 c: 2}\nd: 3\n", ["YML009 1:10 c"]),
    FaultCase("comma left out between quotes", "a: [\"b\" \"c\"]\nd: 3\n", ["YML009 1:9 \"c\""]),
    FaultCase("key twice", "a: 1\nb: 2\na: 3\n", ["YML010 3:1 a"]),
    FaultCase("unknown alias", "a: *b\n", ["YML011 1:4 *b"]),
    FaultCase("alias of itself", "a: &b\n  c: *b\n", ["YML013 2:6 *b"]),
    FaultCase("bad escape", "a: \"C:\\Users\"\nb: 1\n", ["YML014 1:7 \\U"]),
    FaultCase("unknown directive", "%FOO bar\n---\na: 1\n", ["YML015 1:1 %FOO bar"]),
    FaultCase("collection as key", "? [a, b]\n: 1\n", ["YML023 1:3 [a, b]"]),
    FaultCase("merge of a number", "a:\n  <<: 1\n", ["YML024 2:7 1"]),
    FaultCase("tag that does not fit", "a: !!int x\n", ["YML025 1:10 x"]),
    FaultCase("tag of nothing", "a: !!int\nb: 1\n", ["YML025 1:8 t"]),
    FaultCase("text after brackets", "a: [1] x\nb: 1\n", ["YML026 1:8 x"]),
    FaultCase("comment without space", "a: \"x\"# y\n", ["YML026 1:7 # y"]),
    FaultCase("another version of YAML", "%YAML 3.0\n---\na: 1\n", ["YML015 1:1 %YAML"]),
    FaultCase("letters behind the mark of a block", "a: |x\n  text\nb: 1\n", ["YML027 1:4 |x"]),
    FaultCase("backtick", "a: `x`\nb: 1\n", ["YML007 1:4 `x`"]),
    FaultCase("text on the line of a block", "a: > text\nb: 1\n", ["YML027 1:4 > text"]),
    FaultCase("brackets not indented", "a: [x,\ny,\nz]\nb: 1\n", ["YML005 2:1 y,"]),
    FaultCase("stray bracket before a key", "a: 1\n]b: 2\n", ["YML026 2:1 ]b"]),
    FaultCase("line separator", "a: x\u{2028}y\n", ["YML020 1:5 \u{2028}"]),
    FaultCase("control character", "a: x\u{1}y\n", ["YML017 1:5 \u{1}"]),
    FaultCase("NUL", "a: x\u{0}y\n", ["YML017 1:5 \u{0}"]),
    FaultCase("byte order mark", "\u{FEFF}a: 1\n", ["YML019 1:1 \u{FEFF}"]),
    FaultCase("byte order mark inside", "a: 1\nb: x\u{FEFF}y\n", ["YML019 2:5 \u{FEFF}"]),
    FaultCase("carriage returns", "a: 1\r\nti\r\nb: 2\r\n", ["YML002 2:1 ti"]),
    FaultCase("old line breaks", "a: 1\rti\rb: 2\r", ["YML002 2:1 ti"]),
    FaultCase("after letters beyond ASCII", "a: é€😀\nb: \"x\nc: 1\n", ["YML003 2:4 \"x"]),
    FaultCase("second document", "a: 1\n---\nb: [1\nc: 2\n", ["YML004 3:4 [1"]),
    FaultCase("colon left out of an item's first key", "a:\n  - id X\n    b: 2\n  - id: Y\n", ["YML002 2:5 id"]),
    FaultCase("colon left out above a list", "a:\n  m\n    - b: 1\n  r: 2\n", ["YML002 2:3 m"]),
    FaultCase("colon left out before a bracket", "a {b: 1, c: 2}\nd: 3\n", ["YML002 1:1 a"]),
    FaultCase("no space between colon and bracket", "a:{b: 1, c: 2}\nd: 3\n", ["YML002 1:1 a:"]),
    FaultCase("colon left out in brackets", "a: {b {c: 1}, d: 2}\n", ["YML002 1:5 b"]),
    FaultCase("equals sign for a colon", "a: 1\nb=2\nc: 3\n", ["YML002 2:1 b"]),
    FaultCase("equals sign between spaces", "a: 1\nb = 2\nc: 3\n", ["YML002 2:1 b"]),
    FaultCase("semicolon for a colon", "a: 1\nb; 2\nc: 3\n", ["YML002 2:1 b"]),
    FaultCase(
      "prose between lines further in", "a:\n  b: 1\nsome words here\n  c: 2\n", ["YML001 3:1 some words here"]),
    FaultCase("tab after a dash", "a:\n  -\tb: 1\n    c: 2\n  - b: 3\n", ["YML006 2:4 \t"]),
    FaultCase("tab between dash and value", "a:\n  -\t{b: 1}\n  -\tx\nc: 2\n", []),
    FaultCase("two commas", "a: {b: 1,, c: 2}\nd: [1,,2]\n", ["YML026 1:10 ,", "YML026 2:7 ,"]),
    FaultCase("dash in brackets", "a: {b: 1,\n  - c: 2}\nd: 3\n", ["YML008 2:3 -"]),
    FaultCase("block not indented", "a:\n  b: >-\n  some text\n  and more\n  c: 1\n", ["YML005 3:3 some text"]),
    FaultCase("Markdown fence", "```yaml\na: 1\nb: 2\n```\n", ["YML026 1:1 ```yaml", "YML026 4:1 ```"]),
    FaultCase(
      "merge conflict", "a:\n<<<<<<< HEAD\n  b: 1\n=======\n  b: 2\n>>>>>>> branch\n  c: 3\n",
      ["YML026 2:1 <<<<<<< HEAD"]),
    FaultCase("conflict marker alone", "a:\n  b: 1\n>>>>>>> branch\n  c: 3\n", ["YML026 3:1 >>>>>>> branch"]),
    FaultCase("item alone too far in", "a:\n  - b: {c: 1,\n      d: 2}\n      -\n  - b: 1\n", ["YML008 4:7 -"]),
    FaultCase("key at the column of its item", "a:\n  - b: 1\n  c: 2\nd: 3\n", ["YML005 3:3 c"]),
    FaultCase("tab before a line in brackets", "a:\n  - {b: 1,\n\tc: 2}\nd: 3\n", ["YML006 3:1 \t"]),
    FaultCase("colon left out of the first key", "a 1\nb: 2\nc: 3\n", ["YML002 1:1 a"]),
    FaultCase("equals sign in the first key", "a=1\nb: 2\nc: 3\n", ["YML002 1:1 a"]),
    FaultCase("line too far out", "a:\n  b: 1\nc: 2\n  d: 3\ne: 4\n", ["YML005 3:1 c"]),
    FaultCase("first key of a section too far in", "a:\n  b: 1\nc:\n    x: 1\n  d: 3\ne: 4\n", ["YML005 5:3 d"]),
    FaultCase("dash before the first key", "a:\n  - b: 1\n  c: 2\n  d: 3\ne: 4\n", ["YML008 2:3 - b: 1"]),
    FaultCase("tab before a key below a list", "a:\n  b:\n    - c: 1\n\td: 2\ne: 3\n", ["YML006 4:1 \t"]),
    FaultCase("semicolon before a bracket", "a; {b: 1, c: 2}\nd: 3\n", ["YML002 1:1 a"]),
    FaultCase("quote open before a key", "\"a: 1\nb: 2\nc: 3\n", ["YML003 1:1 \"a"]),
  ]

  @Test(arguments: cases) func saysWhatIsWrong(_ fault: FaultCase) {
    let source = SourceText(fault.text)
    let found = YAMLReader.read(source).diagnostics.map { diagnostic in
      let place = source.position(at: diagnostic.range.start, encoding: .utf32)
      let token = source.string(in: diagnostic.range)
      return "\(diagnostic.code.code) \(place.line + 1):\(place.character + 1) \(token)"
    }
    #expect(found == fault.faults)
  }

  @Test(arguments: cases) func fixesMend(_ fault: FaultCase) {
    let source = SourceText(fault.text)
    for diagnostic in YAMLReader.read(source).diagnostics {
      for fix in diagnostic.fixes {
        let after = YAMLReader.read(source.applying(fix.edits)).diagnostics
        #expect(after.count < fault.faults.count, "\(fix.title) leaves \(after.map(\.message))")
      }
    }
  }

  @Test func tenMistakesAreTen() {
    let text = """
      metadata:
        title: "Bringing it in house
        status draft
        stage: fbc: yes
          profile: ccg
        sponsor: [06N, 0CG
        note: @home
      organisations:
        - {code: 06N, name: "NHS Herts, type: ccg}
        - {code: 06K name: Foo}
      paths:
        path: "C:\\Users"
        - one
      last: 1
      """
    let result = YAMLReader.read(SourceText(text))
    #expect(result.diagnostics.count == 10)
    let lines = result.diagnostics.map { result.tree.source.line(at: $0.range.start) }
    #expect(lines == [1, 2, 3, 4, 5, 6, 8, 9, 11, 12])
    let root = result.tree.documents.first?.root
    #expect(root.flatMap { result.tree.value(of: $0, named: "last") }.map { result.tree.text(of: $0) } == "1")
  }
}
