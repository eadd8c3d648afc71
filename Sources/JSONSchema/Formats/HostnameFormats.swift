// The formats `hostname` (RFC 1123 §2.1, with A-labels of RFC 5890) and `idn-hostname` (RFC 5890 §2.3.2.3).

enum HostnameFormats {
  /// The most octets of a name and of a label (RFC 1035 §2.3.4, less the octets that the wire format adds).
  private static let maximumName = 253
  private static let maximumLabel = 63

  static func isHostname(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.count <= maximumName else { return false }
    var labels: [[Unicode.Scalar]] = []
    for label in bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false) {
      guard let scalars = scalars(ofASCIILabel: label) else { return false }
      labels.append(scalars)
    }
    return BidiRule.holds(for: labels)
  }

  /// Labels may be U-labels, and the three other full stops of IDNA separate labels too (RFC 3490 §3.1).
  static func isInternationalizedHostname(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    // The A-label form has at least an octet for each scalar, of four bytes at the most.
    guard bytes.count <= maximumName * 4 else { return false }
    var labels: [[Unicode.Scalar]] = []
    var length = -1
    let text = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
    for label in text.split(omittingEmptySubsequences: false, whereSeparator: isSeparator) {
      if label.allSatisfy(\.isASCII) {
        let ascii = label.map { UInt8(truncatingIfNeeded: $0.value) }
        let decoded = ascii.withUnsafeBufferPointer { scalars(ofASCIILabel: $0[...]) }
        guard let decoded else { return false }
        labels.append(decoded)
        length += ascii.count + 1
      } else {
        let scalars = Array(label)
        guard InternationalizedLabel.isValid(scalars), let encoded = Punycode.encode(scalars) else { return false }
        let octets = InternationalizedLabel.prefix.count + encoded.count
        guard octets <= maximumLabel else { return false }
        labels.append(scalars)
        length += octets + 1
      }
    }
    return length <= maximumName && BidiRule.holds(for: labels)
  }

  private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "." || scalar == "\u{3002}" || scalar == "\u{FF0E}" || scalar == "\u{FF61}"
  }

  /// Letters, digits and hyphens, the first and the last no hyphen (RFC 952 with RFC 1123 §2.1).
  static func isLDHLabel(_ label: Bytes) -> Bool {
    guard (1...maximumLabel).contains(label.count) else { return false }
    return label.allSatisfy { $0.isLetterOrDigit || $0 == UInt8(ascii: "-") }
      && label.first != UInt8(ascii: "-") && label.last != UInt8(ascii: "-")
  }

  /// The scalars of a label in ASCII, those that it stands for where it is an A-label. Nil where it is not valid.
  private static func scalars(ofASCIILabel label: Bytes) -> [Unicode.Scalar]? {
    guard isLDHLabel(label) else { return nil }
    let lowercased = label.map { $0.isLetter ? $0 | 0x20 : $0 }
    guard lowercased.starts(with: InternationalizedLabel.prefix) else { return lowercased.map(Unicode.Scalar.init) }
    let encoded = Array(lowercased.dropFirst(InternationalizedLabel.prefix.count))
    // An A-label is what a U-label is encoded to, and nothing else (RFC 5890 §2.3.2.1).
    guard let scalars = Punycode.decode(encoded), !scalars.allSatisfy(\.isASCII),
      InternationalizedLabel.isValid(scalars), Punycode.encode(scalars) == encoded
    else { return nil }
    return scalars
  }
}
