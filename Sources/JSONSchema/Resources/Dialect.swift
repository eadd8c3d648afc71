// Dialects: which draft a resource is written in and which vocabularies its meta-schema gives it.

/// The drafts this implementation can read. The older ones are here so that a 2020-12 schema may refer to them.
enum Draft: Int, Sendable, Comparable {
  case draft7
  case draft201909
  case draft202012

  static func < (left: Draft, right: Draft) -> Bool { left.rawValue < right.rawValue }

  /// The draft whose meta-schema has the URI `uri` (without fragment), or `nil`.
  init?(metaschema uri: String) {
    switch uri {
    case "https://json-schema.org/draft/2020-12/schema": self = .draft202012
    case "https://json-schema.org/draft/2019-09/schema": self = .draft201909
    case "http://json-schema.org/draft-07/schema", "https://json-schema.org/draft-07/schema": self = .draft7
    default: return nil
    }
  }
}

/// A draft with the vocabularies in force.
struct Dialect: Sendable, Hashable {
  var draft: Draft
  var vocabularies: Vocabularies

  static let standard = Dialect(draft: .draft202012, vocabularies: .standard)

  /// Whether `keyword` has a meaning in the dialect; else it is an unknown keyword (Core §6.5).
  func knows(_ keyword: Keyword) -> Bool {
    guard vocabularies.contains(keyword.vocabulary) else { return false }
    switch keyword {
    case .prefixItems, .dynamicRef, .dynamicAnchor: return draft >= .draft202012
    case .defs, .anchor, .vocabulary, .dependentSchemas, .dependentRequired, .unevaluatedItems,
      .unevaluatedProperties, .minContains, .maxContains, .contentSchema, .deprecated:
      return draft >= .draft201909
    case .recursiveRef, .recursiveAnchor: return draft == .draft201909
    case .additionalItems: return draft < .draft202012
    default: return true
    }
  }

  /// The vocabulary that `uri` names and the draft it is of, or `nil` where it is not known.
  static func vocabulary(_ uri: String) -> (draft: Draft, vocabularies: Vocabularies)? {
    let drafts: [(String, Draft)] = [
      ("https://json-schema.org/draft/2020-12/vocab/", .draft202012),
      ("https://json-schema.org/draft/2019-09/vocab/", .draft201909),
    ]
    for (start, draft) in drafts where uri.hasPrefix(start) {
      switch (uri.dropFirst(start.count), draft) {
      case ("core", _): return (draft, .core)
      case ("applicator", .draft201909): return (draft, [.applicator, .unevaluated])
      case ("applicator", _): return (draft, .applicator)
      case ("unevaluated", .draft202012): return (draft, .unevaluated)
      case ("validation", _): return (draft, .validation)
      case ("format-annotation", .draft202012), ("format", .draft201909): return (draft, .format)
      case ("format-assertion", .draft202012): return (draft, [.format, .formatAssertion])
      case ("content", _): return (draft, .content)
      case ("meta-data", _): return (draft, .metaData)
      default: return nil
      }
    }
    return nil
  }
}
