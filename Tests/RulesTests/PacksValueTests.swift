// How rules read the values of a pack: their types, and how dates, years and numbers choose them.

import CEL
import Rules
import Testing

@Suite struct PacksValueTests {
  @Test(arguments: [
    ("{basis: house, value: 4}", "int 4"), ("{basis: house, value: 4.0}", "decimal 4"),
    ("{unit: percent, basis: house, value: 85}", "decimal 85"),
    ("{unit: gbp, basis: house, value: 1000}", "decimal 1000"),
    ("{unit: rate, basis: house, value: 1}", "decimal 1"), ("{unit: wte, basis: house, value: 2}", "decimal 2"),
    ("{unit: days, basis: house, value: 90}", "int 90"), ("{unit: months, basis: house, value: 0x10}", "int 16"),
    ("{unit: characters, basis: house, value: 40}", "int 40"), ("{basis: house, value: true}", "bool true"),
    ("{basis: house, value: dspt}", "string dspt"), ("{basis: house, value: 2027-03-31}", "string 2027-03-31"),
    ("{unit: date, basis: house, value: 2027-03-31}", "date 2027-03-31"),
    ("{unit: months, basis: house, value: [6, 12]}", "list(int) 6, 12"),
    ("{basis: house, value: [6, 1.5]}", "list(decimal) 6, 1.5"), ("{basis: house, value: []}", "list(dyn) "),
    ("{unit: gbp, basis: house, value: null}", "optional(dyn) none"),
  ])
  func theUnitAndThePointSayWhatAValueIs(parameter: String, expected: String) {
    #expect(read("pack.x", library(parameters: "x: \(parameter)")) == expected)
  }

  @Test func mappingsHaveTypedFields() {
    let packs = library(
      parameters: """
        text_min: {unit: characters, basis: house, value: {waiver: 20, reason: 40}}
        reconcile: {basis: house, value: {gbp: 10, share: 0.001}}
        groups: {basis: house, value: {implementation: development, default: running}}
        ranges: {unit: percent, basis: house, value: {running: [0, 41], development: [10, 200]}}
        limit: {unit: mixed, basis: house, value: {from_gbp: 1, to_gbp: null}}
        """)
    #expect(read("pack.text_min.reason", packs) == "int 40")
    #expect(read("pack.text_min.raeson", packs) == "pack.text_min has no field 'raeson'; did you mean 'reason'?")
    #expect(read("pack.txt_min", packs) == "pack has no field 'txt_min'; did you mean 'text_min'?")
    #expect(read("pack.reconcile.gbp", packs) == "decimal 10")
    #expect(read("['capital'].map(c, pack.groups[?c].orValue(pack.groups.default))[0]", packs) == "string running")
    // Where all fields are of one type, a computed name gives that type.
    #expect(read("pack.ranges[pack.groups.implementation][1] + 0.5", packs) == "decimal 200.5")
    #expect(read("pack.text_min.all(name, limit, limit >= 20)", packs) == "bool true")
    #expect(read("pack.limit.to_gbp.orValue(9)", packs) == "dyn 9")
  }

  @Test func aSeriesIsChosenByTheDateThatItNames() {
    let packs = library(
      parameters: """
        eli: {unit: days, basis: regulation, select_by: workforce.tupe.transfer_date, series: [{from: 2006-04-06, value: 14}, {from: 2014-05-01, value: 28}]}
        lines: {basis: seed, series: [{from: 2013-04-01, value: []}, {from: 2015-05-01, value: [gp_it]}]}
        """)
    func eli(_ date: String) -> String { read("pack.eli", packs, dates: ["workforce.tupe.transfer_date": date]) }
    #expect(eli("2006-04-06") == "int 14")
    #expect(eli("2014-04-30") == "int 14")
    #expect(eli("2014-05-01") == "int 28")
    #expect(eli("2030-01-01") == "int 28")
    // The decision date chooses where nothing else is said.
    #expect(read("pack.lines", packs, dates: ["metadata.decision_date": "2015-04-30"]) == "list(string) ")
    #expect(read("pack.lines", packs, dates: ["metadata.decision_date": "2015-05-01"]) == "list(string) gp_it")
  }

  @Test func aDateThatTheDocumentLacksIsPassedOver() throws {
    let packs = library(parameters: "x: {basis: house, series: [{from: 2013-04-01, value: 1}]}")
    let host = PackHost(try #require(packs.resolve("p@1"))) { _ in nil }
    #expect(read("pack.x", packs, host).hasPrefix("noSuchKey"))
    #expect(host.notInForce == [])
  }

  @Test func aDateBeforeTheSeriesIsNotInForce() throws {
    let packs = library(
      parameters: """
        threshold_gbp: {unit: gbp, basis: regulation, series: [{from: 2012-01-01, value: 173934}]}
        cap: {unit: gbp, basis: guidance, select_by: dismissal_date, series: [{from: 2006-10-01, value: 1}]}
        rate: {unit: percent, basis: house, by_year: {2013/14: 1}}
        offset: {unit: percent, basis: house, select_by: offset, bands: [{to: 30, value: 3.5}]}
        """)
    let host = PackHost(try #require(packs.resolve("p@1"))) { _ in CalendarDate("2011-12-31") }
    for source in [
      "pack.threshold_gbp", "pack.threshold_gbp", "pack.cap.on(date('2006-09-30'))", "pack.rate.year('2015/16')",
      "pack.rate.year('2014/15')", "pack.rate.year('2014/16')", "pack.offset.band(31)",
    ] {
      #expect(read(source, packs, host).hasPrefix("noSuchKey"), "\(source)")
    }
    #expect(
      NotInForce.messages(for: host.notInForce).map(\.message) == [
        "The parameter `threshold_gbp` is not in force on 2011-12-31, since its values begin on 2012-01-01, so what rests on it is not checked there.",
        "The parameter `cap` is not in force on 2006-09-30, since its values begin on 2006-10-01, so what rests on it is not checked there.",
        "The parameter `rate` has no figure for 2014/15 and 2015/16, so what rests on it is not checked there.",
        "The parameter `offset` has no band for 31, so what rests on it is not checked there.",
      ])
    #expect(NotInForce.messages(for: host.notInForce).map(\.parameter) == ["threshold_gbp", "cap", "rate", "offset"])
  }

  @Test func manyYearsWithoutAFigureAreCounted() throws {
    let packs = library(parameters: "rate: {unit: percent, basis: house, by_year: {2013/14: 1}}")
    let host = PackHost(try #require(packs.resolve("p@1"))) { _ in nil }
    for year in 2020..<2028 { _ = read("pack.rate.year(fy(\(year)))", packs, host) }
    #expect(
      NotInForce.messages(for: host.notInForce).map(\.message) == [
        "The parameter `rate` has no figure for 2020/21, 2021/22, 2022/23, 2023/24, 2024/25 and 3 more, so what rests on it is not checked there."
      ])
  }

  @Test func aSeriesByAnotherDateIsChosenByTheRule() {
    let packs = library(
      parameters: """
        cap: {unit: gbp, basis: guidance, select_by: dismissal_date, series: [{from: 2006-10-01, value: null}, {from: 2015-04-01, value: 80000}]}
        """)
    #expect(read("pack.cap.on(date('2015-03-31'))", packs) == "optional(decimal) none")
    #expect(read("pack.cap.on(date('2015-04-01'))", packs) == "optional(decimal) 80000")
    #expect(read("pack.cap.on(date('2015-04-01')).orValue(1) - 0.5", packs) == "decimal 79999.5")
    #expect(read("pack.cap + 1", packs) == "'+' does not go between series(optional(decimal)) and int")
  }

  @Test func aYearHasItsOwnFigureOrThatOfTheNext() {
    let packs = library(
      parameters: """
        exact: {unit: gbp, basis: guidance, by_year: {2013/14: 25.00, 2015/16: 22.07}}
        after: {unit: gbp, basis: guidance, lookup: nearest_after, by_year: {2016/17: {band_2: [3, 4]}, 2014/15: {band_2: [1, 2]}}}
        """)
    #expect(read("pack.exact.year('2013/14')", packs) == "decimal 25")
    #expect(read("pack.exact.year(fy('2015/16'))", packs) == "decimal 22.07")
    #expect(read("pack.exact.year('2014/15')", packs).hasPrefix("noSuchKey"))
    #expect(read("pack.exact.years()", packs) == "list(string) 2013/14, 2015/16")
    #expect(read("pack.after.year('2013/14')['band_2']", packs) == "list(decimal) 1, 2")
    #expect(read("pack.after.year('2014/15').band_2[0]", packs) == "decimal 1")
    #expect(read("pack.after.year('2015/16').band_2[0]", packs) == "decimal 3")
    #expect(read("pack.after.year('2016/17').band_2[0]", packs) == "decimal 3")
    #expect(read("pack.after.year('2017/18').band_2[0]", packs).hasPrefix("noSuchKey"))
    // The functions of the same name that dates have are still there.
    #expect(read("date('2014-05-01').year()", packs) == "int 2014")
  }

  @Test func aBandReachesToItsNumber() {
    let packs = library(
      parameters: """
        rate: {unit: percent, basis: guidance, select_by: offset, bands: [{to: 30, value: 3.5}, {to: 75, value: 3.0}]}
        """)
    #expect(read("pack.rate.band(0)", packs) == "decimal 3.5")
    #expect(read("pack.rate.band(30)", packs) == "decimal 3.5")
    #expect(read("pack.rate.band(31)", packs) == "decimal 3")
    #expect(read("pack.rate.band(75)", packs) == "decimal 3")
    #expect(read("pack.rate.band(76)", packs).hasPrefix("noSuchKey"))
    #expect(read("discountFactors(pack.rate, 0)", packs) == "list(decimal) ")
    #expect(read("discountFactors(pack.rate, -3)", packs) == "list(decimal) ")
    #expect(
      read("discountFactors(pack.rate, 6).map(f, round(f, 4))", packs)
        == "list(decimal) 1, 0.9662, 0.9335, 0.9019, 0.8714, 0.842")
    #expect(read("round(discountFactors(pack.rate, 32)[30], 4)", packs) == "decimal 0.3563")
    #expect(read("round(discountFactors(pack.rate, 32)[31], 4)", packs) == "decimal 0.3459")
    #expect(read("discountFactors(pack.rate, 77)", packs).hasPrefix("noSuchKey"))
    #expect(read("discountFactors(pack.rate, 9223372036854775807)", packs).hasPrefix("budgetExceeded"))
  }

  @Test func attributesStandBesideTheValue() {
    let packs = library(
      parameters: """
        threshold: {unit: gbp, basis: regulation, series: [{from: 2012-01-01, value: 173934, vat: exclusive}, {from: 2024-01-01, value: 214904, vat: inclusive}]}
        small: {unit: days, basis: statute, value: 30, applies_from_dismissals: 20}
        half: {unit: gbp, basis: house, series: [{from: 2012-01-01, value: 1, vat: exclusive}, {from: 2013-01-01, value: 2}]}
        """)
    let late = ["metadata.decision_date": "2024-06-01"]
    #expect(read("pack.threshold.value", packs, dates: late) == "decimal 214904")
    #expect(read("pack.threshold.vat", packs, dates: late) == "string inclusive")
    #expect(read("pack.threshold.vat", packs, dates: ["metadata.decision_date": "2013-12-19"]) == "string exclusive")
    #expect(read("pack.small.value", packs) == "int 30")
    #expect(read("pack.small.applies_from_dismissals", packs) == "int 20")
    #expect(read("has(pack.half.vat)", packs, dates: late) == "bool false")
    #expect(read("pack.half.vat", packs, dates: late).hasPrefix("The field 'vat' may be absent"))
  }

  @Test func theTypeIsJoinedOverAllPacks() {
    let packs = library([
      packFile(
        "a",
        """
        parameters:
          both: {basis: house, value: 4}
          lines: {basis: house, value: []}
          closes: {unit: date, basis: house, value: 2027-03-31}
          cap: {unit: gbp, basis: house, select_by: dismissal_date, series: [{from: 2006-10-01, value: 5}]}
          table: {basis: house, value: {one: 1}}
          vat: {unit: gbp, basis: house, value: 3}
        """),
      packFile(
        "b", profile: "icb",
        """
        parameters:
          both: {basis: house, value: 4.5}
          lines: {basis: house, series: [{from: 2013-04-01, value: [gp_it]}]}
          cap: {unit: gbp, basis: house, value: null}
          table: {basis: house, value: {one: 1, two: 2}}
          vat: {unit: gbp, basis: house, series: [{from: 2013-04-01, value: 3, vat: inclusive}]}
        """),
    ])
    let dates = ["metadata.decision_date": "2013-12-19"]
    #expect(packs.problems.allSatisfy { $0.isEmpty })
    #expect(read("pack.both / 8", packs, "a@1") == "decimal 0.5")
    #expect(read("pack.lines", packs, "a@1") == "list(string) ")
    #expect(read("pack.lines", packs, "b@1", dates: dates) == "list(string) gp_it")
    // What one pack has as one value is read as the other packs' series.
    #expect(read("pack.cap.on(date('2014-01-01'))", packs, "a@1") == "optional(decimal) 5")
    #expect(read("pack.cap.on(date('2014-01-01'))", packs, "b@1") == "optional(decimal) none")
    // What only one of them has may be absent.
    #expect(read("pack.closes", packs, "a@1").hasPrefix("The field 'closes' may be absent"))
    #expect(read("has(pack.closes) ? string(pack.closes) : 'never'", packs, "a@1") == "string 2027-03-31")
    #expect(read("has(pack.closes) ? string(pack.closes) : 'never'", packs, "b@1") == "string never")
    #expect(read("has(pack.table.two)", packs, "a@1") == "bool false")
    #expect(read("pack.table.one + 1", packs, "a@1") == "int 2")
    #expect(read("pack.vat.value", packs, "a@1") == "decimal 3")
    #expect(read("has(pack.vat.vat)", packs, "b@1", dates: dates) == "bool true")
  }

  @Test func thePackSpeaksOfItself() throws {
    let packs = library([
      packFile(
        "p",
        """
        vocabularies:
          service_lines: [gp_it, payroll]
          ods_patterns: {csu: '^0[A-Z]{2}$'}
          assurer: NHS England area team
        """)
    ])
    #expect(read("pack.id + '@' + string(pack.version)", packs) == "string p@1")
    #expect(read("pack.profile", packs) == "string ccg")
    #expect(read("'gp_it' in pack.vocabularies.service_lines", packs) == "bool true")
    #expect(read("pack.vocabularies.ods_patterns[?'ccg'].orValue('.')", packs) == "string .")
    #expect(read("'0CG'.matches(pack.vocabularies.ods_patterns['csu'])", packs) == "bool true")
    #expect(read("pack.vocabularies.assurer", packs) == "string NHS England area team")
    let pack = try #require(packs.resolve("p@1"))
    #expect(pack.words(of: "service_lines") == ["gp_it", "payroll"])
    #expect(pack.table(of: "ods_patterns") == ["csu": "^0[A-Z]{2}$"])
    #expect(pack.word(of: "assurer") == "NHS England area team")
    #expect(pack.words(of: "assurer") == [] && pack.word(of: "none") == nil && pack.table(of: "none") == [:])
  }
}
