// Where a cursor stands: what is being typed there, and how the text reads with a word in that place.

import DocumentModel
import SourceText

/// What is typed at a cursor and what surrounds it. All offsets are bytes of the text before any edit.
struct CursorSite {
  /// What can stand at the place.
  enum Role {
    /// A value behind a key on the same line.
    case value
    /// A key, or an item of a list, or a value on a line of its own.
    case entry
  }

  /// What can stand there.
  var role: Role
  /// The word at the cursor, with its quotes; empty where none is typed yet. It stands on the cursor's line.
  var token: TextRange
  /// The quote that the word begins with.
  var quote: UInt8?
  /// Whether the place is inside brackets or braces, or in JSON.
  var isFlow: Bool
  /// Whether a colon follows the word, so that it is a key already.
  var hasColon: Bool
  /// Whether a space is wanted before the word: it follows a colon or a dash at once.
  var needsSpace: Bool
  /// Whether a new list item is to be begun, since the line stands where the dashes of a list do.
  var needsDash = false
  /// The number of spaces the cursor's line begins with.
  var indent: Int
  /// The column (in bytes) of the key before the cursor on its line for a value, else of the word itself.
  var column: Int
  /// What closes the brackets that are open on the cursor's line, the innermost first.
  var closers = ""
  /// In JSON, whether a comma is wanted before and after an entry.
  var commas = (before: false, after: false)

  /// A word that stands for what may be typed; private-use characters keep it from being one of the document's own.
  static let marker = "\u{E0C0}cursor\u{E0C1}"

  /// The site of a cursor at `offset`; `nil` where nothing can be completed, as in a comment.
  static func find(in file: SourceFile, _ tree: SyntaxTree, at offset: Int) -> CursorSite? {
    guard offset >= 0, offset <= file.text.length else { return nil }
    switch file.syntax {
    case .json: return JSONCursor(bytes: file.text.bytes).site(at: offset, in: file.text)
    case .yaml:
      var line = CursorLine(text: file.text, tree: tree, offset: offset)
      return line.site()
    }
  }

  /// The text with the marker in the place of the word, as a key where it is an entry; behind it the closing brackets
  /// if `closesBrackets`.
  func probe(_ text: SourceText, _ syntax: SourceSyntax, closesBrackets: Bool) -> SourceText {
    var word = CursorSite.marker
    switch (syntax, role) {
    case (.json, .value): word = "\"\(word)\""
    case (.json, .entry):
      word = hasColon ? "\"\(word)\"" : "\"\(word)\": null"
      if commas.before { word = ", " + word }
      if commas.after { word += ", " }
    case (.yaml, _):
      if let quote { word = Self.enclosed(word, quote) }
      if role == .entry, !hasColon { word += ": " }
      if needsDash { word = "- " + word }
      if needsSpace { word = " " + word }
    }
    if closesBrackets { word += closers }
    return text.applying([TextEdit(token, word)])
  }

  /// `text` in `quote`s.
  static func enclosed(_ text: String, _ quote: UInt8) -> String {
    let mark = String(UnicodeScalar(quote))
    return mark + text + mark
  }
}
