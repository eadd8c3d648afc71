// Where the schemas under a URI lie on disk, as `--schema-map URI=DIR` says.

/// A URI and the folder in which what is below it lies.
public struct SchemaMapping: Sendable, Hashable {
  /// The URI, without a slash at its end.
  public let uri: String
  /// The folder, absolute or relative to the current one.
  public let folder: String

  /// Reads `URI=DIR`; `nil` where the text is not of this form. The URI has a scheme and may itself have `=` in it.
  public init?(_ text: String) {
    guard let equals = text.lastIndex(of: "="), text[..<equals].contains(":") else { return nil }
    var uri = text[..<equals]
    while uri.hasSuffix("/") { uri = uri.dropLast() }
    let folder = text[text.index(after: equals)...]
    guard !uri.isEmpty, !folder.isEmpty else { return nil }
    self.uri = String(uri)
    self.folder = String(folder)
  }

  private init(uri: String, folder: String) {
    self.uri = uri
    self.folder = folder
  }

  /// The same mapping with its folder made absolute against `current`.
  func absolute(in current: String) -> SchemaMapping {
    SchemaMapping(uri: uri, folder: Path.absolute(folder, in: current))
  }

  /// What a mapping makes of a URI.
  enum Place: Equatable {
    /// The URI is not under that of the mapping.
    case elsewhere
    /// The file.
    case path(String)
    /// The URI leads out of the folder, or its encoding is broken.
    case refused
  }

  /// The file for `other`, an absolute URI without fragment. A file never lies outside the folder.
  func place(of other: String) -> Place {
    if other == uri { return .path(folder) }
    guard other.utf8.starts(with: (uri + "/").utf8) else { return .elsewhere }
    let rest = other.utf8.dropFirst(uri.utf8.count).prefix { $0 != UInt8(ascii: "?") }
    var path = folder
    for component in Path.components(of: Substring(rest)) {
      guard let name = FileURI.decoded(component), name != "..", name != ".",
        !name.utf8.contains(where: { $0 == 0 || $0 == UInt8(ascii: "/") })
      else { return .refused }
      path = Path.join(path, name)
    }
    return .path(path)
  }
}
