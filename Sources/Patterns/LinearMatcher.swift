// The matcher that follows all ways at once: its work is at most the program's size times the text's length. It cannot
// look around or back.

/// One run of a program over a text, as a set of instructions that wait for the next scalar.
struct LinearMatcher {
  /// Instructions waiting at one position, each once.
  private struct Threads {
    let waiting: UnsafeMutableBufferPointer<Int32>
    var count = 0
  }

  private let program: Program
  private let text: UTF8Text
  /// For each instruction the last position, plus one, that it was reached at.
  private let reached: UnsafeMutableBufferPointer<Int>
  private let pending: UnsafeMutableBufferPointer<Int32>
  private var stepsLeft: Int

  /// Searches the text. Memory is two numbers and some an instruction, whatever the text's length.
  static func search(_ program: Program, in text: UTF8Text, stepLimit: Int) -> MatchResult {
    let size = program.instructions.count
    return withUnsafeTemporaryAllocation(of: Int.self, capacity: size) { reached in
      withUnsafeTemporaryAllocation(of: Int32.self, capacity: size * 3) { lists in
        reached.initialize(repeating: 0)
        lists.initialize(repeating: 0)
        var matcher = LinearMatcher(
          program: program, text: text, reached: reached,
          pending: UnsafeMutableBufferPointer(rebasing: lists[(size * 2)...]), stepsLeft: stepLimit)
        return matcher.search(
          Threads(waiting: UnsafeMutableBufferPointer(rebasing: lists[..<size])),
          Threads(waiting: UnsafeMutableBufferPointer(rebasing: lists[size..<(size * 2)])))
      }
    }
  }

  private mutating func search(_ first: Threads, _ second: Threads) -> MatchResult {
    var current = first
    var following = second
    var position = 0
    while true {
      if position == 0 || !program.isAnchored {
        if current.count == 0, let firstBytes = program.firstBytes, !program.isAnchored {
          while position < text.count, !firstBytes.contains(text.bytes[position]) { position += 1 }
        }
        if add(0, at: position, to: &current) { return .match }
      }
      guard position < text.count, current.count > 0 || !program.isAnchored else { return .noMatch }
      stepsLeft &-= current.count
      guard stepsLeft >= 0 else { return .stepLimitExceeded }
      let scalar = text.scalar(at: position)
      position += scalar.length
      following.count = 0
      let hasMatched = program.asciiSets.withUnsafeBufferPointer { asciiSets in
        program.sets.withUnsafeBufferPointer { sets in
          for index in 0..<current.count {
            let counter = Int(current.waiting[index])
            if program.instructions[counter].consumes(scalar.value, asciiSets: asciiSets, sets: sets),
              add(counter + 1, at: position, to: &following)
            {
              return true
            }
          }
          return false
        }
      }
      if hasMatched { return .match }
      swap(&current, &following)
    }
  }

  /// Adds the instructions that are reached from the one without consuming anything. True where one of them accepts.
  private mutating func add(_ start: Int, at position: Int, to threads: inout Threads) -> Bool {
    var depth = 0
    var next: Int? = start
    while let counter = next {
      next = nil
      if reached[counter] != position + 1 {
        reached[counter] = position + 1
        stepsLeft &-= 1
        let instruction = program.instructions[counter]
        switch instruction.operation {
        case .accept:
          return true
        case .split:
          // An instruction is pending at most once for each split that is reached, so the list suffices.
          pending[depth] = instruction.second
          depth += 1
          next = Int(instruction.first)
        case .jump:
          next = Int(instruction.first)
        case .textStart, .textEnd, .wordBoundary, .notWordBoundary:
          if instruction.holds(at: position, in: text) { next = counter + 1 }
        case .save, .progress, .forget:
          // An iteration that is empty adds no way that is not there without it.
          next = counter + 1
        case .byte, .scalar, .set:
          threads.waiting[threads.count] = Int32(truncatingIfNeeded: counter)
          threads.count += 1
        case .byteBackward, .scalarBackward, .setBackward, .look, .lookNot, .backreference, .backreferenceBackward:
          // Such a program needs backtracking and is not given to this matcher.
          break
        }
      }
      if next == nil, depth > 0 {
        depth -= 1
        next = Int(pending[depth])
      }
    }
    return false
  }
}
