// What a benchmark found: a figure, its target, and whether it is met.

/// One line of the report.
struct Measurement {
  /// In what the figure is counted.
  enum Unit {
    /// Times the time libyaml takes for its events over the same bytes.
    case libyaml
    /// Times another figure, which `what` names.
    case times
    case milliseconds
    case microseconds
    case mebibytes
    case nanosecondsPerLine

    func show(_ value: Double) -> String {
      switch self {
      case .libyaml: "\(decimal(value, 2)) units"
      case .times: "\(decimal(value, 2)) times"
      case .milliseconds: "\(decimal(value, value < 100 ? 2 : 0)) ms"
      case .microseconds: "\(decimal(value, 0)) µs"
      case .mebibytes: "\(decimal(value, value < 1 ? 2 : 1)) MiB"
      case .nanosecondsPerLine: "\(decimal(value, 0)) ns"
      }
    }
  }

  /// What was measured.
  let what: String
  /// The figure, a median where nothing else is said.
  let value: Double
  let unit: Unit
  /// The most the figure should be; `nil` where it is shown for comparison only.
  var target: Double?
  /// What else there is to know, such as a percentile.
  var note = ""

  /// Whether the target is met; also where there is none.
  var isMet: Bool { target.map { value <= $0 } ?? true }

  /// Whether the figure is so far from its target that noise cannot be why.
  var isGrosslyMissed: Bool { target.map { !(value <= 2 * $0) } ?? false }

  /// "met", or by how much it falls short.
  var verdict: String {
    guard let target else { return "" }
    return isMet ? "met" : "short by \(unit.show(value - target))"
  }
}

/// A group of measurements under one heading.
struct Section {
  let title: String
  var measurements: [Measurement]
}

/// `value` with `places` decimals and without an exponent.
func decimal(_ value: Double, _ places: Int) -> String {
  guard value.isFinite, abs(value) < 1e12 else { return "?" }
  var scale = 1.0
  for _ in 0..<places { scale *= 10 }
  let scaled = Int((abs(value) * scale).rounded())
  let whole = grouped(scaled / Int(scale))
  let sign = value < 0 && scaled > 0 ? "-" : ""
  guard places > 0 else { return sign + whole }
  let fraction = String(scaled % Int(scale))
  return sign + whole + "." + String(repeating: "0", count: places - fraction.count) + fraction
}
