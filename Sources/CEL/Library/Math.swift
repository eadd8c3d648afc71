// The math extension; what rounds and compares takes decimals too.

extension Library {
  static let math: [Function] = [
    extreme("math.greatest", .greater), extreme("math.least", .less),
    rounding("math.ceil", .up) { $0.rounded(.up) }, rounding("math.floor", .down) { $0.rounded(.down) },
    rounding("math.round", .halfAwayFromZero) { $0.rounded(.toNearestOrAwayFromZero) },
    rounding("math.trunc", .towardZero) { $0.rounded(.towardZero) },
    unary("math.abs", [.int, .uint, .double, .decimal]) { (value) throws(EvaluationError) in
      switch value.content {
      case .int(let int):
        guard int != .min else { throw .overflow("an int") }
        return Value(.int(abs(int)))
      case .uint: return value
      case .double(let double): return Value(.double(double.magnitude))
      case .decimal(let decimal): return decimal.coefficient < 0 ? try checked(decimal.negated) : value
      default: throw .noOverload
      }
    },
    unary("math.sign", [.int, .uint, .double, .decimal]) { (value) throws(EvaluationError) in
      switch value.content {
      case .int(let int): return Value(.int(int.signum()))
      case .uint(let uint): return Value(.uint(uint == 0 ? 0 : 1))
      case .double(let double): return Value(.double(double > 0 ? 1 : double < 0 ? -1 : double))
      case .decimal(let decimal): return Value(.decimal(FixedDecimal(Int64(decimal.coefficient.signum()))))
      default: throw .noOverload
      }
    },
    Function("math.sqrt", [.global([.double], .double), .global([.int], .double), .global([.uint], .double)]) {
      (arguments, _) throws(EvaluationError) in
      guard arguments.count == 1 else { throw .noOverload }
      switch arguments[0].content {
      case .double(let value): return Value(.double(value.squareRoot()))
      case .int(let value): return Value(.double(Double(value).squareRoot()))
      case .uint(let value): return Value(.double(Double(value).squareRoot()))
      default: throw .noOverload
      }
    },
    test("math.isNaN") { $0.isNaN }, test("math.isInf") { $0.isInfinite }, test("math.isFinite") { $0.isFinite },
    bits("math.bitAnd", { $0 & $1 }, { $0 & $1 }), bits("math.bitOr", { $0 | $1 }, { $0 | $1 }),
    bits("math.bitXor", { $0 ^ $1 }, { $0 ^ $1 }),
    unary("math.bitNot", [.int, .uint]) { (value) throws(EvaluationError) in
      switch value.content {
      case .int(let int): return Value(.int(~int))
      case .uint(let uint): return Value(.uint(~uint))
      default: throw .noOverload
      }
    },
    // Both shifts take an int as its 64 bits, so that noughts come in from the left.
    shift("math.bitShiftLeft") { $0 << $1 }, shift("math.bitShiftRight") { $0 >> $1 },
  ]

  private static func unary(
    _ name: String, _ types: [ValueType], _ body: @escaping @Sendable (Value) throws(EvaluationError) -> Value
  ) -> Function {
    Function(name, types.map { .global([$0], $0) }) { (arguments, _) throws(EvaluationError) in
      guard arguments.count == 1 else { throw .noOverload }
      return try body(arguments[0])
    }
  }

  private static func rounding(
    _ name: String, _ rule: FixedDecimal.Rounding, _ round: @escaping @Sendable (Double) -> Double
  ) -> Function {
    unary(name, [.double, .decimal]) { (value) throws(EvaluationError) in
      switch value.content {
      case .double(let double): return Value(.double(round(double)))
      case .decimal(let decimal): return try checked(decimal.rounded(to: 0, rule))
      default: throw .noOverload
      }
    }
  }

  private static func test(_ name: String, _ holds: @escaping @Sendable (Double) -> Bool) -> Function {
    Function(name, [.global([.double], .bool)]) { (arguments, _) throws(EvaluationError) in
      guard arguments.count == 1, case .double(let double) = arguments[0].content else { throw .noOverload }
      return .bool(holds(double))
    }
  }

  private static func bits(
    _ name: String, _ ints: @escaping @Sendable (Int64, Int64) -> Int64,
    _ uints: @escaping @Sendable (UInt64, UInt64) -> UInt64
  ) -> Function {
    Function(
      name, [.global([.int, .int], .int), .global([.uint, .uint], .uint)],
      implementation: pair { (left, right, _) throws(EvaluationError) in
        switch (left.content, right.content) {
        case (.int(let one), .int(let two)): return Value(.int(ints(one, two)))
        case (.uint(let one), .uint(let two)): return Value(.uint(uints(one, two)))
        default: throw .noOverload
        }
      })
  }

  private static func shift(_ name: String, _ shift: @escaping @Sendable (UInt64, Int64) -> UInt64) -> Function {
    Function(
      name, [.global([.int, .int], .int), .global([.uint, .int], .uint)],
      implementation: pair { (left, right, _) throws(EvaluationError) in
        guard case .int(let count) = right.content else { throw .noOverload }
        guard count >= 0 else { throw EvaluationError(.invalidArgument, "Bits cannot be shifted by \(count)") }
        switch left.content {
        case .int(let value): return Value(.int(Int64(bitPattern: shift(UInt64(bitPattern: value), count))))
        case .uint(let value): return Value(.uint(shift(value, count)))
        default: throw .noOverload
        }
      })
  }

  /// The greatest or the least of one to eight numbers, or of a list.
  private static func extreme(_ name: String, _ wanted: Value.Order) -> Function {
    let numbers: [ValueType] = [.int, .uint, .double, .decimal]
    var overloads = numbers.flatMap { [Overload.global([$0], $0), .global([.list($0)], $0), .global([$0, $0], $0)] }
    for left in numbers.dropLast() {
      for right in numbers.dropLast() where left != right { overloads.append(.global([left, right], .dyn)) }
    }
    overloads.append(.global([.list(.dyn)], .dyn))
    for count in 3...8 {
      overloads += numbers.map { .global([ValueType](repeating: $0, count: count), $0) }
      overloads.append(.global([ValueType](repeating: .dyn, count: count), .dyn))
    }
    return Function(name, overloads) { (arguments, context) throws(EvaluationError) in
      var candidates = arguments
      if arguments.count == 1, case .list(let elements) = arguments[0].content { candidates = elements }
      try context.spend(steps: candidates.count)
      guard var best = candidates.first else {
        throw EvaluationError(.invalidArgument, "The list is empty")
      }
      for candidate in candidates {
        guard isNumber(candidate), let order = candidate.compare(best) else { throw .noOverload }
        if order == wanted { best = candidate }
      }
      return best
    }
  }

  private static func isNumber(_ value: Value) -> Bool {
    switch value.content {
    case .int, .uint, .double, .decimal: true
    default: false
    }
  }
}
