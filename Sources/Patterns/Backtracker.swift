// The matcher that tries one way after another: fast on ordinary patterns, able to look around and back, and cut off
// after a number of steps, since its work can grow with the power of the text's length.

/// One run of a program over a text.
struct Backtracker: ~Copyable {
  enum Outcome {
    case matched
    case failed
    /// The steps or the stack did not suffice.
    case exhausted
  }

  /// A place to go back to, or the value to put back into a slot on the way there.
  struct Entry {
    /// The instruction to go on at; the bitwise complement of the slot's number where it is a slot's value.
    let target: Int32
    /// The position to go on at, or the slot's value.
    let value: Int
  }

  /// The most entries that a stack may grow to, 16 bytes each.
  static let maximumStack = 1 << 21

  /// What an unset slot holds.
  private static let unset = -1

  private let instructions: UnsafeBufferPointer<Instruction>
  private let asciiSets: UnsafeBufferPointer<ASCIISet>
  private let sets: UnsafeBufferPointer<ScalarSet>
  private let text: UTF8Text
  private let slots: UnsafeMutableBufferPointer<Int>
  private var stack: UnsafeMutableBufferPointer<Entry>
  /// Whether the stack is of our own making, because the one we were lent was too small.
  private var ownsStack = false
  private let mayGrow: Bool
  private var depth = 0
  private(set) var stepsLeft: Int

  init(
    instructions: UnsafeBufferPointer<Instruction>, asciiSets: UnsafeBufferPointer<ASCIISet>,
    sets: UnsafeBufferPointer<ScalarSet>, text: UTF8Text, slots: UnsafeMutableBufferPointer<Int>,
    stack: UnsafeMutableBufferPointer<Entry>, mayGrow: Bool, stepLimit: Int
  ) {
    self.instructions = instructions
    self.asciiSets = asciiSets
    self.sets = sets
    self.text = text
    self.slots = slots
    self.stack = stack
    self.mayGrow = mayGrow
    self.stepsLeft = stepLimit
    slots.initialize(repeating: Self.unset)
  }

  deinit {
    if ownsStack { stack.deallocate() }
  }

  /// Tries the program at every position where a match can begin.
  mutating func search(isAnchored: Bool, firstBytes: ByteSet?) -> Outcome {
    if isAnchored { return run(from: 0, at: 0) }
    var position = 0
    while true {
      if let firstBytes {
        while position < text.count, !firstBytes.contains(text.bytes[position]) { position += 1 }
        if position >= text.count { return .failed }
      }
      let outcome = run(from: 0, at: position)
      guard outcome == .failed, position < text.count else { return outcome }
      position += text.scalar(at: position).length
    }
  }

  // MARK: Running

  private mutating func run(from start: Int, at startPosition: Int) -> Outcome {
    let base = depth
    var counter = start
    var position = startPosition
    while true {
      stepsLeft &-= 1
      guard stepsLeft >= 0 else { return .exhausted }
      let instruction = instructions[counter]
      let first = Int(instruction.first)
      // Each case goes on with `continue` where it succeeds; falling out of the switch is failure.
      switch instruction.operation {
      case .byte:
        if position < text.count, Int(text.bytes[position]) == first {
          position += 1
          counter += 1
          continue
        }
      case .byteBackward:
        if position > 0, Int(text.bytes[position - 1]) == first {
          position -= 1
          counter += 1
          continue
        }
      case .scalar, .set:
        if position < text.count, let length = consumed(instruction, text.scalar(at: position)) {
          position += length
          counter += 1
          continue
        }
      case .scalarBackward, .setBackward:
        if position > 0, let length = consumed(instruction, text.scalar(before: position)) {
          position -= length
          counter += 1
          continue
        }
      case .split:
        guard push(Entry(target: instruction.second, value: position)) else { return .exhausted }
        counter = first
        continue
      case .jump:
        counter = first
        continue
      case .textStart, .textEnd, .wordBoundary, .notWordBoundary:
        if instruction.holds(at: position, in: text) {
          counter += 1
          continue
        }
      case .save:
        guard set(first, to: position) else { return .exhausted }
        counter += 1
        continue
      case .progress:
        if slots[first] != position {
          counter += 1
          continue
        }
      case .forget:
        for slot in first..<Int(instruction.second) where slots[slot] != Self.unset {
          guard set(slot, to: Self.unset) else { return .exhausted }
        }
        counter += 1
        continue
      case .look, .lookNot:
        switch look(from: counter + 1, at: position, isNegated: instruction.operation == .lookNot) {
        case .matched:
          counter = first
          continue
        case .failed: break
        case .exhausted: return .exhausted
        }
      case .backreference, .backreferenceBackward:
        if let end = end(of: instruction, from: position) {
          position = end
          counter += 1
          continue
        }
      case .accept:
        return .matched
      }
      guard let place = back(to: base) else { return .failed }
      (counter, position) = place
    }
  }

  /// The length of the scalar where the instruction consumes it.
  @inline(__always)
  private func consumed(_ instruction: Instruction, _ scalar: (value: UInt32, length: Int)) -> Int? {
    instruction.consumes(scalar.value, asciiSets: asciiSets, sets: sets) ? scalar.length : nil
  }

  /// Matches the instructions of a lookaround. What its groups have matched stays, the ways not tried are dropped.
  private mutating func look(from counter: Int, at position: Int, isNegated: Bool) -> Outcome {
    let base = depth
    let outcome = run(from: counter, at: position)
    switch (outcome, isNegated) {
    case (.matched, false):
      var kept = base
      for index in base..<depth where stack[index].target < 0 {
        stack[kept] = stack[index]
        kept += 1
      }
      depth = kept
      return .matched
    case (.matched, true):
      while back(to: base) != nil {}
      return .failed
    case (.failed, true): return .matched
    case (.failed, false): return .failed
    case (.exhausted, _): return .exhausted
    }
  }

  /// The position after what the instruction's group has matched, where the text goes on with the same. A group that has
  /// matched nothing yet is the empty text (ECMA-262 §22.2.2.7.2).
  private mutating func end(of instruction: Instruction, from position: Int) -> Int? {
    let group = Int(instruction.first)
    let (start, stop) = (slots[2 * group], slots[2 * group + 1])
    guard start != Self.unset, stop != Self.unset, start < stop else { return position }
    let length = stop - start
    let isBackward = instruction.operation == .backreferenceBackward
    let from = isBackward ? position - length : position
    guard from >= 0, length <= text.count - from else { return nil }
    // Comparing is work too.
    stepsLeft &-= length
    for place in 0..<length where text.bytes[start + place] != text.bytes[from + place] { return nil }
    return isBackward ? from : from + length
  }

  // MARK: The stack

  /// Sets a slot and remembers what to put back.
  private mutating func set(_ slot: Int, to value: Int) -> Bool {
    guard push(Entry(target: ~Int32(truncatingIfNeeded: slot), value: slots[slot])) else { return false }
    slots[slot] = value
    return true
  }

  @inline(__always)
  private mutating func push(_ entry: Entry) -> Bool {
    if depth == stack.count, !grow() { return false }
    stack[depth] = entry
    depth += 1
    return true
  }

  private mutating func grow() -> Bool {
    guard mayGrow, stack.count < Self.maximumStack else { return false }
    let larger = UnsafeMutableBufferPointer<Entry>.allocate(capacity: max(1024, stack.count * 2))
    _ = larger.update(fromContentsOf: stack[..<depth])
    if ownsStack { stack.deallocate() }
    stack = larger
    ownsStack = true
    return true
  }

  /// Undoes what was done since the last choice above the base and takes its other way; nil where there is none.
  private mutating func back(to base: Int) -> (counter: Int, position: Int)? {
    while depth > base {
      depth -= 1
      let entry = stack[depth]
      if entry.target >= 0 { return (Int(entry.target), entry.value) }
      slots[Int(~entry.target)] = entry.value
    }
    return nil
  }
}
