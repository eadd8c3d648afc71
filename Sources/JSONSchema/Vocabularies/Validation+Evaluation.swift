// The validation vocabulary's assertions on scalars, evaluated (JSON Schema Validation §6.1 to §6.3).

import DocumentModel
import Patterns

extension Evaluator {
  /// The steps any search for a pattern may take.
  static let quickPatternSteps = 20_000
  /// The steps that a few searches of an evaluation may take.
  static let costlyPatternSteps = 2_000_000
  /// How many searches may take that many.
  static let costlyPatternLimit = 20

  // MARK: Any type

  /// Applies `enum` and `const`.
  mutating func evaluateEnumeration(
    _ record: UnsafePointer<SubschemaRecord>, _ id: Int32, _ node: Int32, _ target: Int32, _ type: TypeSet
  ) -> Bool {
    var index = record.pointee.enumeration
    // A collection that is not known to its end may be any of those listed.
    if type == .object || type == .array, isPartlyDamaged(target) { return true }
    while index >= 0 {
      let strings = schema.tables.enumerations[Int(index)].strings
      let isListed =
        type == .string
        ? tables.slot(for: view.text(at: target), in: strings) != nil
        : isListed(target, in: index, document: record.pointee.document)
      if !isListed {
        let isConst = schema.tables.enumerations[Int(index)].isConst
        if quiet == 0 {
          let fault: Fault = isEmptyValue(target) && type != .string ? .emptyValue : .enumMismatch
          // Without `type` the values themselves say what is expected.
          let types = record.pointee.types == .all ? 0 : Int(record.pointee.types.rawValue)
          fail(fault, isConst ? .const : .enum, id, node, detail: types, more: keep([id]))
        }
        return false
      }
      index = schema.tables.enumerations[Int(index)].constant
    }
    return true
  }

  private func isListed(_ target: Int32, in index: Int32, document: Int32) -> Bool {
    let others = schema.tables.enumerations[Int(index)].others
    guard !others.isEmpty else { return false }
    let instance = ValueComparison(tree: tree, view: view)
    let source = schema.documents[Int(document)].tree
    return source.withView { sourceView in
      let values = ValueComparison(tree: source, view: sourceView)
      return others.contains { instance.equal(target, $0, in: values) }
    }
  }

  // MARK: Strings

  /// Applies the keywords for strings.
  mutating func evaluateString(
    _ record: UnsafePointer<SubschemaRecord>, _ id: Int32, _ node: Int32, _ target: Int32
  ) -> Bool {
    let text = view.text(at: target)
    var isValid = true
    if record.pointee.minLength > 0 || text.count > record.pointee.maxLength {
      let length = ByteText.scalarCount(text)
      if length < record.pointee.minLength {
        fail(.tooShort, .minLength, id, node, detail: length)
        isValid = false
      }
      if length > record.pointee.maxLength {
        fail(.tooLong, .maxLength, id, node, detail: length)
        isValid = false
      }
    }
    if record.pointee.pattern >= 0 {
      switch matches(text, record.pointee.pattern) {
      case true: break
      case false:
        fail(.patternMismatch, .pattern, id, node, detail: Int(record.pointee.pattern))
        isValid = false
      case nil:
        fail(.patternTooCostly, .pattern, id, node, detail: Int(record.pointee.pattern))
        isValid = false
      }
    }
    if record.pointee.format >= 0 { isValid = evaluateFormat(record.pointee.format, id, node, text) && isValid }
    return isValid
  }

  /// Whether `text` matches the pattern at `index`; `nil` where finding out would take too long.
  mutating func matches(_ text: UnsafeBufferPointer<UInt8>, _ index: Int32) -> Bool? {
    if let prefix = schema.tables.patterns[Int(index)].prefix {
      let length = Int(prefix.length)
      return text.count >= length
        && ByteText.equal(UnsafeBufferPointer(rebasing: text[..<length]), tables.bytes(prefix))
    }
    let pattern = schema.tables.patterns[Int(index)].pattern
    switch pattern.firstMatch(in: text, stepLimit: Evaluator.quickPatternSteps) {
    case .match: return true
    case .noMatch: return false
    case .stepLimitExceeded: break
    }
    guard costlyPatterns < Evaluator.costlyPatternLimit else { return nil }
    costlyPatterns += 1
    switch pattern.firstMatch(in: text, stepLimit: Evaluator.costlyPatternSteps) {
    case .match: return true
    case .noMatch: return false
    case .stepLimitExceeded: return nil
    }
  }

  // MARK: Numbers

  /// Applies the keywords for numbers.
  mutating func evaluateNumber(
    _ record: UnsafePointer<SubschemaRecord>, _ id: Int32, _ node: Int32, _ target: Int32
  ) -> Bool {
    let text = view.text(at: target)
    let number = InstanceNumber(text)
    var isValid = true
    if record.pointee.minimum >= 0, !number.satisfies(schema.tables.numbers[Int(record.pointee.minimum)], { $0 >= 0 }) {
      fail(.belowMinimum, .minimum, id, node)
      isValid = false
    }
    if record.pointee.exclusiveMinimum >= 0,
      !number.satisfies(schema.tables.numbers[Int(record.pointee.exclusiveMinimum)], { $0 > 0 })
    {
      fail(.belowExclusiveMinimum, .exclusiveMinimum, id, node)
      isValid = false
    }
    if record.pointee.maximum >= 0, !number.satisfies(schema.tables.numbers[Int(record.pointee.maximum)], { $0 <= 0 }) {
      fail(.aboveMaximum, .maximum, id, node)
      isValid = false
    }
    if record.pointee.exclusiveMaximum >= 0,
      !number.satisfies(schema.tables.numbers[Int(record.pointee.exclusiveMaximum)], { $0 < 0 })
    {
      fail(.aboveExclusiveMaximum, .exclusiveMaximum, id, node)
      isValid = false
    }
    if record.pointee.multipleOf >= 0 {
      switch number.isMultiple(of: schema.tables.numbers[Int(record.pointee.multipleOf)]) {
      case true: break
      case false:
        fail(.notMultiple, .multipleOf, id, node)
        isValid = false
      case nil: giveUp()
      }
    }
    return isValid
  }
}

/// A number of the instance: short where it can be, exact where it must be.
private struct InstanceNumber {
  private let text: UnsafeBufferPointer<UInt8>
  private let short: ShortDecimal?

  init(_ text: UnsafeBufferPointer<UInt8>) {
    self.text = text
    short = ShortDecimal(text)
  }

  /// Whether the order of the number to `limit` (-1, 0 or 1) is as `test` wants it; never for `.inf` and `.nan`.
  @inline(__always)
  func satisfies(_ limit: NumberLimit, _ test: (Int) -> Bool) -> Bool {
    if let short, let other = limit.short, let order = short.compared(to: other) { return test(order) }
    guard let value = ExactNumber(scalar: text) else { return false }
    return test(value == limit.value ? 0 : (value < limit.value ? -1 : 1))
  }

  /// Whether the number is a multiple of `limit`; `nil` where finding out would take too long.
  @inline(__always)
  func isMultiple(of limit: NumberLimit) -> Bool? {
    if let short, let other = limit.short, let result = short.isMultiple(of: other) { return result }
    guard let value = ExactNumber(scalar: text) else { return false }
    return value.isMultiple(of: limit.value)
  }
}
