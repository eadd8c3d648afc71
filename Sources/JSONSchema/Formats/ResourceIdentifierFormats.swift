// The formats `uri` and `uri-reference` (RFC 3986), `iri` and `iri-reference` (RFC 3987): one grammar, with and without
// characters above ASCII.

enum ResourceIdentifierFormats {
  /// An identifier with a scheme. It may have a fragment.
  static func isIdentifier(_ bytes: UnsafeBufferPointer<UInt8>, isInternationalized: Bool) -> Bool {
    guard let afterScheme = afterScheme(bytes[...]) else { return false }
    return Grammar(isInternationalized: isInternationalized).isHierarchy(afterScheme, isRelative: false)
  }

  /// An identifier with a scheme, or a reference relative to one.
  static func isReference(_ bytes: UnsafeBufferPointer<UInt8>, isInternationalized: Bool) -> Bool {
    let grammar = Grammar(isInternationalized: isInternationalized)
    if let afterScheme = afterScheme(bytes[...]) { return grammar.isHierarchy(afterScheme, isRelative: false) }
    return grammar.isHierarchy(bytes[...], isRelative: true)
  }

  /// The bytes after the scheme and its colon; nil where there is no scheme.
  private static func afterScheme(_ bytes: Bytes) -> Bytes? {
    var cursor = ByteCursor(bytes)
    guard cursor.peek?.isLetter == true else { return nil }
    cursor.skipWhile { $0.isLetterOrDigit || $0.isOne(of: "+-.") }
    return cursor.skip(":") ? cursor.rest : nil
  }

  /// `ucschar` of RFC 3987 §2.2.
  static func isUnreserved(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xA0...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFEF: true
    case 0x10000...0xDFFFF: scalar.value & 0xFFFF <= 0xFFFD
    case 0xE1000...0xEFFFD: true
    default: false
    }
  }

  /// `iprivate` of RFC 3987 §2.2, which only a query may hold.
  static func isPrivate(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xE000...0xF8FF, 0xF0000...0xFFFFD, 0x100000...0x10FFFD: true
    default: false
    }
  }
}

/// The parts of an identifier after its scheme.
private struct Grammar {
  let isInternationalized: Bool

  /// `hier-part` or `relative-part`, then the query and the fragment (RFC 3986 §3 and §4.2).
  func isHierarchy(_ bytes: Bytes, isRelative: Bool) -> Bool {
    let (beforeFragment, fragment) = cut(bytes, at: "#")
    let (hierarchy, query) = cut(beforeFragment, at: "?")
    if let fragment, !consists(fragment, of: "!$&'()*+,;=:@/?") { return false }
    if let query, !consists(query, of: "!$&'()*+,;=:@/?", allowsPrivate: true) { return false }
    var cursor = ByteCursor(hierarchy)
    if cursor.skip("/"), cursor.skip("/") {
      let end = cursor.rest.firstIndex(of: UInt8(ascii: "/")) ?? cursor.rest.endIndex
      return isAuthority(cursor.rest[..<end]) && isPath(cursor.rest[end...])
    }
    // A colon in the first segment of a relative path would make a scheme of what is before it.
    let firstSegment = hierarchy.prefix { $0 != UInt8(ascii: "/") }
    return isPath(hierarchy) && !(isRelative && firstSegment.contains(UInt8(ascii: ":")))
  }

  private func isPath(_ bytes: Bytes) -> Bool { consists(bytes, of: "!$&'()*+,;=:@/") }

  /// `[ userinfo "@" ] host [ ":" port ]` (RFC 3986 §3.2).
  private func isAuthority(_ bytes: Bytes) -> Bool {
    let (first, second) = cut(bytes, at: "@")
    if second != nil, !consists(first, of: "!$&'()*+,;=:") { return false }
    let hostAndPort = second ?? first
    var cursor = ByteCursor(hostAndPort)
    if cursor.skip("[") {
      let (literal, rest) = cut(cursor.rest, at: "]")
      guard let rest, AddressFormats.isIPv6(literal) || isFutureAddress(literal) else { return false }
      cursor = ByteCursor(rest)
    } else {
      let (host, port) = cut(hostAndPort, at: ":")
      guard consists(host, of: "!$&'()*+,;=") else { return false }
      guard let port else { return true }
      return port.allSatisfy(\.isDigit)
    }
    if cursor.isAtEnd { return true }
    return cursor.skip(":") && cursor.rest.allSatisfy(\.isDigit)
  }

  /// `IPvFuture` of RFC 3986 §3.2.2.
  private func isFutureAddress(_ bytes: Bytes) -> Bool {
    var cursor = ByteCursor(bytes)
    guard cursor.skip(ignoringCase: "v"), cursor.skipWhile(\.isHexDigit) > 0, cursor.skip(".") else { return false }
    let length = cursor.skipWhile { $0.isLetterOrDigit || $0.isOne(of: "-._~!$&'()*+,;=:") }
    return length > 0 && cursor.isAtEnd
  }

  /// Whether the bytes are unreserved characters, percent-encoded ones and the further ones given.
  private func consists(_ bytes: Bytes, of further: StaticString, allowsPrivate: Bool = false) -> Bool {
    var cursor = ByteCursor(bytes)
    while true {
      cursor.skipWhile { $0.isLetterOrDigit || $0.isOne(of: "-._~") || $0.isOne(of: further) }
      guard let next = cursor.peek else { return true }
      if next < 0x80 {
        guard cursor.skipPercentEncoded() else { return false }
      } else {
        guard isInternationalized, let scalar = cursor.scalarBeyondASCII() else { return false }
        guard
          ResourceIdentifierFormats.isUnreserved(scalar)
            || (allowsPrivate && ResourceIdentifierFormats.isPrivate(scalar))
        else { return false }
      }
    }
  }

  /// The bytes before the first such byte and those after it; nil where there is none.
  private func cut(_ bytes: Bytes, at separator: Unicode.Scalar) -> (Bytes, Bytes?) {
    guard let index = bytes.firstIndex(where: { UInt32($0) == separator.value }) else { return (bytes, nil) }
    return (bytes[..<index], bytes[bytes.index(after: index)...])
  }
}
