// A policy pack as it is in force: what it extends is merged in, and its values are typed.

import CEL
import DocumentModel

/// A published text that a parameter rests on.
public struct PackSource: Sendable, Hashable {
  /// The mark by which parameters name it, such as `V10`.
  public let mark: String
  /// What it is called; the mark again where the packs do not say.
  public let title: String
  /// The part of it meant, if any.
  public let section: String?
  /// Where to read it, if it is published.
  public let url: String?
  /// When it was written, in words.
  public let dated: String?
}

/// The parameters, vocabularies and rule settings of one programme.
public final class PolicyPack: Sendable {
  /// The id without the version.
  public let id: String
  /// The version.
  public let version: Int64
  /// A short name for people.
  public let title: String?
  /// What it is for, in Markdown.
  public let description: String?
  /// The kind of commissioner it is for; nil in a pack that only others extend.
  public let profile: String?
  /// The parameters by name.
  public let parameters: [String: PackParameter]
  /// Codes of rules that do not run.
  public let off: Set<String>
  /// Other severities of rules, by code.
  public let severity: [String: Severity]
  /// Codes of rules that no waiver silences.
  public let unwaivable: Set<String>
  let vocabularies: [String: Vocabulary]
  /// The names of all parameters, those among them whose values cannot be read.
  let parameterNames: Set<String>
  /// The names of the parameters in order, so that each has a number.
  let names: [String]
  /// What expressions read as `pack.vocabularies`.
  let vocabularyValue: Value

  init(_ document: PackDocument, _ content: PackContent) {
    id = document.id.text
    version = document.version
    title = document.title
    description = document.description
    profile = content.profile
    parameters = content.parameters
    off = content.off
    severity = content.severity
    unwaivable = content.unwaivable
    vocabularies = content.vocabularies
    parameterNames = content.parameterNames
    names = content.parameters.keys.sorted()
    var map = MapValue()
    for (name, vocabulary) in content.vocabularies.sorted(by: { $0.key < $1.key }) {
      _ = map.insert(Value(.string(name)), Value(vocabulary))
    }
    vocabularyValue = Value(.map(map))
  }

  /// The pack as documents name it, `id@version`.
  public var reference: String { "\(id)@\(version)" }

  /// The words of a vocabulary that is a list, such as `service_lines`; empty where there is none of that name.
  public func words(of vocabulary: String) -> [String] {
    guard case .words(let words)? = vocabularies[vocabulary] else { return [] }
    return words
  }

  /// The texts of a vocabulary that is a mapping, such as `ods_patterns`; empty where there is none of that name.
  public func table(of vocabulary: String) -> [String: String] {
    guard case .table(let entries)? = vocabularies[vocabulary] else { return [:] }
    return Dictionary(entries.map { ($0.name, $0.text) }, uniquingKeysWith: { first, _ in first })
  }

  /// A vocabulary that is one text, such as `assurer`; nil where there is none of that name.
  public func word(of vocabulary: String) -> String? {
    guard case .word(let word)? = vocabularies[vocabulary] else { return nil }
    return word
  }
}

extension PolicyPack {
  /// The number of a parameter among the names; nil where there is none of that name.
  func index(of name: String) -> Int? {
    var (low, high) = (0, names.count)
    while low < high {
      let middle = (low + high) / 2
      if names[middle] < name { low = middle + 1 } else { high = middle }
    }
    return low < names.count && names[low] == name ? low : nil
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

/// What a pack holds once the packs it extends are merged in.
struct PackContent {
  var profile: String?
  var sources: [String: PackSource] = [:]
  var parameters: [String: PackParameter] = [:]
  var parameterNames: Set<String> = []
  var vocabularies: [String: Vocabulary] = [:]
  var off: Set<String> = []
  var severity: [String: Severity] = [:]
  var unwaivable: Set<String> = []

  /// Takes in what another pack has: by name the other one wins; rules that are off or cannot be waived add up.
  mutating func merge(_ other: PackContent) {
    profile = other.profile ?? profile
    sources.merge(other.sources) { $1 }
    // Those that cannot be read there are not to be read here.
    for name in other.parameterNames where other.parameters[name] == nil { parameters[name] = nil }
    parameters.merge(other.parameters) { $1 }
    parameterNames.formUnion(other.parameterNames)
    vocabularies.merge(other.vocabularies) { $1 }
    severity.merge(other.severity) { $1 }
    off.formUnion(other.off)
    unwaivable.formUnion(other.unwaivable)
  }

  /// Takes in what a pack says itself.
  mutating func merge(_ document: PackDocument, declarations: [String: PackDeclaration], faulty: Set<String>) {
    var own = PackContent()
    own.profile = document.profile
    own.sources = document.sources
    own.vocabularies = Dictionary(
      document.vocabularies.map { ($0.name.text, $0.value) }, uniquingKeysWith: { first, _ in first })
    own.severity = Dictionary(
      document.severity.map { ($0.code.text, $0.severity) }, uniquingKeysWith: { first, _ in first })
    own.off = Set(document.off.map(\.text))
    own.unwaivable = Set(document.unwaivable.map(\.text))
    merge(own)
    for parameter in document.parameters {
      let name = parameter.name.text
      parameterNames.insert(name)
      // A value that cannot be read hides the one it was to replace: the old one is not what the author means.
      parameters[name] =
        faulty.contains(name)
        ? nil
        : declarations[name].flatMap {
          PackParameter(parameter, declared: $0, tree: document.file.tree) { [sources] mark in
            sources[mark] ?? PackSource(mark: mark, title: mark, section: nil, url: nil, dated: nil)
          }
        }
    }
  }
}
