// swift-tools-version: 6.2
// The benchmarks, a package of its own so that whoever builds casecheck does not build them.
import PackageDescription

let package = Package(
  name: "casecheck-benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "casecheck", path: "..")],
  targets: [
    .executableTarget(
      name: "casecheck-bench",
      dependencies: [.product(name: "CasecheckAnalysis", package: "casecheck")],
      swiftSettings: [.treatAllWarnings(as: .error)])
  ],
  swiftLanguageModes: [.v6]
)
