// The compact form of a node: one fixed-size record in the tree's array, in document order.

import SourceText

/// Names a node of one ``SyntaxTree``; ids follow document order.
public struct NodeID: Hashable, Comparable, Sendable {
  /// The index of the node's record.
  public let index: Int32

  /// Names the node with the record at `index`.
  public init(index: Int32) { self.index = index }

  /// Orders as the document does.
  public static func < (left: NodeID, right: NodeID) -> Bool { left.index < right.index }
}

/// What a node is (YAML 1.2.2 §3.2.1.1).
public enum NodeKind: UInt8, Sendable {
  /// A scalar, of whatever type.
  case scalar
  /// A mapping: its children are keys and values in turn.
  case mapping
  /// A sequence: its children are its items.
  case sequence
  /// An alias, which stands for the node its anchor names.
  case alias
}

/// How a node is written (YAML 1.2.2 §7 and §8).
public enum NodeStyle: UInt8, Sendable {
  /// A plain scalar, without quotes.
  case plain
  /// A scalar in single quotes.
  case singleQuoted
  /// A scalar in double quotes; every string of a JSON text.
  case doubleQuoted
  /// A block scalar that keeps its line breaks (`|`).
  case literal
  /// A block scalar that folds its line breaks (`>`).
  case folded
  /// A collection by indentation.
  case block
  /// A collection in brackets.
  case flow
}

/// The type of a scalar by the core schema (YAML 1.2.2 §10.3).
public enum ScalarType: UInt8, Sendable {
  /// `null`, `~` or nothing at all.
  case null
  /// `true` or `false`.
  case boolean
  /// An integer of any size.
  case integer
  /// A number with a point or an exponent, or `.inf`, `.nan`.
  case number
  /// Any other text.
  case string
}

/// One node, 44 bytes. Children follow their parent directly, so the next sibling of a node is at its `subtreeEnd`.
public struct NodeRecord: Sendable {
  /// The byte offset of the node's first character, after its anchor and tag.
  public internal(set) var start: Int32
  /// The byte offset after the node's last character.
  public internal(set) var end: Int32
  /// The index after the last record of the node's subtree.
  public internal(set) var subtreeEnd: Int32
  /// The index of the parent's record, or -1 for the root of a document.
  public internal(set) var parent: Int32
  /// Where a scalar's text starts: in the source where it is not negative, else at `-(textStart + 1)` in the side text.
  /// For an alias, the index of the node it stands for, or -1.
  var textStart: Int32
  /// The number of bytes of a scalar's text; for a collection the number of records directly below it.
  var textLength: Int32
  /// The index of the node's anchor and tag in the tree's table, or -1.
  var properties: Int32
  /// What the node is.
  public internal(set) var kind: NodeKind
  /// How it is written.
  public internal(set) var style: NodeStyle
  /// A scalar's type by the core schema; for a collection `.null`.
  public internal(set) var scalarType: ScalarType
  /// What else is known of it.
  public internal(set) var flags: NodeFlags

  /// The bytes of the source the node covers, without its anchor and tag.
  public var range: TextRange { TextRange(Int(start), Int(end)) }
}

/// Small facts about a node.
public struct NodeFlags: OptionSet, Sendable {
  /// The bits.
  public let rawValue: UInt8
  /// Makes flags from bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The node is the key of a pair.
  public static let key = NodeFlags(rawValue: 1)
  /// The node stands in a region the reader had to repair: what is said of it would be an echo.
  public static let damaged = NodeFlags(rawValue: 2)
  /// The mapping or sequence lost part of its content to a repair, so that nothing can be said to be missing from it.
  public static let incomplete = NodeFlags(rawValue: 4)
  /// The mapping has a merge key (`<<`).
  public static let merges = NodeFlags(rawValue: 8)
  /// The key, or its value, repeats an earlier key of the same mapping and does not count.
  public static let duplicate = NodeFlags(rawValue: 16)
  /// The key is a merge key (`<<`).
  public static let mergeKey = NodeFlags(rawValue: 32)
}
