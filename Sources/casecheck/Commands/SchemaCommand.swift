// `casecheck schema`: the schemas that are built in.

import Analysis
import ArgumentParser

/// Prints the schema in force for a kind of document.
struct SchemaCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Prints the schema in force for a kind of document.")

  @Argument(help: "The kind, as the documents themselves name it.")
  var kind: DocumentKind = .businessCase

  func execute() -> ExitStatus {
    guard let schema = SchemaLibrary.load(SchemaLibrary.uri(of: kind)) else { return .defect }
    return Console.write(schema.tree.source.bytes) ? .clean : .incomplete
  }
}

extension DocumentKind: ExpressibleByArgument {}
