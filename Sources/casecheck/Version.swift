// The version of the program, in one place for `--version`, reports and the daemon.

enum Version {
  /// The version as semver.org writes them.
  static let current = "0.1.0"
}
