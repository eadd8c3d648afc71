// The columns that characters take on a terminal.

import Testing

@testable import Reporters

struct DisplayWidthTests {
  private func columns(_ text: String) -> Int {
    var width = DisplayWidth()
    return text.unicodeScalars.reduce(0) { $0 + width.columns(of: $1) }
  }

  @Test(arguments: [
    ("", 0), ("abc £", 5), ("é", 1), ("e\u{301}", 1), ("日本語", 6), ("ｱｲｳ", 3), ("ＡＢ", 4), ("한글", 4),
    ("\u{1112}\u{1161}\u{11AB}", 2), ("Привет", 6), ("שלום", 4), ("हिन्दी", 5), ("\u{20000}", 2), ("\u{E000}", 1),
    ("😀", 2), ("👍🏽", 2), ("☝🏽", 2), ("☝", 1), ("☝️", 2), ("❤", 1), ("❤️", 2), ("👩‍👩‍👧", 2), ("👩‍⚕️", 2),
    ("🏳️‍🌈", 2), ("🇬🇧", 2), ("🇬🇧🇫🇷", 4), ("🏴󠁧󠁢󠁥󠁮󠁧󠁿", 2), ("1️⃣", 2), ("1", 1), ("✅✅", 4), ("a\u{200D}b", 2), ("…", 1),
  ])
  func ofText(_ text: String, _ expected: Int) {
    #expect(columns(text) == expected, "\(text)")
  }
}
