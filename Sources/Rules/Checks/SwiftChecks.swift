// The table of all compiled-in checks.

/// The compiled-in checks.
public enum SwiftChecks {
  /// All of them.
  public static let all: [any SwiftCheck.Type] = [
    EvidenceFile.self, MilestoneOrder.self, StatedField.self, UnusedItems.self,
  ]
}
