// The table of all compiled-in checks.

/// The compiled-in checks.
public enum SwiftChecks {
  /// All of them.
  public static let all: [any SwiftCheck.Type] = [
    EvidenceFile.self, FinancialYearCheck.self, MilestoneOrder.self, PolicyPackCheck.self, QuotedCodeCheck.self,
    ReferenceCheck.self, StatedField.self, UniqueIDCheck.self, UnusedItems.self, WaiverCheck.self,
    WantedFieldsCheck.self,
  ]
}
