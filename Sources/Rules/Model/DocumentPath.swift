// A path into a document: a root and steps, some of which stand for many places, and names for what they lead to.

import CEL

/// A path as it is written, with the places of its parts in the text.
struct DocumentPath: Sendable {
  /// One step.
  struct Step: Sendable {
    enum Kind: Sendable {
      /// `.name`
      case member(String)
      /// `.*`
      case everyMember
      /// `[*]`
      case everyItem
      /// `[expression]`
      case index(Expression)
    }

    let kind: Kind
    /// The step in the text, in UTF-8 bytes.
    let range: Range<Int>
    /// The name that `as` gives to what it leads to.
    let binding: String?
  }

  /// The root: `$`, or a name.
  let root: String
  let rootRange: Range<Int>
  let rootBinding: String?
  let steps: [Step]

  /// Whether it may lead to many places.
  var hasWildcard: Bool {
    steps.contains { step in
      switch step.kind {
      case .everyItem, .everyMember: true
      default: false
      }
    }
  }
}

/// What is wrong with a path or a message, in UTF-8 bytes of its text.
struct TextFault: Error {
  enum Kind {
    case path, message, expression
  }
  let kind: Kind
  let message: String
  let range: Range<Int>
}

/// Reads paths.
struct PathParser {
  private let text: [UInt8]
  private var place = 0

  static let maximumSteps = 64

  static func parse(_ text: String) throws(TextFault) -> DocumentPath {
    var parser = PathParser(text: Array(text.utf8))
    return try parser.path()
  }

  private init(text: [UInt8]) { self.text = text }

  private var next: UInt8? { place < text.count ? text[place] : nil }

  private mutating func skipSpaces() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x09 { place += 1 }
  }

  private static func fault(_ message: String, _ range: Range<Int>) -> TextFault {
    TextFault(kind: .path, message: message, range: range)
  }

  private mutating func path() throws(TextFault) -> DocumentPath {
    skipSpaces()
    let start = place
    let root: String
    if next == UInt8(ascii: "$") {
      place += 1
      root = "$"
    } else if let name = name() {
      root = name
    } else {
      throw Self.fault(
        "A path begins with '$', 'this', 'case' or a name that was given.", start..<max(start, text.count))
    }
    let rootRange = start..<place
    let rootBinding = try binding()
    var steps: [DocumentPath.Step] = []
    while true {
      skipSpaces()
      guard next != nil else { break }
      guard steps.count < Self.maximumSteps else {
        throw Self.fault("A path has at most \(Self.maximumSteps) steps.", place..<text.count)
      }
      steps.append(try step())
    }
    return DocumentPath(root: root, rootRange: rootRange, rootBinding: rootBinding, steps: steps)
  }

  private mutating func step() throws(TextFault) -> DocumentPath.Step {
    let start = place
    let kind: DocumentPath.Step.Kind
    switch next {
    case UInt8(ascii: "."):
      place += 1
      if next == UInt8(ascii: "*") {
        place += 1
        kind = .everyMember
      } else if let name = name() {
        kind = .member(name)
      } else {
        throw Self.fault("After '.' a path has a name or '*'.", start..<min(text.count, place + 1))
      }
    case UInt8(ascii: "["):
      let end = Brackets.end(of: text, from: place)
      guard let end else { throw Self.fault("A bracket of the path is not closed.", start..<text.count) }
      let inside = (place + 1)..<end
      place = end + 1
      let trimmed = text[inside].filter { $0 != 0x20 }
      if trimmed.elementsEqual([UInt8(ascii: "*")]) {
        kind = .everyItem
      } else {
        kind = .index(try Embedded.expression(text[inside], at: inside.lowerBound))
      }
    default:
      throw Self.fault("A path goes on with '.name', '.*', '[*]' or '[expression]'.", start..<text.count)
    }
    let range = start..<place
    return DocumentPath.Step(kind: kind, range: range, binding: try binding())
  }

  /// ` as name`
  private mutating func binding() throws(TextFault) -> String? {
    let start = place
    skipSpaces()
    guard place > start, text[place...].starts(with: Array("as".utf8)), place + 2 < text.count, text[place + 2] == 0x20
    else {
      place = start
      return nil
    }
    place += 2
    skipSpaces()
    guard let name = name() else {
      throw Self.fault("After 'as' a path has a name.", start..<min(text.count, place + 1))
    }
    return name
  }

  private mutating func name() -> String? {
    let start = place
    while let byte = next {
      let isLetter = (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x5F
      guard isLetter || place > start && (0x30...0x39).contains(byte) else { break }
      place += 1
    }
    return place > start ? String(decoding: text[start..<place], as: UTF8.self) : nil
  }
}

/// Expressions that stand within other text.
enum Embedded {
  /// Parses an expression that begins at `offset` of a longer text, so that ranges are those of the whole.
  static func expression(_ bytes: ArraySlice<UInt8>, at offset: Int) throws(TextFault) -> Expression {
    // Blanks in the place of what goes before keep every range as it is in the whole text.
    let text = String(repeating: " ", count: offset) + String(decoding: bytes, as: UTF8.self)
    do throws(SyntaxError) {
      return try Parser.parse(text, dialect: .rules)
    } catch {
      throw TextFault(kind: .expression, message: error.message + ".", range: error.range)
    }
  }
}

/// Finds where brackets and braces are closed, strings passed over.
enum Brackets {
  /// The place of the bracket that closes the one at `start`; nil where there is none.
  static func end(of text: [UInt8], from start: Int) -> Int? {
    var open: [UInt8] = []
    var place = start
    while place < text.count {
      switch text[place] {
      case UInt8(ascii: "("): open.append(UInt8(ascii: ")"))
      case UInt8(ascii: "["): open.append(UInt8(ascii: "]"))
      case UInt8(ascii: "{"): open.append(UInt8(ascii: "}"))
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
        guard open.popLast() == text[place] else { return nil }
        if open.isEmpty { return place }
      case UInt8(ascii: "'"), UInt8(ascii: "\""):
        let isRaw = place > start && (text[place - 1] == UInt8(ascii: "r") || text[place - 1] == UInt8(ascii: "R"))
        guard let end = endOfString(text, from: place, isRaw: isRaw) else { return nil }
        place = end
      default: break
      }
      place += 1
    }
    return nil
  }

  /// The place of the last quote of the string that begins at `start`.
  private static func endOfString(_ text: [UInt8], from start: Int, isRaw: Bool) -> Int? {
    let quote = text[start]
    let isTriple = start + 2 < text.count && text[start + 1] == quote && text[start + 2] == quote
    var place = start + (isTriple ? 3 : 1)
    while place < text.count {
      if text[place] == UInt8(ascii: "\\"), !isRaw {
        place += 2
        continue
      }
      if text[place] == quote {
        if !isTriple { return place }
        if place + 2 < text.count, text[place + 1] == quote, text[place + 2] == quote { return place + 2 }
      }
      place += 1
    }
    return nil
  }
}
