// Finds a few bytes in many, with the C library's search.

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
    bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress, start <= buffer.count else { return nil }
      let count = wanted.utf8CodeUnitCount
      guard let found = memmem(base + start, buffer.count - start, wanted.utf8Start, count) else { return nil }
      let offset = UnsafeRawPointer(found) - base
      return offset..<(offset + count)
    }
  }
}
