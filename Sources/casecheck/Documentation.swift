// Where the pages about codes are published.

enum Documentation {
  /// The address of the page about `code`.
  static func page(of code: String) -> String { "https://casecheck.dev/rules/\(code)" }
}
