// The scripts that `\p{Script=…}` and `\p{Script_Extensions=…}` can name; the standard library offers neither property.

/// Finds the scalars of a script. The data is text in hexadecimal, a script after another; a range is the distance of
/// its start from the end of the range before, and `+` and its length less one where it is longer than one scalar.
package enum ScriptTable {
  /// The sorted ranges of a script by its long or short name; nil where there is no such script.
  package static func ranges(named name: String, withExtensions: Bool) -> [ClosedRange<UInt32>]? {
    guard let entry = scripts[name] else { return nil }
    guard withExtensions else { return entry.ranges }
    // An explicit set of extensions takes the place of the script (Unicode Standard Annex 24, §2.9).
    var ranges = subtract(explicit, from: entry.ranges)
    for set in extensions where set.names.contains(entry.code) { ranges += set.ranges }
    return ranges.sorted { $0.lowerBound < $1.lowerBound }
  }

  private static let scripts: [String: (code: String, ranges: [ClosedRange<UInt32>])] = {
    var scripts: [String: (code: String, ranges: [ClosedRange<UInt32>])] = [:]
    for entry in entries(of: scriptData) {
      guard let code = entry.names.last else { continue }
      for name in entry.names { scripts[name] = (code, entry.ranges) }
    }
    // The two further aliases of PropertyValueAliases.txt.
    scripts["Qaac"] = scripts["Coptic"]
    scripts["Qaai"] = scripts["Inherited"]
    return scripts
  }()

  private static let extensions = entries(of: extensionData)

  private static let explicit = extensions.flatMap(\.ranges).sorted { $0.lowerBound < $1.lowerBound }

  private static func entries(of data: String) -> [(names: [String], ranges: [ClosedRange<UInt32>])] {
    var entries: [(names: [String], ranges: [ClosedRange<UInt32>])] = []
    var names: [String] = []
    var ranges: [ClosedRange<UInt32>] = []
    func finish() { if !names.isEmpty { entries.append((names, ranges)) } }
    let words = data.split(whereSeparator: { $0 == " " || $0 == "\n" })
    var isInNames = false
    var end: UInt32 = 0
    for word in words {
      // A name begins with a capital letter, a number has none.
      if let first = word.utf8.first, (0x41...0x5A).contains(first) {
        if !isInNames {
          finish()
          (names, ranges, end, isInNames) = ([], [], 0, true)
        }
        names.append(String(word.last == ":" ? word.dropLast() : word))
      } else {
        isInNames = false
        let numbers = word.split(separator: "+").compactMap { UInt32($0, radix: 16) }
        guard let distance = numbers.first else { continue }
        let start = end + distance
        end = start + (numbers.count > 1 ? numbers[1] : 0)
        ranges.append(start...end)
      }
    }
    finish()
    return entries
  }

  /// What the sorted ranges leave of the others.
  private static func subtract(
    _ holes: [ClosedRange<UInt32>], from ranges: [ClosedRange<UInt32>]
  ) -> [ClosedRange<UInt32>] {
    var rest: [ClosedRange<UInt32>] = []
    for range in ranges {
      var start = range.lowerBound
      var isOver = false
      for hole in holes where hole.overlaps(range) {
        if hole.lowerBound > start { rest.append(start...(hole.lowerBound - 1)) }
        if hole.upperBound >= range.upperBound {
          isOver = true
          break
        }
        start = max(start, hole.upperBound + 1)
      }
      if !isOver { rest.append(start...range.upperBound) }
    }
    return rest
  }
}
