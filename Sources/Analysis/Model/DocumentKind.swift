// The kinds of document that casecheck knows, and how their files are named.

/// What a document is, as its top-level `kind` says.
public enum DocumentKind: String, CaseIterable, Sendable, Hashable {
  /// A business case.
  case businessCase = "business_case"
  /// What is known of a supplier.
  case supplierProfile = "supplier_profile"
  /// A policy: parameters and the rules in force.
  case policyPack = "policy_pack"
  /// One rule.
  case rule
  /// Configuration.
  case casecheckConfig = "casecheck_config"

  /// The kind that the name of the file at `path` stands for by convention: `*.case.yaml`, `*.supplier.yaml`,
  /// `*.policy.yaml`, `*.rule.yaml` and `.casecheck.yaml`, each also with `.yml` or `.json`; `nil` for other names.
  public static func byName(_ path: String) -> DocumentKind? {
    let name = SourceFile.name(of: path)
    for ending in [".yaml", ".yml", ".json"] where name.hasSuffix(ending) {
      let stem = name.dropLast(ending.count)
      if stem == ".casecheck" { return .casecheckConfig }
      return allCases.first { kind in
        guard let suffix = kind.suffix else { return false }
        return stem.hasSuffix(suffix)
      }
    }
    return nil
  }

  /// What comes before the extension in a file's name, if the kind has such a convention.
  var suffix: String? {
    switch self {
    case .businessCase: ".case"
    case .supplierProfile: ".supplier"
    case .policyPack: ".policy"
    case .rule: ".rule"
    case .casecheckConfig: nil
    }
  }

  /// The kind in words, with its article.
  var phrase: String {
    switch self {
    case .businessCase: "a business case"
    case .supplierProfile: "a supplier profile"
    case .policyPack: "a policy pack"
    case .rule: "a rule"
    case .casecheckConfig: "a configuration"
    }
  }
}
