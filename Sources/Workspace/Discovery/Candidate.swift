// A file that may have to be checked, and what could not even be looked for.

/// A file to look at.
public struct Candidate: Sendable, Hashable {
  /// The path as reports show it: as given, else relative to the current folder where it lies below that.
  public let path: String
  /// The absolute path, symbolic links not followed.
  public let absolutePath: String
  /// The indices of the arguments that led to it.
  public internal(set) var arguments: Set<Int>
  /// Whether the file itself was named; else it was found in a folder that was.
  public let isNamed: Bool
  /// Whether it is standard input, whose path is that of the file it stands for.
  public let isStandardInput: Bool

  /// The absolute path of the folder it stands in.
  var folder: String { Path.parent(of: absolutePath) ?? "/" }
}

/// Something that could not be done, with the path concerned.
public struct CheckFailure: Sendable, Hashable {
  /// The path as reports show it; empty where no single file is meant.
  public let path: String
  /// The reason as a sentence.
  public let message: String

  /// Says of `path` why it failed.
  public init(path: String, message: String) {
    self.path = path
    self.message = message
  }
}
