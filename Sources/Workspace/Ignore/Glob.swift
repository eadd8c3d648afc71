// A glob as gitignore(5) has it, compiled once and matched without going exponential.

/// A pattern for paths whose components are separated by `/`: `*`, `?`, `[...]`, `\` and `**`, over bytes.
struct Glob: Sendable {
  private enum Token: Sendable {
    case literal(UInt8)
    /// `?`: any byte but a slash.
    case any
    /// `[...]`: one of these bytes, never a slash.
    case set(ByteSet)
    /// `*`: any number of bytes without a slash.
    case star
    /// `**/`: any number of whole folders, none included.
    case folders
    /// `**` at the end: all that is left.
    case rest
  }

  private let tokens: [Token]
  /// Whether the pattern can match nothing, since a bracket in it is not closed or a backslash stands at its end.
  let isBroken: Bool

  init(_ pattern: some Collection<UInt8>) {
    var parser = GlobParser(Array(pattern))
    var tokens: [Token] = []
    var isBroken = false
    while let byte = parser.next() {
      switch byte {
      case UInt8(ascii: "\\"):
        if let escaped = parser.next() { tokens.append(.literal(escaped)) } else { isBroken = true }
      case UInt8(ascii: "?"):
        tokens.append(.any)
      case UInt8(ascii: "["):
        if let set = parser.readSet() { tokens.append(.set(set)) } else { isBroken = true }
      case UInt8(ascii: "*"):
        switch parser.readStars() {
        case .one: tokens.append(.star)
        case .folders: tokens.append(.folders)
        case .rest: tokens.append(.rest)
        }
      default:
        tokens.append(.literal(byte))
      }
    }
    self.tokens = tokens
    self.isBroken = isBroken
  }

  /// Whether the whole of `text` matches.
  ///
  /// A mismatch goes back to the last `*`, or where that would have to eat a slash to the last `**`; going back further
  /// could not help, so the time is bounded by the product of the lengths.
  func matches(_ text: some RandomAccessCollection<UInt8>) -> Bool {
    if isBroken { return false }
    return text.withContiguousStorageIfAvailable { matches($0) } ?? Array(text).withUnsafeBufferPointer { matches($0) }
  }

  private func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let slash = UInt8(ascii: "/")
    var position = 0
    var token = 0
    var star: (token: Int, position: Int)?
    var folders: (token: Int, position: Int)?
    while true {
      if token < tokens.count {
        switch tokens[token] {
        case .star:
          token += 1
          star = (token, position)
          continue
        case .folders:
          token += 1
          folders = (token, position)
          star = nil
          continue
        case .rest:
          return true
        case .literal, .any, .set:
          if position < text.count, accepts(token, text[position]) {
            token += 1
            position += 1
            continue
          }
        }
      } else if position == text.count {
        return true
      }
      if let last = star, last.position < text.count, text[last.position] != slash {
        star = (last.token, last.position + 1)
        (token, position) = (last.token, last.position + 1)
      } else if let last = folders, let next = text[last.position...].firstIndex(of: slash) {
        folders = (last.token, next + 1)
        star = nil
        (token, position) = (last.token, next + 1)
      } else {
        return false
      }
    }
  }

  /// Whether the token at `index`, which stands for one byte, stands for `byte`.
  private func accepts(_ index: Int, _ byte: UInt8) -> Bool {
    switch tokens[index] {
    case .literal(let wanted): byte == wanted
    case .any: byte != UInt8(ascii: "/")
    case .set(let set): byte != UInt8(ascii: "/") && set.contains(byte)
    case .star, .folders, .rest: false
    }
  }
}
