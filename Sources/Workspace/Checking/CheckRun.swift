// One run over files, folders and standard input: everything that can be checked is, and what cannot is said.

import Analysis
import JSONSchema

/// A run of checks.
public struct CheckRun: Sendable {
  /// What to check and how.
  public struct Options: Sendable {
    /// Files, folders, or `-` for standard input.
    public var paths: [String] = []
    /// The name under which standard input is checked; `nil` where it has none.
    public var standardInputName: String?
    /// The schema that everything is checked against, in place of those of the kinds.
    public var schema: String?
    /// Where schemas under URIs lie.
    public var mappings: [SchemaMapping] = []
    /// Whether `format` is an assertion of ``schema``.
    public var assertsFormat = false
    /// A configuration file in place of those found.
    public var configuration: String?
    /// The policy pack, as `id@version`, in place of those that documents and configurations name.
    public var policy: String?
    /// Folders and files with rules and packs beside those that are built in.
    public var rules: [String] = []
    /// Whether ``RunResult/files`` is wanted; else the trees of the files need not be kept.
    public var keepsFiles = false
    /// How many threads to use.
    public var jobs = Workers.processorCount
    /// The absolute path of the current folder.
    public var currentFolder = FileSystem.currentFolder()

    /// Makes options that check nothing yet.
    public init() {}
  }

  /// What is told of the run while it goes on.
  public struct Progress: Sendable {
    /// Called after each file, from any thread, with the number of files done and of all.
    public let advance: @Sendable (_ done: Int, _ count: Int) -> Void

    /// Makes a listener.
    public init(advance: @escaping @Sendable (_ done: Int, _ count: Int) -> Void) {
      self.advance = advance
    }
  }

  private let options: Options
  private let analyzer = Analyzer()
  private let configurations: ConfigurationStore
  private let schemas: SchemaStore

  /// Prepares a run.
  public init(_ options: Options) {
    self.options = options
    configurations = ConfigurationStore(
      analyzer: analyzer, given: options.configuration.map { Path.absolute($0, in: options.currentFolder) },
      remembersFolders: true)
    schemas = SchemaStore(
      mappings: options.mappings.map { $0.absolute(in: options.currentFolder) })
  }

  /// Checks everything.
  public func run(progress: Progress? = nil) -> RunResult {
    var result = RunResult()
    for mapping in options.mappings { checkFolder(of: mapping, into: &result) }
    var schema: Schema?
    if let path = options.schema {
      let loaded = schemas.schema(at: path, in: options.currentFolder)
      result.failures += loaded.failures
      if !loaded.failures.isEmpty {
        result.addSchema(loaded, shown: shown)
        return checkingGivenConfiguration(result)
      }
      result.addFindings(of: loaded, shown: shown)
      schema = loaded.schema
    }
    let finder = find()
    result.failures += finder.failures
    let candidates = instances(among: finder.candidates)
    let policies = PolicyStore(given: options.policy, folders: options.rules, currentFolder: options.currentFolder)
    if !options.rules.isEmpty { result.add(policies.base) }
    let checker = FileChecker(
      analyzer: analyzer, configurations: configurations, schemas: schemas, policies: policies)
    let task = FileTask(
      checker: checker, schema: schema, assertsFormat: options.assertsFormat,
      keepsFiles: options.keepsFiles, shown: { [self] in shown($0) })
    let counter = Counter(count: candidates.count, progress: progress)
    let alone = Workers.map(count: candidates.count, jobs: options.jobs) { index in
      let outcome = task.run(candidates[index])
      counter.advance()
      return outcome
    }
    let outcomes = portfolio(alone, of: candidates, task)
    var hits = Set<Int>()
    for (candidate, outcome) in zip(candidates, outcomes) {
      if outcome.isOurs { hits.formUnion(candidate.arguments) }
      result.add(outcome, of: candidate)
    }
    for outcome in outcomes {
      result.addFoundations(of: outcome, shown: shown)
      if let configuration = outcome.configuration, !configuration.packs.isEmpty {
        result.add(policies.policy(for: configuration))
      }
    }
    for (index, path) in options.paths.enumerated() where !hits.contains(index) && !path.isEmpty {
      let status = try? FileSystem.status(of: Path.join(options.currentFolder, path))
      guard status?.kind == .folder, !finder.unreadable.contains(index) else { continue }
      result.failures.append(CheckFailure(path: path, message: nothingFound))
    }
    return checkingGivenConfiguration(result)
  }

  private var nothingFound: String {
    options.schema == nil
      ? "There is no file to check in this folder: no business case and no other kind that casecheck knows."
      : "There is no file to check in this folder: no YAML and no JSON."
  }

  // MARK: Parts

  /// `outcomes` with what the rules find that look at all cases of the run.
  private func portfolio(_ outcomes: [FileOutcome], of candidates: [Candidate], _ task: FileTask) -> [FileOutcome] {
    let members = outcomes.indices.filter { outcomes[$0].member != nil }
    let checked = members.compactMap { outcomes[$0].member }
    guard !checked.isEmpty else { return outcomes }
    let finished = task.checker.portfolio(checked)
    let texts = Dictionary(
      finished.map { (shown($0.analysis.file.path), $0.analysis.file.text) }, uniquingKeysWith: { first, _ in first })
    var outcomes = outcomes
    for (index, file) in zip(members, finished) {
      outcomes[index] = task.outcome(of: file, candidates[index], others: texts)
    }
    return outcomes
  }

  private func find() -> FileFinder {
    var finder = FileFinder(currentFolder: options.currentFolder, configurations: configurations)
    for (index, path) in options.paths.enumerated() {
      if path == "-" {
        finder.addStandardInput(named: options.standardInputName, index: index)
      } else {
        finder.find(path, index: index)
      }
    }
    return finder
  }

  /// The schema is not an instance of itself, unless it is named as one.
  private func instances(among candidates: [Candidate]) -> [Candidate] {
    guard let schema = options.schema.map({ Path.absolute($0, in: options.currentFolder) }) else { return candidates }
    return candidates.filter { $0.isNamed || $0.absolutePath != schema }
  }

  private func checkFolder(of mapping: SchemaMapping, into result: inout RunResult) {
    do throws(FileError) {
      _ = try FileSystem.status(of: mapping.absolute(in: options.currentFolder).folder)
    } catch {
      result.failures.append(
        CheckFailure(path: mapping.folder, message: "The schemas of `\(mapping.uri)` cannot be read. \(error.message)"))
    }
  }

  /// Adds what is wrong with a configuration that was given, which no file may have asked for.
  private func checkingGivenConfiguration(_ result: RunResult) -> RunResult {
    guard options.configuration != nil else { return result }
    var result = result
    result.add(configurations.configuration(forFolder: options.currentFolder), shown: shown)
    return result
  }

  /// The path under which reports show the file at the absolute `path`.
  private func shown(_ path: String) -> String {
    if let given = options.configuration, Path.absolute(given, in: options.currentFolder) == path { return given }
    if let given = options.schema, Path.absolute(given, in: options.currentFolder) == path { return given }
    return Path.relative(path, to: options.currentFolder) ?? path
  }
}
