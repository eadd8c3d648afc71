// The byte-code that a pattern is compiled to.

/// One instruction. Those that consume exist in two directions, since a lookbehind is matched from right to left
/// (ECMA-262 §22.2.2.1, direction).
struct Instruction: Sendable {
  enum Operation: UInt8, Sendable {
    /// Consumes the ASCII byte `first`.
    case byte
    case byteBackward
    /// Consumes the scalar `first`, which is not ASCII.
    case scalar
    case scalarBackward
    /// Consumes a scalar of the set `first`.
    case set
    case setBackward
    /// Goes on at `first` and, should that fail, at `second`.
    case split
    /// Goes on at `first`.
    case jump
    case textStart
    case textEnd
    case wordBoundary
    case notWordBoundary
    /// Notes the position in the slot `first`.
    case save
    /// Fails where the position is still the one in the slot `first`: an empty iteration is not repeated.
    case progress
    /// Forgets the slots from `first` up to `second`.
    case forget
    /// Matches the instructions after it as a lookaround and goes on at `first`.
    case look
    case lookNot
    /// Consumes what the group `first` has matched.
    case backreference
    case backreferenceBackward
    /// The whole pattern, or the lookaround, has matched.
    case accept
  }

  let operation: Operation
  var first: Int32 = 0
  var second: Int32 = 0

  /// Whether the instruction, which is one that consumes, consumes the scalar.
  @inline(__always)
  func consumes(
    _ value: UInt32, asciiSets: UnsafeBufferPointer<ASCIISet>, sets: UnsafeBufferPointer<ScalarSet>
  ) -> Bool {
    switch operation {
    case .set, .setBackward:
      value < 0x80
        ? asciiSets[Int(first)].contains(UInt8(truncatingIfNeeded: value))
        : sets[Int(first)].contains(beyondASCII: value)
    default:
      value == UInt32(truncatingIfNeeded: first)
    }
  }

  /// Whether the instruction, which is a simple assertion, holds at the position.
  func holds(at position: Int, in text: UTF8Text) -> Bool {
    switch operation {
    case .textStart: position == 0
    case .textEnd: position == text.count
    case .wordBoundary: text.isWordBoundary(at: position)
    case .notWordBoundary: !text.isWordBoundary(at: position)
    default: false
    }
  }
}

/// A compiled pattern.
struct Program: Sendable {
  var instructions: [Instruction] = []
  /// The sets' ASCII parts, beside the whole sets, so that an ASCII byte costs no more than a bit test.
  var asciiSets: [ASCIISet] = []
  var sets: [ScalarSet] = []
  /// Two for each group, then one for each loop that needs to notice an empty iteration.
  var slotCount = 0
  var isAnchored = false
  /// Whether only a backtracking match can tell: the pattern looks around or back.
  var needsBacktracking = false
  /// The bytes that a match can begin with; nil where it can be empty.
  var firstBytes: ByteSet?
}

/// A set of bytes.
struct ByteSet: Sendable, Equatable {
  private(set) var ascii = ASCIISet()
  /// Whether every byte above ASCII is in it; those are not told apart.
  private(set) var beyondASCII = false

  @inline(__always)
  func contains(_ byte: UInt8) -> Bool {
    byte < 0x80 ? ascii.contains(byte) : beyondASCII
  }

  mutating func insert(_ byte: UInt8) {
    if byte < 0x80 { ascii.insert(byte) } else { beyondASCII = true }
  }

  mutating func formUnion(_ other: ByteSet) {
    ascii.formUnion(other.ascii)
    beyondASCII = beyondASCII || other.beyondASCII
  }

  mutating func insert(_ set: ScalarSet) {
    ascii.formUnion(set.ascii)
    beyondASCII = beyondASCII || set.reachesBeyondASCII
  }
}

extension PatternNode {
  /// The bytes that a match of the piece can begin with; nil where it can be empty, or begin with what a group matched.
  var firstBytes: ByteSet? {
    let (bytes, canBeEmpty) = leadingBytes
    return canBeEmpty ? nil : bytes
  }

  private var leadingBytes: (bytes: ByteSet, canBeEmpty: Bool) {
    var bytes = ByteSet()
    switch self {
    case .scalar(let value):
      bytes.insert(UInt8(truncatingIfNeeded: min(value, 0x80)))
      return (bytes, false)
    case .set(let set):
      bytes.insert(set)
      return (bytes, false)
    case .sequence(let parts):
      for part in parts {
        let (leading, canBeEmpty) = part.leadingBytes
        bytes.formUnion(leading)
        if !canBeEmpty { return (bytes, false) }
      }
      return (bytes, true)
    case .alternation(let branches):
      var anyIsEmpty = false
      for branch in branches {
        let (leading, canBeEmpty) = branch.leadingBytes
        bytes.formUnion(leading)
        anyIsEmpty = anyIsEmpty || canBeEmpty
      }
      return (bytes, anyIsEmpty)
    case .capture(let body, _):
      return body.leadingBytes
    case .repetition(let body, let repetition):
      let (leading, canBeEmpty) = body.leadingBytes
      return (leading, canBeEmpty || repetition.minimum == 0)
    case .backreference:
      for byte in UInt8(0)...0x80 { bytes.insert(byte) }
      return (bytes, true)
    case .empty, .textStart, .textEnd, .wordBoundary, .look:
      return (bytes, true)
    }
  }
}
