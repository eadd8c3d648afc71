// swift-tools-version: 6.2
// The package: every target with its level in the layering that `Tests/ArchitectureTests` holds.
import PackageDescription

/// Every Swift target is built alike: warnings are errors, so that a clean build stays clean.
let settings: [SwiftSetting] = [.treatAllWarnings(as: .error)]

/// A library target under `Sources` with the settings all targets share.
func library(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

/// A test target under `Tests` with the helpers all of them use.
func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(
    name: name, dependencies: dependencies + ["TestSupport"], exclude: exclude, swiftSettings: settings)
}

let package = Package(
  name: "casecheck",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "casecheck", targets: ["casecheck"]),
    .library(
      name: "CasecheckAnalysis", targets: ["Analysis", "YAMLSyntax", "JSONSchema", "DocumentModel", "SourceText"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
  ],
  targets: [
    // Level 0
    .systemLibrary(
      name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
    library("SourceText"),
    library("Patterns"),
    library("Catalog"),
    library("JSONRPC"),
    // Level 1
    library("LanguageServerProtocol", ["JSONRPC"]),
    library("DocumentModel", ["SourceText"]),
    // Level 2
    library("YAMLSyntax", ["CLibYAML", "DocumentModel", "SourceText"]),
    library("JSONSchema", ["DocumentModel", "SourceText", "Patterns"]),
    library("CEL", ["Patterns"]),
    // Level 3
    library(
      "Rules", ["YAMLSyntax", "CEL", "JSONSchema", "Catalog", "Patterns", "DocumentModel", "SourceText"]),
    // Level 4
    library("Analysis", ["Rules", "CEL", "YAMLSyntax", "JSONSchema", "Catalog", "DocumentModel", "SourceText"]),
    // Level 5
    library("Workspace", ["Analysis", "Rules", "CEL", "JSONSchema", "YAMLSyntax", "DocumentModel", "SourceText"]),
    library("Reporters", ["DocumentModel", "SourceText"]),
    // Level 6
    library(
      "LanguageServer",
      [
        "LanguageServerProtocol", "JSONRPC", "Analysis", "DocumentModel", "SourceText",
        .product(name: "Logging", package: "swift-log"),
      ]),
    // Level 7
    .executableTarget(
      name: "casecheck",
      dependencies: [
        "LanguageServer", "LanguageServerProtocol", "Reporters", "Workspace", "Analysis", "YAMLSyntax", "DocumentModel",
        "SourceText",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),
    .executableTarget(name: "generate-catalog", swiftSettings: settings),
    // Tests
    .target(
      name: "TestSupport", dependencies: ["Analysis", "JSONSchema", "DocumentModel", "SourceText"],
      path: "Tests/TestSupport",
      exclude: ["README.md"], swiftSettings: settings),
    tests("SourceTextTests", ["SourceText"]),
    tests("PatternsTests", ["Patterns"]),
    tests("DocumentModelTests", ["DocumentModel", "SourceText"]),
    tests("YAMLSyntaxTests", ["YAMLSyntax", "CLibYAML", "DocumentModel", "SourceText"]),
    tests("JSONSchemaTests", ["JSONSchema", "YAMLSyntax", "DocumentModel", "SourceText"]),
    tests("CELTests", ["CEL"]),
    tests("RulesTests", ["Rules", "CEL", "YAMLSyntax", "JSONSchema", "DocumentModel", "SourceText", "Catalog"]),
    tests(
      "AnalysisTests", ["Analysis", "Rules", "CEL", "JSONSchema", "YAMLSyntax", "DocumentModel", "SourceText"],
      exclude: ["Fixtures"]),
    tests(
      "SchemasTests",
      ["Analysis", "Rules", "Reporters", "JSONSchema", "YAMLSyntax", "DocumentModel", "SourceText", "Catalog"]),
    tests("JSONRPCTests", ["JSONRPC", "LanguageServerProtocol"]),
    tests(
      "LanguageServerTests",
      ["LanguageServer", "LanguageServerProtocol", "JSONRPC", "Analysis", "DocumentModel", "SourceText"]),
    tests("WorkspaceTests", ["Workspace", "Analysis", "DocumentModel"]),
    tests("ReportersTests", ["Reporters", "DocumentModel", "SourceText"]),
    tests("CommandLineTests", [], exclude: ["Scenarios"]),
    tests("EndToEndTests", []),
    tests("ArchitectureTests", ["Analysis", "YAMLSyntax", "Workspace", "DocumentModel"]),
  ],
  swiftLanguageModes: [.v6]
)
