// One replacement in a text; apart from the protocol's files because both sides have a `TextEdit`.
import SourceText

extension SourceText {
  /// This text with `newText` in the place of `range`.
  func replacing(_ range: TextRange, with newText: String) -> SourceText {
    applying([TextEdit(range, newText)])
  }
}
