// The unit of measurement: what libyaml alone needs to turn the same bytes into events.

import CLibYAML

enum LibYAMLUnit {
  /// Runs libyaml over `bytes` up to the end of the stream and returns the number of events; `nil` where it stops early.
  ///
  /// The loop does nothing but parse and delete, so that its time is the C library's own.
  static func countEvents(_ bytes: [UInt8]) -> Int? {
    let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    let event = UnsafeMutablePointer<yaml_event_t>.allocate(capacity: 1)
    defer {
      parser.deallocate()
      event.deallocate()
    }
    guard yaml_parser_initialize(parser) == 1 else { return nil }
    defer { yaml_parser_delete(parser) }
    return bytes.withUnsafeBufferPointer { buffer in
      yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
      yaml_parser_set_input_string(parser, buffer.baseAddress, buffer.count)
      var count = 0
      while yaml_parser_parse(parser, event) == 1 {
        count &+= 1
        let isLast = event.pointee.type == YAML_STREAM_END_EVENT
        yaml_event_delete(event)
        if isLast { return count }
      }
      return nil
    }
  }
}
