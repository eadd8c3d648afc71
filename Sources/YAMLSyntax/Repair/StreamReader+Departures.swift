// Where YAML 1.2 and libyaml part: texts that are sound and that libyaml refuses are rewritten for it, and texts that it
// lets pass are reported.

import DocumentModel
import SourceText

extension StreamReader {
  /// The change that lets libyaml read on where the text is sound by YAML 1.2, or `nil` where it is not.
  mutating func departure(message: String, at offset: Int) -> Fault.Edit? {
    let line = FaultFinder.lineRange(scan.bytes, around: min(offset, scan.bytes.count))
    let text = scan.bytes[line.start..<line.end]
    if message.contains("unknown directive"), text.first == UInt8(ascii: "%") { return reservedDirective(line) }
    if message.contains("start any token"), text.contains(0x09), text.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) {
      return (line, [])
    }
    guard message.contains("document start") || message.contains("expected node content"), !line.isEmpty else {
      return nil
    }
    // A document may start without a marker after `...`, and a stream may have nothing but that marker (§9.1.4, §9.2).
    if text.elementsEqual("...".utf8) { return (line, []) }
    return follows(documentEnd: line) ? (TextRange(line.start, line.start), Array("---\n".utf8)) : nil
  }

  /// A directive that YAML does not know is ignored with a warning (YAML 1.2.2 §6.8).
  private mutating func reservedDirective(_ line: TextRange) -> Fault.Edit {
    faults.append(
      Diagnostic(
        .badDirective, severity: .warning, "YAML has no such directive; it is ignored.", at: scan.sourceRange(of: line))
    )
    return (line, [UInt8(ascii: "#")])
  }

  /// Whether the last line before `line` that is neither empty nor a comment is `...`.
  private func follows(documentEnd line: TextRange) -> Bool {
    var line = line
    while line.start > 0 {
      line = FaultFinder.lineRange(scan.bytes, around: line.start - 1)
      let text = scan.bytes[line.start..<line.end]
      guard let first = text.first(where: { $0 != 0x20 && $0 != 0x09 }), first != UInt8(ascii: "#") else { continue }
      return text.starts(with: "...".utf8)
    }
    return false
  }

  /// Reports a comment that touches the value before it, which libyaml lets pass (YAML 1.2.2 §6.6).
  mutating func checkComment(at end: Int) {
    guard source.byte(at: end) == UInt8(ascii: "#") else { return }
    let line = source.lineRange(source.line(at: end))
    notes.append(
      Diagnostic(
        .strayText, "A comment needs a space before its `#`.", at: TextRange(end, line.end),
        fixes: [
          Fix(title: "Insert a space", applicability: .safe, edits: [TextEdit(TextRange(end, end), " ")])
        ]))
  }

  /// Reports a lone dash inside brackets, which libyaml lets pass as text (YAML 1.2.2 §7.3.3).
  mutating func reportDash(at range: TextRange) {
    notes.append(
      Diagnostic(
        .needsQuotes, "A lone dash inside brackets has to be in quotes.", at: range,
        fixes: [Fix(title: "Put it in quotes", applicability: .safe, edits: [TextEdit(range, "\"-\"")])]))
  }
}
