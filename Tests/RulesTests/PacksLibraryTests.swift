// How packs extend each other, and what is said of packs that are wrong.

import CEL
import DocumentModel
import Rules
import Testing

@Suite struct PacksLibraryTests {
  private static let common = packFile(
    "common", profile: nil,
    """
    sources: {V10: {title: Green Book}, V11: {title: Optimism bias, url: 'https://example.org/v11'}}
    parameters:
      kept: {basis: house, source: V11, value: 1}
      changed: {basis: guidance, source: V10, value: 2}
      table: {basis: house, value: {a: 1, b: 2}}
    vocabularies: {service_lines: [gp_it], assurer: nobody}
    rules: {off: [RES007], severity: {GOV003: warning, GOV004: warning}, unwaivable: [DOC001]}
    """)

  @Test func extendingMergesByName() throws {
    let files = [
      Self.common,
      packFile(
        "other", profile: nil, "parameters: {changed: {basis: house, value: 3}, added: {basis: house, value: 4}}"),
      packFile(
        "own", extends: ["common@1", "other@1"],
        """
        sources: {V10: {title: Green Book of 2026}}
        parameters: {own: {basis: house, source: V11, value: 5}, unknown: {basis: house, source: V99, value: 6}}
        vocabularies: {assurer: area team}
        rules: {off: [IGV009], severity: {GOV003: error}, unwaivable: [DOC002]}
        """),
    ]
    let packs = library(files)
    #expect(problems(packs, files) == [])
    let pack = try #require(packs.resolve("own@1"))
    #expect(pack.parameters.keys.sorted() == ["added", "changed", "kept", "own", "table", "unknown"])
    #expect(read("pack.kept", packs, "own@1") == "int 1")
    // Of those that are extended the later one wins.
    #expect(read("pack.changed", packs, "own@1") == "int 3")
    #expect(pack.parameters["changed"]?.basis == "house" && pack.parameters["changed"]?.source == nil)
    #expect(pack.off == ["RES007", "IGV009"])
    #expect(pack.unwaivable == ["DOC001", "DOC002"])
    #expect(pack.severity == ["GOV003": .error, "GOV004": .warning])
    #expect(pack.words(of: "service_lines") == ["gp_it"])
    #expect(pack.word(of: "assurer") == "area team")
    // Marks stand for the texts that the pack or those it extends name.
    #expect(pack.parameters["own"]?.source?.title == "Optimism bias")
    #expect(pack.parameters["own"]?.source?.url == "https://example.org/v11")
    #expect(pack.parameters["unknown"]?.source?.title == "V99")
    // The pack that is extended stays as it is.
    #expect(packs.resolve("common@1")?.off == ["RES007"])
    #expect(read("pack.changed", packs, "common@1") == "int 2")
  }

  @Test func thePackItselfComesLast() {
    let packs = library([
      packFile("own", extends: ["common@1"], "parameters: {changed: {basis: house, value: 9}}"), Self.common,
    ])
    #expect(read("pack.changed", packs, "own@1") == "int 9")
    #expect(packs.resolve("own@1")?.profile == "ccg")
  }

  @Test func theProfileIsInherited() {
    let packs = library([
      Self.common, packFile("middle", profile: "icb", extends: ["common@1"]),
      packFile("own", profile: nil, extends: ["middle@1"]),
    ])
    #expect(packs.resolve("own@1")?.profile == "icb")
    #expect(packs.references == ["middle@1", "own@1"])
  }

  @Test func whatEveryPackWithAProfileHasNeedsNoGuard() {
    let packs = library([
      Self.common, packFile("a", extends: ["common@1"], "parameters: {only: {basis: house, value: 1}}"),
      packFile("b", extends: ["common@1"]),
    ])
    #expect(read("pack.kept", packs, "b@1") == "int 1")
    #expect(read("pack.only", packs, "a@1").hasPrefix("The field 'only' may be absent"))
    #expect(read("has(pack.only) && pack.only == 1", packs, "a@1") == "bool true")
    #expect(read("has(pack.only) && pack.only == 1", packs, "b@1") == "bool false")
  }

  @Test func aReferenceIsFoundOrGuessed() {
    let packs = library([
      packFile("ccg-2013-14"), packFile("icb-2025-26", profile: "icb"), packFile("none", profile: nil),
    ])
    #expect(packs.references == ["ccg-2013-14@1", "icb-2025-26@1"])
    #expect(packs.resolve("ccg-2013-14@1")?.reference == "ccg-2013-14@1")
    #expect(packs.resolve("ccg-2013-14") == nil && packs.resolve("ccg-2013-14@2") == nil)
    #expect(packs.nearest(to: "ccg-2013-14@2") == "ccg-2013-14@1")
    #expect(packs.nearest(to: "ccg-2013-14") == "ccg-2013-14@1")
    #expect(packs.nearest(to: "icb-2025-62@1") == "icb-2025-26@1")
    #expect(packs.nearest(to: "something else") == nil)
  }

  // MARK: Problems

  @Test func aPackThatIsThereAlreadyIsRefused() {
    let first = packFile("p", "parameters: {x: {basis: house, value: 1}}")
    let files = [first, packFile("p", "parameters: {x: {basis: house, value: 2}}"), first]
    let packs = library(files)
    #expect(
      problems(packs, files) == [
        "RUL015 p: The pack `p@1` is there already (in p.policy.yaml). A pack is never edited in place: raise its version."
      ])
    #expect(read("pack.x", packs) == "int 1")
  }

  @Test func anUnknownPackCannotBeExtended() {
    let files = [Self.common, packFile("own", extends: ["comon@1", "elsewhere@3", "common@1"])]
    let packs = library(files)
    #expect(
      problems(packs, files) == [
        "RUL012 comon@1: There is no policy pack `comon@1`; did you mean `common@1`?",
        "RUL012 elsewhere@3: There is no policy pack `elsewhere@3`.",
      ])
    #expect(packs.problems[1].map(\.suggestion) == ["common@1", nil])
    #expect(read("pack.kept", packs, "own@1") == "int 1")
  }

  @Test func packsDoNotExtendEachOtherInACircle() {
    let files = [
      packFile("a", extends: ["b@1"], "parameters: {x: {basis: house, value: 1}}"),
      packFile("b", extends: ["c@1"], "parameters: {x: {basis: house, value: 2}}"),
      packFile("c", extends: ["a@1", "d@1"]), packFile("d", "parameters: {x: {basis: house, value: 4}}"),
      packFile("e", extends: ["a@1"]), packFile("f", extends: ["f@1"]),
    ]
    let packs = library(files)
    #expect(
      problems(packs, files) == [
        "RUL013 b@1: `b@1` is itself built on `a@1`, so neither can be merged.",
        "RUL013 c@1: `c@1` is itself built on `b@1`, so neither can be merged.",
        "RUL013 a@1: `a@1` is itself built on `c@1`, so neither can be merged.",
        "RUL013 f@1: A pack cannot extend itself.",
      ])
    // What does not run in the circle holds all the same.
    #expect(
      read("pack.x", packs, "c@1") == "The field 'x' may be absent: ask for it with 'has' first, or read it with '.?'")
    #expect(read("has(pack.x) && pack.x == 4", packs, "c@1") == "bool true")
    #expect(read("has(pack.x) && pack.x == 1", packs, "e@1") == "bool true")
  }

  @Test func aLongChainIsMerged() {
    var files = [packFile("p0", "parameters: {x: {basis: house, value: 7}}")]
    for index in 1...3000 { files.append(packFile("p\(index)", extends: ["p\(index - 1)@1"])) }
    let packs = library(files)
    #expect(read("pack.x", packs, "p3000@1") == "int 7")
  }

  @Test func valuesRise() {
    let file = packFile(
      "p",
      """
      parameters:
        series: {basis: house, series: [{from: 2014-05-01, value: 28}, {from: 2006-04-06, value: 14}, {from: 2006-04-06, value: 15}]}
        bands: {unit: percent, basis: house, select_by: offset, bands: [{to: 75, value: 3.0}, {to: 30, value: 3.5}]}
        years: {basis: house, by_year: {2013/15: 1, 2013/14: 2}}
      """)
    #expect(
      problems(library([file]), [file]) == [
        "RUL014 2006-04-06: `2006-04-06` does not come after `2014-05-01`: entries rise, so that each value holds until the next begins.",
        "RUL014 2006-04-06: `2006-04-06` does not come after `2006-04-06`: entries rise, so that each value holds until the next begins.",
        "RUL014 30: `30` does not come after `75`: entries rise, so that each value holds to its own number.",
        "RUL003 2013/15: `2013/15` is no financial year: the second part is the year after the first.",
      ])
  }

  @Test func codesAreThoseOfRules() {
    let file = packFile(
      "p", "rules: {off: [RES007, RES070], severity: {GOV033: warning}, unwaivable: [DOC001, XXX999]}")
    let packs = library([file], codes: ["RES007", "GOV003", "DOC001"])
    #expect(
      problems(packs, [file]) == [
        "RUL008 RES070: There is no rule with the code `RES070`; did you mean `RES007`?",
        "RUL008 GOV033: There is no rule with the code `GOV033`; did you mean `GOV003`?",
        "RUL008 XXX999: There is no rule with the code `XXX999`.",
      ])
    #expect(packs.problems[0].map(\.suggestion) == ["RES007", "GOV003", nil])
    #expect(problems(library([file]), [file]) == [])
  }

  @Test func aSeriesIsSelectedByADateThereIs() {
    let file = packFile(
      "p",
      """
      parameters:
        wrong: {basis: house, select_by: workforce.tupe.tranfer_date, series: [{from: 2013-04-01, value: 1}]}
        named: {basis: house, select_by: dismissal_date, series: [{from: 2013-04-01, value: 1}]}
      """)
    #expect(
      problems(library([file]), [file]) == [
        "RUL005 workforce.tupe.tranfer_date: `workforce.tupe.tranfer_date` is no date of a business case."
      ])
  }

  @Test(arguments: [
    ("{unit: days, basis: house, value: 1.5}", "RUL003 1.5: `1.5` is no whole number of days."),
    ("{unit: date, basis: house, value: 31 March}", "RUL003 31 March: `31 March` is no date (YYYY-MM-DD)."),
    (
      "{basis: house, value: [1, one]}",
      "RUL003 one: The items of a list are alike: this is a text, not a whole number."
    ),
    (
      "{basis: house, series: [{from: 2013-04-01, value: 1}, {from: 2014-04-01, value: [1]}]}",
      "RUL003 : The values of a parameter are alike: this is a list of whole numbers, not a whole number."
    ),
    (
      "{unit: gbp, basis: house, value: 1e60}", "RUL018 1e60: `1e60` is beyond what exact arithmetic can hold."
    ),
    (
      "{basis: house, value: 99999999999999999999}",
      "RUL018 99999999999999999999: `99999999999999999999` is beyond what exact arithmetic can hold."
    ),
    ("{basis: house, value: .inf}", "RUL018 .inf: `.inf` is beyond what exact arithmetic can hold."),
    (
      "{basis: house, value: [[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]}",
      "RUL003 : A value of a policy pack nests at most 16 lists and mappings."
    ),
  ])
  func aValueThatCannotBeReadIsSaid(parameter: String, expected: String) {
    let file = packFile("p", "parameters: {x: \(parameter)}")
    let packs = library([file])
    #expect(problems(packs, [file]) == [expected])
    #expect(packs.resolve("p@1")?.parameters["x"] == nil)
  }

  @Test func packsThatAreAddedKeepToTheTypesThatRulesRelyOn() {
    let base = library([
      packFile(
        "base",
        """
        parameters:
          count: {basis: house, value: 4}
          rate: {unit: percent, basis: house, value: 4}
          table: {basis: house, value: {a: 1, b: 2}}
          list: {basis: house, value: [gp_it]}
          limit: {unit: gbp, basis: house, value: null}
          cap: {unit: gbp, basis: house, select_by: dismissal_date, series: [{from: 2006-10-01, value: 1}]}
          once: {basis: house, value: 1}
          small: {unit: days, basis: statute, value: 30, applies_from_dismissals: 20}
          threshold: {unit: gbp, basis: regulation, value: 1}
        """)
    ])
    let sound = packFile(
      "sound", extends: ["base@1"],
      """
      parameters:
        count: {basis: house, value: 5}
        rate: {unit: percent, basis: house, value: 4.5}
        table: {basis: house, value: {a: 3, b: 4, c: 5}}
        list: {basis: house, value: []}
        limit: {unit: gbp, basis: house, value: 100}
        cap: {unit: gbp, basis: house, value: 1}
        once: {basis: house, series: [{from: 2013-04-01, value: 6}]}
        small: {unit: days, basis: statute, value: 60, applies_from_dismissals: 10}
        threshold: {unit: gbp, basis: regulation, series: [{from: 2013-04-01, value: 6, vat: exclusive}]}
        new: {basis: house, value: true}
      """)
    let packs = base.adding([sound])
    #expect(problems(packs, [sound]) == [])
    #expect(read("pack.count", packs, "sound@1") == "int 5")
    #expect(read("pack.table.b + pack.table.?c.orValue(0)", packs, "sound@1") == "int 9")
    #expect(read("pack.small.value", packs, "sound@1") == "int 60")
    #expect(read("pack.threshold", packs, "sound@1", dates: ["metadata.decision_date": "2014-01-01"]) == "decimal 6")
    #expect(read("has(pack.new) && pack.new", packs, "sound@1") == "bool true")
    #expect(read("has(pack.new)", packs, "base@1") == "bool false")
    #expect(read("pack.count", base, "base@1") == "int 4")

    let wrong = packFile(
      "wrong", extends: ["base@1"],
      """
      parameters:
        count: {basis: house, value: 4.5}
        rate: {unit: percent, basis: house, value: null}
        table: {basis: house, value: {a: 3}}
        list: {basis: house, value: gp_it}
        cap: {unit: gbp, basis: house, by_year: {2013/14: 1}}
        once: {basis: house, by_year: {2013/14: 1}}
        small: {unit: days, basis: statute, value: 60}
      """)
    let broken = base.adding([wrong])
    #expect(
      problems(broken, [wrong]) == [
        "RUL003 count: In other packs this is a whole number, not a number.",
        "RUL003 rate: In other packs this is a number, not null.",
        "RUL003 table: In other packs this is a mapping with `a`, `b`, not a mapping with `a`.",
        "RUL003 list: In other packs this is a list of texts, not a text.",
        "RUL003 cap: Other packs have a series by a date that is no field of the business case here, not values by financial year.",
        "RUL003 once: Other packs have one value, or a series that a date of the business case chooses from here, not values by financial year.",
        "RUL003 small: In other packs `applies_from_dismissals` is said beside the value.",
      ])
    // The value that was to be replaced does not stand in for the one that cannot be read.
    #expect(broken.resolve("wrong@1")?.parameters["count"] == nil)
    #expect(read("pack.count", broken, "base@1") == "int 4")
  }

  @Test(arguments: [
    "~", "[]", "kind: policy_pack", "{id: p, version: one}", "{id: , version: 1}",
    "{id: p, version: 1, parameters: []}",
    "{id: p, version: 1, parameters: {x: 1, y: {}, z: {series: 3}, [a]: {value: 1}}}",
    "{id: p, version: 1, extends: {a: b}, rules: 3, vocabularies: {a: , b: [[]]}, sources: [1]}",
    "{id: p, version: 1, parameters: {x: {bands: [{to: .nan, value: 1}, 3, {to: 1}]}, y: {series: [{from: now, value: 1}]}}}",
    "{id: p, version: 1, parameters: &a {x: {value: *a}}}", "{id: p, version: 99999999999999999999}",
    "{id: p, version: 1, rules: {severity: {DOC001: fatal, DOC002: }, off: [[], {}]}}",
    "{id: p, version: 1, parameters: {x: {value: [",
  ])
  func whatIsNoPackIsPassedOver(text: String) {
    let packs = library([packFile(text: text)])
    if let pack = packs.resolve("p@1") {
      for name in pack.parameters.keys { _ = read("pack.\(name)", packs) }
    }
  }

  /// A file as it is while it is typed.
  @Test func everyBeginningOfAPackIsRead() throws {
    let files = try ownPacks()
    let base = library(Array(files.prefix(1)))
    for file in files {
      let bytes = Array(file.tree.source.bytes)
      for end in stride(from: 0, to: bytes.count, by: 97) {
        let beginning = String(decoding: bytes[..<end], as: UTF8.self).replacing("version: 1\n", with: "version: 9\n")
        let packs = base.adding([packFile(text: beginning + "\nx_end: 1")])
        for pack in packs.references.compactMap({ packs.resolve($0) }) {
          let host = PackHost(pack) { _ in CalendarDate("2014-01-01") }
          for name in pack.parameters.keys { _ = host.field(name, of: 0) }
        }
      }
    }
  }
}
