// The parser: precedence and primaries of the grammar (langdef, Syntax). Macros are expanded in its extension.

/// Reads one expression.
public struct Parser {
  /// The longest source, in UTF-8 bytes.
  public static let maximumLength = 65_536
  /// How many levels of nodes a tree may have. Everything that walks a tree recurses once a level.
  public static let maximumHeight = 128
  /// How deep parentheses, brackets, calls and conditionals may nest; the parser recurses for these.
  public static let maximumNesting = 64

  let dialect: Dialect
  private var lexer: Lexer
  private(set) var token: Token
  /// Where the last token that was consumed ends.
  private(set) var lastEnd = 0
  private var nextID = 0
  private var depth = 0

  /// Parses a whole text as one expression.
  ///
  /// - Throws: `SyntaxError` where the text is no expression, is longer than `maximumLength`, nests deeper than
  ///   `maximumNesting` or has more levels than `maximumHeight`.
  public static func parse(_ source: String, dialect: Dialect = .core) throws(SyntaxError) -> Expression {
    let length = source.utf8.count
    guard length <= maximumLength else {
      throw SyntaxError("The expression is longer than \(maximumLength) bytes", at: 0..<length)
    }
    var parser = try Parser(source, dialect: dialect)
    let expression = try parser.parseExpression()
    guard parser.token.kind == .end else {
      throw SyntaxError("\(parser.found) does not continue the expression", at: parser.token.range)
    }
    return expression
  }

  private init(_ source: String, dialect: Dialect) throws(SyntaxError) {
    self.dialect = dialect
    lexer = Lexer(source)
    token = try lexer.next()
  }

  // MARK: Tokens

  /// The next token in the words of a message.
  var found: String {
    if token.kind == .end { return "The end" }
    return "'\(String(decoding: lexer.bytes[token.range], as: UTF8.self))'"
  }

  mutating func advance() throws(SyntaxError) {
    lastEnd = token.range.upperBound
    token = try lexer.next()
  }

  func at(_ symbol: Token.Symbol) -> Bool { token.kind == .symbol(symbol) }

  mutating func skip(_ symbol: Token.Symbol) throws(SyntaxError) -> Bool {
    guard at(symbol) else { return false }
    try advance()
    return true
  }

  mutating func expect(_ symbol: Token.Symbol, _ purpose: String) throws(SyntaxError) {
    guard at(symbol) else {
      throw SyntaxError("\(found) stands where '\(symbol.rawValue)' \(purpose)", at: token.range)
    }
    try advance()
  }

  mutating func node(from start: Int, _ kind: Expression.Kind) throws(SyntaxError) -> Expression {
    let expression = Expression(id: nextID, range: start..<max(start, lastEnd), kind: kind)
    nextID += 1
    guard expression.height <= Self.maximumHeight else {
      throw SyntaxError("The expression has more than \(Self.maximumHeight) levels", at: expression.range)
    }
    return expression
  }

  // MARK: Operators

  mutating func parseExpression() throws(SyntaxError) -> Expression {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumNesting else {
      throw SyntaxError("The expression nests deeper than \(Self.maximumNesting) levels", at: token.range)
    }
    let start = token.range.lowerBound
    let condition = try parseBinary(0)
    guard try skip(.question) else { return condition }
    let then = try parseBinary(0)
    try expect(.colon, "must part the two results of '?'")
    let otherwise = try parseExpression()
    return try node(from: start, .conditional(condition: condition, then: then, otherwise: otherwise))
  }

  /// `||` binds least, then `&&`, relations, sums and products; all lean to the left, and chains of the first two are
  /// flat.
  private mutating func parseBinary(_ minimum: Int) throws(SyntaxError) -> Expression {
    let start = token.range.lowerBound
    var left = try parseUnary()
    while let (name, level) = binaryOperator, level >= minimum {
      let function = Expression.Name(text: name, range: token.range)
      guard level > 1 else {
        var operands = [left]
        while binaryOperator?.level == level {
          try advance()
          operands.append(try parseBinary(level + 1))
        }
        left = try node(from: start, .logical(level == 0 ? .or : .and, operands))
        continue
      }
      try advance()
      let right = try parseBinary(level + 1)
      left = try node(from: start, .call(function: function, target: nil, arguments: [left, right]))
    }
    return left
  }

  private var binaryOperator: (name: String, level: Int)? {
    switch token.kind {
    case .symbol(.or): ("||", 0)
    case .symbol(.and): ("&&", 1)
    case .identifier("in"): ("@in", 2)
    case .symbol(.equal): ("_==_", 2)
    case .symbol(.notEqual): ("_!=_", 2)
    case .symbol(.less): ("_<_", 2)
    case .symbol(.lessOrEqual): ("_<=_", 2)
    case .symbol(.greater): ("_>_", 2)
    case .symbol(.greaterOrEqual): ("_>=_", 2)
    case .symbol(.plus): ("_+_", 3)
    case .symbol(.minus): ("_-_", 3)
    case .symbol(.times): ("_*_", 4)
    case .symbol(.divide): ("_/_", 4)
    case .symbol(.remainder): ("_%_", 4)
    default: nil
    }
  }

  private mutating func parseUnary() throws(SyntaxError) -> Expression {
    var operators: [Expression.Name] = []
    let symbol: Token.Symbol = at(.not) ? .not : .minus
    while at(symbol) {
      operators.append(.init(text: symbol == .not ? "!_" : "-_", range: token.range))
      guard operators.count <= Self.maximumHeight else {
        throw SyntaxError("The expression has more than \(Self.maximumHeight) levels", at: token.range)
      }
      try advance()
    }
    var operand: Expression
    // A minus before a number belongs to it, so that the least integer can be written.
    if symbol == .minus, let sign = operators.last, let literal = try parseNumber(sign: sign.range) {
      operators.removeLast()
      operand = try parseSelectors(of: literal)
    } else if symbol == .not, at(.minus) {
      let sign = token.range
      try advance()
      guard let literal = try parseNumber(sign: sign) else {
        throw SyntaxError("'-' cannot follow '!' without a parenthesis", at: sign)
      }
      operand = try parseSelectors(of: literal)
    } else {
      operand = try parseSelectors(of: try parsePrimary())
    }
    for name in operators.reversed() {
      operand = try node(from: name.range.lowerBound, .call(function: name, target: nil, arguments: [operand]))
    }
    return operand
  }

  // MARK: Members

  private mutating func parseSelectors(of primary: Expression) throws(SyntaxError) -> Expression {
    let start = primary.range.lowerBound
    var operand = primary
    while true {
      if try skip(.dot) {
        let isOptional = try skip(.question)
        let name = try parseFieldName()
        if !isOptional, at(.leftParenthesis), !name.isQuoted {
          operand = try parseCall(from: start, function: name.name, target: operand)
        } else {
          operand = try node(from: start, .select(operand: operand, field: name.name, isOptional: isOptional))
        }
      } else if at(.leftBracket) {
        let opening = token.range
        try advance()
        let isOptional = try skip(.question)
        let index = try parseExpression()
        try expect(.rightBracket, "must close the index")
        let function = Expression.Name(text: isOptional ? "_[?_]" : "_[_]", range: opening)
        operand = try node(from: start, .call(function: function, target: nil, arguments: [operand, index]))
      } else {
        return operand
      }
    }
  }

  /// A name behind a dot, where the reserved words are names like any other; `in`, `true`, `false` and `null` are not.
  private mutating func parseFieldName() throws(SyntaxError) -> (name: Expression.Name, isQuoted: Bool) {
    switch token.kind {
    case .identifier(let text) where !Self.keywords.contains(text):
      let name = Expression.Name(text: text, range: token.range)
      try advance()
      return (name, false)
    case .quotedIdentifier(let text):
      let name = Expression.Name(text: text, range: token.range)
      try advance()
      return (name, true)
    default:
      throw SyntaxError("\(found) stands where the name of a field must follow the dot", at: token.range)
    }
  }

  private static let keywords: Set<String> = ["in", "true", "false", "null"]
  private static let reservedWords: Set<String> = [
    "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "package",
    "namespace", "return", "var", "void", "while",
  ]

  private mutating func parseCall(
    from start: Int, function: Expression.Name, target: Expression?
  ) throws(SyntaxError) -> Expression {
    try expect(.leftParenthesis, "must open the arguments")
    var arguments: [Expression] = []
    while !at(.rightParenthesis) {
      arguments.append(try parseExpression())
      guard try skip(.comma) else { break }
      if at(.rightParenthesis) { throw SyntaxError("An argument must follow the comma", at: token.range) }
    }
    try expect(.rightParenthesis, "must close the arguments of '\(function.text)'")
    let kind = try expandMacro(function: function, target: target, arguments: arguments)
    return try node(from: start, kind ?? .call(function: function, target: target, arguments: arguments))
  }

  // MARK: Primaries

  private mutating func parsePrimary() throws(SyntaxError) -> Expression {
    let start = token.range.lowerBound
    switch token.kind {
    case .symbol(.dot):
      try advance()
      return try parseName(from: start, isAbsolute: true)
    case .identifier("true"): return try literal(.bool(true))
    case .identifier("false"): return try literal(.bool(false))
    case .identifier("null"): return try literal(.null)
    case .identifier: return try parseName(from: start, isAbsolute: false)
    case .string(let text): return try literal(.string(text))
    case .bytes(let bytes): return try literal(.bytes(bytes))
    case .int, .uint, .real:
      if let number = try parseNumber(sign: nil) { return number }
    case .symbol(.leftParenthesis):
      try advance()
      let inner = try parseExpression()
      try expect(.rightParenthesis, "must close the parenthesis")
      return inner
    case .symbol(.leftBracket): return try parseList(from: start)
    case .symbol(.leftBrace): return try parseMap(from: start)
    default: break
    }
    throw SyntaxError("\(found) stands where a value is expected", at: token.range)
  }

  private mutating func literal(_ literal: Expression.Literal) throws(SyntaxError) -> Expression {
    let start = token.range.lowerBound
    try advance()
    return try node(from: start, .literal(literal))
  }

  private mutating func parseName(from start: Int, isAbsolute: Bool) throws(SyntaxError) -> Expression {
    guard case .identifier(let text) = token.kind, !Self.keywords.contains(text) else {
      throw SyntaxError("\(found) stands where a name is expected", at: token.range)
    }
    guard !Self.reservedWords.contains(text) else {
      throw SyntaxError("'\(text)' is a reserved word and cannot be a name", at: token.range)
    }
    let name = Expression.Name(text: text, range: token.range)
    try advance()
    if at(.leftParenthesis) { return try parseCall(from: start, function: name, target: nil) }
    return try node(from: start, .identifier(text, isAbsolute: isAbsolute))
  }

  private mutating func parseList(from start: Int) throws(SyntaxError) -> Expression {
    try advance()
    var elements: [Expression.Element] = []
    while !at(.rightBracket) {
      let isOptional = try skip(.question)
      elements.append(.init(value: try parseExpression(), isOptional: isOptional))
      guard try skip(.comma) else { break }
    }
    try expect(.rightBracket, "must close the list")
    return try node(from: start, .list(elements))
  }

  private mutating func parseMap(from start: Int) throws(SyntaxError) -> Expression {
    try advance()
    var entries: [Expression.Entry] = []
    while !at(.rightBrace) {
      let isOptional = try skip(.question)
      let key = try parseExpression()
      try expect(.colon, "must follow the key")
      entries.append(.init(key: key, value: try parseExpression(), isOptional: isOptional))
      guard try skip(.comma) else { break }
    }
    try expect(.rightBrace, "must close the map")
    return try node(from: start, .map(entries))
  }

  /// Reads a number, with the minus that stood before it. Nil, with nothing read, where the next token is none.
  private mutating func parseNumber(sign: Range<Int>?) throws(SyntaxError) -> Expression? {
    let start = sign?.lowerBound ?? token.range.lowerBound
    let minus = sign == nil ? "" : "-"
    let range = start..<token.range.upperBound
    let literal: Expression.Literal
    switch token.kind {
    case .int(let digits, let isHexadecimal):
      guard let value = Int64(minus + digits, radix: isHexadecimal ? 16 : 10) else {
        throw SyntaxError("The number is outside of what an int can hold (64 bits)", at: range)
      }
      literal = .int(value)
    case .uint(let digits, let isHexadecimal):
      guard sign == nil else { return nil }
      guard let value = UInt64(digits, radix: isHexadecimal ? 16 : 10) else {
        throw SyntaxError("The number is outside of what a uint can hold (64 bits)", at: range)
      }
      literal = .uint(value)
    case .real(let text):
      switch dialect {
      case .core:
        guard let value = Double(minus + (text.hasPrefix(".") ? "0" : "") + text), value.isFinite else {
          throw SyntaxError("The number cannot be read as a double", at: range)
        }
        literal = .double(value)
      case .rules:
        guard let value = FixedDecimal(minus + text) else {
          throw SyntaxError("The number has more than 18 decimals or is too large for a decimal", at: range)
        }
        literal = .decimal(value)
      }
    default: return nil
    }
    try advance()
    return try node(from: start, .literal(literal))
  }
}
