// A fault in the text with its repair: what to say, what to offer the author, and how to read on.

import DocumentModel
import SourceText

/// One fault, in offsets of the scan text.
struct Fault {
  /// A replacement in the scan text.
  typealias Edit = (range: TextRange, bytes: [UInt8])

  var code: DiagnosticCode
  var message: String
  /// What to underline.
  var range: TextRange
  /// How the text is changed so that reading can go on; must not be empty.
  var repair: [Edit]
  /// What the author is offered.
  var fixes: [Fix] = []
  /// Another place concerned.
  var related: (range: TextRange, message: String)?
  /// The region whose nodes are a guess; `nil` where the repair is beyond doubt.
  var damage: TextRange?
  /// Whether the damage lies in one value, so that no entries beside it were lost.
  var isInValue = false

  init(_ code: DiagnosticCode, _ message: String, at range: TextRange, repair: [Edit], damage: TextRange? = nil) {
    self.code = code
    self.message = message
    self.range = range
    self.repair = repair
    self.damage = damage
  }

  /// The fault with a fix added.
  func offering(_ title: String, _ applicability: Applicability, _ edits: [TextEdit]) -> Fault {
    var fault = self
    fault.fixes.append(Fix(title: title, applicability: applicability, edits: edits))
    return fault
  }

  /// The fault with another place named.
  func with(related range: TextRange, _ message: String) -> Fault {
    var fault = self
    fault.related = (range, message)
    return fault
  }
}
