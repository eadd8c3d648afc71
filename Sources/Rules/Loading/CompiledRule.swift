// A rule made ready to run: its expressions as programs, its paths and messages with programs in them.

import CEL
import DocumentModel

/// An expression that can be run, with the scalar of the rule file it stands in.
struct CompiledExpression: Sendable {
  let program: Program
  let node: NodeID
}

/// A path that can be followed.
struct CompiledPath: Sendable {
  struct Step: Sendable {
    enum Kind: Sendable {
      case member(String)
      case everyMember
      case everyItem
      case index(CompiledExpression)
    }
    let kind: Kind
    let binding: String?
  }

  let root: String
  let rootBinding: String?
  let steps: [Step]
}

/// A message that can be filled in.
struct CompiledMessage: Sendable {
  enum Part: Sendable {
    case text(String)
    case expression(CompiledExpression)
  }
  let parts: [Part]
}

/// The places that a related place or an edit is made for.
enum CompiledPlaces: Sendable {
  case path(CompiledPath)
  case list(CompiledExpression)
}

struct CompiledRelated: Sendable {
  let places: CompiledPlaces?
  let when: CompiledExpression?
  let at: CompiledPath
  let message: CompiledMessage
}

struct CompiledFix: Sendable {
  let title: CompiledMessage
  let action: FixDeclaration.Action
  let path: CompiledPath
  let value: CompiledExpression?
  let places: CompiledPlaces?
  let when: CompiledExpression?
  let isSafe: Bool
}

struct CompiledDerivation: Sendable {
  let at: CompiledPath
  let value: CompiledExpression
  let tolerance: CompiledExpression?
  let working: CompiledMessage?
  let declaration: DerivedDeclaration
}

struct CompiledCheck: Sendable {
  enum Condition: Sendable {
    case expression(CompiledExpression)
    case derived(CompiledDerivation)
    case compiledIn(any SwiftCheck)
  }

  let places: CompiledPath
  let when: CompiledExpression?
  let lets: [(name: String, value: CompiledExpression)]
  let condition: Condition
  let severity: SeverityByStatus
  let at: CompiledPath?
  let message: CompiledMessage
  let related: [CompiledRelated]
  let fixes: [CompiledFix]
  /// The prerequisites of the rule and of the check.
  let needs: [Need]
}

struct CompiledRule: Sendable {
  let rule: Rule
  let checks: [CompiledCheck]
}
