// What tells a finding from others however its lines move: the fingerprint of SARIF, GitLab and baselines.

import DocumentModel
import SourceText

/// Gives the findings of one run their fingerprints.
///
/// A fingerprint is the SHA-256 of the code, the path, the pointer without the indices of lists, the message without its
/// figures, and the marked text with each run of white space as one space. So it stays when lines are put in or taken
/// out, when the document is indented anew, when an item is put before others, and when a total that the message gives
/// changes. Findings that agree in all of these are numbered in the order of the report: of three, mending one leaves
/// the first two.
public struct Fingerprints {
  /// The version of this recipe, which is part of every fingerprint.
  public static let version: StaticString = "casecheck/v1"

  private var seen: [String: Int] = [:]

  /// Begins with no finding seen.
  public init() {}

  /// The fingerprint of `diagnostic` in `document`, 64 hexadecimal digits, unlike any that was given before. Findings
  /// have to come in the order of ``Report/sorted()``.
  public mutating func next(_ diagnostic: Diagnostic, in document: ReportedDocument) -> String {
    var bytes: [UInt8] = []
    for field in [Self.version.description, diagnostic.code.code, PathReference.plain(document.path)] {
      append(field.utf8, to: &bytes)
    }
    append(Self.withoutIndices(diagnostic.pointer), to: &bytes)
    append(Self.withoutFigures(diagnostic.message), to: &bytes)
    append(Self.withoutSpaces(document.source.bytes, diagnostic.range.start, diagnostic.range.end), to: &bytes)
    return numbered(&bytes)
  }

  /// The fingerprint of something that could not be checked.
  mutating func next(_ failure: Failure) -> String {
    var bytes: [UInt8] = []
    for field in [Self.version.description, "", PathReference.plain(failure.path), failure.message] {
      append(field.utf8, to: &bytes)
    }
    return numbered(&bytes)
  }

  private mutating func numbered(_ bytes: inout [UInt8]) -> String {
    let base = SHA256.hexadecimal(bytes)
    let number = seen[base, default: 0]
    seen[base] = number + 1
    guard number > 0 else { return base }
    append(String(number).utf8, to: &bytes)
    return SHA256.hexadecimal(bytes)
  }

  /// Appends a field with its length before it, so that no two lists of fields give the same bytes.
  private func append(_ field: some Collection<UInt8>, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: String(field.count).utf8)
    bytes.append(UInt8(ascii: ":"))
    bytes.append(contentsOf: field)
  }

  /// `pointer` with `#` for every token of digits.
  private static func withoutIndices(_ pointer: String) -> [UInt8] {
    let tokens = pointer.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    let shown = tokens.map { token in
      !token.isEmpty && token.allSatisfy(isDigit) ? [UInt8(ascii: "#")] : Array(token)
    }
    return Array(shown.joined(separator: [UInt8(ascii: "/")]))
  }

  /// `message` with `#` for every number, its separators included.
  private static func withoutFigures(_ message: String) -> [UInt8] {
    let utf8 = Array(message.utf8)
    var result: [UInt8] = []
    var index = 0
    while index < utf8.count {
      guard isDigit(utf8[index]) else {
        result.append(utf8[index])
        index += 1
        continue
      }
      result.append(UInt8(ascii: "#"))
      while index < utf8.count {
        let isSeparator = utf8[index] == UInt8(ascii: ",") || utf8[index] == UInt8(ascii: ".")
        let goesOn = isSeparator && index + 1 < utf8.count && isDigit(utf8[index + 1])
        guard goesOn || isDigit(utf8[index]) else { break }
        index += 1
      }
    }
    return result
  }

  private static func withoutSpaces(_ bytes: [UInt8], _ start: Int, _ end: Int) -> [UInt8] {
    let start = min(max(start, 0), bytes.count)
    let words = bytes[start..<min(max(end, start), bytes.count)].split { byte in
      byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }
    return Array(words.joined(separator: [0x20]))
  }

  private static func isDigit(_ byte: UInt8) -> Bool { 0x30...0x39 ~= byte }
}
