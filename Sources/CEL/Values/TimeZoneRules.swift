// The rules of a time zone from a compiled file of the IANA database (RFC 9636). Who reads such files is not known here.

/// What a time zone's clock shows, from the bytes of a TZif file (RFC 9636).
public struct TimeZoneRules: Sendable {
  private let transitions: [Int64]
  private let offsets: [Int32]
  private let initialOffset: Int32

  /// Reads a file; nil where the bytes are no TZif file. Instants after its last transition keep that one's offset.
  public init?(tzif bytes: [UInt8]) {
    guard let first = Header(bytes, at: 0) else { return nil }
    var header = first
    var timeSize = 4
    // From version 2 on, a second block with times of 64 bits follows the first.
    if first.version >= 0x32 {
      guard let second = Header(bytes, at: first.end(timeSize: 4)) else { return nil }
      header = second
      timeSize = 8
    }
    guard header.end(timeSize: timeSize) <= bytes.count, header.typeCount > 0 else { return nil }
    let indices = header.start + header.transitionCount * timeSize
    let types = indices + header.transitionCount
    func offset(ofType index: Int) -> Int32? {
      guard index < header.typeCount else { return nil }
      return Int32(truncatingIfNeeded: bigEndian(bytes, at: types + index * 6, size: 4))
    }
    var transitions: [Int64] = []
    var offsets: [Int32] = []
    for index in 0..<header.transitionCount {
      guard let offset = offset(ofType: Int(bytes[indices + index])) else { return nil }
      transitions.append(bigEndian(bytes, at: header.start + index * timeSize, size: timeSize))
      offsets.append(offset)
    }
    guard let initial = offset(ofType: 0) else { return nil }
    self.transitions = transitions
    self.offsets = offsets
    initialOffset = initial
  }

  /// Seconds east of UTC at an instant.
  func offset(at seconds: Int64) -> Int {
    var (low, high) = (0, transitions.count)
    while low < high {
      let middle = (low + high) / 2
      if transitions[middle] <= seconds { low = middle + 1 } else { high = middle }
    }
    return Int(low == 0 ? initialOffset : offsets[low - 1])
  }

  private struct Header {
    let version: UInt8
    let start: Int
    let transitionCount: Int
    let typeCount: Int
    let abbreviationLength: Int
    let leapCount: Int
    let standardCount: Int
    let universalCount: Int

    init?(_ bytes: [UInt8], at place: Int) {
      guard place >= 0, place <= bytes.count - 44, Array(bytes[place..<(place + 4)]) == Array("TZif".utf8) else {
        return nil
      }
      let counts = (0..<6).map { Int(bigEndian(bytes, at: place + 20 + $0 * 4, size: 4)) }
      guard counts.allSatisfy({ (0...1_000_000).contains($0) }) else { return nil }
      version = bytes[place + 4]
      start = place + 44
      universalCount = counts[0]
      standardCount = counts[1]
      leapCount = counts[2]
      transitionCount = counts[3]
      typeCount = counts[4]
      abbreviationLength = counts[5]
    }

    func end(timeSize: Int) -> Int {
      start + transitionCount * (timeSize + 1) + typeCount * 6 + abbreviationLength + leapCount * (timeSize + 4)
        + standardCount + universalCount
    }
  }
}

/// A signed number of 4 or 8 bytes, most significant first; the caller has seen that it lies within.
private func bigEndian(_ bytes: [UInt8], at place: Int, size: Int) -> Int64 {
  var value: UInt64 = 0
  for byte in bytes[place..<(place + size)] { value = value << 8 | UInt64(byte) }
  return size == 4 ? Int64(Int32(truncatingIfNeeded: value)) : Int64(bitPattern: value)
}
