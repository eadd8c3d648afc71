// The standard functions that are neither operators nor conversions: sizes, strings, patterns, types (langdef, List of
// Standard Definitions). The patterns of `matches` are those of ECMA-262, which JSON Schema has too, not those of RE2: there
// are no flags in a pattern, no `\A`, `\z`, `\Q` or `[[:alpha:]]`, and a named group is `(?<name>…)`.

import Patterns

extension Library {
  static let standard: [Function] = [
    Function(
      "size",
      [ValueType.string, .bytes, .list(a), .map(a, b)].flatMap {
        [Overload.global([$0], .int), .method($0, [], .int)]
      },
      documentation: "How many scalars, bytes, elements or entries there are"
    ) { (arguments, context) throws(EvaluationError) in
      guard arguments.count == 1 else { throw .noOverload }
      return .int(try size(arguments[0], &context))
    },
    Function("type", [.global([a], .type)], documentation: "The type of a value") {
      (arguments, _) throws(EvaluationError) in
      guard arguments.count == 1 else { throw .noOverload }
      return Value(.type(arguments[0].typeName))
    },
    Function("dyn", [.global([a], .dyn)], documentation: "The value, its type unknown to the checker") {
      (arguments, _) throws(EvaluationError) in
      guard arguments.count == 1 else { throw .noOverload }
      return arguments[0]
    },
    stringTest("startsWith", "Whether the string begins with another") { $0.starts(with: $1) },
    stringTest("endsWith", "Whether the string ends with another") { $0.reversed().starts(with: $1.reversed()) },
    stringTest("contains", "Whether the string holds another") { firstPlace(of: Array($1), in: Array($0)) != nil },
    Function(
      "matches", [.global([.string, .string], .bool), .method(.string, [.string], .bool)],
      documentation: "Whether a pattern is found anywhere in the string"
    ) { (arguments, context) throws(EvaluationError) in
      guard arguments.count == 2, case .string(let text) = arguments[0].content,
        case .string(let source) = arguments[1].content
      else { throw .noOverload }
      try context.spend(steps: source.utf8.count)
      let pattern: Pattern
      do throws(PatternError) {
        pattern = try Pattern(source)
      } catch {
        throw EvaluationError(.invalidArgument, "The pattern is wrong: \(error.message)")
      }
      return .bool(try pattern.matches(text, &context))
    },
  ]

  private static func size(_ value: Value, _ context: inout EvaluationContext) throws(EvaluationError) -> Int {
    switch value.content {
    case .string(let text):
      try context.spend(steps: text.utf8.count / 64)
      return text.unicodeScalars.count
    case .bytes(let bytes): return bytes.count
    case .list(let elements): return elements.count
    default:
      guard let count = value.entryCount else { throw .noOverload }
      return count
    }
  }

  private static func stringTest(
    _ name: String, _ documentation: String, _ holds: @escaping @Sendable (String.UTF8View, String.UTF8View) -> Bool
  ) -> Function {
    Function(
      name, [.method(.string, [.string], .bool)], documentation: documentation,
      implementation: pair { (left, right, context) throws(EvaluationError) in
        guard case .string(let text) = left.content, case .string(let other) = right.content else { throw .noOverload }
        try context.spend(steps: (text.utf8.count + other.utf8.count) / 16)
        return .bool(holds(text.utf8, other.utf8))
      })
  }

  /// The first place of a sequence in another, by the method of Knuth, Morris and Pratt: linear whatever is in them.
  static func firstPlace<T: Equatable>(of needle: [T], in text: [T], from start: Int = 0) -> Int? {
    guard start >= 0, start <= text.count else { return nil }
    guard !needle.isEmpty else { return start }
    var fallback = [0]
    var length = 0
    for index in needle.indices.dropFirst() {
      while length > 0, needle[index] != needle[length] { length = fallback[length - 1] }
      if needle[index] == needle[length] { length += 1 }
      fallback.append(length)
    }
    var matched = 0
    for index in start..<text.count {
      while matched > 0, text[index] != needle[matched] { matched = fallback[matched - 1] }
      if text[index] == needle[matched] { matched += 1 }
      if matched == needle.count { return index - matched + 1 }
    }
    return nil
  }
}
