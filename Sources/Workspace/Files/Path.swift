// Paths as text: joined, taken apart and made relative, without asking the file system.

/// Arithmetic on paths of POSIX.
public enum Path {
  /// The path of `name` in `folder`; an absolute `name` stays as it is.
  public static func join(_ folder: String, _ name: String) -> String {
    if name.utf8.first == UInt8(ascii: "/") || folder.isEmpty { return name }
    return folder.utf8.last == UInt8(ascii: "/") ? folder + name : folder + "/" + name
  }

  /// The folder that holds the absolute path `path`, or `nil` for the root.
  public static func parent(of path: String) -> String? {
    guard path != "/", let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return nil }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The last component of `path`.
  public static func name(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
    return String(path[path.utf8.index(after: slash)...])
  }

  /// `path` made absolute against the absolute path `folder`, with `.`, `..` and repeated slashes taken out as text.
  public static func absolute(_ path: String, in folder: String) -> String {
    var components: [Substring] = []
    for component in join(folder, path).split(separator: "/") {
      switch component {
      case ".": break
      case "..": _ = components.popLast()
      default: components.append(component)
      }
    }
    return "/" + components.joined(separator: "/")
  }

  /// The part of `path` below `folder`, both absolute and without dots; empty for the folder itself, `nil` outside it.
  public static func relative(_ path: String, to folder: String) -> String? {
    if path == folder { return "" }
    let prefix = folder == "/" ? "/" : folder + "/"
    return path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : nil
  }

  /// Whether the name of `path` ends with `suffix`, ASCII letters compared without case.
  static func hasSuffix(_ path: String, _ suffix: StaticString) -> Bool {
    let bytes = path.utf8.suffix(suffix.utf8CodeUnitCount)
    guard bytes.count == suffix.utf8CodeUnitCount else { return false }
    return zip(bytes, UnsafeBufferPointer(start: suffix.utf8Start, count: suffix.utf8CodeUnitCount))
      .allSatisfy { byte, wanted in
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 == wanted : byte == wanted
      }
  }
}
