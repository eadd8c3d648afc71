// `validate --show-config`: what applies to each file, and where each value comes from.

import Analysis
import Workspace

struct ConfigurationListing {
  let command: ValidateCommand
  let result: RunResult

  /// A block of lines for each file, in order.
  var text: String {
    ValidateRun.sorted(result.files).map(block).joined(separator: "\n")
  }

  /// One line: what, its value, and where the value comes from.
  private struct Line {
    let name: String
    let value: String
    let origin: String
  }

  private func block(_ file: RunFile) -> String {
    let configuration = file.checked.configuration
    let name = configuration.path.map(shown)
    func place(_ line: Int) -> String { "\(name ?? ""):\(line)" }
    var lines = [kind(of: file), schema(of: file)]
    lines.append(
      Line(name: "root", value: shown(configuration.root), origin: name == nil ? "no configuration found" : ""))
    if let name {
      lines.append(
        Line(
          name: "configuration", value: name, origin: command.config == nil ? "found from the file upward" : "--config")
      )
    }
    if let failOn = command.failOn {
      lines.append(Line(name: "fail_on", value: failOn.rawValue, origin: "--fail-on"))
    } else if let setting = configuration.failOn {
      lines.append(Line(name: "fail_on", value: setting.value.rawValue, origin: place(setting.line)))
    } else {
      lines.append(Line(name: "fail_on", value: FailOn.error.rawValue, origin: "default"))
    }
    for rule in configuration.rules {
      lines.append(
        Line(name: "rules.\(rule.value.key)", value: level(rule.value.choice), origin: place(rule.line)))
    }
    for glob in configuration.exclude {
      lines.append(Line(name: "exclude", value: glob.value, origin: place(glob.line)))
    }
    return file.path + "\n" + ConfigurationListing.aligned(lines)
  }

  private func kind(of file: RunFile) -> Line {
    let analysis = file.checked.analysis
    guard let document = analysis.documents.first, let kind = document.kind else {
      return Line(name: "kind", value: "none", origin: "checked against the schema alone")
    }
    let stated = document.root.flatMap { analysis.tree.value(of: analysis.tree.resolved($0), named: "kind") }
    let isStated = stated.map { analysis.tree.text(of: $0) == kind.rawValue } ?? false
    return Line(name: "kind", value: kind.rawValue, origin: isStated ? "its kind" : "its name")
  }

  private func schema(of file: RunFile) -> Line {
    if let path = command.schema { return Line(name: "schema", value: path, origin: "--schema") }
    if let reference = file.checked.schemaReference {
      return Line(name: "schema", value: reference, origin: "the file's modeline")
    }
    let kind = file.checked.analysis.documents.first?.kind
    return Line(name: "schema", value: kind.map(SchemaLibrary.uri) ?? "none", origin: "built in")
  }

  private func level(_ choice: SeverityChoice) -> String {
    switch choice {
    case .off: "off"
    case .severity(let severity): severity.rawValue
    }
  }

  private func shown(_ path: String) -> String {
    let relative = Path.relative(path, to: FileSystem.currentFolder()) ?? path
    return relative.isEmpty ? "." : relative
  }

  private static func aligned(_ lines: [Line]) -> String {
    let nameWidth = lines.map(\.name.count).max() ?? 0
    let valueWidth = lines.map(\.value.count).max() ?? 0
    return lines.map { line in
      let name = line.name + String(repeating: " ", count: nameWidth - line.name.count)
      if line.origin.isEmpty { return "  \(name)  \(line.value)\n" }
      let value = line.value + String(repeating: " ", count: valueWidth - line.value.count)
      return "  \(name)  \(value)  (\(line.origin))\n"
    }.joined()
  }
}
