// Mends the scan text where libyaml stopped, so that each fault costs its own line and not the rest of the file.

import DocumentModel
import SourceText

extension StreamReader {
  /// Repairs the fault that stopped libyaml. `false` where reading has to end here.
  mutating func repair(message: String, at offset: Int, context: Int?) -> Bool {
    if quietRepairs < ReaderLimits.syntaxDiagnostics {
      let edits = departure(message: message, at: offset)
      if !edits.isEmpty {
        quietRepairs += 1
        apply(edits)
        return true
      }
    }
    let start = resumptions.last { $0.scanOffset <= offset }?.scanOffset ?? 0
    let entryBefore = resumptions.last { $0.scanOffset < start }?.scanOffset ?? 0
    var finder = FaultFinder(
      scan.bytes, context: documentStart(before: offset, notBefore: entryBefore),
      start: documentStart(before: offset, notBefore: start), problem: offset, placeholders: placeholders)
    let fault =
      message == StreamReader.templateBraces
      ? finder.templateBraces(at: offset)
      : finder.find() ?? LibYAMLFaults.fault(for: message, at: offset, context: context, in: scan, placeholders)
    let line = source.line(at: scan.sourceOffset(of: fault.range.start))
    let attempts = repairs[line, default: 0]
    repairs[line] = attempts + 1
    guard faults.count < ReaderLimits.syntaxDiagnostics, repairs.count <= ReaderLimits.syntaxDiagnostics else {
      return giveUp(at: offset)
    }
    switch attempts {
    case 0:
      if isEcho(fault, line: line) { keepDamage(of: fault) } else { report(fault) }
      lastFault = (line, column(of: fault), fault.code)
      apply(fault.repair)
    case 1, 2:
      // A second fault on one line is most often an echo of the first.
      keepDamage(of: fault)
      apply(fault.repair)
    default:
      return blank(line: line, at: offset)
    }
    return true
  }

  /// Replaces what is nested too deeply at `offset` by an empty value.
  mutating func cut(at offset: Int, closers: [UInt8]) -> Bool {
    let region = NestedRegion.find(in: scan.bytes, at: offset)
    let place = scan.sourceOffset(of: offset)
    faults.append(
      Diagnostic(
        .tooDeep,
        "Collections nest deeper than \(ReaderLimits.depth) levels here; nothing below this point is checked.",
        at: TextRange(place, min(place + 1, source.length))))
    damage.append(scan.sourceRange(of: region.range))
    let tail: [UInt8] = region.isClosed ? [] : closers
    apply([(region.range, [UInt8(ascii: "~")] + tail)])
    return faults.count < ReaderLimits.syntaxDiagnostics
  }

  private mutating func report(_ fault: Fault) {
    let range = visible(scan.sourceRange(of: fault.range))
    let related = fault.related.map { related in
      [RelatedInformation(range: visible(scan.sourceRange(of: related.range)), message: related.message)]
    }
    let fixes = fault.fixes.map { fix in
      Fix(
        title: fix.title, applicability: fix.applicability,
        edits: fix.edits.map { TextEdit(scan.sourceRange(of: $0.range), $0.newText) })
    }
    faults.append(Diagnostic(fault.code, fault.message, at: range, related: related ?? [], fixes: fixes))
    keepDamage(of: fault)
  }

  private mutating func keepDamage(of fault: Fault) {
    guard let region = fault.damage else { return }
    if fault.isInValue {
      damagedValues.append(scan.sourceRange(of: region))
    } else {
      damage.append(scan.sourceRange(of: region))
    }
  }

  private func column(of fault: Fault) -> Int {
    let start = scan.sourceOffset(of: fault.range.start)
    return start - source.lineStarts[source.line(at: start)]
  }

  /// Whether `fault` most likely has the cause of the one before: lines out of place, one right below the other.
  private func isEcho(_ fault: Fault, line: Int) -> Bool {
    guard let last = lastFault, fault.code == .badIndentation || fault.code == .strayListItem else { return false }
    guard last.code == fault.code, last.line < line, last.column == column(of: fault) else { return false }
    return ((last.line + 1)..<line).allSatisfy { source.lineRange($0).length == source.indent(ofLine: $0) }
  }

  /// `range`, or where it is empty the character before or after it.
  func visible(_ range: TextRange) -> TextRange {
    guard range.isEmpty else { return range }
    let line = source.lineRange(source.line(at: range.start))
    if range.start < line.end { return TextRange(range.start, range.start + 1) }
    if range.start > line.start { return TextRange(range.start - 1, range.start) }
    let start = min(range.start, max(0, source.length - 1))
    return TextRange(start, min(start + 1, source.length))
  }

  /// Takes `line` of the source, which no repair has made readable, out of the text.
  private mutating func blank(line: Int, at offset: Int) -> Bool {
    let attempts = repairs[line, default: 0]
    // The fault may be shown on one line and lie on another: then that one goes.
    let scanLine =
      attempts <= 4
      ? FaultFinder.lineRange(scan.bytes, around: scanOffset(ofLine: line) ?? offset)
      : FaultFinder.lineRange(scan.bytes, around: offset)
    guard attempts <= 6, !scanLine.isEmpty else { return giveUp(at: offset) }
    damage.append(scan.sourceRange(of: scanLine))
    apply([(scanLine, [UInt8(ascii: "#")])])
    return true
  }

  private func scanOffset(ofLine line: Int) -> Int? {
    let wanted = source.lineRange(line).start
    return scan.segments.last { $0.sourceStart <= wanted }.map {
      $0.isVerbatim ? $0.start + (wanted - $0.sourceStart) : $0.start
    }
  }

  /// Ends reading: the rest of the stream is not looked at, and that is said where there is a rest.
  private mutating func giveUp(at offset: Int) -> Bool {
    let place = scan.sourceOffset(of: offset)
    let line = source.lineRange(source.line(at: place))
    damage.append(TextRange(line.start, source.length))
    guard faults.isEmpty || source.bytes[line.start...].contains(where: { $0 > 0x20 }) else { return false }
    faults.append(
      Diagnostic(
        .tooManyFaults, "Nothing from this line on is checked: mend the faults above first.", at: visible(line)))
    return false
  }

  /// The start of the document that `offset` is in, or `start` where that is later.
  private func documentStart(before offset: Int, notBefore start: Int) -> Int {
    var found = start
    var line = FaultFinder.lineRange(scan.bytes, around: min(offset, scan.bytes.count))
    while line.start > start {
      if FaultFinder.isMarker(scan.bytes, at: line.start) {
        found = line.start
        break
      }
      line = FaultFinder.lineRange(scan.bytes, around: line.start - 1)
    }
    return max(found, start)
  }
}

/// The extent of a collection that is too deep to be read.
struct NestedRegion {
  let range: TextRange
  /// Whether the collection's end was found, so that what stands around it is still in balance.
  let isClosed: Bool

  /// The extent of the collection that starts at `offset` of `bytes`: to its closing bracket, or for a block collection
  /// to the last line that is indented as far as it is.
  static func find(in bytes: [UInt8], at offset: Int) -> NestedRegion {
    guard offset < bytes.count else { return NestedRegion(range: TextRange(offset, offset), isClosed: true) }
    if bytes[offset] == UInt8(ascii: "[") || bytes[offset] == UInt8(ascii: "{") { return flow(in: bytes, at: offset) }
    let column = offset - FaultFinder.lineRange(bytes, around: offset).start
    var end = FaultFinder.lineRange(bytes, around: offset).end
    while end < bytes.count {
      let next = FaultFinder.lineRange(bytes, around: end + 1)
      let indent = bytes[next.start..<next.end].prefix { $0 == 0x20 }.count
      if indent < next.length, indent < column { break }
      if next.end <= end { break }
      end = next.end
    }
    return NestedRegion(range: TextRange(offset, end), isClosed: true)
  }

  private static func flow(in bytes: [UInt8], at offset: Int) -> NestedRegion {
    var depth = 0
    var quote: UInt8?
    var index = offset
    while index < bytes.count {
      let byte = bytes[index]
      if let open = quote {
        if byte == UInt8(ascii: "\\"), open == UInt8(ascii: "\"") { index += 1 } else if byte == open { quote = nil }
      } else {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = byte
        case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
        case UInt8(ascii: "]"), UInt8(ascii: "}"):
          depth -= 1
          if depth == 0 { return NestedRegion(range: TextRange(offset, index + 1), isClosed: true) }
        case 0x0A:
          // An entry at the left margin is outside all brackets.
          if index + 1 < bytes.count, FaultFinder.isWordStart(bytes[index + 1]) {
            return NestedRegion(range: TextRange(offset, index), isClosed: false)
          }
        default: break
        }
      }
      index += 1
    }
    return NestedRegion(range: TextRange(offset, bytes.count), isClosed: false)
  }
}
