// What libyaml says, in words for authors: the faults for which the walk over the lines has no better reading.

import DocumentModel
import SourceText

/// Faults known only by libyaml's message; the repair takes the line out of the text.
enum LibYAMLFaults {
  /// The fault that libyaml reports as `message` at `offset` of `scan`.
  static func fault(
    for message: String, at offset: Int, context: Int?, in scan: ScanText, _ placeholders: Placeholders
  ) -> Fault {
    let bytes = scan.bytes
    let (code, text) = words(for: message)
    var line = FaultFinder.lineRange(bytes, around: min(offset, bytes.count))
    var content = contentStart(line, bytes)
    // At the end of the text the fault lies where that began which does not end.
    if content == line.end, let context {
      line = FaultFinder.lineRange(bytes, around: context)
      content = contentStart(line, bytes)
    }
    while content == line.end, line.start > 0 {
      line = FaultFinder.lineRange(bytes, around: line.start - 1)
      content = contentStart(line, bytes)
    }
    let start = line.touches(offset) && offset < line.end && bytes[offset] > 0x20 ? offset : content
    var end = start
    while end < line.end, bytes[end] > 0x20 { end += 1 }
    // What follows a complete document is lost up to the next one, and that is one fault.
    let lost = TextRange(content, message.contains("document start") ? documentEnd(line, bytes) : line.end)
    return Fault(code, text, at: TextRange(start, max(end, start)), repair: [(lost, [UInt8(ascii: "#")])], damage: lost)
  }

  /// The end of the last line before the next document marker, or of the text.
  private static func documentEnd(_ line: TextRange, _ bytes: [UInt8]) -> Int {
    var end = line.end
    while true {
      let next = FaultFinder.nextLineStart(bytes, after: end)
      guard next <= bytes.count else { return end }
      if FaultFinder.isMarker(bytes, at: next) { return end }
      end = FaultFinder.lineRange(bytes, around: next).end
    }
  }

  private static func contentStart(_ line: TextRange, _ bytes: [UInt8]) -> Int {
    var offset = line.start
    while offset < line.end, bytes[offset] == 0x20 || bytes[offset] == 0x09 { offset += 1 }
    return offset
  }

  /// The code and the sentence for libyaml's `message`.
  private static func words(for message: String) -> (DiagnosticCode, String) {
    let table: [(part: String, code: DiagnosticCode, text: String)] = [
      ("brackets are not", .unclosedBracket, "A bracket above is not closed, so this line would belong to it."),
      ("quoted text is not", .unclosedQuote, "Quoted text has to be indented past the entry it belongs to."),
      ("incompatible YAML", .badDirective, "The document asks for a version of YAML that casecheck does not read."),
      ("directive", .badDirective, "This directive cannot be followed."),
      ("tag", .badTag, "This tag cannot be read."),
      ("anchor", .unreadable, "An anchor or alias needs a name of letters, digits, `-` and `_`."),
      ("alphabetic", .unreadable, "An anchor or alias needs a name of letters, digits, `-` and `_`."),
      ("tab character", .tabIndentation, "A tab stands where YAML wants spaces."),
      (
        "document start", .strayText,
        "The document is complete before this line. Nothing up to the next `---` is checked."
      ),
      ("mapping values are not allowed", .needsQuotes, "A key cannot stand here. If this is text, put it in quotes."),
      ("could not find expected ':'", .missingColon, "A key has no colon on its line."),
      ("expected ',' or", .missingComma, "A comma or a closing bracket is missing before this."),
      ("expected key", .unreadable, "This fits neither as a key of the mapping above it nor as its value."),
      ("'-' indicator", .strayListItem, "This line stands beside list items and does not start with a dash."),
      ("block sequence entries", .strayListItem, "A list item cannot stand here."),
      ("cannot start any token", .needsQuotes, "This character cannot start a value. Put the text in quotes."),
      ("indentation", .badIndentation, "The indentation of this line fits nothing above it."),
      ("end of stream", .unclosedQuote, "What starts here does not end before the end of the file."),
      ("document indicator", .unclosedQuote, "What starts here does not end before the next document."),
      (
        "comment or line break", .badBlockHeader, "Only a comment may follow the `|` or `>` that opens a block of text."
      ),
      ("escape", .badEscape, "This is no escape that YAML knows."),
    ]
    let found = table.first { message.contains($0.part) }
    return found.map { ($0.code, $0.text) } ?? (.unreadable, "The text cannot be read as YAML here.")
  }
}
