// Short ways for the tests of policy packs: libraries from text, and expressions that read `pack`.

import CEL
import DocumentModel
import Foundation
import Rules
import SourceText
import TestSupport
import YAMLSyntax

/// The dates of a business case that the tests choose by.
let documentDates: Set<String> = [
  "metadata.decision_date", "workforce.tupe.transfer_date", "workforce.redundancy.consultation_proposed_on",
  "workforce.redundancy.first_dismissal_date",
]

/// A pack from its text.
func packFile(text: String, path: String? = nil) -> PackFile {
  let tree = YAMLReader.read(SourceText(bytes: Array(text.utf8))).tree
  return PackFile(tree: tree, root: tree.documents.first?.root ?? NodeID(index: 0), path: path)
}

/// A pack that is named `id@1`, with a profile unless none is wanted.
func packFile(_ id: String, profile: String? = "ccg", extends: [String] = [], _ rest: String = "") -> PackFile {
  var lines = ["kind: policy_pack", "id: \(id)", "version: 1"]
  if let profile { lines.append("profile: \(profile)") }
  if !extends.isEmpty { lines.append("extends: [\(extends.joined(separator: ", "))]") }
  return packFile(text: (lines + [rest]).joined(separator: "\n"), path: "\(id).policy.yaml")
}

func library(_ files: [PackFile], codes: Set<String>? = nil) -> PackLibrary {
  PackLibrary(files, codes: codes) { documentDates.contains($0) }
}

/// A library of one pack, `p@1`, with these parameters.
func library(parameters: String) -> PackLibrary {
  library([packFile("p", "parameters:\n" + parameters.split(separator: "\n").map { "  \($0)\n" }.joined())])
}

/// The problems of each file as their code, the text they stand at, and their message.
func problems(_ library: PackLibrary, _ files: [PackFile]) -> [String] {
  zip(files, library.problems).flatMap { file, problems in
    problems.map { "\($0.code.code) \(file.tree.text(of: $0.node)): \($0.message)" }
  }
}

/// The packs of this repository.
func ownPacks() throws -> [PackFile] {
  let folder = Conformance.packageRoot.appending(path: "schemas/policies")
  return try FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted().map {
    packFile(text: try String(contentsOf: folder.appending(path: $0), encoding: .utf8), path: $0)
  }
}

/// An expression that reads `pack`, checked and evaluated with the dates of a document; its type and its value, or what
/// is wrong with it.
func read(
  _ source: String, _ library: PackLibrary, _ reference: String = "p@1", dates: [String: String] = [:]
) -> String {
  guard let pack = library.resolve(reference) else { return "no pack \(reference)" }
  return read(source, library, PackHost(pack) { dates[$0].flatMap { CalendarDate($0) } })
}

func read(_ source: String, _ library: PackLibrary, _ host: PackHost) -> String {
  var environment = Environment(dialect: .rules)
  library.declare(into: &environment)
  do {
    let checked = Checker.check(try Parser.parse(source, dialect: .rules), in: environment)
    if let issue = checked.issues.first { return issue.message }
    let value = try Program(checked, environment: environment).evaluate(["pack": host.value])
    guard case .optional(let optional) = value.content else {
      return "\(checked.type) \(try value.displayText())"
    }
    return "\(checked.type) \(try optional.value?.displayText() ?? "none")"
  } catch let error as EvaluationError {
    return "\(error.kind): \(error)"
  } catch {
    return "\(error)"
  }
}
