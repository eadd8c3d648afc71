// Which rules and policy packs are in force for a file, and what the rules may know beside it.

import Analysis
import CEL
import Rules

/// Gives the rules for a folder. A store may be used from any thread.
public struct PolicyStore: Sendable {
  /// The policy pack, as `id@version`, in place of those that documents and configurations name.
  private let given: String?
  private let book: RuleBook
  private let today: CalendarDate

  /// Why the policy that was given cannot be used; `nil` where it can.
  public let failure: CheckFailure?

  /// Makes a store of the built-in rules and packs.
  ///
  /// - Parameters:
  ///   - given: The policy pack in place of those that documents and configurations name.
  ///   - today: The day, by default the system's.
  public init(given: String? = nil, today: CalendarDate = Today.date) {
    self.given = given
    self.today = today
    book = .builtIn
    failure = given.flatMap { reference in
      RuleBook.builtIn.packs.resolve(reference) == nil ? PolicyStore.unknown(reference, RuleBook.builtIn) : nil
    }
  }

  private static func unknown(_ reference: String, _ book: RuleBook) -> CheckFailure {
    let nearest = book.packs.nearest(to: reference).map { "; did you mean `\($0)`?" } ?? "."
    let known = book.packs.references.joined(separator: ", ")
    return CheckFailure(
      path: reference, message: "There is no policy pack `\(reference)`\(nearest) Known packs: \(known).")
  }

  /// The rules for files in the absolute `folder`, under `configuration`.
  func settings(for configuration: Configuration, folder: String) -> RuleSettings {
    RuleSettings(
      book: book,
      context: RunContext(
        policy: given ?? configuration.policy?.value, today: today,
        files: WorkspaceFiles(root: configuration.root, folder: folder)))
  }

  /// Why the policy that a configuration names cannot be used; `nil` where it can, or where another was given.
  func failure(of configuration: Configuration) -> String? {
    guard given == nil, let policy = configuration.policy?.value, book.packs.resolve(policy) == nil else { return nil }
    return "The policy of the configuration cannot be used. \(PolicyStore.unknown(policy, book).message)"
  }
}
