// Finds a few bytes in many, with the C library's search for the first of them.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Searches bytes.
enum ByteSearch {
  /// The first place at or after `start` where the bytes of `wanted` stand in `bytes`; `start` must not be negative.
  static func range(of wanted: StaticString, in bytes: [UInt8], from start: Int = 0) -> Range<Int>? {
    let count = wanted.utf8CodeUnitCount
    guard count > 0 else { return nil }
    return bytes.withUnsafeBytes { buffer -> Range<Int>? in
      guard let base = buffer.baseAddress else { return nil }
      var offset = start
      while buffer.count - offset >= count {
        guard let found = memchr(base + offset, Int32(wanted.utf8Start[0]), buffer.count - offset - count + 1) else {
          return nil
        }
        if memcmp(found, wanted.utf8Start, count) == 0 {
          let place = UnsafeRawPointer(found) - base
          return place..<(place + count)
        }
        offset = UnsafeRawPointer(found) - base + 1
      }
      return nil
    }
  }
}
