// The table of all compiled-in checks.

/// The compiled-in checks by name.
enum SwiftChecks {
  static let all: [any SwiftCheck.Type] = []

  /// The check of a name; nil where there is none.
  static func named(_ name: String) -> (any SwiftCheck.Type)? { all.first { $0.name == name } }
}
