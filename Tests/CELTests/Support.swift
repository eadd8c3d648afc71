// Short ways for the tests to evaluate, check, and stand in for a host's document.

import CEL

/// The value of an expression of the rules' dialect, checked first; its issues fail the evaluation.
func rule(
  _ source: String, _ variables: [String: Value] = [:], _ types: [String: ValueType] = [:],
  limits: EvaluationLimits = EvaluationLimits()
) throws -> Value {
  var environment = Environment(dialect: .rules)
  environment.variables = types
  for name in variables.keys where types[name] == nil { environment.variables[name] = .dyn }
  let checked = Checker.check(try Parser.parse(source, dialect: .rules), in: environment)
  if let issue = checked.issues.first { throw IssueFound(message: issue.message) }
  return try Program(checked, environment: environment).evaluate(variables, limits: limits)
}

/// The text of what an expression of the rules' dialect comes to, or the message of what went wrong.
func outcome(
  _ source: String, _ variables: [String: Value] = [:], _ types: [String: ValueType] = [:],
  limits: EvaluationLimits = EvaluationLimits()
) -> String {
  do {
    let value = try rule(source, variables, types, limits: limits)
    return "\(value.typeName) \(try value.displayText())"
  } catch {
    return "\(error)"
  }
}

/// The value of an unchecked expression of the core dialect.
func core(_ source: String, limits: EvaluationLimits = EvaluationLimits()) throws -> Value {
  try Program(Parser.parse(source), environment: Environment()).evaluate([:], limits: limits)
}

struct IssueFound: Error, CustomStringConvertible {
  let message: String
  var description: String { message }
}

/// The text that a range of UTF-8 bytes covers.
func slice(_ source: String, _ range: Range<Int>) -> String {
  String(decoding: Array(source.utf8)[range], as: UTF8.self)
}

/// A document of nested fields; every value's origin is its place in the order in which the fields were added.
final class TestDocument: ObjectHost {
  let objects: [[(name: String, value: Value)]]

  init(_ objects: [[(name: String, value: Value)]]) {
    self.objects = objects
  }

  func field(_ name: String, of handle: Int32) -> Value? {
    objects[Int(handle)].first { $0.name == name }?.value
  }

  func fieldCount(of handle: Int32) -> Int { objects[Int(handle)].count }

  func fieldNames(of handle: Int32) -> [Value] {
    objects[Int(handle)].enumerated().map {
      Value(.string($0.element.name), origin: Origin(handle * 100 + Int32($0.offset)))
    }
  }
}
