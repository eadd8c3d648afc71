// Parameters that had no value for the date, year or number that was asked for.

import CEL

/// A parameter that a check asked for and that is not in force: what rests on it is not checked.
public struct NotInForce: Sendable, Hashable {
  /// Why there is no value.
  public enum Reason: Sendable, Hashable {
    /// The day is before the first value begins.
    case before(CalendarDate, first: CalendarDate?)
    /// The financial year has no figure.
    case noFigure(FinancialYear)
    /// The number is beyond the last band.
    case beyondBands(Int64)
  }

  /// The parameter's name.
  public let parameter: String
  /// Why there is no value.
  public let reason: Reason
}

extension NotInForce {
  /// One sentence for each parameter, in the order in which they were first met, with all its days, years and numbers.
  public static func messages(for notes: [NotInForce]) -> [(parameter: String, message: String)] {
    var order: [String] = []
    var reasons: [String: [Reason]] = [:]
    for note in notes {
      if reasons[note.parameter] == nil { order.append(note.parameter) }
      reasons[note.parameter, default: []].append(note.reason)
    }
    return order.map { name in
      let found = reasons[name] ?? []
      var days: [CalendarDate] = []
      var years: [FinancialYear] = []
      var numbers: [Int64] = []
      var first: CalendarDate?
      for reason in found {
        switch reason {
        case .before(let day, let begin):
          days.append(day)
          first = begin
        case .noFigure(let year): years.append(year)
        case .beyondBands(let number): numbers.append(number)
        }
      }
      var parts: [String] = []
      if !days.isEmpty {
        let begin = first.map { ", since its values begin on \($0)" } ?? ""
        parts.append("is not in force on \(list(days.sorted().map(\.description)))\(begin)")
      }
      if !years.isEmpty { parts.append("has no figure for \(list(years.sorted().map(\.description)))") }
      if !numbers.isEmpty { parts.append("has no band for \(list(numbers.sorted().map(\.description)))") }
      return (name, "The parameter `\(name)` \(list(parts)), so what rests on it is not checked there.")
    }
  }

  /// `a`, `a and b`, or `a, b and c`; of more than six, the first five and how many there are beside them.
  private static func list(_ words: [String]) -> String {
    guard words.count <= 6 else { return words.prefix(5).joined(separator: ", ") + " and \(words.count - 5) more" }
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " and " + last
  }
}
