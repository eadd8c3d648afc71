// The lexical part of globs: runs of stars and bracket expressions.

/// A set of bytes.
struct ByteSet: Sendable, Equatable {
  private var words: SIMD4<UInt64> = .zero

  func contains(_ byte: UInt8) -> Bool { words[Int(byte >> 6)] & (1 << UInt64(byte & 63)) != 0 }

  mutating func insert(_ byte: UInt8) { words[Int(byte >> 6)] |= 1 << UInt64(byte & 63) }

  mutating func insert(where isMember: (UInt8) -> Bool) {
    for byte in UInt8.min...UInt8.max where isMember(byte) { insert(byte) }
  }

  mutating func invert() { words = ~words }
}

/// Walks through the bytes of a glob.
struct GlobParser {
  /// What a run of stars stands for.
  enum Stars {
    case one
    case folders
    case rest
  }

  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  mutating func next() -> UInt8? {
    guard let byte = current else { return nil }
    position += 1
    return byte
  }

  /// Reads what follows a first star. Two or more are special between slashes or the ends of the pattern only;
  /// elsewhere they are one. As in Git, which compares the text before the first wildcard on its own, a pattern begins
  /// anew after that.
  mutating func readStars() -> Stars {
    let slash = UInt8(ascii: "/")
    let start = position - 1
    while current == UInt8(ascii: "*") { position += 1 }
    guard position - start > 1, bytes[..<start].last == slash || !bytes[..<start].contains(where: isSpecial) else {
      return .one
    }
    if position == bytes.count { return .rest }
    guard bytes[position] == slash else { return .one }
    position += 1
    return .folders
  }

  private func isSpecial(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "*") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "\\")
  }

  /// Reads what follows an opening bracket up to the closing one; `nil` where there is none.
  mutating func readSet() -> ByteSet? {
    var set = ByteSet()
    let isNegated = current == UInt8(ascii: "!") || current == UInt8(ascii: "^")
    if isNegated { position += 1 }
    var isFirst = true
    while let byte = next() {
      if byte == UInt8(ascii: "]"), !isFirst {
        if isNegated { set.invert() }
        return set
      }
      isFirst = false
      if byte == UInt8(ascii: "["), current == UInt8(ascii: ":"), let isMember = readClass() {
        set.insert(where: isMember)
        continue
      }
      guard let low = byte == UInt8(ascii: "\\") ? next() : byte else { return nil }
      guard current == UInt8(ascii: "-"), position + 1 < bytes.count, bytes[position + 1] != UInt8(ascii: "]") else {
        set.insert(low)
        continue
      }
      position += 1
      guard let end = next(), let high = end == UInt8(ascii: "\\") ? next() : end else { return nil }
      if low <= high { set.insert { (low...high).contains($0) } }
    }
    return nil
  }

  /// Reads `:name:]`, a class of POSIX; nothing is read where it is none.
  private mutating func readClass() -> ((UInt8) -> Bool)? {
    guard let end = bytes[position...].dropFirst().firstIndex(of: UInt8(ascii: ":")), end + 1 < bytes.count,
      bytes[end + 1] == UInt8(ascii: "]"),
      let isMember = GlobParser.members(of: String(decoding: bytes[(position + 1)..<end], as: UTF8.self))
    else { return nil }
    position = end + 2
    return isMember
  }

  private static func members(of name: String) -> ((UInt8) -> Bool)? {
    let isDigit = { (byte: UInt8) in (0x30...0x39).contains(byte) }
    let isUpper = { (byte: UInt8) in (0x41...0x5A).contains(byte) }
    let isLower = { (byte: UInt8) in (0x61...0x7A).contains(byte) }
    let isGraph = { (byte: UInt8) in (0x21...0x7E).contains(byte) }
    let isAlnum = { (byte: UInt8) in isDigit(byte) || isUpper(byte) || isLower(byte) }
    switch name {
    case "alnum": return isAlnum
    case "alpha": return { isUpper($0) || isLower($0) }
    case "blank": return { $0 == 0x20 || $0 == 0x09 }
    case "cntrl": return { $0 < 0x20 || $0 == 0x7F }
    case "digit": return isDigit
    case "graph": return isGraph
    case "lower": return isLower
    case "print": return { isGraph($0) || $0 == 0x20 }
    case "punct": return { isGraph($0) && !isAlnum($0) }
    case "space": return { $0 == 0x20 || (0x09...0x0D).contains($0) }
    case "upper": return isUpper
    case "xdigit": return { isDigit($0) || (0x41...0x46).contains($0 & 0xDF) }
    default: return nil
    }
  }
}
