// Days, financial years and time zones.

import CEL
import Testing

@Test(arguments: [
  ("date('2024-02-29') + 365", "date 2025-02-28"),
  ("date('2025-02-29')", "'2025-02-29' cannot be read as a date (YYYY-MM-DD)"),
  ("date('2025-03-31') - date('2024-04-01')", "int 364"), ("date('2024-01-31').addMonths(1)", "date 2024-02-29"),
  ("date('2024-03-31').addMonths(-13)", "date 2023-02-28"), ("date(2024, 12, 31) < date('2025-01-01')", "bool true"),
  ("date('2024-07-09').year() * 10000 + date('2024-07-09').month() * 100 + date('2024-07-09').day()", "int 20240709"),
  ("date('9999-12-31') + 1", "The result is outside of what a date can hold"),
  ("date('2024-01-01') + 9223372036854775807", "The result is outside of what a date can hold"),
  ("date('2024-01-01').addMonths(-9223372036854775808)", "The result is outside of what a date can hold"),
  ("date(timestamp('2024-01-01T23:59:59Z'))", "date 2024-01-01"),
  ("fy('2013/14')", "fy 2013/14"), ("fy('2013/15')", "'2013/15' cannot be read as a financial year (such as 2013/14)"),
  ("fy('1999/00') + 1", "fy 2000/01"), ("fy(date('2014-03-31'))", "fy 2013/14"),
  ("fy(date('2014-04-01'))", "fy 2014/15"),
  ("fy('2015/16') - fy('2013/14')", "int 2"), ("fy('2013/14') < fy('2014/15')", "bool true"),
  ("fy('2013/14').start()", "date 2013-04-01"), ("fy('2013/14').end()", "date 2014-03-31"),
  ("fy('2013/14').contains(date('2014-01-01'))", "bool true"), ("string(fy(2013))", "string 2013/14"),
  ("fy('2013/14') + 9223372036854775807", "The result is outside of what a financial year can hold"),
  ("[fy('2014/15'), fy('2013/14')].sort()", "list 2013/14, 2014/15"), ("int(fy('2013/14'))", "int 2013"),
  ("'abc'.contains('b')", "bool true"), ("type(date('2024-01-01')) == date", "bool true"),
])
func calendar(source: String, wanted: String) {
  #expect(outcome(source) == wanted)
}

@Test func everyDayOfTheCalendarIsReadAsItIsWritten() throws {
  var day = try #require(CalendarDate("0001-01-01")?.day)
  let last = try #require(CalendarDate("9999-12-31")?.day)
  while day <= last {
    let date = try #require(CalendarDate(day: day))
    #expect(CalendarDate(date.description) == date)
    day += 97
  }
  #expect(CalendarDate(day: last + 1) == nil)
  #expect(CalendarDate("1970-01-01")?.day == 0)
}

@Test func zonesThatAreNoneAreErrors() throws {
  #expect(throws: EvaluationError.self) { try core("timestamp(0).getHours('No/Where')") }
  #expect(TimeZoneRules(tzif: []) == nil)
  #expect(TimeZoneRules(tzif: Array("TZif2".utf8) + [UInt8](repeating: 0xFF, count: 60)) == nil)
}
