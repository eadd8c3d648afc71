// Reads a JSON text (RFC 8259) into the same tree as YAML, with the same positions and limits.

import SourceText

/// A recursive-descent reader of JSON. It stops at its first error: a JSON file is written by programs, and its errors
/// are not those of a person typing.
public struct JSONReader {
  /// What reading a JSON text gives.
  public struct Result: Sendable {
    /// The tree, as far as the text could be read.
    public let tree: SyntaxTree
    /// What is wrong with the text.
    public let diagnostics: [Diagnostic]
  }

  /// Reads `source`; there is always a tree.
  public static func read(_ source: SourceText) -> Result {
    var builder = TreeBuilder(source: source)
    var diagnostics: [Diagnostic] = []
    guard source.length <= ReaderLimits.bytes else {
      diagnostics.append(
        Diagnostic(
          .tooLarge, "The file has \(source.length) bytes; files above \(ReaderLimits.bytes >> 20) MiB are not read.",
          at: TextRange(0, 1)))
      return Result(tree: builder.finish(), diagnostics: diagnostics)
    }
    source.bytes.withUnsafeBufferPointer { bytes in
      var reader = JSONReader(bytes: bytes, builder: builder)
      reader.readText()
      builder = reader.builder
      diagnostics += reader.diagnostics
    }
    return Result(tree: builder.finish(), diagnostics: diagnostics)
  }

  let bytes: UnsafeBufferPointer<UInt8>
  var builder: TreeBuilder
  var position = 0
  var diagnostics: [Diagnostic] = []

  /// The reason to stop reading: the first error.
  struct Stop: Error {
    let code: DiagnosticCode
    let range: TextRange
    let message: String
  }

  private init(bytes: UnsafeBufferPointer<UInt8>, builder: TreeBuilder) {
    self.bytes = bytes
    self.builder = builder
  }

  private mutating func readText() {
    builder.beginDocument(start: 0)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      diagnostics.append(
        Diagnostic(
          .byteOrderMark, "The file starts with a byte order mark, which RFC 8259 asks JSON texts not to have.",
          at: TextRange(0, 3),
          fixes: [
            Fix(title: "Remove the byte order mark", applicability: .safe, edits: [TextEdit(TextRange(0, 3), "")])
          ]))
      position = 3
    }
    do throws(Stop) {
      try readValue(depth: 0)
      skipSpace()
      if position < bytes.count {
        throw Stop(
          code: .invalidJSON, range: token(at: position), message: "Nothing may follow the value of a JSON text.")
      }
    } catch {
      diagnostics.append(Diagnostic(error.code, error.message, at: error.range))
      builder.damage.append(TextRange(error.range.start, bytes.count))
      while builder.depth > 0 {
        builder.mark(builder.openCollection, .incomplete)
        if !builder.expectsKey, builder.record(builder.openCollection).kind == .mapping {
          let end = min(position, bytes.count)
          builder.addScalar(
            range: TextRange(end, end), text: .inSource(start: end, length: 0), style: .plain, type: .null,
            flags: .damaged)
        }
        builder.endCollection(end: nil)
      }
    }
    builder.endDocument(end: bytes.count)
  }

  // MARK: Values

  private mutating func readValue(depth: Int) throws(Stop) {
    skipSpace()
    guard position < bytes.count else {
      throw Stop(code: .invalidJSON, range: lastToken(), message: "The text ends where a value should stand.")
    }
    switch bytes[position] {
    case UInt8(ascii: "{"): try readObject(depth: depth)
    case UInt8(ascii: "["): try readArray(depth: depth)
    case UInt8(ascii: "\""): try readString()
    case UInt8(ascii: "-"), 0x30...0x39: try readNumber()
    case UInt8(ascii: "t"): try readWord("true", .boolean)
    case UInt8(ascii: "f"): try readWord("false", .boolean)
    case UInt8(ascii: "n"): try readWord("null", .null)
    default:
      throw Stop(
        code: .invalidJSON, range: token(at: position),
        message: "A value was expected here: an object, an array, a string, a number, true, false or null.")
    }
  }

  private mutating func readObject(depth: Int) throws(Stop) {
    try checkDepth(depth)
    let object = builder.beginCollection(.mapping, start: position, style: .flow)
    position += 1
    skipSpace()
    if take(UInt8(ascii: "}")) {
      builder.endCollection(end: position)
      return
    }
    while true {
      skipSpace()
      guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
        throw Stop(code: .invalidJSON, range: token(at: position), message: "A key in double quotes was expected here.")
      }
      try readString()
      skipSpace()
      guard take(UInt8(ascii: ":")) else {
        throw Stop(code: .invalidJSON, range: token(at: position), message: "A colon was expected after the key.")
      }
      try readValue(depth: depth + 1)
      skipSpace()
      if take(UInt8(ascii: ",")) { continue }
      if take(UInt8(ascii: "}")) { break }
      throw Stop(
        code: .invalidJSON, range: token(at: position), message: "A comma or a closing brace was expected here.")
    }
    diagnostics += builder.markDuplicateKeys(of: object)
    builder.endCollection(end: position)
  }

  private mutating func readArray(depth: Int) throws(Stop) {
    try checkDepth(depth)
    builder.beginCollection(.sequence, start: position, style: .flow)
    position += 1
    skipSpace()
    if take(UInt8(ascii: "]")) {
      builder.endCollection(end: position)
      return
    }
    while true {
      try readValue(depth: depth + 1)
      skipSpace()
      if take(UInt8(ascii: ",")) { continue }
      if take(UInt8(ascii: "]")) { break }
      throw Stop(
        code: .invalidJSON, range: token(at: position), message: "A comma or a closing bracket was expected here.")
    }
    builder.endCollection(end: position)
  }

  private func checkDepth(_ depth: Int) throws(Stop) {
    guard depth >= ReaderLimits.depth else { return }
    throw Stop(
      code: .tooDeep, range: TextRange(position, position + 1),
      message: "Collections nest deeper than \(ReaderLimits.depth) levels; nothing below this point is checked.")
  }

  private mutating func readWord(_ word: StaticString, _ type: ScalarType) throws(Stop) {
    let range = token(at: position)
    let matches =
      range.length == word.utf8CodeUnitCount
      && (0..<range.length).allSatisfy { bytes[range.start + $0] == word.utf8Start[$0] }
    guard matches else {
      throw Stop(code: .invalidJSON, range: range, message: "JSON has no such word; a string stands in double quotes.")
    }
    builder.addScalar(
      range: range, text: .inSource(start: range.start, length: range.length), style: .plain, type: type)
    position = range.end
  }

  private mutating func readNumber() throws(Stop) {
    let range = token(at: position)
    guard let type = JSONReader.numberType(UnsafeBufferPointer(rebasing: bytes[range.start..<range.end])) else {
      throw Stop(code: .invalidJSON, range: range, message: "This is not a number as JSON writes them.")
    }
    builder.addScalar(
      range: range, text: .inSource(start: range.start, length: range.length), style: .plain, type: type)
    position = range.end
  }

  /// The type of the number in `bytes` by the grammar of RFC 8259 §6, or `nil` where it is none.
  static func numberType(_ bytes: UnsafeBufferPointer<UInt8>) -> ScalarType? {
    var index = 0
    func digits() -> Int {
      let start = index
      while index < bytes.count, bytes[index] &- 0x30 < 10 { index += 1 }
      return index - start
    }
    if bytes.first == UInt8(ascii: "-") { index = 1 }
    let leading = index
    let whole = digits()
    guard whole > 0, whole == 1 || bytes[leading] != UInt8(ascii: "0") else { return nil }
    var type = ScalarType.integer
    if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
      index += 1
      guard digits() > 0 else { return nil }
      type = .number
    }
    if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
      index += 1
      if index < bytes.count, bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-") { index += 1 }
      guard digits() > 0 else { return nil }
      type = .number
    }
    return index == bytes.count ? type : nil
  }

  // MARK: Characters

  mutating func skipSpace() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      default: return
      }
    }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  /// The word at `start`: up to a space, a line break or punctuation; at least one character where there is one.
  func token(at start: Int) -> TextRange {
    guard start < bytes.count else { return lastToken() }
    var end = start
    scan: while end < bytes.count {
      switch bytes[end] {
      case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "]"), UInt8(ascii: "}"),
        UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "\""):
        break scan
      default: end += 1
      }
    }
    return TextRange(start, max(end, start + 1))
  }

  /// The last character that is no space, to stand for the end of the text.
  func lastToken() -> TextRange {
    var end = bytes.count
    while end > 0, bytes[end - 1] <= 0x20 { end -= 1 }
    return TextRange(max(0, end - 1), end)
  }
}
