// Punycode: the encoding of RFC 3492 that turns a U-label into ASCII, without the `xn--` before it.

enum Punycode {
  private static let base = 36
  private static let minimumThreshold = 1
  private static let maximumThreshold = 26
  private static let initialBias = 72
  private static let initialCode: UInt32 = 0x80
  private static let delimiter = UInt8(ascii: "-")
  /// Labels are at most 63 octets; what is longer is not worth the quadratic work.
  private static let maximumLength = 256

  /// The scalars that lower-case Punycode stands for; nil where it is none.
  static func decode(_ input: [UInt8]) -> [Unicode.Scalar]? {
    guard input.count <= maximumLength else { return nil }
    let end = input.lastIndex(of: delimiter)
    var output = input[..<(end ?? 0)].map { Unicode.Scalar($0) }
    var digits = input[(end.map { $0 + 1 } ?? 0)...]
    // A name of nothing but a delimiter, or one that begins with it, has no basic scalars to delimit.
    if end == 0 || digits.isEmpty { return nil }
    var code = initialCode
    var index: UInt32 = 0
    var bias = initialBias
    while !digits.isEmpty {
      let previous = index
      var weight: UInt32 = 1
      var place = base
      while true {
        guard let byte = digits.popFirst(), let digit = value(of: byte) else { return nil }
        let (product, overflowed) = digit.multipliedReportingOverflow(by: weight)
        let (sum, overran) = index.addingReportingOverflow(product)
        if overflowed || overran { return nil }
        index = sum
        let threshold = threshold(at: place, bias)
        if digit < threshold { break }
        let (next, grew) = weight.multipliedReportingOverflow(by: UInt32(base - threshold))
        if grew { return nil }
        weight = next
        place += base
      }
      let count = UInt32(output.count + 1)
      bias = adapt(Int(index - previous), count: Int(count), isFirst: previous == 0)
      let (next, overflowed) = code.addingReportingOverflow(index / count)
      guard !overflowed, let scalar = Unicode.Scalar(next) else { return nil }
      code = next
      index %= count
      output.insert(scalar, at: Int(index))
      index += 1
    }
    return output
  }

  /// The Punycode of the scalars; nil where they are too many.
  static func encode(_ input: [Unicode.Scalar]) -> [UInt8]? {
    guard input.count <= maximumLength else { return nil }
    var output = input.filter(\.isASCII).map { UInt8(truncatingIfNeeded: $0.value) }
    let basicCount = output.count
    var handled = basicCount
    if basicCount > 0 { output.append(delimiter) }
    var code = initialCode
    var delta = 0
    var bias = initialBias
    while handled < input.count {
      guard let next = input.lazy.map(\.value).filter({ $0 >= code }).min() else { break }
      // At most 256 scalars times 0x110000: far from an overflow.
      delta += Int(next - code) * (handled + 1)
      code = next
      for scalar in input {
        if scalar.value < code { delta += 1 }
        guard scalar.value == code else { continue }
        append(delta, to: &output, bias)
        bias = adapt(delta, count: handled + 1, isFirst: handled == basicCount)
        delta = 0
        handled += 1
      }
      delta += 1
      code += 1
    }
    return output
  }

  /// Writes a number as a variable-length integer (RFC 3492 §3.3).
  private static func append(_ number: Int, to output: inout [UInt8], _ bias: Int) {
    var rest = number
    var place = base
    while true {
      let threshold = threshold(at: place, bias)
      if rest < threshold { break }
      output.append(digit(of: threshold + (rest - threshold) % (base - threshold)))
      rest = (rest - threshold) / (base - threshold)
      place += base
    }
    output.append(digit(of: rest))
  }

  private static func threshold(at place: Int, _ bias: Int) -> Int {
    min(max(place - bias, minimumThreshold), maximumThreshold)
  }

  /// The bias for the next number (RFC 3492 §3.4).
  private static func adapt(_ delta: Int, count: Int, isFirst: Bool) -> Int {
    var delta = isFirst ? delta / 700 : delta / 2
    delta += delta / count
    var steps = 0
    while delta > (base - minimumThreshold) * maximumThreshold / 2 {
      delta /= base - minimumThreshold
      steps += base
    }
    return steps + (base - minimumThreshold + 1) * delta / (delta + 38)
  }

  private static func value(of byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte) - 0x61
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte) - 0x30 + 26
    default: nil
    }
  }

  private static func digit(of value: Int) -> UInt8 {
    UInt8(truncatingIfNeeded: value < 26 ? value + 0x61 : value - 26 + 0x30)
  }
}
