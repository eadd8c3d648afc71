// The loop of reading: run libyaml, and where it stops, mend the text and go on from the last entry that was sound.

import DocumentModel
import SourceText

/// Reads one stream: events to tree, repairs in between.
struct StreamReader {
  /// How one run of libyaml ended.
  enum Outcome {
    /// At the end of the stream.
    case finished
    /// At something that cannot be read; offsets are in the scan text.
    case failed(message: String, offset: Int, contextOffset: Int?)
    /// At a collection nested too deeply, which starts at `offset` of the scan text.
    case tooDeep(offset: Int, closers: [UInt8])
    /// A run from the middle did not take up where the last one stopped, so the stream has to be read from its start.
    case lost
  }

  /// A place to go on from: an entry of a root mapping at the left margin.
  struct Resumption {
    let state: TreeBuilder.Checkpoint
    /// Where the entry starts in the scan text.
    let scanOffset: Int
  }

  let source: SourceText
  let placeholders: Placeholders
  /// Whether the source has characters beyond printable ASCII.
  private let needsCharacterCheck: Bool
  var scan: ScanText
  var builder: TreeBuilder
  /// What was repaired; kept whatever is read again.
  var faults: [Diagnostic] = []
  /// What the events showed; forgotten for the part that is read again.
  var notes: [Diagnostic] = []
  var resumptions: [Resumption] = []
  /// Regions of the source whose nodes are damaged.
  var damage: [TextRange] = []
  /// Regions inside single values of the source, which are damaged alone.
  var damagedValues: [TextRange] = []
  /// How often each line of the source was repaired.
  var repairs: [Int: Int] = [:]

  /// The line, the column and the code of the fault repaired last.
  var lastFault: (line: Int, column: Int, code: DiagnosticCode)?
  /// How often the text was changed where it is sound and only libyaml cannot read it.
  var quietRepairs = 0

  init(source: SourceText) {
    self.source = source
    needsCharacterCheck = CharacterCheck.isNeeded(source)
    placeholders = Placeholders(avoiding: needsCharacterCheck ? source : nil)
    scan = ScanText(source: source)
    builder = TreeBuilder(source: source)
  }

  mutating func read() -> YAMLReader.Result {
    if needsCharacterCheck {
      let check = CharacterCheck(source, placeholders: placeholders)
      scan.apply(check.edits)
      faults += check.diagnostics
      damagedValues += check.diagnostics.filter { $0.severity == .error }.map(\.range)
    }
    var from: Resumption?
    reading: while true {
      switch run(from: from) {
      case .finished:
        break reading
      case .lost:
        from = nil
      case .failed(let message, let offset, let contextOffset):
        guard repair(message: message, at: offset, context: contextOffset) else { break reading }
        from = resumption(before: lastRepair)
      case .tooDeep(let offset, let closers):
        guard cut(at: offset, closers: closers) else { break reading }
        from = resumption(before: lastRepair)
      }
      goBack(to: from)
    }
    return finish()
  }

  /// Where the last repair changed the scan text.
  private(set) var lastRepair = 0

  /// Changes the scan text and remembers where; the edits are in its offsets.
  mutating func apply(_ edits: [(range: TextRange, bytes: [UInt8])]) {
    lastRepair = edits.map(\.range.start).min() ?? lastRepair
    scan.apply(edits)
  }

  private func resumption(before offset: Int) -> Resumption? {
    resumptions.last { $0.scanOffset <= offset }
  }

  /// Takes the tree back to `resumption`, or to nothing.
  private mutating func goBack(to resumption: Resumption?) {
    guard let resumption else {
      builder = TreeBuilder(source: source)
      notes = []
      resumptions = []
      return
    }
    builder.restore(resumption.state)
    let start = scan.sourceOffset(of: resumption.scanOffset)
    notes.removeAll { $0.range.start >= start }
    resumptions.removeAll { $0.scanOffset >= resumption.scanOffset }
  }

  private mutating func finish() -> YAMLReader.Result {
    builder.endDocument(end: source.length)
    if builder.isEmpty {
      builder.beginDocument(start: 0)
      builder.endDocument(end: source.length)
    }
    builder.damage = damage
    builder.damagedValues = damagedValues
    builder.closeOpenCollections()
    builder.markDamage()
    let tree = builder.finish()
    var diagnostics = faults
    for var note in notes where !damage.contains(where: { $0.overlaps(note.range) }) {
      note.range = visible(note.range)
      diagnostics.append(note)
    }
    diagnostics.sort { $0.range < $1.range }
    return YAMLReader.Result(tree: tree, diagnostics: diagnostics)
  }
}
