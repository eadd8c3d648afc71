// The text as libyaml gets it: the source with its faults mended, and the way back from there to the source.

import SourceText

/// A text made from a source by replacements, each of which is remembered so that every place maps back.
struct ScanText {
  /// A stretch of the scan text that came from one place of the source.
  struct Segment {
    /// Where it starts in the scan text.
    var start: Int
    /// Where it starts in the source.
    var sourceStart: Int
    /// Whether its bytes are those of the source; otherwise all of it stands for the one place `sourceStart`.
    var isVerbatim: Bool
  }

  /// The bytes libyaml reads.
  private(set) var bytes: [UInt8]
  /// The stretches, in order; the first starts at 0.
  private(set) var segments: [Segment]
  /// The length of the source.
  private let sourceLength: Int

  init(source: SourceText) {
    bytes = source.bytes
    isASCII = source.isASCII
    segments = [Segment(start: 0, sourceStart: 0, isVerbatim: true)]
    sourceLength = source.length
  }

  /// Whether all bytes are known to be below 0x80.
  private(set) var isASCII: Bool

  /// Whether nothing was replaced. One stretch may be left after a replacement: all but a byte order mark.
  private(set) var isVerbatim = true

  /// The offset in the source of the byte at `offset` of the scan text.
  func sourceOffset(of offset: Int) -> Int {
    if isVerbatim { return offset }
    var low = 0
    var high = segments.count
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if segments[middle].start <= offset { low = middle } else { high = middle }
    }
    let segment = segments[low]
    let mapped = segment.isVerbatim ? segment.sourceStart + (offset - segment.start) : segment.sourceStart
    return min(mapped, sourceLength)
  }

  /// The range in the source of a range of the scan text.
  func sourceRange(of range: TextRange) -> TextRange {
    TextRange(sourceOffset(of: range.start), sourceOffset(of: range.end))
  }

  /// Replaces ranges of the scan text. The edits are in offsets of the text before any of them and do not overlap.
  ///
  /// However many they are, the text is gone through once.
  mutating func apply(_ edits: [(range: TextRange, bytes: [UInt8])]) {
    var copy = Copy(of: self)
    for edit in edits.sorted(by: { $0.range < $1.range }) {
      copy.take(upTo: edit.range.start)
      copy.put(edit.bytes, upTo: edit.range.end)
      isASCII = isASCII && edit.bytes.allSatisfy { $0 < 0x80 }
    }
    copy.take(upTo: bytes.count)
    bytes = copy.bytes
    segments = copy.segments
    isVerbatim = false
  }

  /// A scan text in the making: stretches of an old one and replacements in turn.
  private struct Copy {
    private let old: ScanText
    /// Where in the old text the copy has come to, and in which of its segments.
    private var position = 0
    private var segment = 0
    var bytes: [UInt8] = []
    var segments: [Segment] = []

    init(of old: ScanText) {
      self.old = old
      bytes.reserveCapacity(old.bytes.count + 64)
    }

    /// Copies the old text up to `end`. At its very end there is always a stretch, so that the end has a place.
    mutating func take(upTo end: Int) {
      let end = min(end, old.bytes.count)
      while position < end || (end == old.bytes.count && segments.last?.start != bytes.count) {
        let current = place()
        let next = segment + 1 < old.segments.count ? old.segments[segment + 1].start : old.bytes.count
        let stop = max(min(end, next), position)
        segments.append(
          Segment(start: bytes.count, sourceStart: current.sourceStart, isVerbatim: current.isVerbatim))
        bytes.append(contentsOf: old.bytes[position..<stop])
        if stop == position { return }
        position = stop
      }
    }

    /// Puts `replacement` in the place of the old text up to `end`.
    mutating func put(_ replacement: [UInt8], upTo end: Int) {
      if !replacement.isEmpty {
        segments.append(Segment(start: bytes.count, sourceStart: place().sourceStart, isVerbatim: false))
        bytes.append(contentsOf: replacement)
      }
      position = max(position, min(end, old.bytes.count))
    }

    /// What the old text's byte at the position stands for.
    private mutating func place() -> Segment {
      while segment + 1 < old.segments.count, old.segments[segment + 1].start <= position { segment += 1 }
      var found = old.segments[segment]
      if found.isVerbatim { found.sourceStart += position - found.start }
      return found
    }
  }
}

/// Characters of the private use areas that stand in the scan text for characters libyaml would trip over.
struct Placeholders {
  /// The first of the 256 scalars used: `base + byte` stands for an ASCII character.
  private let base: UInt32
  /// The three or four bytes that all of them start with, less the last two.
  private let lead: [UInt8]

  /// The blocks tried, until one is found whose characters the source does not have.
  private static let candidates: [UInt32] = [0xE000, 0xE400, 0xF000, 0xF400, 0xF0000, 0xF8000, 0x100000, 0x10F000]

  /// Chooses a block for `source`; one that is plain ASCII needs no look.
  init(avoiding source: SourceText?) {
    let chosen = Placeholders.candidates.first { candidate in
      let lead = Placeholders.lead(of: candidate)
      guard let source, source.offset(ofByte: lead[0], from: 0) != nil else { return true }
      return !Placeholders.contains(source.bytes, lead)
    }
    base = chosen ?? Placeholders.candidates[0]
    lead = Placeholders.lead(of: base)
  }

  /// Stands for characters that are no ASCII: the place after 0x80 in the block, and the character.
  private static let others: [UInt32] = [0x85, 0x2028, 0x2029, 0xFEFF]

  /// The bytes that stand for the ASCII character `byte`.
  func bytes(for byte: UInt8) -> [UInt8] { Placeholders.encode(base + UInt32(byte & 0x7F)) }

  /// The bytes that stand for `scalar`, one of U+0085, U+2028, U+2029 and U+FEFF.
  func bytes(forScalar scalar: UInt32) -> [UInt8]? {
    guard let index = Placeholders.others.firstIndex(of: scalar) else { return nil }
    return Placeholders.encode(base + 0x80 + UInt32(index))
  }

  /// `text` with each placeholder replaced by what it stands for.
  func restore(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    guard text.contains(lead[0]) else { return nil }
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var index = 0
    while index < text.count {
      let scalar = UTF8Scalar.decode(text, at: index)
      if scalar.value >= base, scalar.value < base + 0x80 {
        result.append(UInt8(scalar.value - base))
      } else if scalar.value >= base + 0x80, scalar.value < base + 0x80 + UInt32(Placeholders.others.count) {
        result.append(contentsOf: Placeholders.encode(Placeholders.others[Int(scalar.value - base - 0x80)]))
      } else {
        result.append(contentsOf: text[index..<(index + scalar.length)])
      }
      index += scalar.length
    }
    return result
  }

  private static func encode(_ scalar: UInt32) -> [UInt8] {
    Array(String(Character(Unicode.Scalar(scalar) ?? "\u{FFFD}")).utf8)
  }

  private static func lead(of scalar: UInt32) -> [UInt8] { Array(encode(scalar).dropLast(2)) }

  private static func contains(_ bytes: [UInt8], _ pattern: [UInt8]) -> Bool {
    bytes.indices.contains { bytes[$0...].starts(with: pattern) }
  }
}
