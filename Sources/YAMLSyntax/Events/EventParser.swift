// libyaml's parser behind a safe door: its memory, its errors, and its events one at a time.

import CLibYAML

/// One parser over a stretch of bytes that must outlive it.
///
/// The parser keeps pointers to itself, so it lives at a fixed address from `init` to `deinit`.
struct EventParser: ~Copyable {
  /// Why libyaml stopped.
  struct Problem {
    /// What went wrong, in libyaml's words.
    let message: String
    /// The index in Unicode scalars at which it was noticed.
    let index: Int
    /// What was being read, in libyaml's words, where it says.
    let context: String
    /// The index in Unicode scalars at which that began.
    let contextIndex: Int?
  }

  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let event: UnsafeMutablePointer<yaml_event_t>

  /// Starts on `bytes`, which must stay in place while the parser lives.
  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    parser = .allocate(capacity: 1)
    event = .allocate(capacity: 1)
    parser.initialize(to: yaml_parser_t())
    event.initialize(to: yaml_event_t())
    guard yaml_parser_initialize(parser) == 1 else {
      parser.deallocate()
      event.deallocate()
      return nil
    }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
  }

  deinit {
    yaml_event_delete(event)
    yaml_parser_delete(parser)
    event.deallocate()
    parser.deallocate()
  }

  /// Reads the next event; the one before is released. `nil` where libyaml cannot go on.
  @inline(__always)
  func next() -> UnsafePointer<yaml_event_t>? {
    yaml_event_delete(event)
    guard yaml_parser_parse(parser, event) == 1 else { return nil }
    return UnsafePointer(event)
  }

  /// Why ``next()`` gave nothing.
  var problem: Problem {
    let state = parser.pointee
    let message = state.problem.map { String(cString: $0) } ?? "out of memory"
    guard state.error == YAML_SCANNER_ERROR || state.error == YAML_PARSER_ERROR else {
      return Problem(message: message, index: Int(state.mark.index), context: "", contextIndex: nil)
    }
    let context = state.context.map { String(cString: $0) }
    return Problem(
      message: message, index: Int(state.problem_mark.index), context: context ?? "",
      contextIndex: context == nil ? nil : Int(state.context_mark.index))
  }
}
