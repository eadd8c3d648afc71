// From libyaml's marks, which count Unicode scalars, to byte offsets in the source.

/// Maps scalar indices of one parse to offsets. Marks come nearly in order, so a cursor walks along with them.
struct PositionMap {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let base: Int
  private let isASCII: Bool
  private let scan: ScanText
  private let isVerbatim: Bool
  private var index = 0
  private var offset: Int

  /// Maps marks of a parse that starts at the byte `base` of `scan`, whose bytes are `bytes`.
  init(scan: ScanText, bytes: UnsafeBufferPointer<UInt8>, base: Int, isASCII: Bool) {
    self.scan = scan
    self.bytes = bytes
    self.base = base
    self.isASCII = isASCII
    isVerbatim = scan.isVerbatim
    offset = base
  }

  /// The offset in the scan text of the scalar at `wanted`, counted from where the parse began.
  @inline(__always)
  mutating func scanOffset(_ wanted: Int) -> Int {
    isASCII ? base + wanted : walk(to: wanted)
  }

  /// The offset in the source of the scalar at `wanted`, counted from where the parse began.
  @inline(__always)
  mutating func sourceOffset(_ wanted: Int) -> Int {
    let found = scanOffset(wanted)
    return isVerbatim ? found : scan.sourceOffset(of: found)
  }

  private mutating func walk(to wanted: Int) -> Int {
    let raw = UnsafeRawBufferPointer(bytes)
    while index < wanted, offset < bytes.count {
      // Eight ASCII bytes are eight scalars.
      if wanted - index >= 8, bytes.count - offset >= 8,
        raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
      {
        offset += 8
        index += 8
        continue
      }
      let byte = bytes[offset]
      offset += byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
      index += 1
    }
    while index > wanted, offset > base {
      offset -= 1
      while offset > base, bytes[offset] & 0xC0 == 0x80 { offset -= 1 }
      index -= 1
    }
    return min(offset, bytes.count)
  }
}
