// Runs the public conformance tests of the language, those without protocol buffers, and counts them by file.

import CEL
import Foundation
import TestSupport
import Testing

/// Tests that do not pass, with the reason; each must still fail, so that the list stays true.
private let exceptions: [String: String] = [:]

/// The files whose libraries this implementation does not have.
private let otherLibraries = ["block_ext", "network_ext"]

private let zones = "/usr/share/zoneinfo/"

@Test func conformance() throws {
  guard let folder = Conformance.folder("cel") else { return }
  let hasZones = FileManager.default.fileExists(atPath: zones + "Asia/Kathmandu")
  for name in try FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted()
  where name.hasSuffix(".json") && name != "index.json" {
    let file = String(name.dropLast(5))
    if otherLibraries.contains(file) {
      print("\(file): not run, the library is not part of this implementation")
      continue
    }
    let data = try Data(contentsOf: folder.appending(path: name))
    let root = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    var passed = 0
    var total = 0
    for section in try #require(root["sections"] as? [[String: Any]]) {
      let sectionName = section["name"] as? String ?? ""
      for (index, test) in try #require(section["tests"] as? [[String: Any]]).enumerated() {
        let id = "\(file)/\(sectionName)/\(index)"
        // A zone with a name is known only where the system has the IANA database.
        if !hasZones, (test["expr"] as? String ?? "").contains(#/'\w+/\w+'/#) {
          print("\(id): not run, the system has no time zones")
          continue
        }
        total += 1
        let fault = try ConformanceTest(test).fault()
        if fault == nil { passed += 1 }
        if exceptions[id] != nil {
          #expect(fault != nil, "\(id) passes, though it is listed as an exception")
        } else if let fault {
          Issue.record("\(id): \(test["expr"] ?? ""): \(fault)")
        }
      }
    }
    print("\(file): \(passed) of \(total)")
    #expect(total > 0)
  }
}

/// One test of the suite.
private struct ConformanceTest {
  let test: [String: Any]
  var environment = Environment()
  var variables: [String: Value] = [:]

  init(_ test: [String: Any]) throws {
    self.test = test
    environment.container = test["container"] as? String ?? ""
    for entry in test["type_env"] as? [[String: Any]] ?? [] {
      let name = try #require(entry["name"] as? String)
      if let type = entry["type"] {
        environment.variables[name] = try Self.type(type)
      }
      let overloads = try (entry["overloads"] as? [[String: Any]] ?? []).map { overload in
        let parameters = try #require(overload["params"] as? [Any]).map { try Self.type($0) }
        let result = try Self.type(try #require(overload["result"]))
        return overload["receiver"] as? Bool == true
          ? Overload.method(parameters[0], Array(parameters.dropFirst()), result) : .global(parameters, result)
      }
      if !overloads.isEmpty {
        environment.add(Function(name, overloads) { (_, _) throws(EvaluationError) in throw .noOverload })
      }
    }
    for (name, value) in test["bindings"] as? [String: Any] ?? [:] { variables[name] = try Self.value(value) }
  }

  /// What is wrong with the outcome; nil where it is as it should be.
  func fault() throws -> String? {
    let expect = try #require(test["expect"] as? [String: Any])
    let wantsError = expect["error"] != nil || expect["any_error"] != nil
    let expression: CEL.Expression
    do {
      expression = try Parser.parse(test["expr"] as? String ?? "")
    } catch {
      return wantsError ? nil : "syntax: \(error)"
    }
    var program = Program(expression, environment: environment)
    if test["disable_check"] as? Bool != true {
      let checked = Checker.check(expression, in: environment)
      if let issue = checked.issues.first { return wantsError ? nil : "checker: \(issue.message)" }
      if let type = expect["type"] {
        let wanted = try Self.type(type)
        if checked.type != wanted { return "type \(checked.type), not \(wanted)" }
      }
      program = Program(checked, environment: environment)
    }
    if test["check_only"] as? Bool == true { return nil }
    let variables = variables
    do {
      let value = try program.evaluate(timeZone: Self.zone) { variables[$0] }
      if wantsError { return "is \(value.content), not an error" }
      let wanted = try Self.value(try #require(expect["value"]))
      return Self.isSame(value, wanted) ? nil : "is \(value.content), not \(wanted.content)"
    } catch {
      return wantsError ? nil : "error: \(error)"
    }
  }

  /// Reads the system's own time zones.
  @Sendable static func zone(_ name: String) -> TimeZoneRules? {
    guard let data = FileManager.default.contents(atPath: zones + name) else { return nil }
    return TimeZoneRules(tzif: [UInt8](data))
  }

  /// The suite's equality: of the same type, in any order of maps, and NaN equal to itself.
  static func isSame(_ left: Value, _ right: Value) -> Bool {
    switch (left.content, right.content) {
    case (.null, .null): true
    case (.bool(let one), .bool(let two)): one == two
    case (.int(let one), .int(let two)): one == two
    case (.uint(let one), .uint(let two)): one == two
    case (.double(let one), .double(let two)): one == two && one.sign == two.sign || one.isNaN && two.isNaN
    case (.string(let one), .string(let two)): Array(one.utf8) == Array(two.utf8)
    case (.bytes(let one), .bytes(let two)): one == two
    case (.type(let one), .type(let two)): one == two
    case (.timestamp(let one), .timestamp(let two)): one == two
    case (.duration(let one), .duration(let two)): one == two
    case (.list(let one), .list(let two)): one.count == two.count && zip(one, two).allSatisfy { isSame($0, $1) }
    case (.map(let one), .map(let two)):
      one.count == two.count
        && one.keys.allSatisfy { key in
          guard let first = one[key], let second = two[key] else { return false }
          return isSame(first, second)
        }
    default: false
    }
  }

  static func value(_ json: Any) throws -> Value {
    let tagged = try #require(json as? [String: Any])
    let content = tagged["v"]
    let text = content as? String ?? ""
    switch tagged["t"] as? String {
    case "null": return .null
    case "bool": return Value(.bool(content as? Bool ?? false))
    case "int": return Value(.int(try #require(Int64(text))))
    case "uint": return Value(.uint(try #require(UInt64(text))))
    case "double": return Value(.double(try #require(Double(text))))
    case "string": return Value(.string(text))
    case "bytes": return Value(.bytes([UInt8](try #require(Data(base64Encoded: text)))))
    case "type": return Value(.type(text))
    case "list": return Value(.list(try #require(content as? [Any]).map { try value($0) }))
    case "map":
      var map = MapValue()
      for pair in try #require(content as? [[Any]]) { _ = map.insert(try value(pair[0]), try value(pair[1])) }
      return Value(.map(map))
    case "timestamp", "duration":
      let parts = try #require(content as? [String: Any])
      let seconds = try #require(Int64(parts["seconds"] as? String ?? ""))
      let nanoseconds = Int64(parts["nanos"] as? Int ?? 0)
      if tagged["t"] as? String == "timestamp" {
        return Value(.timestamp(try #require(Timestamp(seconds: seconds, nanoseconds: nanoseconds))))
      }
      return Value(.duration(try #require(SignedDuration(seconds: seconds, nanoseconds: nanoseconds))))
    case let other: throw Unreadable(what: other ?? "no tag")
    }
  }

  static func type(_ json: Any) throws -> ValueType {
    if let name = json as? String {
      switch name {
      case "dyn", "any": return .dyn
      case "null", "null_type": return .null
      case "bool": return .bool
      case "int": return .int
      case "uint": return .uint
      case "double": return .double
      case "string": return .string
      case "bytes": return .bytes
      case "timestamp": return .timestamp
      case "duration": return .duration
      default: throw Unreadable(what: name)
      }
    }
    let form = try #require(json as? [String: Any])
    if let element = form["list"] { return .list(try type(element)) }
    if let map = form["map"] as? [Any] { return .map(try type(map[0]), try type(map[1])) }
    if let inner = form["wrapper"] { return .nullable(try type(inner)) }
    if form["type"] != nil { return .type }
    if let name = form["param"] as? String { return .parameter(name) }
    let name = try #require(form["abstract"] as? String)
    let parameters = try (form["params"] as? [Any] ?? []).map { try type($0) }
    return name == "optional_type" ? .optional(parameters[0]) : .abstract(name, parameters)
  }

  struct Unreadable: Error {
    let what: String
  }
}
