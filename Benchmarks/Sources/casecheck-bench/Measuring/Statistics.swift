// Medians and percentiles, because the machines that measure are shared.

/// Figures of one kind, at least one.
struct Samples {
  private let sorted: [Double]

  init(_ values: [Double]) {
    sorted = values.isEmpty ? [.nan] : values.sorted()
  }

  var median: Double { percentile(50) }
  var minimum: Double { percentile(0) }

  /// The figure that `share` per cent of all do not exceed.
  func percentile(_ share: Double) -> Double {
    let index = Int((Double(sorted.count - 1) * share / 100).rounded())
    return sorted[min(max(index, 0), sorted.count - 1)]
  }
}
