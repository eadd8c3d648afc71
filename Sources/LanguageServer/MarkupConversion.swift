// Markdown of the analysis in the form a client has announced.
import LanguageServerProtocol

extension MarkupContent {
  /// `markdown` as the client wants it: its favourite of `formats`, plain text where it names none.
  init(markdown: String, formats: [MarkupKind]) {
    switch formats.first ?? .plaintext {
    case .markdown: self.init(kind: .markdown, value: markdown)
    case .plaintext: self.init(kind: .plaintext, value: Self.plainText(of: markdown))
    }
  }

  /// `markdown` without the marks that are in the way of a reader: fences, backticks, bold, headings, and links as
  /// "text (address)". Inside a fence nothing is touched.
  static func plainText(of markdown: String) -> String {
    var isCode = false
    var lines: [String] = []
    for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        isCode.toggle()
      } else if isCode {
        lines.append(String(line))
      } else {
        let heading = line.prefix { $0 == "#" }.count
        let isHeading = (1...6).contains(heading) && line.dropFirst(heading).hasPrefix(" ")
        lines.append(plainLine(isHeading ? line.dropFirst(heading + 1) : line))
      }
    }
    return lines.joined(separator: "\n")
  }

  private static func plainLine(_ line: Substring) -> String {
    var plain = ""
    var rest = line
    while let character = rest.first {
      if character == "`" {
        rest = rest.dropFirst()
      } else if rest.hasPrefix("**") {
        rest = rest.dropFirst(2)
      } else if character == "[", let (text, address, after) = link(rest) {
        plain += "\(text) (\(address))"
        rest = after
      } else {
        plain.append(character)
        rest = rest.dropFirst()
      }
    }
    return plain
  }

  /// The parts of an inline link at the start of `text`, and what follows it.
  private static func link(_ text: Substring) -> (text: Substring, address: Substring, after: Substring)? {
    guard let close = text.firstIndex(of: "]") else { return nil }
    let tail = text[close...].dropFirst()
    guard tail.first == "(", let end = tail.firstIndex(of: ")") else { return nil }
    return (text[..<close].dropFirst(), tail[..<end].dropFirst(), tail[end...].dropFirst())
  }
}
