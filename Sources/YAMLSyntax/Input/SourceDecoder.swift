// From the bytes of a file to a text in UTF-8, whatever encoding they are in (YAML 1.2.2 §5.2).

import DocumentModel
import SourceText

/// Tells the encoding of a file and brings it to UTF-8.
public enum SourceDecoder {
  /// A text, with what is to be said about the encoding it came in.
  public struct Decoded: Sendable {
    /// The text; offsets of diagnostics are offsets in its UTF-8 form.
    public let text: SourceText
    /// What is wrong with the encoding of the file.
    public let diagnostics: [Diagnostic]
  }

  private enum Encoding {
    case utf8
    case utf16(bigEndian: Bool, markLength: Int)
    case utf32(bigEndian: Bool, markLength: Int)

    var name: String {
      switch self {
      case .utf8: "UTF-8"
      case .utf16(let bigEndian, _): bigEndian ? "UTF-16BE" : "UTF-16LE"
      case .utf32(let bigEndian, _): bigEndian ? "UTF-32BE" : "UTF-32LE"
      }
    }
  }

  /// Decodes `bytes` by their byte order mark, or by the zero bytes of their first character.
  public static func decode(_ bytes: [UInt8]) -> Decoded {
    let encoding = detect(bytes)
    let units: [UInt8]
    switch encoding {
    case .utf8:
      return Decoded(text: SourceText(bytes: bytes), diagnostics: [])
    case .utf16(let bigEndian, let mark):
      units = utf8(fromUTF16: bytes.dropFirst(mark), bigEndian: bigEndian)
    case .utf32(let bigEndian, let mark):
      units = utf8(fromUTF32: bytes.dropFirst(mark), bigEndian: bigEndian)
    }
    let text = SourceText(bytes: units)
    let first = text.lineRange(0)
    let diagnostic = Diagnostic(
      .wideEncoding, "The file is in \(encoding.name). It is read, but other tools may not; save it as UTF-8.",
      at: TextRange(0, min(max(first.length, 1), text.length)))
    return Decoded(text: text, diagnostics: [diagnostic])
  }

  private static func detect(_ bytes: [UInt8]) -> Encoding {
    func starts(_ prefix: [UInt8]) -> Bool { bytes.starts(with: prefix) }
    if starts([0x00, 0x00, 0xFE, 0xFF]) { return .utf32(bigEndian: true, markLength: 4) }
    if starts([0xFF, 0xFE, 0x00, 0x00]) { return .utf32(bigEndian: false, markLength: 4) }
    if starts([0xFE, 0xFF]) { return .utf16(bigEndian: true, markLength: 2) }
    if starts([0xFF, 0xFE]) { return .utf16(bigEndian: false, markLength: 2) }
    // Without a mark the first character is ASCII, so its zero bytes tell (YAML 1.2.2, example 5.1).
    guard bytes.count >= 4 else { return .utf8 }
    switch (bytes[0] == 0, bytes[1] == 0, bytes[2] == 0, bytes[3] == 0) {
    case (true, true, true, false): return .utf32(bigEndian: true, markLength: 0)
    case (false, true, true, true): return .utf32(bigEndian: false, markLength: 0)
    case (true, false, true, false): return .utf16(bigEndian: true, markLength: 0)
    case (false, true, false, true): return .utf16(bigEndian: false, markLength: 0)
    default: return .utf8
    }
  }

  private static func utf8(fromUTF16 bytes: ArraySlice<UInt8>, bigEndian: Bool) -> [UInt8] {
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2 + 1)
    var index = bytes.startIndex
    while index + 1 < bytes.endIndex {
      let first = UInt16(bytes[index])
      let second = UInt16(bytes[index + 1])
      units.append(bigEndian ? first << 8 | second : second << 8 | first)
      index += 2
    }
    // Half a code unit at the end is kept visible.
    if index < bytes.endIndex { units.append(0xFFFD) }
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }

  private static func utf8(fromUTF32 bytes: ArraySlice<UInt8>, bigEndian: Bool) -> [UInt8] {
    var scalars = String.UnicodeScalarView()
    var index = bytes.startIndex
    while index + 3 < bytes.endIndex {
      var value: UInt32 = 0
      for offset in 0..<4 {
        let byte = UInt32(bytes[index + (bigEndian ? offset : 3 - offset)])
        value = value << 8 | byte
      }
      scalars.append(Unicode.Scalar(value) ?? "\u{FFFD}")
      index += 4
    }
    if index < bytes.endIndex { scalars.append("\u{FFFD}") }
    return Array(String(scalars).utf8)
  }
}
