// Tests of what the schemas say of places in documents.

import CEL
import Testing

@testable import Rules

@Suite struct ShapeTests {
  let table = ShapeTable.businessCase

  @Test func typesComeFromTheSchema() throws {
    #expect(table.shape(at: "metadata.decision_date")?.reading == .date)
    #expect(table.shape(at: "economic_case.appraisal.base_year")?.reading == .string)
    #expect(table.shape(at: "metadata.sponsor")?.reading == .string)
    #expect(table.shape(at: "metadata.sponsor")?.reference == "organisation")
    #expect(table.isDate("metadata.decision_date"))
    #expect(!table.isDate("metadata.title"))
    #expect(!table.isDate("metadata.nothing"))
    let options = try #require(table[.root].field("economic_case").flatMap { table[$0.shape].field("options") })
    #expect(table.type(of: options.shape) == .list(.object("economic_case.options[*]")))
    #expect(options.presence == .status)
  }

  @Test func mapsAndNumbersAreExact() throws {
    let total = try #require(table[.root].field("financial_case").flatMap { table[$0.shape].field("total_cost_gbp") })
    #expect(table.type(of: total.shape) == .map(.string, .decimal))
    #expect(table[total.shape].keys == "financial_year")
    #expect(table.shape(at: "workforce.redundancy.proposed_dismissals")?.reading == .int)
  }

  @Test func conditionsOfPresenceAreKept() throws {
    let redundancy = try #require(table.shape(at: "workforce.redundancy"))
    guard case .conditional(_, let expression)? = redundancy.field("hr1_date")?.presence else {
      Issue.record("hr1_date is wanted on a condition")
      return
    }
    #expect(expression.contains("proposed_dismissals"))
  }
}
