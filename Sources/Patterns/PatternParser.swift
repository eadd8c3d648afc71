// The parser of patterns: disjunctions, terms, groups and quantifiers of ECMA-262 §22.2.1 in Unicode mode. What follows a
// backslash, and character classes, are in its extensions.

/// Reads one pattern. The grammar is that of the `u` flag, which JSON Schema Core §6.4 asks for: a backslash before a
/// letter that means nothing, a lone bracket or brace and an octal escape are faults, not literals.
struct PatternParser {
  /// How deeply groups may be nested. The parser and the compiler recurse once or twice a level.
  static let maximumDepth = 200

  let scalars: [Unicode.Scalar]
  var index = 0
  var groupCount = 0
  var groupNames: [String: Int] = [:]
  var hasLookarounds = false
  var hasBackreferences = false
  private var depth = 0
  private let totalGroups: Int
  private let allNames: [String: Int]

  /// Parses a whole pattern.
  static func parse(_ source: String) throws(PatternError) -> ParsedPattern {
    let scalars = Array(source.unicodeScalars)
    // A backreference may stand before its group, so a first pass finds out which groups there are.
    var survey = PatternParser(scalars: scalars, totalGroups: .max, allNames: [:])
    _ = try survey.parsePattern(isSurvey: true)
    var parser = PatternParser(scalars: scalars, totalGroups: survey.groupCount, allNames: survey.groupNames)
    let root = try parser.parsePattern(isSurvey: false)
    return ParsedPattern(
      root: root, groupCount: parser.groupCount, hasBackreferences: parser.hasBackreferences,
      hasLookarounds: parser.hasLookarounds)
  }

  private init(scalars: [Unicode.Scalar], totalGroups: Int, allNames: [String: Int]) {
    self.scalars = scalars
    self.totalGroups = totalGroups
    self.allNames = allNames
  }

  private(set) var isSurvey = false

  private mutating func parsePattern(isSurvey: Bool) throws(PatternError) -> PatternNode {
    self.isSurvey = isSurvey
    let root = try parseDisjunction()
    if index < scalars.count { throw PatternError("This ')' closes nothing", at: index..<(index + 1)) }
    return root
  }

  // MARK: Reading

  /// The scalar that many places ahead, nil past the end.
  func peek(_ ahead: Int = 0) -> Unicode.Scalar? {
    let place = index + ahead
    return place < scalars.count ? scalars[place] : nil
  }

  /// Steps over the scalar where it is the next one.
  mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
    guard peek() == scalar else { return false }
    index += 1
    return true
  }

  /// From the place to the current one.
  func since(_ start: Int) -> Range<Int> { start..<max(start, index) }

  /// The group that a backreference names by number, which must exist somewhere in the pattern.
  mutating func reference(toGroup number: Int, at range: Range<Int>) throws(PatternError) -> PatternNode {
    hasBackreferences = true
    guard number <= totalGroups else { throw PatternError("There is no group \(number)", at: range) }
    return .backreference(group: number)
  }

  /// The group that a backreference names by name.
  mutating func reference(toGroup name: String, at range: Range<Int>) throws(PatternError) -> PatternNode {
    hasBackreferences = true
    if isSurvey { return .empty }
    guard let number = allNames[name] else { throw PatternError("There is no group named '\(name)'", at: range) }
    return .backreference(group: number)
  }

  // MARK: Structure

  private mutating func parseDisjunction() throws(PatternError) -> PatternNode {
    var branches = [try parseAlternative()]
    while skip("|") { branches.append(try parseAlternative()) }
    return branches.count == 1 ? branches[0] : .alternation(branches)
  }

  private mutating func parseAlternative() throws(PatternError) -> PatternNode {
    var terms: [PatternNode] = []
    while let next = peek(), next != "|", next != ")" {
      let term = try parseTerm()
      if case .empty = term { continue }
      terms.append(term)
    }
    switch terms.count {
    case 0: return .empty
    case 1: return terms[0]
    default: return .sequence(terms)
    }
  }

  private mutating func parseTerm() throws(PatternError) -> PatternNode {
    let start = index
    let firstGroup = groupCount
    let (node, isQuantifiable) = try parseAtomOrAssertion()
    let quantifierStart = index
    guard let (minimum, maximum) = try parseQuantifier() else { return node }
    let isGreedy = !skip("?")
    guard isQuantifiable else {
      throw PatternError("An assertion cannot be repeated", at: since(start))
    }
    if let next = peek(), next == "*" || next == "+" || next == "?" {
      throw PatternError("A quantifier cannot be repeated", at: quantifierStart..<(index + 1))
    }
    if case .empty = node { return .empty }
    return .repetition(
      node,
      Repetition(
        minimum: minimum, maximum: maximum, isGreedy: isGreedy, groups: (firstGroup + 1)..<(groupCount + 1)))
  }

  private mutating func parseAtomOrAssertion() throws(PatternError) -> (PatternNode, isQuantifiable: Bool) {
    guard let next = peek() else { return (.empty, false) }
    let start = index
    switch next {
    case "^":
      index += 1
      return (.textStart, false)
    case "$":
      index += 1
      return (.textEnd, false)
    case ".":
      index += 1
      return (.set(.dot), true)
    case "(":
      return try parseGroup()
    case "[":
      return (.set(try parseClass()), true)
    case "\\":
      return try parseEscape()
    case "*", "+", "?":
      throw PatternError("There is nothing before '\(next)' to repeat", at: start..<(start + 1))
    case "{":
      throw PatternError(
        "There is nothing before '{' to repeat; a literal brace is written '\\{'", at: start..<(start + 1))
    case "]", "}":
      throw PatternError("This '\(next)' closes nothing; a literal one is written '\\\(next)'", at: start..<(start + 1))
    default:
      index += 1
      return (.scalar(next.value), true)
    }
  }

  private mutating func parseGroup() throws(PatternError) -> (PatternNode, isQuantifiable: Bool) {
    let start = index
    index += 1
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth else {
      throw PatternError("Groups are nested more than \(Self.maximumDepth) deep", at: start..<(start + 1))
    }
    guard skip("?") else {
      groupCount += 1
      let group = groupCount
      return (.capture(try parseGroupBody(openedAt: start), group: group), true)
    }
    if skip(":") { return (try parseGroupBody(openedAt: start), true) }
    if skip("=") { return try parseLookaround(openedAt: start, isBehind: false, isNegated: false) }
    if skip("!") { return try parseLookaround(openedAt: start, isBehind: false, isNegated: true) }
    guard skip("<") else {
      throw PatternError(
        "'(?' must be followed by ':', '=', '!', '<=', '<!' or '<name>'", at: start..<min(index + 1, scalars.count))
    }
    if skip("=") { return try parseLookaround(openedAt: start, isBehind: true, isNegated: false) }
    if skip("!") { return try parseLookaround(openedAt: start, isBehind: true, isNegated: true) }
    let nameStart = index
    let name = try parseGroupName(openedAt: start)
    groupCount += 1
    let group = groupCount
    guard groupNames.updateValue(group, forKey: name) == nil else {
      throw PatternError("There are two groups named '\(name)'", at: nameStart..<(index - 1))
    }
    return (.capture(try parseGroupBody(openedAt: start), group: group), true)
  }

  private mutating func parseLookaround(
    openedAt start: Int, isBehind: Bool, isNegated: Bool
  ) throws(PatternError) -> (PatternNode, isQuantifiable: Bool) {
    hasLookarounds = true
    let body = try parseGroupBody(openedAt: start)
    return (.look(body, isBehind: isBehind, isNegated: isNegated), false)
  }

  private mutating func parseGroupBody(openedAt start: Int) throws(PatternError) -> PatternNode {
    let body = try parseDisjunction()
    guard skip(")") else { throw PatternError("This '(' is not closed", at: start..<(start + 1)) }
    return body
  }

  // MARK: Quantifiers

  private mutating func parseQuantifier() throws(PatternError) -> (minimum: Int, maximum: Int?)? {
    if skip("*") { return (0, nil) }
    if skip("+") { return (1, nil) }
    if skip("?") { return (0, 1) }
    let start = index
    guard skip("{") else { return nil }
    guard let minimum = parseDecimal() else { throw incompleteQuantifier(from: start) }
    var maximum: Int? = minimum
    if skip(",") { maximum = parseDecimal() }
    guard skip("}") else { throw incompleteQuantifier(from: start) }
    if let maximum, maximum < minimum {
      throw PatternError("The quantifier's numbers are out of order", at: since(start))
    }
    return (minimum, maximum)
  }

  private func incompleteQuantifier(from start: Int) -> PatternError {
    PatternError(
      "A quantifier is written '{n}', '{n,}' or '{n,m}'; a literal brace is written '\\{'", at: start..<(start + 1))
  }

  /// A decimal number, held at a value far beyond any limit where it is larger than that. Nil where there is no digit.
  mutating func parseDecimal() -> Int? {
    var value: Int?
    while let digit = peek(), ("0"..."9").contains(digit) {
      value = min((value ?? 0) * 10 + Int(digit.value - 0x30), 1 << 40)
      index += 1
    }
    return value
  }
}
