// Finds the public conformance suites, which are not part of this repository.

import Foundation

/// The folder of conformance data, if there is one beside the checkout.
public enum Conformance {
  /// The root of this package, found from this file's own place.
  public static let packageRoot = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The folder `name` of the conformance data: below `CASECHECK_CONFORMANCE`, or below `../shared/conformance`.
  /// Where there is none, that is printed, so that a run without the suites does not look like one with them.
  public static func folder(_ name: String) -> URL? {
    let base =
      ProcessInfo.processInfo.environment["CASECHECK_CONFORMANCE"].map { URL(filePath: $0) }
      ?? packageRoot.deletingLastPathComponent().appending(path: "shared/conformance")
    let folder = base.appending(path: name)
    guard FileManager.default.fileExists(atPath: folder.path()) else {
      print("conformance data for \(name) not found; its tests are not run (set CASECHECK_CONFORMANCE to their folder)")
      return nil
    }
    return folder
  }
}
