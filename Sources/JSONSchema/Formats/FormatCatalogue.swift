// The formats that JSON Schema Validation §7.3 defines, by name; each family of checkers has a file of its own.

import Patterns

/// Tells whether a string, given as its UTF-8 bytes, is valid for a format.
package typealias FormatChecker = @Sendable (UnsafeBufferPointer<UInt8>) -> Bool

/// The formats that are known.
package enum FormatCatalogue {
  /// The checker of a format; nil for a format that is not known, which a validator ignores (Validation §7.2.3).
  package static func checker(named name: String) -> FormatChecker? { checkers[name] }

  /// The names of all known formats, sorted.
  package static var names: [String] { checkers.keys.sorted() }

  private static let checkers: [String: FormatChecker] = [
    "date-time": { DateTimeFormats.isDateTime($0) },
    "date": { DateTimeFormats.isDate($0) },
    "time": { DateTimeFormats.isTime($0) },
    "duration": { DurationFormat.isDuration($0) },
    "email": { EmailFormats.isEmail($0, isInternationalized: false) },
    "idn-email": { EmailFormats.isEmail($0, isInternationalized: true) },
    "hostname": { HostnameFormats.isHostname($0) },
    "idn-hostname": { HostnameFormats.isInternationalizedHostname($0) },
    "ipv4": { AddressFormats.isIPv4($0[...]) },
    "ipv6": { AddressFormats.isIPv6($0[...]) },
    "uri": { ResourceIdentifierFormats.isIdentifier($0, isInternationalized: false) },
    "uri-reference": { ResourceIdentifierFormats.isReference($0, isInternationalized: false) },
    "iri": { ResourceIdentifierFormats.isIdentifier($0, isInternationalized: true) },
    "iri-reference": { ResourceIdentifierFormats.isReference($0, isInternationalized: true) },
    "uri-template": { URITemplateFormat.isTemplate($0) },
    "uuid": { UUIDFormat.isUUID($0) },
    "json-pointer": { PointerFormats.isPointer($0[...]) },
    "relative-json-pointer": { PointerFormats.isRelativePointer($0) },
    "regex": { isRegex($0) },
  ]

  /// A regular expression of ECMA-262: its syntax alone, however much work it would be to run (Validation §7.3.8).
  private static func isRegex(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    do {
      try Pattern.validate(String(decoding: bytes, as: UTF8.self))
      return true
    } catch {
      return false
    }
  }
}
