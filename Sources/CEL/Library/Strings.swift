// The strings extension but for `format`: places count Unicode scalars, from 0.

extension Library {
  static let strings: [Function] = [
    string("charAt", [.int], .string) { (text, arguments, _) throws(EvaluationError) in
      let index = try place(arguments[0], in: text)
      return .string(index < text.count ? String(Character(text[index])) : "")
    },
    Function("indexOf", [.method(.string, [.string], .int), .method(.string, [.string, .int], .int)]) {
      (arguments, context) throws(EvaluationError) in
      let (text, other, start) = try search(arguments, &context)
      return .int(firstPlace(of: other, in: text, from: start ?? 0) ?? -1)
    },
    Function("lastIndexOf", [.method(.string, [.string], .int), .method(.string, [.string, .int], .int)]) {
      (arguments, context) throws(EvaluationError) in
      let (text, other, start) = try search(arguments, &context)
      let latest = min(start ?? text.count, text.count - other.count)
      guard latest >= 0 else { return .int(-1) }
      // The last place is the first one in the reversed text.
      let reversed = Array(text[..<(latest + other.count)].reversed())
      let found = firstPlace(of: Array(other.reversed()), in: reversed)
      return .int(found.map { latest - $0 } ?? -1)
    },
    string("lowerAscii", [], .string) { (text, _, _) throws(EvaluationError) in
      .string(String(scalars: text.map { ("A"..."Z").contains($0) ? Unicode.Scalar(UInt8($0.value + 32)) : $0 }))
    },
    string("upperAscii", [], .string) { (text, _, _) throws(EvaluationError) in
      .string(String(scalars: text.map { ("a"..."z").contains($0) ? Unicode.Scalar(UInt8($0.value - 32)) : $0 }))
    },
    Function(
      "replace", [.method(.string, [.string, .string], .string), .method(.string, [.string, .string, .int], .string)]
    ) { (arguments, context) throws(EvaluationError) in
      guard (3...4).contains(arguments.count) else { throw .noOverload }
      let text = try scalars(arguments[0], &context)
      let old = try scalars(arguments[1], &context)
      let new = try scalars(arguments[2], &context)
      let limit = arguments.count == 4 ? try int(arguments[3]) : -1
      let parts = try split(text, by: old, limit: limit < 0 ? .max : limit)
      return .string(String(scalars: try join(parts, new, &context)))
    },
    Function(
      "split", [.method(.string, [.string], .list(.string)), .method(.string, [.string, .int], .list(.string))]
    ) { (arguments, context) throws(EvaluationError) in
      guard (2...3).contains(arguments.count) else { throw .noOverload }
      let text = try scalars(arguments[0], &context)
      let separator = try scalars(arguments[1], &context)
      let limit = arguments.count == 3 ? try int(arguments[2]) : -1
      guard limit != 0 else { return Value(.list([])) }
      var parts = try split(text, by: separator, limit: limit < 0 ? .max : limit - 1)
      // An empty separator parts the scalars, but leaves nothing before the first and behind the last.
      if separator.isEmpty {
        if parts.first?.isEmpty ?? false, parts.count > 1 {
          parts = try split(text, by: separator, limit: limit < 0 ? .max : limit)
          parts.removeFirst()
        }
        if limit < 0, parts.last?.isEmpty ?? false { parts.removeLast() }
      }
      try context.spend(elements: parts.count)
      return Value(.list(parts.map { .string(String(scalars: $0)) }))
    },
    Function("substring", [.method(.string, [.int], .string), .method(.string, [.int, .int], .string)]) {
      (arguments, context) throws(EvaluationError) in
      guard (2...3).contains(arguments.count) else { throw .noOverload }
      let text = try scalars(arguments[0], &context)
      let start = try place(arguments[1], in: text)
      let end = arguments.count == 3 ? try place(arguments[2], in: text) : text.count
      guard start <= end else {
        throw EvaluationError(.outOfRange, "The part begins at \(start) and ends before that, at \(end)")
      }
      return .string(String(scalars: text[start..<end]))
    },
    string("trim", [], .string) { (text, _, _) throws(EvaluationError) in
      let start = text.firstIndex { !$0.properties.isWhitespace } ?? text.count
      let end = text.lastIndex { !$0.properties.isWhitespace } ?? start - 1
      return .string(String(scalars: text[start..<max(start, end + 1)]))
    },
    string("reverse", [], .string) { (text, _, _) throws(EvaluationError) in
      .string(String(scalars: text.reversed()))
    },
    Function("join", [.method(.list(.string), [], .string), .method(.list(.string), [.string], .string)]) {
      (arguments, context) throws(EvaluationError) in
      guard (1...2).contains(arguments.count), case .list(let elements) = arguments[0].content else {
        throw .noOverload
      }
      let separator = arguments.count == 2 ? try scalars(arguments[1], &context) : []
      var parts: [[Unicode.Scalar]] = []
      for element in elements { parts.append(try scalars(element, &context)) }
      return .string(String(scalars: try join(parts, separator, &context)))
    },
    Function("strings.quote", [.global([.string], .string)]) { (arguments, context) throws(EvaluationError) in
      guard arguments.count == 1 else { throw .noOverload }
      return .string(quote(try scalars(arguments[0], &context)))
    },
  ]

  /// A method of strings whose further arguments are as many as declared.
  private static func string(
    _ name: String, _ parameters: [ValueType], _ result: ValueType,
    _ body:
      @escaping @Sendable ([Unicode.Scalar], [Value], inout EvaluationContext) throws(EvaluationError) -> Value
  ) -> Function {
    Function(name, [.method(.string, parameters, result)]) { (arguments, context) throws(EvaluationError) in
      guard arguments.count == parameters.count + 1 else { throw .noOverload }
      return try body(try scalars(arguments[0], &context), Array(arguments.dropFirst()), &context)
    }
  }

  /// A string as scalars; paid for as what is made of it.
  static func scalars(_ value: Value, _ context: inout EvaluationContext) throws(EvaluationError) -> [Unicode.Scalar] {
    guard case .string(let text) = value.content else { throw .noOverload }
    try context.spend(bytes: text.utf8.count * 4)
    try context.spend(steps: text.utf8.count / 16)
    return Array(text.unicodeScalars)
  }

  static func int(_ value: Value) throws(EvaluationError) -> Int {
    guard case .int(let int) = value.content else { throw .noOverload }
    return Int(clamping: int)
  }

  private static func place(_ value: Value, in text: [Unicode.Scalar]) throws(EvaluationError) -> Int {
    let index = try int(value)
    guard (0...text.count).contains(index) else {
      throw EvaluationError(.outOfRange, "There is no place \(index) in a string of \(text.count)")
    }
    return index
  }

  private static func search(
    _ arguments: [Value], _ context: inout EvaluationContext
  ) throws(EvaluationError) -> (text: [Unicode.Scalar], other: [Unicode.Scalar], start: Int?) {
    guard (2...3).contains(arguments.count) else { throw .noOverload }
    let text = try scalars(arguments[0], &context)
    let other = try scalars(arguments[1], &context)
    return (text, other, arguments.count == 3 ? try place(arguments[2], in: text) : nil)
  }

  /// Parts a text at up to so many separators; an empty one stands before every scalar and at the end.
  private static func split(
    _ text: [Unicode.Scalar], by separator: [Unicode.Scalar], limit: Int
  ) throws(EvaluationError) -> [[Unicode.Scalar]] {
    var parts: [[Unicode.Scalar]] = []
    var start = 0
    var from = 0
    while parts.count < limit, let found = firstPlace(of: separator, in: text, from: from) {
      parts.append(Array(text[start..<found]))
      start = found + separator.count
      from = separator.isEmpty ? found + 1 : start
    }
    parts.append(Array(text[start...]))
    return parts
  }

  private static func join(
    _ parts: [[Unicode.Scalar]], _ separator: [Unicode.Scalar], _ context: inout EvaluationContext
  ) throws(EvaluationError) -> [Unicode.Scalar] {
    let (length, overflow) = separator.count.multipliedReportingOverflow(by: parts.count)
    try context.spend(bytes: overflow ? .max : length)
    return Array(parts.joined(separator: separator))
  }

  private static func quote(_ text: [Unicode.Scalar]) -> String {
    var quoted = "\""
    for scalar in text {
      switch scalar {
      case "\u{07}": quoted += "\\a"
      case "\u{08}": quoted += "\\b"
      case "\u{0C}": quoted += "\\f"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case "\u{0B}": quoted += "\\v"
      case "\\": quoted += "\\\\"
      case "\"": quoted += "\\\""
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}

extension String {
  /// A string of scalars.
  init(scalars: some Sequence<Unicode.Scalar>) {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    self.init(view)
  }
}
