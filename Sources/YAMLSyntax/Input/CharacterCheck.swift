// Finds the characters a YAML stream may not have, or that readers disagree about, and keeps libyaml from them.

import DocumentModel
import SourceText

/// The characters of a stream (YAML 1.2.2 §5.1), checked before libyaml reads them.
struct CharacterCheck {
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var edits: [(range: TextRange, bytes: [UInt8])] = []
  private let source: SourceText
  private let placeholders: Placeholders

  /// Checks `source`; where it is plain ASCII without control characters this is one quick pass.
  init(_ source: SourceText, placeholders: Placeholders) {
    self.source = source
    self.placeholders = placeholders
    check()
  }

  /// Whether `source` may have a character to report: anything but printable ASCII, tabs and line breaks.
  static func isNeeded(_ source: SourceText) -> Bool {
    if !source.isASCII { return true }
    return source.bytes.withUnsafeBytes { bytes in
      var offset = 0
      while bytes.count - offset >= 8 {
        let word = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        // Line breaks are in few words; only those are looked at byte by byte.
        if hasLowByteOrDelete(word), bytes[offset..<(offset + 8)].contains(where: isControl) { return true }
        offset += 8
      }
      return bytes[offset...].contains(where: isControl)
    }
  }

  /// The eight bytes at `offset` as one word, or `nil` where there are fewer.
  @inline(__always)
  private static func word(of bytes: [UInt8], at offset: Int) -> UInt64? {
    guard bytes.count - offset >= 8 else { return nil }
    return bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: UInt64.self) }
  }

  /// The bits that are set in bytes beyond ASCII.
  private static let highBits: UInt64 = 0x8080_8080_8080_8080

  /// Whether one of the eight ASCII bytes of `word` is below 0x20 or is 0x7F.
  @inline(__always)
  private static func hasLowByteOrDelete(_ word: UInt64) -> Bool {
    let low = (word &- 0x2020_2020_2020_2020) & ~word & highBits
    let delete = (word &+ 0x0101_0101_0101_0101) & highBits
    return low | delete != 0
  }

  private static func isControl(_ byte: UInt8) -> Bool {
    byte == 0x7F || (byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D)
  }

  private mutating func check() {
    let bytes = source.bytes
    var index = 0
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      reportByteOrderMark()
      index = 3
    }
    while index < bytes.count {
      // Eight bytes at a time where all are printable ASCII, which is most of any text.
      if let word = CharacterCheck.word(of: bytes, at: index), word & CharacterCheck.highBits == 0,
        !CharacterCheck.hasLowByteOrDelete(word)
      {
        index += 8
        continue
      }
      let byte = bytes[index]
      if byte >= 0x20, byte < 0x7F {
        index += 1
        continue
      }
      index += checkScalar(at: index, first: byte)
    }
  }

  /// Checks the scalar at `index` and returns its length.
  private mutating func checkScalar(at index: Int, first: UInt8) -> Int {
    if first < 0x80 {
      if first == 0x09 || first == 0x0A || first == 0x0D { return 1 }
      reportControl(UInt32(first), at: TextRange(index, index + 1))
      return 1
    }
    let scalar = UTF8Scalar.decode(source.bytes, at: index)
    let range = TextRange(index, index + scalar.length)
    guard scalar.isValid else { return reportInvalidBytes(from: index) }
    switch scalar.value {
    case 0x85, 0x2028, 0x2029:
      reportSeparator(scalar.value, at: range)
    case 0xFEFF:
      edits.append((range, placeholders.bytes(forScalar: 0xFEFF) ?? CharacterCheck.replacement))
      report(.byteOrderMark, "There is a byte order mark inside the file. It is read as text.", range, replacement: "")
    case 0x80..<0xA0, 0xFFFE, 0xFFFF:
      reportControl(scalar.value, at: range)
    default:
      break
    }
    return scalar.length
  }

  /// The bytes of U+FFFD, which stands for what no text can hold.
  private static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]

  private mutating func reportByteOrderMark() {
    let range = TextRange(0, 3)
    edits.append((range, []))
    let fix = Fix(title: "Remove the byte order mark", applicability: .safe, edits: [TextEdit(range, "")])
    diagnostics.append(
      Diagnostic(
        .byteOrderMark, "The file starts with a byte order mark. UTF-8 needs none, and some tools take it for text.",
        at: range, fixes: [fix]))
  }

  /// Reports a run of invalid bytes once, and returns its length.
  private mutating func reportInvalidBytes(from start: Int) -> Int {
    var end = start
    while end < source.length, source.bytes[end] >= 0x80, !UTF8Scalar.decode(source.bytes, at: end).isValid {
      edits.append((TextRange(end, end + 1), CharacterCheck.replacement))
      end += 1
    }
    let shown = source.bytes[start..<min(end, start + 4)].map { hex($0) }.joined(separator: " ")
    let more = end - start > 4 ? " …" : ""
    report(
      .invalidUTF8,
      end - start == 1
        ? "The byte \(shown) is not UTF-8 here. Save the file as UTF-8."
        : "The bytes \(shown)\(more) are not UTF-8. Save the file as UTF-8.",
      TextRange(start, end), replacement: latin(start..<end))
    return end - start
  }

  /// The text that a run of bytes is in Windows-1252's common part, which is where such bytes mostly come from.
  private func latin(_ range: Range<Int>) -> String? {
    let bytes = source.bytes[range]
    guard bytes.allSatisfy({ $0 >= 0xA0 }) else { return nil }
    return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
  }

  private mutating func reportControl(_ value: UInt32, at range: TextRange) {
    edits.append((range, CharacterCheck.replacement))
    report(
      .controlCharacter,
      value == 0
        ? "There is a NUL byte here. YAML allows none; the file may be damaged or not be text."
        : "There is a control character here (U+\(hex(value))). YAML allows it only as an escape in double quotes.",
      range, replacement: "")
  }

  private mutating func reportSeparator(_ value: UInt32, at range: TextRange) {
    edits.append((range, placeholders.bytes(forScalar: value) ?? CharacterCheck.replacement))
    let name = value == 0x85 ? "a next line" : value == 0x2028 ? "a line separator" : "a paragraph separator"
    report(
      .lineSeparator,
      "There is \(name) (U+\(hex(value))) here. YAML 1.2 reads it as text, YAML 1.1 as a line break; write a space.",
      range, replacement: " ")
  }

  private mutating func report(_ code: DiagnosticCode, _ message: String, _ range: TextRange, replacement: String?) {
    guard diagnostics.count < ReaderLimits.syntaxDiagnostics else { return }
    var fixes: [Fix] = []
    if let replacement {
      fixes = [
        Fix(
          title: replacement.isEmpty ? "Remove the character" : "Replace with \"\(replacement)\"",
          applicability: .unsafe, edits: [TextEdit(range, replacement)])
      ]
    }
    diagnostics.append(Diagnostic(code, message, at: range, fixes: fixes))
  }

  private func hex(_ value: some BinaryInteger) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    let width = MemoryLayout.size(ofValue: value) == 1 ? 2 : 4
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
