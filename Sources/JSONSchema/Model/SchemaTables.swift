// The tables of a compiled schema, and the unsafe views through which evaluation reads them.

import DocumentModel
import Patterns

/// A slot of a ``KeyTable``.
struct KeySlot: Sendable {
  var hash: UInt32
  /// Where the key's bytes are, or -1 for a free slot.
  var keyStart: Int32
  var keyLength: Int32
  /// The subschema of the value, or -1. In the table of an enumeration, the index of the value.
  var schema: Int32
  /// The index of the key in the list of required ones, or -1.
  var required: Int32
  /// The patterns of `patternProperties` that the key matches, by their index.
  var patterns: UInt64
}

/// The bytes of a name in ``SchemaTables/keyBytes``.
struct NameReference: Sendable {
  var start: Int32
  var length: Int32
  var range: Range<Int> { Int(start)..<Int(start) + Int(length) }
}

/// A pattern of `patternProperties` with its subschema.
struct PatternEntry: Sendable {
  var pattern: Int32
  var schema: Int32
}

/// An entry of `dependentRequired` or `dependentSchemas`: a trigger with what it demands.
struct DependentEntry: Sendable {
  var trigger: NameReference
  /// The names demanded, in ``SchemaTables/names``.
  var names = Span()
  /// The subschema demanded, or -1.
  var schema: Int32 = -1
}

/// A limit of a number, exact, with a short form where it has one.
struct NumberLimit: Sendable {
  var value: ExactNumber
  var short: ShortDecimal?
  var node: Int32
}

/// The values of `enum` or `const`.
struct Enumeration: Sendable {
  /// The strings among them.
  var strings: KeyTable
  /// The nodes of all values, in the tree of the subschema's document.
  var nodes: [Int32]
  /// Those that are not strings.
  var others: [Int32]
  var isConst: Bool
  /// The enumeration of a `const` beside this `enum`, or -1.
  var constant: Int32 = -1
}

/// A regular expression; a mere prefix (`^x_`) is compared without the engine.
struct CompiledPattern: Sendable {
  var source: String
  var pattern: Pattern
  /// The bytes of the prefix in ``SchemaTables/keyBytes``, where the expression asks for nothing else.
  var prefix: NameReference?
}

/// A `$dynamicRef` or `$recursiveRef`.
struct DynamicReference: Sendable {
  /// The name of the dynamic anchor sought; empty for `$recursiveRef`.
  var name: String
  /// The subschema it leads to where no outer resource has the anchor.
  var target: Int32
  /// The resources that have the anchor, with the subschema there.
  var candidates: [(resource: Int32, schema: Int32)] = []
}

/// All tables of a schema.
struct SchemaTables: Sendable {
  var records: [SubschemaRecord] = []
  var lists: [Int32] = []
  var slots: [KeySlot] = []
  var keyBytes: [UInt8] = []
  var names: [NameReference] = []
  var patternEntries: [PatternEntry] = []
  var dependents: [DependentEntry] = []
  var numbers: [NumberLimit] = []
  var enumerations: [Enumeration] = []
  var patterns: [CompiledPattern] = []
  var formats: [FormatRule] = []
  var dynamicReferences: [DynamicReference] = []
  /// Whether one of the subschemas says `deprecated`.
  var deprecates = false

  func list(_ span: Span) -> [SubschemaID] { lists[span.range].map { SubschemaID($0) } }

  func patternProperties(of record: SubschemaRecord) -> ArraySlice<PatternEntry> {
    patternEntries[record.patternProperties.range]
  }

  func string(_ name: NameReference) -> String { String(decoding: keyBytes[name.range], as: UTF8.self) }

  /// Calls `body` with a view that is valid until `body` returns.
  func withView<Result>(_ body: (SchemaView) throws -> Result) rethrows -> Result {
    try records.withUnsafeBufferPointer { records in
      try lists.withUnsafeBufferPointer { lists in
        try slots.withUnsafeBufferPointer { slots in
          try keyBytes.withUnsafeBufferPointer { keyBytes in
            try names.withUnsafeBufferPointer { names in
              try patternEntries.withUnsafeBufferPointer { patternEntries in
                try body(
                  SchemaView(
                    records: records, lists: lists, slots: slots, keyBytes: keyBytes, names: names,
                    patternEntries: patternEntries))
              }
            }
          }
        }
      }
    }
  }
}

/// Unsafe views of those tables that evaluation reads for every node.
struct SchemaView {
  let records: UnsafeBufferPointer<SubschemaRecord>
  let lists: UnsafeBufferPointer<Int32>
  let slots: UnsafeBufferPointer<KeySlot>
  let keyBytes: UnsafeBufferPointer<UInt8>
  let names: UnsafeBufferPointer<NameReference>
  let patternEntries: UnsafeBufferPointer<PatternEntry>

  @inline(__always)
  func bytes(_ name: NameReference) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: keyBytes[name.range])
  }

  /// The slot of `key` in `table`, or `nil` where it has none.
  @inline(__always)
  func slot(for key: UnsafeBufferPointer<UInt8>, in table: KeyTable) -> KeySlot? {
    guard table.mask >= 0 else { return nil }
    let hash = KeyHash.of(key)
    var index = Int32(bitPattern: hash) & table.mask
    // At least half of the slots are free, so the walk ends.
    while true {
      let slot = slots[Int(table.start &+ index)]
      if slot.keyStart < 0 { return nil }
      if slot.hash == hash, Int(slot.keyLength) == key.count,
        ByteText.equal(
          key, UnsafeBufferPointer(rebasing: keyBytes[Int(slot.keyStart)..<Int(slot.keyStart) + key.count]))
      {
        return slot
      }
      index = (index &+ 1) & table.mask
    }
  }
}
