// All policy packs that are loaded: built in and added, with what is wrong with them. How they extend each other is in
// its extension.

import CEL
import DocumentModel
import JSONSchema

/// The policy packs that documents can name.
///
/// Rules that were checked against a library rely on its declarations. So the packs that are added to one may bring new
/// parameters, and other values for those there are, but values of the same type.
public final class PackLibrary: Sendable {
  /// What was found wrong, in the order of the files that were added.
  public let problems: [[RuleProblem]]
  /// The packs by `id@version`.
  let documents: [String: PackDocument]
  let packs: [String: PolicyPack]
  let declarations: [String: PackDeclaration]
  /// Parameters and vocabularies that every pack with a profile has.
  let common: Set<String>
  let vocabularyTypes: [String: ValueType]
  private let isDocumentDate: @Sendable (String) -> Bool

  /// Reads packs.
  ///
  /// - Parameters:
  ///   - files: The documents of kind `policy_pack`.
  ///   - base: The library that they are added to; its packs go before them.
  ///   - codes: The codes of all rules there are; nil where that is not known.
  ///   - isDocumentDate: Whether a dotted path, such as `metadata.decision_date`, is that of a date in a business case.
  public convenience init(
    _ files: [PackFile], codes: Set<String>? = nil,
    isDocumentDate: @escaping @Sendable (String) -> Bool = { ShapeTable.businessCase.isDate($0) }
  ) {
    self.init(files, base: nil, codes: codes, isDocumentDate: isDocumentDate)
  }

  /// The library with more packs in it.
  public func adding(_ files: [PackFile], codes: Set<String>? = nil) -> PackLibrary {
    PackLibrary(files, base: self, codes: codes, isDocumentDate: isDocumentDate)
  }

  private init(
    _ files: [PackFile], base: PackLibrary?, codes: Set<String>?,
    isDocumentDate: @escaping @Sendable (String) -> Bool
  ) {
    var problems = [[RuleProblem]](repeating: [], count: files.count)
    var documents = base?.documents ?? [:]
    let read = files.map { PackDocument($0) }
    for (index, document) in read.enumerated() {
      guard let document else { continue }
      if let known = documents[document.reference] {
        if let problem = Self.duplicate(document, of: known) { problems[index].append(problem) }
      } else {
        documents[document.reference] = document
      }
    }
    let graph = PackGraph(documents)
    var declarations = base?.declarations ?? [:]
    var faulty: [String: Set<String>] = [:]
    for (index, document) in read.enumerated() {
      guard let document else { continue }
      problems[index] += graph.problems(of: document)
      problems[index] += document.orderProblems
      if let codes { problems[index] += document.codeProblems(known: codes) }
      problems[index] += document.selectionProblems(isDocumentDate)
      let isLoaded = documents[document.reference]?.file.tree === document.file.tree
      var joined = declarations
      for parameter in document.parameters {
        do throws(PackFault) {
          try Self.declare(
            parameter, of: document, fixed: base?.declarations, in: &joined, isDocumentDate: isDocumentDate)
        } catch {
          problems[index].append(RuleProblem(error.code, error.message, node: error.node))
          if isLoaded { faulty[document.reference, default: []].insert(parameter.name.text) }
        }
      }
      if isLoaded { declarations = joined }
    }
    let packs = graph.resolve(base: base?.packs ?? [:], declarations: declarations, faulty: faulty)
    self.problems = problems
    self.documents = documents
    self.declarations = declarations
    self.packs = packs
    self.isDocumentDate = isDocumentDate
    let inUse = packs.values.filter { $0.profile != nil }
    common = Set(declarations.keys.filter { name in inUse.allSatisfy { $0.parameterNames.contains(name) } })
    vocabularyTypes = Self.vocabularyTypes(of: packs.values)
  }

  /// A pack with the id and version of another is a problem, unless it is that very pack read again.
  private static func duplicate(_ document: PackDocument, of known: PackDocument) -> RuleProblem? {
    guard document.file.tree.source.bytes != known.file.tree.source.bytes else { return nil }
    let place = known.file.path.map { "in \($0)" } ?? "built in"
    return RuleProblem(
      .duplicatePack,
      "The pack `\(document.reference)` is there already (\(place)). A pack is never edited in place: raise its version.",
      node: document.id.node)
  }

  private static func declare(
    _ parameter: ParameterDefinition, of document: PackDocument, fixed: [String: PackDeclaration]?,
    in declarations: inout [String: PackDeclaration], isDocumentDate: (String) -> Bool
  ) throws(PackFault) {
    let name = parameter.name.text
    let reader = PackValueReader(parameter, tree: document.file.tree)
    let found = try PackDeclaration(parameter, reader, isDocumentDate: isDocumentDate)
    guard var known = declarations[name] else {
      declarations[name] = found
      return
    }
    try known.add(found, isFixed: fixed?[name] != nil, at: parameter.name.node)
    declarations[name] = known
  }

  // MARK: Finding packs

  /// The pack that a document names as `id@version`; nil where there is none.
  public func resolve(_ reference: String) -> PolicyPack? { packs[reference] }

  /// The packs that a document is meant to name: those with a profile, sorted.
  public var references: [String] {
    packs.values.filter { $0.profile != nil }.map(\.reference).sorted()
  }

  /// The pack that was probably meant by a reference that is not known; nil where none is near.
  public func nearest(to reference: String) -> String? { Spelling.closest(to: reference, among: references) }
}
