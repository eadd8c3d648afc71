// The pack in force as expressions see it: `pack`, for one document.

import CEL
import Synchronization

/// The object that the variable `pack` stands for. It notes the parameters that were asked for and are not in force.
public final class PackHost: ObjectHost {
  /// The pack.
  public let pack: PolicyPack
  private let date: @Sendable (String) -> CalendarDate?
  private let names: [String]
  private let vocabularies: Value
  private let notes = Mutex<[NotInForce]>([])

  /// Puts a pack in force for a document.
  ///
  /// - Parameter date: The date that stands in the document at a dotted path; nil where there is none.
  public init(_ pack: PolicyPack, date: @escaping @Sendable (String) -> CalendarDate?) {
    self.pack = pack
    self.date = date
    names = pack.parameters.keys.sorted()
    var map = MapValue()
    for (name, vocabulary) in pack.vocabularies.sorted(by: { $0.key < $1.key }) {
      _ = map.insert(Value(.string(name)), Value(vocabulary))
    }
    vocabularies = Value(.map(map))
  }

  /// The value of the variable `pack`.
  public var value: Value { Value(.object(ObjectValue(host: self, handle: Self.root))) }

  /// The parameters that were asked for and are not in force, each with each reason once, in the order of asking.
  public var notInForce: [NotInForce] { notes.withLock { $0 } }

  // MARK: Objects

  // The root, and after it the parameters that rules choose the values of, by their names in order.
  private static let root: Int32 = 0
  private static let fieldsOfPack = ["id", "version", "profile", "vocabularies"]

  /// The parameter that an object stands for; nil for the pack itself.
  func parameter(of handle: Int32) -> PackParameter? {
    let index = Int(handle) - 1
    return names.indices.contains(index) ? pack.parameters[names[index]] : nil
  }

  /// The value of a lookup; nil, with a note, where the parameter is not in force.
  func value(_ parameter: PackParameter, _ outcome: PackParameter.Outcome) -> Value? {
    switch outcome {
    case .value(let value): return value
    case .unfit: return nil
    case .notInForce(let reason):
      let note = NotInForce(parameter: parameter.name, reason: reason)
      notes.withLock { notes in
        if !notes.contains(note) { notes.append(note) }
      }
      return nil
    }
  }

  /// The value of a parameter or a property of the pack; nil where there is none.
  public func field(_ name: String, of handle: Int32) -> Value? {
    guard handle == Self.root else { return nil }
    switch name {
    case "id": return Value(.string(pack.id))
    case "version": return Value(.int(pack.version))
    case "profile": return pack.profile.map { Value(.string($0)) }
    case "vocabularies": return vocabularies
    default: break
    }
    guard let parameter = pack.parameters[name] else { return nil }
    if parameter.isChosenByRules {
      return index(of: name).map { Value(.object(ObjectValue(host: self, handle: Int32($0 + 1)))) }
    }
    if case .one(let value) = parameter.values { return value }
    // Without its date the document is incomplete, which is for another rule to say.
    guard let path = parameter.selectBy, let date = date(path) else { return nil }
    return value(parameter, parameter.value(on: date))
  }

  private func index(of name: String) -> Int? {
    var (low, high) = (0, names.count)
    while low < high {
      let middle = (low + high) / 2
      if names[middle] < name { low = middle + 1 } else { high = middle }
    }
    return low < names.count && names[low] == name ? low : nil
  }

  /// How many fields there are: those of the pack itself; a parameter that rules choose the value of has none.
  public func fieldCount(of handle: Int32) -> Int { handle == Self.root ? fieldNames.count : 0 }

  /// The names of the pack's fields.
  public func fieldNames(of handle: Int32) -> [Value] {
    handle == Self.root ? fieldNames.map { Value(.string($0)) } : []
  }

  private var fieldNames: [String] {
    Self.fieldsOfPack.filter { $0 != "profile" || pack.profile != nil } + names
  }
}

extension Value {
  /// A vocabulary as expressions have it.
  fileprivate init(_ vocabulary: Vocabulary) {
    switch vocabulary {
    case .word(let word): self.init(.string(word))
    case .words(let words): self.init(.list(words.map { Value(.string($0)) }))
    case .table(let entries):
      var map = MapValue()
      for entry in entries { _ = map.insert(Value(.string(entry.name)), Value(.string(entry.text))) }
      self.init(.map(map))
    }
  }
}
