// The encoders extension: base64 (RFC 4648 §4).

extension Library {
  static let encoders: [Function] = [
    Function("base64.encode", [.global([.bytes], .string)]) { (arguments, context) throws(EvaluationError) in
      guard arguments.count == 1, case .bytes(let bytes) = arguments[0].content else { throw .noOverload }
      try context.spend(bytes: bytes.count * 2)
      return .string(encode(bytes))
    },
    Function("base64.decode", [.global([.string], .bytes)]) { (arguments, context) throws(EvaluationError) in
      guard arguments.count == 1, case .string(let text) = arguments[0].content else { throw .noOverload }
      try context.spend(bytes: text.utf8.count)
      guard let bytes = decode(text) else { throw unreadable(text, "base64") }
      return Value(.bytes(bytes))
    },
  ]

  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  private static func encode(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let group = bytes[index..<min(index + 3, bytes.count)]
      var bits: UInt32 = 0
      for place in 0..<3 { bits = bits << 8 | (place < group.count ? UInt32(group[index + place]) : 0) }
      for place in 0..<4 {
        text.append(
          place <= group.count ? alphabet[Int(bits >> UInt32(18 - 6 * place)) & 63] : UInt8(ascii: "="))
      }
      index += 3
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The bytes of a text with or without its padding; nil where it is no base64.
  private static func decode(_ text: String) -> [UInt8]? {
    var digits = Array(text.utf8)
    var padding = 0
    while digits.last == UInt8(ascii: "=") {
      digits.removeLast()
      padding += 1
    }
    guard digits.count % 4 != 1, padding == 0 || (digits.count + padding) % 4 == 0 && padding <= 2 else { return nil }
    var bytes: [UInt8] = []
    var bits: UInt32 = 0
    for (index, digit) in digits.enumerated() {
      guard let value = alphabet.firstIndex(of: digit) else { return nil }
      bits = bits << 6 | UInt32(value)
      if index % 4 > 0 { bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(6 - 2 * (index % 4)))) }
    }
    return bytes
  }
}
