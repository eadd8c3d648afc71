// The public face of regular expressions: compile once, search often. The syntax is in PatternParser, the matching in
// Backtracker and LinearMatcher.

/// What a search came to.
public enum MatchResult: Sendable, Equatable {
  case match
  case noMatch
  /// The search was cut off before it could tell.
  case stepLimitExceeded
}

/// A regular expression of ECMA-262 (2024) with the semantics of its `u` flag and no other flag, as JSON Schema Core
/// §6.4 and Validation §6.3.3 ask for: case matters, `^` and `$` are the ends of the text, `.` stops at line
/// terminators, and the unit of matching is the Unicode scalar.
///
/// A pattern that neither looks around nor back is matched in time proportional to its size times the text's length.
/// Any other is given a number of steps.
public struct Pattern: Sendable {
  /// The steps a search has where the caller names no limit; they are used up in well under a second.
  public static let defaultStepLimit = 20_000_000

  /// The pattern as it was written.
  public let source: String

  let program: Program

  /// Compiles a pattern.
  ///
  /// - Throws: `PatternError` where the source is no pattern, nests groups more than 200 deep or is, with its counted
  ///   repetitions written out, longer than 65,536 instructions.
  public init(_ source: String) throws(PatternError) {
    let parsed = try PatternParser.parse(source)
    self.source = source
    self.program = try PatternCompiler.compile(parsed, sourceLength: source.unicodeScalars.count)
  }

  /// Checks the syntax only, as the format `regex` does: a pattern too large to be run can still be a valid one.
  public static func validate(_ source: String) throws(PatternError) {
    _ = try PatternParser.parse(source)
  }

  /// Searches a text for the pattern anywhere in it.
  ///
  /// - Parameters:
  ///   - utf8: The text. Bytes that are not well-formed UTF-8 read as U+FFFD each.
  ///   - stepLimit: How many instructions may be executed.
  public func firstMatch(
    in utf8: UnsafeBufferPointer<UInt8>, stepLimit: Int = Pattern.defaultStepLimit
  ) -> MatchResult {
    let text = UTF8Text(bytes: utf8)
    if program.needsBacktracking {
      return switch backtrack(in: text, stepLimit: stepLimit, mayGrow: true) {
      case .matched: .match
      case .failed: .noMatch
      case .exhausted: .stepLimitExceeded
      }
    }
    // Most patterns are done in a step or two a byte. What is not, is matched anew by the method that cannot explode.
    let allowance = min(stepLimit, 512 + 8 * min(utf8.count, 1 << 32))
    switch backtrack(in: text, stepLimit: allowance, mayGrow: false) {
    case .matched: return .match
    case .failed: return .noMatch
    case .exhausted: return LinearMatcher.search(program, in: text, stepLimit: stepLimit)
    }
  }

  /// Searches a text for the pattern anywhere in it.
  public func firstMatch(in text: String, stepLimit: Int = Pattern.defaultStepLimit) -> MatchResult {
    var text = text
    return text.withUTF8 { firstMatch(in: $0, stepLimit: stepLimit) }
  }

  private func backtrack(in text: UTF8Text, stepLimit: Int, mayGrow: Bool) -> Backtracker.Outcome {
    // Up to 1,024 bytes the two allocations are on the stack.
    withUnsafeTemporaryAllocation(of: Backtracker.Entry.self, capacity: 64) { stack in
      withUnsafeTemporaryAllocation(of: Int.self, capacity: program.slotCount) { slots in
        program.instructions.withUnsafeBufferPointer { instructions in
          program.asciiSets.withUnsafeBufferPointer { asciiSets in
            program.sets.withUnsafeBufferPointer { sets in
              var backtracker = Backtracker(
                instructions: instructions, asciiSets: asciiSets, sets: sets, text: text, slots: slots, stack: stack,
                mayGrow: mayGrow, stepLimit: stepLimit)
              return backtracker.search(isAnchored: program.isAnchored, firstBytes: program.firstBytes)
            }
          }
        }
      }
    }
  }
}
