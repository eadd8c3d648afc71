// The compiler from a pattern's syntax tree to its program.

/// Writes the program of one pattern. Counted repetitions are written out, so that a program says all there is to know
/// and matching needs no counters; the limit on its size is what keeps nested counts within bounds.
struct PatternCompiler {
  /// The most instructions that a program may have.
  static let maximumSize = 1 << 16

  private var program = Program()
  private let parsed: ParsedPattern

  /// Compiles a pattern whose source has that many Unicode scalars, which an error refers to as a whole.
  static func compile(_ parsed: ParsedPattern, sourceLength: Int) throws(PatternError) -> Program {
    var compiler = PatternCompiler(parsed: parsed)
    do {
      try compiler.emit(parsed.root, isBackward: false)
      try compiler.append(.accept)
    } catch {
      throw PatternError(
        "The pattern is too large: written out, its repetitions exceed \(maximumSize) steps", at: 0..<sourceLength)
    }
    compiler.program.isAnchored = parsed.root.isAnchored
    compiler.program.needsBacktracking = parsed.hasBackreferences || parsed.hasLookarounds
    compiler.program.firstBytes = parsed.root.firstBytes
    return compiler.program
  }

  private struct TooLarge: Error {}

  private init(parsed: ParsedPattern) {
    self.parsed = parsed
    // Only a backreference reads what a group has matched.
    if parsed.hasBackreferences { program.slotCount = 2 * (parsed.groupCount + 1) }
  }

  @discardableResult
  private mutating func append(
    _ operation: Instruction.Operation, _ first: Int = 0, _ second: Int = 0
  ) throws(TooLarge) -> Int {
    let place = program.instructions.count
    guard place < Self.maximumSize else { throw TooLarge() }
    program.instructions.append(
      Instruction(
        operation: operation, first: Int32(truncatingIfNeeded: first), second: Int32(truncatingIfNeeded: second)))
    return place
  }

  private var next: Int { program.instructions.count }

  private mutating func setFirst(of place: Int, to target: Int) {
    program.instructions[place].first = Int32(truncatingIfNeeded: target)
  }

  private mutating func setSecond(of place: Int, to target: Int) {
    program.instructions[place].second = Int32(truncatingIfNeeded: target)
  }

  private mutating func emit(_ node: PatternNode, isBackward: Bool) throws(TooLarge) {
    switch node {
    case .empty:
      break
    case .scalar(let value):
      try emitScalar(value, isBackward: isBackward)
    case .set(let set):
      try emitSet(set, isBackward: isBackward)
    case .sequence(let parts):
      if isBackward {
        for part in parts.reversed() { try emit(part, isBackward: true) }
      } else {
        for part in parts { try emit(part, isBackward: false) }
      }
    case .alternation(let branches):
      try emitAlternation(branches, isBackward: isBackward)
    case .capture(let body, let group):
      guard parsed.hasBackreferences else { return try emit(body, isBackward: isBackward) }
      try append(.save, 2 * group + (isBackward ? 1 : 0))
      try emit(body, isBackward: isBackward)
      try append(.save, 2 * group + (isBackward ? 0 : 1))
    case .repetition(let body, let repetition):
      try emitRepetition(of: body, repetition, isBackward: isBackward)
    case .textStart:
      try append(.textStart)
    case .textEnd:
      try append(.textEnd)
    case .wordBoundary(let isNegated):
      try append(isNegated ? .notWordBoundary : .wordBoundary)
    case .look(let body, let isBehind, let isNegated):
      let look = try append(isNegated ? .lookNot : .look)
      try emit(body, isBackward: isBehind)
      try append(.accept)
      setFirst(of: look, to: next)
    case .backreference(let group):
      try append(isBackward ? .backreferenceBackward : .backreference, group)
    }
  }

  private mutating func emitScalar(_ value: UInt32, isBackward: Bool) throws(TooLarge) {
    guard Unicode.Scalar(value) != nil else { return try emitSet(.nothing, isBackward: isBackward) }
    if value < 0x80 {
      try append(isBackward ? .byteBackward : .byte, Int(value))
    } else {
      try append(isBackward ? .scalarBackward : .scalar, Int(value))
    }
  }

  private mutating func emitSet(_ set: ScalarSet, isBackward: Bool) throws(TooLarge) {
    try append(isBackward ? .setBackward : .set, program.sets.count)
    program.sets.append(set)
    program.asciiSets.append(set.ascii)
  }

  private mutating func emitAlternation(_ branches: [PatternNode], isBackward: Bool) throws(TooLarge) {
    var jumps: [Int] = []
    for (index, branch) in branches.enumerated() {
      guard index < branches.count - 1 else {
        try emit(branch, isBackward: isBackward)
        break
      }
      let split = try append(.split, next + 1)
      try emit(branch, isBackward: isBackward)
      jumps.append(try append(.jump))
      setSecond(of: split, to: next)
    }
    for jump in jumps { setFirst(of: jump, to: next) }
  }

  private mutating func emitRepetition(
    of body: PatternNode, _ repetition: Repetition, isBackward: Bool
  ) throws(TooLarge) {
    for _ in 0..<repetition.minimum {
      let start = next
      try emitIteration(of: body, repetition, isBackward: isBackward)
      // A piece that is nothing at all is nothing however often it is repeated.
      if next == start { return }
    }
    guard let maximum = repetition.maximum else {
      let split = try emitSplit(repetition.isGreedy)
      try emitGuardedIteration(of: body, repetition, isBackward: isBackward)
      try append(.jump, split)
      setExit(of: split, repetition.isGreedy)
      return
    }
    var splits: [Int] = []
    for _ in repetition.minimum..<maximum {
      splits.append(try emitSplit(repetition.isGreedy))
      let start = next
      try emitGuardedIteration(of: body, repetition, isBackward: isBackward)
      // Likewise here, where the guard alone, two instructions, is all there is.
      if body.canBeEmpty, next <= start + 2 { break }
    }
    for split in splits { setExit(of: split, repetition.isGreedy) }
  }

  /// A choice between going on with the next instruction and leaving; the way out is set later.
  private mutating func emitSplit(_ isGreedy: Bool) throws(TooLarge) -> Int {
    isGreedy ? try append(.split, next + 1) : try append(.split, 0, next + 1)
  }

  private mutating func setExit(of split: Int, _ isGreedy: Bool) {
    if isGreedy { setSecond(of: split, to: next) } else { setFirst(of: split, to: next) }
  }

  private mutating func emitIteration(
    of body: PatternNode, _ repetition: Repetition, isBackward: Bool
  ) throws(TooLarge) {
    if parsed.hasBackreferences, !repetition.groups.isEmpty {
      try append(.forget, 2 * repetition.groups.lowerBound, 2 * repetition.groups.upperBound)
    }
    try emit(body, isBackward: isBackward)
  }

  /// An iteration beyond the least count, which fails where it consumes nothing (ECMA-262 §22.2.2.3.1, step 2.b).
  private mutating func emitGuardedIteration(
    of body: PatternNode, _ repetition: Repetition, isBackward: Bool
  ) throws(TooLarge) {
    guard body.canBeEmpty else { return try emitIteration(of: body, repetition, isBackward: isBackward) }
    let slot = program.slotCount
    program.slotCount += 1
    try append(.save, slot)
    try emitIteration(of: body, repetition, isBackward: isBackward)
    try append(.progress, slot)
  }
}
