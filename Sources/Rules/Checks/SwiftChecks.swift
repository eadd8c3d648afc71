// The table of all compiled-in checks.

/// The compiled-in checks.
public enum SwiftChecks {
  /// All of them.
  public static let all: [any SwiftCheck.Type] = [
<<<<<<< HEAD
    FinancialYearCheck.self, PolicyPackCheck.self, QuotedCodeCheck.self, ReferenceCheck.self, UniqueIDCheck.self,
    WaiverCheck.self, WantedFieldsCheck.self,
=======
    EvidenceFile.self, MilestoneOrder.self, StatedField.self, UnusedItems.self,
>>>>>>> r5
  ]
}
