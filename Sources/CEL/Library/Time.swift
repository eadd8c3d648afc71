// The parts of timestamps, in any time zone, and of durations (langdef, List of Standard Definitions).

extension Library {
  static let time: [Function] = [
    part("getFullYear") { date, _ in date.components.year },
    part("getMonth") { date, _ in date.components.month - 1 },
    part("getDate") { date, _ in date.components.day },
    part("getDayOfMonth") { date, _ in date.components.day - 1 },
    part("getDayOfWeek") { date, _ in date.weekday },
    part("getDayOfYear") { date, _ in date.dayOfYear },
    part("getHours", ofDuration: { $0.nanoseconds / 3_600_000_000_000 }) { _, second in second / 3600 },
    part("getMinutes", ofDuration: { $0.nanoseconds / 60_000_000_000 }) { _, second in second / 60 % 60 },
    part("getSeconds", ofDuration: { $0.nanoseconds / 1_000_000_000 }) { _, second in second % 60 },
    Function(
      "getMilliseconds",
      [
        .method(.timestamp, [], .int), .method(.timestamp, [.string], .int), .method(.duration, [], .int),
      ]
    ) { (arguments, context) throws(EvaluationError) in
      switch arguments.first?.content {
      case .timestamp(let timestamp)? where arguments.count <= 2:
        if arguments.count == 2 { _ = try offset(arguments[1], at: timestamp, context) }
        return .int(Int(timestamp.fraction / 1_000_000))
      // The milliseconds within the second, as the specification's data have it.
      case .duration(let duration)? where arguments.count == 1:
        return .int(Int(truncatingIfNeeded: duration.nanoseconds % 1_000_000_000 / 1_000_000))
      default: throw .noOverload
      }
    },
  ]

  private static func part(
    _ name: String, ofDuration: (@Sendable (SignedDuration) -> Int128)? = nil,
    _ ofTimestamp: @escaping @Sendable (CalendarDate, Int) -> Int
  ) -> Function {
    let overloads: [Overload] = [.method(.timestamp, [], .int), .method(.timestamp, [.string], .int)]
    return Function(name, overloads + (ofDuration == nil ? [] : [.method(.duration, [], .int)])) {
      (arguments, context) throws(EvaluationError) in
      switch arguments.first?.content {
      case .timestamp(let timestamp)? where arguments.count <= 2:
        let offset = arguments.count == 2 ? try offset(arguments[1], at: timestamp, context) : 0
        let (date, second) = timestamp.local(offset: offset)
        return .int(ofTimestamp(date, second))
      case .duration(let duration)? where arguments.count == 1:
        guard let ofDuration else { throw .noOverload }
        return .int(Int(clamping: ofDuration(duration)))
      default: throw .noOverload
      }
    }
  }

  /// Seconds east of UTC: of `UTC`, an offset such as `+01:00` or `01:00`, or a zone that the host knows.
  private static func offset(
    _ zone: Value, at timestamp: Timestamp, _ context: EvaluationContext
  ) throws(EvaluationError) -> Int {
    guard case .string(let name) = zone.content else { throw .noOverload }
    if ["", "UTC", "Z"].contains(name) { return 0 }
    if let offset = Timestamp.offset(name, needsSign: false) { return offset }
    guard let rules = context.timeZone(name) else {
      throw EvaluationError(.invalidArgument, "There is no time zone \(Wording.quoted(zone))")
    }
    return rules.offset(at: timestamp.seconds)
  }
}
