// Says what a run was made on, without which its figures say little.

import Foundation

enum Machine {
  /// A sentence with the date, the processor, its number of cores, the system and how busy it was.
  static var description: String {
    var load = [0.0, 0.0, 0.0]
    _ = getloadavg(&load, 3)
    let date = Date().formatted(.iso8601.year().month().day())
    let information = ProcessInfo.processInfo
    return "Measured on \(date): \(processor), \(information.activeProcessorCount) cores in use, "
      + "\(information.operatingSystemVersionString), load average \(decimal(load[0], 1)) at the end of the run.\n"
  }

  private static var processor: String {
    let lines = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8))?.split(separator: "\n") ?? []
    let model = lines.first { $0.hasPrefix("model name") }?.split(separator: ":").last
    return model.map { $0.trimmingCharacters(in: .whitespaces) } ?? "a processor that does not tell its name"
  }
}
