// Paths as text: joined, taken apart and made relative, without asking the file system.

/// Arithmetic on paths of POSIX, which are bytes: what Unicode holds for equal names two files.
public enum Path {
  /// What tells one path from another.
  typealias Key = [UInt8]

  /// The key of `path`.
  static func key(_ path: String) -> Key { Array(path.utf8) }

  /// The parts of `path` between slashes, empty ones left out.
  static func components(of path: some StringProtocol) -> [Substring] {
    Substring(path).utf8.split(separator: UInt8(ascii: "/")).map { Substring($0) }
  }

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
    for component in Path.components(of: join(folder, path)) {
      if component.utf8.elementsEqual("..".utf8) {
        _ = components.popLast()
      } else if !component.utf8.elementsEqual(".".utf8) {
        components.append(component)
      }
    }
    return "/" + components.joined(separator: "/")
  }

  /// The part of `path` below `folder`, both absolute and without dots; empty for the folder itself, `nil` outside it.
  public static func relative(_ path: String, to folder: String) -> String? {
    let rest = path.utf8.dropFirst(folder.utf8.count)
    guard path.utf8.starts(with: folder.utf8) else { return nil }
    if rest.isEmpty { return "" }
    if folder == "/" { return String(Substring(rest)) }
    return rest.first == UInt8(ascii: "/") ? String(Substring(rest.dropFirst())) : nil
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
