// The files that are built into the program, byte for byte; the texts themselves are generated beside this file.

/// A file that is built in.
public struct CatalogResource: Sendable {
  /// Its path below `schemas`, with `/`.
  public let path: String
  /// The absolute URI it is known by: its `$id`.
  public let uri: String
  private let text: StaticString

  init(path: String, uri: String, text: StaticString) {
    self.path = path
    self.uri = uri
    self.text = text
  }

  /// The bytes of the file, where the program keeps them: nothing is copied, and they stay for as long as it runs.
  public var bytes: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
  }
}

/// A rule or a policy pack that is built in.
public struct CatalogFile: Sendable {
  /// Its path below `schemas`, with `/`.
  public let path: String
  private let text: StaticString
  private let runningCount: Int

  init(path: String, text: StaticString, runningCount: Int) {
    self.path = path
    self.text = text
    self.runningCount = runningCount
  }

  /// The bytes of the file, where the program keeps them.
  public var bytes: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
  }

  /// The bytes before the key `tests`, which ends every rule: what a run needs. All bytes of a policy pack.
  public var runningPart: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: text.utf8Start, count: min(max(runningCount, 0), text.utf8CodeUnitCount))
  }
}

/// What is built in.
public enum Catalog {
  /// The resource known by `uri` (without fragment), or `nil`.
  public static func resource(at uri: String) -> CatalogResource? {
    resources.first { $0.uri == uri }
  }
}
