// The pack in force as expressions see it: `pack`, for one document.

import CEL
import Synchronization

/// The object that the variable `pack` stands for. It notes the parameters that were asked for and are not in force.
public final class PackHost: ObjectHost {
  /// The pack.
  public let pack: PolicyPack
  private let date: @Sendable (String) -> CalendarDate?
  private let notes = Mutex(Notes())

  private struct Notes {
    var order: [NotInForce] = []
    var known: Set<NotInForce> = []
  }

  /// Puts a pack in force for a document.
  ///
  /// - Parameter date: The date that stands in the document at a dotted path; nil where there is none.
  public init(_ pack: PolicyPack, date: @escaping @Sendable (String) -> CalendarDate?) {
    self.pack = pack
    self.date = date
  }

  /// The value of the variable `pack`.
  public var value: Value { Value(.object(ObjectValue(host: self, handle: Self.root))) }

  /// The parameters that were asked for and are not in force, each with each reason once, in the order of asking.
  public var notInForce: [NotInForce] { notes.withLock { $0.order } }

  // MARK: Objects

  // The root, and after it the parameters that rules choose the values of, by their names in order.
  private static let root: Int32 = 0
  private static let fieldsOfPack = ["id", "version", "profile", "vocabularies"]

  /// The parameter that an object stands for; nil for the pack itself.
  func parameter(of handle: Int32) -> PackParameter? {
    let index = Int(handle) - 1
    return pack.names.indices.contains(index) ? pack.parameters[pack.names[index]] : nil
  }

  /// The value of a lookup; nil, with a note, where the parameter is not in force.
  func value(_ parameter: PackParameter, _ outcome: PackParameter.Outcome) -> Value? {
    switch outcome {
    case .value(let value): return value
    case .unfit: return nil
    case .notInForce(let reason):
      let note = NotInForce(parameter: parameter.name, reason: reason)
      notes.withLock { notes in
        if notes.known.insert(note).inserted { notes.order.append(note) }
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
    case "vocabularies": return pack.vocabularyValue
    default: break
    }
    guard let parameter = pack.parameters[name] else { return nil }
    if parameter.isChosenByRules {
      return pack.index(of: name).map { Value(.object(ObjectValue(host: self, handle: Int32($0 + 1)))) }
    }
    if case .one(let value) = parameter.values { return value }
    // Without its date the document is incomplete, which is for another rule to say.
    guard let path = parameter.selectBy, let date = date(path) else { return nil }
    return value(parameter, parameter.value(on: date))
  }

  /// How many fields there are: those of the pack itself; a parameter that rules choose the value of has none.
  public func fieldCount(of handle: Int32) -> Int { handle == Self.root ? fieldNames.count : 0 }

  /// The names of the pack's fields.
  public func fieldNames(of handle: Int32) -> [Value] {
    handle == Self.root ? fieldNames.map { Value(.string($0)) } : []
  }

  private var fieldNames: [String] {
    Self.fieldsOfPack.filter { $0 != "profile" || pack.profile != nil } + pack.names
  }
}
