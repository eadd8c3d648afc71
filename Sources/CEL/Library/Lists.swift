// The lists extension; elements keep their origins. Its macro `sortBy` is syntax.

extension Library {
  static let lists: [Function] = [
    list("sort", [], .list(a)) { (elements, _, context) throws(EvaluationError) in
      Value(.list(try sorted(elements, by: elements, &context)))
    },
    list("reverse", [], .list(a)) { (elements, _, _) throws(EvaluationError) in Value(.list(elements.reversed())) },
    list("first", [], .optional(a)) { (elements, _, _) throws(EvaluationError) in .optional(elements.first) },
    list("last", [], .optional(a)) { (elements, _, _) throws(EvaluationError) in .optional(elements.last) },
    list("slice", [.int, .int], .list(a)) { (elements, arguments, _) throws(EvaluationError) in
      let start = try int(arguments[0])
      let end = try int(arguments[1])
      guard start >= 0, start <= end, end <= elements.count else {
        throw EvaluationError(.outOfRange, "There is no part from \(start) to \(end) in a list of \(elements.count)")
      }
      return Value(.list(Array(elements[start..<end])))
    },
    list("distinct", [], .list(a)) { (elements, _, context) throws(EvaluationError) in
      Value(.list(try distinct(elements, &context)))
    },
    Function(
      "flatten",
      [
        .method(.list(.list(a)), [], .list(a)), .method(.list(.dyn), [], .list(.dyn)),
        .method(.list(.dyn), [.int], .list(.dyn)),
      ]
    ) { (arguments, context) throws(EvaluationError) in
      guard (1...2).contains(arguments.count), case .list(let elements) = arguments[0].content else {
        throw .noOverload
      }
      let depth = arguments.count == 2 ? try int(arguments[1]) : 1
      guard (0...64).contains(depth) else {
        throw EvaluationError(.invalidArgument, "Lists are flattened by 0 to 64 levels, not \(depth)")
      }
      return Value(.list(try flatten(elements, depth, &context)))
    },
    Function("lists.range", [.global([.int], .list(.int))]) { (arguments, context) throws(EvaluationError) in
      guard arguments.count == 1 else { throw .noOverload }
      let count = max(0, try int(arguments[0]))
      try context.spend(elements: count)
      return Value(.list((0..<count).map { .int($0) }))
    },
  ]

  private static func list(
    _ name: String, _ parameters: [ValueType], _ result: ValueType,
    _ body: @escaping @Sendable ([Value], [Value], inout EvaluationContext) throws(EvaluationError) -> Value
  ) -> Function {
    Function(name, [.method(.list(a), parameters, result)]) { (arguments, context) throws(EvaluationError) in
      guard arguments.count == parameters.count + 1, case .list(let elements) = arguments[0].content else {
        throw .noOverload
      }
      try context.spend(elements: elements.count)
      return try body(elements, Array(arguments.dropFirst()), &context)
    }
  }

  /// The elements in the order of their keys, equal ones as they stood.
  static func sorted(
    _ elements: [Value], by keys: [Value], _ context: inout EvaluationContext
  ) throws(EvaluationError) -> [Value] {
    guard let first = keys.first else { return elements }
    // Each key is compared with about as many others as the number of keys has binary digits.
    let comparisons = Int.bitWidth - keys.count.leadingZeroBitCount
    for key in keys {
      try context.spend(steps: (1 + key.weight) * comparisons)
      guard let order = key.compare(first), order != .unordered else {
        throw EvaluationError(.noOverload, "Values of type \(key.typeName) and \(first.typeName) have no order")
      }
    }
    let order = zip(keys, elements).enumerated().sorted { left, right in
      switch left.element.0.compare(right.element.0) {
      case .less: true
      case .greater: false
      default: left.offset < right.offset
      }
    }
    return order.map(\.element.1)
  }

  private static func distinct(
    _ elements: [Value], _ context: inout EvaluationContext
  ) throws(EvaluationError) -> [Value] {
    var kept: [Value] = []
    var keys: Set<MapValue.Key> = []
    var others: [Value] = []
    for element in elements {
      // Numbers that are equal have one key; what has none is compared with what else has none.
      try context.spend(steps: element.weight)
      if let key = MapValue.Key(element) {
        if keys.insert(key).inserted { kept.append(element) }
        continue
      }
      var isNew = true
      for other in others where isNew {
        try context.spend()
        isNew = !(try element.isEqual(to: other, &context))
      }
      guard isNew else { continue }
      others.append(element)
      kept.append(element)
    }
    return kept
  }

  private static func flatten(
    _ elements: [Value], _ depth: Int, _ context: inout EvaluationContext
  ) throws(EvaluationError) -> [Value] {
    try context.spend(elements: elements.count)
    guard depth > 0 else { return elements }
    var flat: [Value] = []
    for element in elements {
      if case .list(let inner) = element.content {
        flat.append(contentsOf: try flatten(inner, depth - 1, &context))
      } else {
        flat.append(element)
      }
    }
    return flat
  }
}
