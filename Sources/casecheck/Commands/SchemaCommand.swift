// `casecheck schema`: the schemas that are built in.

import Analysis
import ArgumentParser

/// Prints the schema in force for a kind of document.
struct SchemaCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Prints the schema in force for a kind of document.")

  @Argument(help: "The kind, as the documents themselves name it.")
  var kind: DocumentKind = .businessCase

  func execute() -> Int32 {
    guard let schema = SchemaLibrary.load(SchemaLibrary.uri(of: kind)) else { return ExitStatus.defect.rawValue }
    let status: ExitStatus = Console.write(schema.tree.source.bytes) ? .clean : .incomplete
    return status.rawValue
  }
}

extension DocumentKind: ExpressibleByArgument {}
