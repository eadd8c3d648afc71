// Finds the start of each line of a text, and whether it is ASCII, in one quick pass each.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

enum LineScanner {
  /// The offset at which each line starts (the first is 0), and whether all bytes are below 0x80.
  static func scan(_ bytes: [UInt8]) -> (lineStarts: [Int], isASCII: Bool) {
    bytes.withUnsafeBytes { buffer in
      (lineStarts(buffer), isASCII(buffer))
    }
  }

  /// The offset of the first `byte` of `bytes` at or after `offset`.
  static func find(_ byte: UInt8, in bytes: [UInt8], from offset: Int) -> Int? {
    guard offset >= 0, offset < bytes.count else { return nil }
    return bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress else { return nil }
      return memchr(base + offset, Int32(byte), buffer.count - offset).map { UnsafeRawPointer($0) - base }
    }
  }

  private static func isASCII(_ buffer: UnsafeRawBufferPointer) -> Bool {
    var offset = 0
    var bits: UInt64 = 0
    while buffer.count - offset >= 8 {
      bits |= buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      offset += 8
    }
    while offset < buffer.count {
      bits |= UInt64(buffer[offset])
      offset += 1
    }
    return bits & 0x8080_8080_8080_8080 == 0
  }

  private static func lineStarts(_ buffer: UnsafeRawBufferPointer) -> [Int] {
    var starts = [0]
    guard let base = buffer.baseAddress else { return starts }
    starts.reserveCapacity(buffer.count / 32 + 1)
    if memchr(base, 0x0D, buffer.count) != nil {
      appendStartsWithCarriageReturns(buffer, to: &starts)
      return starts
    }
    var offset = 0
    while offset < buffer.count, let found = memchr(base + offset, 0x0A, buffer.count - offset) {
      offset = UnsafeRawPointer(found) - base + 1
      starts.append(offset)
    }
    return starts
  }

  private static func appendStartsWithCarriageReturns(_ buffer: UnsafeRawBufferPointer, to starts: inout [Int]) {
    var offset = 0
    while offset < buffer.count {
      let byte = buffer[offset]
      offset += 1
      if byte == 0x0A {
        starts.append(offset)
      } else if byte == 0x0D {
        if offset < buffer.count, buffer[offset] == 0x0A { offset += 1 }
        starts.append(offset)
      }
    }
  }
}
