// Finds the comment by which a YAML file names its schema, as the wider YAML ecosystem writes it.

import SourceText

/// The comment `# yaml-language-server: $schema=PATH`.
public enum Modeline {
  /// The schema that `text` names and the bytes of that name, or `nil` where no comment at the left margin names one.
  ///
  /// As in yaml-language-server the comment may stand on any line, the first one counts, and the name ends at a space.
  public static func schemaReference(in text: SourceText) -> (reference: String, range: TextRange)? {
    // Of what a modeline has, the dollar sign is rarest in other text, so that most files are passed over at once.
    guard ByteSearch.range(of: "$schema=", in: text.bytes) != nil else { return nil }
    for line in 0..<text.lineCount {
      let range = text.lineRange(line)
      let start = line == 0 && text.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : range.start
      guard text.byte(at: start) == UInt8(ascii: "#"), start < range.end,
        let reference = reference(in: text, TextRange(start + 1, range.end))
      else { continue }
      return (text.string(in: reference), reference)
    }
    return nil
  }

  private static let marker = "yaml-language-server"

  /// The range of the schema's name in the text of a comment, or `nil` where it is not a modeline.
  private static func reference(in text: SourceText, _ comment: TextRange) -> TextRange? {
    let bytes = text.bytes
    var index = comment.start
    func skipSpaces() { while index < comment.end, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 } }
    skipSpaces()
    guard index > comment.start, bytes[index..<comment.end].starts(with: marker.utf8) else { return nil }
    index += marker.utf8.count
    skipSpaces()
    guard index < comment.end, bytes[index] == UInt8(ascii: ":") else { return nil }
    guard let found = ByteSearch.range(of: "$schema=", in: bytes, from: index), found.upperBound <= comment.end else {
      return nil
    }
    let end = bytes[found.upperBound..<comment.end].firstIndex { $0 == 0x20 || $0 == 0x09 } ?? comment.end
    return end > found.upperBound ? TextRange(found.upperBound, end) : nil
  }
}
