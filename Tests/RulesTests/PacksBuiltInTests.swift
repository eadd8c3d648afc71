// The packs of this repository: they are sound, and give the values that the law had on each day.

import CEL
import DocumentModel
import Foundation
import JSONSchema
import Rules
import SourceText
import TestSupport
import Testing
import YAMLSyntax

@Suite struct PacksBuiltInTests {
  private let packs: PackLibrary
  private let files: [PackFile]

  init() throws {
    files = try ownPacks()
    packs = library(files)
  }

  @Test func nothingIsWrongWithThem() {
    #expect(problems(packs, files) == [])
    #expect(packs.references == ["ccg-2013-14@1", "icb-2025-26@1"])
    #expect(packs.resolve("uk-common@1")?.profile == nil)
  }

  @Test func theyHaveTheShapeOfPacks() throws {
    let path = Conformance.packageRoot.appending(path: "schemas/policy-pack.schema.json")
    let tree = JSONReader.read(SourceText(bytes: [UInt8](try Data(contentsOf: path)))).tree
    let compiled = Schema.compile(tree, root: try #require(tree.documents.first?.root), uri: "policy-pack")
    for file in files {
      let evaluation = compiled.evaluate(
        file.tree, root: file.root, options: EvaluationOptions(assertsFormat: true, collectsMatches: false))
      #expect(evaluation.errors.map { file.tree.pointer(of: $0.node) } == [], "\(file.path ?? "")")
    }
  }

  @Test func theDatesThatChooseAreInBusinessCases() {
    #expect(documentDates.filter { !ShapeTable.businessCase.isDate($0) } == [])
    #expect(problems(PackLibrary(files), files) == [])
  }

  @Test func everyParameterIsDescribedAndRestsOnSomething() throws {
    for reference in packs.references {
      for parameter in try #require(packs.resolve(reference)).parameters.values {
        #expect(parameter.title != nil && parameter.description != nil, "\(parameter.name)")
        #expect(parameter.basis != nil, "\(parameter.name)")
        if let source = parameter.source { #expect(source.title != source.mark, "\(parameter.name): \(source.mark)") }
      }
    }
  }

  private func ccg(_ source: String, _ dates: [String: String] = [:]) -> String {
    read(source, packs, "ccg-2013-14@1", dates: dates)
  }

  private func icb(_ source: String, _ dates: [String: String] = [:]) -> String {
    read(source, packs, "icb-2025-26@1", dates: dates)
  }

  @Test func datesOfOneDocumentChooseEachParameter() {
    #expect(ccg("pack.tupe_eli_min_days", ["workforce.tupe.transfer_date": "2014-04-30"]) == "int 14")
    #expect(ccg("pack.tupe_eli_min_days", ["workforce.tupe.transfer_date": "2014-05-01"]) == "int 28")
    #expect(ccg("pack.redundancy_pay_cap_gbp.on(date('2015-03-31'))") == "optional(decimal) none")
    #expect(ccg("pack.redundancy_pay_cap_gbp.on(date('2015-04-01'))") == "optional(decimal) 80000")
    #expect(ccg("pack.redundancy_pay_floor_gbp.on(date('2015-04-01'))") == "optional(decimal) 23000")
    let proposed = "workforce.redundancy.consultation_proposed_on"
    #expect(ccg("pack.collective_large_min_days.value", [proposed: "2013-04-05"]) == "int 90")
    #expect(ccg("pack.collective_large_min_days.value", [proposed: "2013-04-06"]) == "int 45")
    #expect(ccg("pack.collective_large_min_days.applies_from_dismissals", [proposed: "2013-04-06"]) == "int 100")
    #expect(
      ccg("[pack.collective_small_min_days.value, pack.collective_small_min_days.applies_from_dismissals]")
        == "list(int) 30, 20")
    let dismissal = "workforce.redundancy.first_dismissal_date"
    #expect(ccg("pack.protective_award_max_days_pay", [dismissal: "2026-04-06"]) == "int 180")
    let decision = "metadata.decision_date"
    #expect(ccg("pack.procurement_threshold_gbp.value", [decision: "2013-12-31"]) == "decimal 173934")
    #expect(ccg("pack.procurement_threshold_gbp.value", [decision: "2014-01-01"]) == "decimal 172514")
    #expect(icb("pack.procurement_threshold_gbp.vat", [decision: "2026-01-01"]) == "string inclusive")
    #expect(ccg("pack.market_lines", [decision: "2015-04-30"]) == "list(string) ")
    #expect(ccg("pack.market_lines", [decision: "2015-05-01"]) == "list(string) business_intelligence_core, gp_it")
    #expect(icb("pack.market_lines", [decision: "2026-01-01"]) == "list(string) ")
  }

  @Test func ratesFallWithTheOffset() {
    #expect(ccg("pack.discount_rate_standard_pct.band(30)") == "decimal 3.5")
    #expect(ccg("pack.discount_rate_standard_pct.band(31)") == "decimal 3")
    #expect(ccg("pack.discount_rate_health_pct.band(31)") == "decimal 1.29")
    #expect(ccg("round(discountFactors(pack.discount_rate_standard_pct, 32)[30], 4)") == "decimal 0.3563")
    #expect(ccg("round(discountFactors(pack.discount_rate_standard_pct, 32)[31], 4)") == "decimal 0.3459")
    #expect(
      ccg("discountFactors('x' == 'y' ? pack.discount_rate_health_pct : pack.discount_rate_standard_pct, 1)")
        == "list(decimal) 1")
  }

  @Test func yearsHaveTheirFigures() {
    #expect(ccg("pack.running_cost_per_head_gbp.year('2014/15')") == "decimal 24.73")
    #expect(ccg("pack.running_cost_per_head_gbp.years()") == "list(string) 2013/14, 2014/15, 2015/16")
    #expect(icb("pack.running_cost_per_head_gbp.year('2026/27')") == "decimal 18.76")
    #expect(icb("pack.running_cost_per_head_gbp.year('2025/26')").hasPrefix("noSuchKey"))
    // A case in prices of 2013/14 takes the pay table of 2014/15.
    #expect(ccg("pack.afc_bands_gbp.year('2013/14')['band_7']") == "list(decimal) 30764, 40558")
    #expect(icb("pack.afc_bands_gbp.year('2025/26').band_8a[1]") == "decimal 62682")
    #expect(icb("pack.afc_bands_gbp.year('2026/27')").hasPrefix("noSuchKey"))
    #expect(ccg("pack.employer_ni.year('2013/14').lower_rate") == "decimal 0.104")
    #expect(ccg("pack.employer_ni.year('2013/14').lower_to_gbp.orValue(0)") == "decimal 40040")
    #expect(ccg("pack.employer_ni.year('2025/26').lower_to_gbp") == "optional(decimal) none")
    #expect(icb("pack.employer_pension_rate.year('2025/26').full") == "decimal 0.2378")
    #expect(ccg("pack.employer_ni.year('2014/15')").hasPrefix("noSuchKey"))
  }

  @Test func rulesCanRelyOnTheirTypes() {
    #expect(ccg("pack.tolerances.sum_gbp") == "decimal 1")
    #expect(ccg("pack.thousands_factor") == "int 500")
    #expect(ccg("pack.evaluation_months") == "list(int) 6, 12")
    #expect(ccg("pack.text_min.rationale") == "int 200")
    #expect(
      ccg("pack.optimism_bias_range_pct[pack.optimism_bias_group[?pack.id].orValue(pack.optimism_bias_group.default)]")
        == "list(decimal) 0, 41")
    #expect(ccg("pack.sensitivity_groups.set_up") == "list(string) implementation, procurement, double_running")
    #expect(ccg("pack.organisation_type_from[pack.profile]") == "date 2013-04-01")
    #expect(ccg("pack.organisation_type_until[?pack.id]") == "optional(date) none")
    #expect(ccg("pack.fine_tolerances.bcr") == "decimal 0.01")
    #expect(ccg("pack.resilient_staff_min") == "int 2")
    #expect(ccg("has(pack.incumbent_closes_on)") == "bool false")
    #expect(icb("has(pack.incumbent_closes_on) ? pack.incumbent_closes_on : date('2000-01-01')") == "date 2027-03-31")
    #expect(icb("has(pack.eprr_bands) ? pack.eprr_bands.substantial : 0") == "int 89")
    #expect(ccg("pack.?ig_minimum_level.orValue(0)") == "int 2")
    #expect(icb("pack.?ig_accepted_statuses.orValue([])") == "list(string) standards_met, standards_exceeded")
    #expect(ccg("pack.csu_viability_threshold_pct").hasPrefix("The field 'csu_viability_threshold_pct' may be absent"))
    #expect(ccg("'gp_it' in pack.vocabularies.service_lines") == "bool true")
    #expect(ccg("'06N'.matches(pack.vocabularies.ods_patterns['ccg'])") == "bool true")
    #expect(icb("pack.vocabularies.assurer") == "string NHS England region")
    #expect(icb("pack.profile") == "string icb")
  }

  @Test func ruleSettingsAddUp() throws {
    let ccg = try #require(packs.resolve("ccg-2013-14@1"))
    let icb = try #require(packs.resolve("icb-2025-26@1"))
    #expect(ccg.off == ["RES007", "IGV009"])
    #expect(icb.off == ["SYS005", "IGV007", "STR005"])
    #expect(icb.severity == ["GOV003": .warning])
    #expect(ccg.unwaivable.count == 22 && ccg.unwaivable == icb.unwaivable)
    #expect(ccg.words(of: "service_lines").count == 21)
  }
}
