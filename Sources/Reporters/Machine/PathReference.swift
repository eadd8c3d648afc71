// Paths as other tools want them: relative to the repository without a leading `./`, or as a URI reference (RFC 3986).

enum PathReference {
  /// `path` without `./` before it.
  static func plain(_ path: String) -> String {
    var rest = path[...]
    while rest.hasPrefix("./") {
      rest = rest.dropFirst(2)
      while rest.hasPrefix("/") { rest = rest.dropFirst() }
    }
    return rest.isEmpty ? path : String(rest)
  }

  /// `path` as a URI reference: relative for a relative path, of scheme `file` for an absolute one. Every byte that is
  /// neither unreserved (RFC 3986 §2.3) nor `/` is percent-encoded, so that no colon looks like a scheme's.
  static func uri(_ path: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = isAbsolute(path) ? Array("file://".utf8) : []
    for byte in plain(path).utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x2F, 0x5F, 0x7E: bytes.append(byte)
      default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 0xF)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Whether `path` begins at the root.
  static func isAbsolute(_ path: String) -> Bool { path.utf8.first == UInt8(ascii: "/") }
}
