// Rounds decimal numbers by their digits, so that no pence are lost to binary fractions.

/// Rounding half away from zero.
enum Rounding {
  /// How many digits after the point a multiple of `step` has, where `step` is a power of ten; `nil` for other steps.
  static func places(ofStep step: String) -> Int? {
    if step == "1" { return 0 }
    guard step.hasPrefix("0."), step.hasSuffix("1") else { return nil }
    let fraction = step.dropFirst(2)
    return fraction.dropLast().allSatisfy { $0 == "0" } ? fraction.utf8.count : nil
  }

  /// `number`, in plain decimal notation, with `places` digits after the point at most; `nil` for other notations.
  static func rounded(_ number: String, to places: Int) -> String? {
    let isNegative = number.hasPrefix("-")
    let parts = (isNegative ? number.dropFirst() : number[...]).split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }) else { return nil }
    let fraction = parts.count == 2 ? Array(parts[1].utf8) : []
    guard fraction.count > places else { return number }
    var digits = Array(parts[0].utf8) + fraction.prefix(places)
    if fraction[places] >= UInt8(ascii: "5") { increment(&digits) }
    let wholeCount = digits.count - places
    var text = String(decoding: digits.prefix(wholeCount), as: UTF8.self)
    var rest = String(decoding: digits.suffix(places), as: UTF8.self)
    while rest.hasSuffix("0") { rest.removeLast() }
    if !rest.isEmpty { text += "." + rest }
    return isNegative && text != "0" ? "-" + text : text
  }

  private static func increment(_ digits: inout [UInt8]) {
    var index = digits.count - 1
    while index >= 0 {
      if digits[index] < UInt8(ascii: "9") {
        digits[index] += 1
        return
      }
      digits[index] = UInt8(ascii: "0")
      index -= 1
    }
    digits.insert(UInt8(ascii: "1"), at: 0)
  }
}
